import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Deal } from '../../../contract/deals.ts'
import type * as contract from '../../../contract/deals.ts'
import type * as moves from '../../../contract/moves.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { ProcessVersion } from '../../../contract/process.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { assert, fail } from '../../kernel/fail.ts'
import { occurred } from '../../kernel/facts.ts'
import { nameWords } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { requireCurrency } from '../../kernel/money.ts'
import { seen } from '../../kernel/seen.ts'
import { has } from '../../kernel/rights.ts'
import { unlessTaken } from '../../kernel/unique.ts'
import { type Assigned, assignArm, type RunningExperiment, runningExperiment } from '../assignment/index.ts'
import { settleCustom } from '../fields/index.ts'
import type { PricedProduct } from '../products/index.ts'
import { customerColumns } from './customer.ts'
import { gateView, type HeldDeal, holdDeal, isCare, stageNamed, timeOfEdit } from './hold.ts'
import { amountOf, lineColumns, priceLines, productsJson } from './lines.ts'
import { type GateStage, gatesOnTheWay } from './gate.ts'
import { allowsOverride, keysOf } from './move.ts'
import { begin } from './moves.ts'
import { planned } from './next-step.ts'
import { processOr, versionOf } from './pinned-version.ts'
import { type DealRow, showDealRow } from './rows.ts'
import { type AnyFact, save } from './save.ts'

type OpenDeal = BodyOf<typeof contract.openDeal>

/** Opens a deal. Returns it whole: everything it refers to was read before it was written. */
export async function openDeal(ctx: Context, input: OpenDeal): Promise<Deal> {
  if (input.currency !== undefined) requireCurrency(input.currency)
  return open(ctx, { ...input, ownerId: ownerFor(ctx, input.ownerId) }, occurred(ctx, input.occurredAt))
}

/** Opens a new deal with the customer of one that has ended, and says so in the old one's log. */
export async function comeBack(ctx: Context, id: string, input: BodyOf<typeof moves.comeBack>): Promise<Deal> {
  const old = await holdDeal(ctx, id)
  if (old.outcome === 'open' || old.ended_at === null) return fail('deal_open')
  const at = input.occurredAt === undefined ? timeOfEdit(ctx, old) : occurred(ctx, input.occurredAt)
  if (at < old.ended_at) fail('occurred_too_early', { earliest: old.ended_at.toISOString() })
  const deal = await open(
    ctx,
    {
      name: input.name ?? old.name,
      companyId: old.company_id,
      personId: old.person_id,
      householdId: old.household_id,
      sourceId: old.source_id,
      processId: old.process_id,
      currency: old.currency,
      // A seller may give back a customer to the one who had it, but not to somebody else.
      ownerId: input.ownerId === undefined ? await stillHere(ctx, old.owner_id) : ownerFor(ctx, input.ownerId),
    },
    at,
    old.id,
  )
  await tellCameBack(ctx, old, deal.id, at)
  return deal
}

/** Opens a new deal with a customer whose earlier one had ended, as `comeBack` does, but for something else. */
export async function openAfter(ctx: Context, previousId: string, input: OpenDeal): Promise<Deal> {
  const old = await holdDeal(ctx, previousId)
  if (old.outcome === 'open' || old.ended_at === null) return fail('deal_open')
  const deal = await open(ctx, { ...input, ownerId: ownerFor(ctx, input.ownerId) }, ctx.now, old.id)
  await tellCameBack(ctx, old, deal.id, ctx.now)
  return deal
}

async function tellCameBack(ctx: Context, old: HeldDeal, newDealId: string, occurredAt: Date): Promise<void> {
  const data = { newDealId }
  await save(ctx, old, { set: {}, fields: ['nextDealId'], facts: [{ type: 'deal.came_back', data, occurredAt }] })
}

async function open(
  ctx: Context,
  input: Omit<OpenDeal, 'occurredAt'>,
  at: Date,
  previousDealId: string | null = null,
): Promise<Deal> {
  // The customer of a deal that comes back was the actor's to see with that deal.
  const found = await lookUp(ctx, input, previousDealId === null)
  const id = newId()
  const named = input.stage === undefined ? undefined : stageNamed(found.process, input.stage)
  const { ownerId = null, sourceId = null } = input
  const deal = { id, ownerId, sourceId, openedAt: at, stage: named?.key }
  const assigned = await assignArm(ctx, found.experiment, deal)
  const { process, stage } = await placeOf(ctx, found.process, named, assigned)
  if (isCare(stage)) fail('stage_only_by_winning')
  const currency = input.currency ?? ctx.workspace.currency
  const lines = priceLines(input.lines ?? [], found.products, currency)
  const own = await settleCustom(ctx, 'deals', {}, input.custom)
  const row = {
    id,
    name: input.name,
    name_words: nameWords(input.name),
    ...customerColumns(input),
    process_id: process.processId,
    version_id: process.id,
    stage_id: stage.id,
    owner_id: ownerId,
    source_id: sourceId,
    amount_minor: lines.length > 0 ? amountOf(lines) : (input.amountMinor ?? null),
    currency,
    expected_close_on: input.expectedCloseOn ?? null,
    next_step: input.nextStep?.text ?? null,
    next_step_on: input.nextStep?.on ?? null,
    opened_at: at,
    previous_deal_id: previousDealId,
    external_id: input.externalId ?? null,
    ...own.set,
  }
  const missing = await lackedFor(ctx, process, stage, { ...unwritten, ...row, lines })
  const opened = openedWith(row, previousDealId, missing)
  const after: AnyFact[] = input.nextStep ? [planned(input.nextStep, at)] : []
  if (assigned) after.unshift({ type: 'deal.assigned_to_arm', data: assigned, occurredAt: at })
  await unlessKnown(ctx, row.external_id, () => begin(ctx, { row, opened, lines: lines.map(lineColumns), after }))
  const { customer_name, owner_name, source_name } = found
  return showDealRow({
    ...unwritten,
    ...row,
    customer_name,
    owner_name,
    source_name,
    tag_ids: [],
    stage: [stage.key, stage.name, stage.position],
    stage_entered_at: at,
    custom: own.values,
    process_version: [process.number, process.overrides],
    created_at: ctx.now,
    updated_at: ctx.now,
    lines,
  })
}

/** Where a deal begins: in the version of the arm that it came to, else in the published one. */
async function placeOf(ctx: Context, published: Place, named: ProcessStage | undefined, assigned: Assigned | null) {
  const process: Place =
    assigned && assigned.versionId !== published.id ? await versionOf(ctx, assigned.versionId) : published
  const stage = named === undefined ? process.stages[0] : stageNamed(process, named.key)
  return stage ? { process, stage } : fail('no_published_process')
}

type OpenedRow = Pick<
  DealRow,
  'version_id' | 'source_id' | 'owner_id' | 'amount_minor' | 'currency' | 'expected_close_on'
>

/**
 * What the gates before the stage that a deal is opened in ask for in vain. Whoever may override them may open it there,
 * and the log names what was missing; whoever may not begins before them.
 */
async function lackedFor(
  ctx: Context,
  { id, stages: [first] }: Place,
  stage: ProcessStage,
  deal: Parameters<typeof gateView>[0],
): Promise<string[]> {
  if (!first || stage.position === first.position) return []
  const { stages, overrides } = await versionOf(ctx, id)
  const { enforced, advised } = gatesOnTheWay(stages, first.position, stage.position, gateView(deal))
  if (enforced.length > 0 && !allowsOverride(overrides, ctx.actor))
    fail('gate_not_met', { gates: [...enforced], mayOverride: false })
  return keysOf([...enforced, ...advised])
}

/** What the log says that a deal began with. */
function openedWith(row: OpenedRow, previousDealId: string | null, missing: string[]) {
  const { version_id, source_id, owner_id, amount_minor, currency, expected_close_on } = row
  return {
    versionId: version_id,
    sourceId: source_id,
    ownerId: owner_id,
    minor: amount_minor,
    currency,
    expectedCloseOn: expected_close_on,
    ...(previousDealId === null ? {} : { previousDealId }),
    ...(missing.length === 0 ? {} : { missing }),
  }
}

/** What no deal has when it begins. */
const unwritten = {
  outcome: 'open',
  ended_at: null,
  version: 1,
  field_versions: {},
  opened_dated: true,
  length_days: null,
  observed_from: null,
  come_back_on: null,
  next_deal_id: null,
  payment_terms_id: null,
  market_maturity: null,
  qualification: {},
  stakeholders: [],
  confirmed: [],
} as const satisfies Partial<DealRow>

/** The owner that is asked for: oneself unless said. Giving a deal to somebody else takes the right to assign. */
function ownerFor(ctx: Context, ownerId: string | null | undefined): string | null {
  const own = memberOf(ctx)
  if (ownerId === undefined) return own
  if (ownerId !== null && ownerId !== own && !has(ctx.actor, 'deals.assign'))
    fail('forbidden', { permission: 'deals.assign' })
  return ownerId
}

/** The owner, if they have not left since; what has left nobody has. */
async function stillHere(ctx: Context, ownerId: string | null): Promise<string | null> {
  if (ownerId === null) return null
  const { rows } = await sql<{ id: string }>`
    select t.id from members t where t.workspace_id = ${ctx.workspace.id} and t.id = ${ownerId} and ${isHere}`.execute(
    ctx.tx,
  )
  return rows[0]?.id ?? null
}

const isHere = sql<SqlBool>`t.deactivated_at is null`

type Customers = 'companies' | 'people' | 'households'

type ProcessStage = Pick<GateStage, 'id' | 'key' | 'name' | 'position' | 'phases'>

/** A process version that a deal can be opened in. */
interface Place extends Pick<ProcessVersion, 'id' | 'processId' | 'number' | 'overrides'> {
  readonly stages: readonly ProcessStage[]
}

interface Found {
  readonly process: Place
  readonly experiment: RunningExperiment | null
  readonly owner_name: string | null
  readonly source_name: string | null
  readonly customer_name: string | null
  readonly products: PricedProduct[]
}

/** Everything that a new deal refers to, in one statement; refuses what is not there or, as its customer, not to be seen. */
async function lookUp(ctx: Context, input: Omit<OpenDeal, 'occurredAt'>, mustSeeCustomer: boolean): Promise<Found> {
  const customer = customerColumns(input)
  const name = (table: 'members' | 'sources' | Customers, id: string | null | undefined, only = sql<SqlBool>`true`) =>
    sql`(select t.name from ${sql.table(table)} t
      where t.workspace_id = ${ctx.workspace.id} and t.id = ${id ?? null} and ${only})`
  const isSeen = mustSeeCustomer ? seen(ctx.actor, sql.ref('t.owner_id')) : sql<SqlBool>`true`
  // Nothing new hangs on a row that was merged.
  const customerName = (table: Customers, id: string | null) =>
    name(table, id, sql<SqlBool>`${isSeen} and t.merged_into_id is null`)
  const { rows } = await sql<Found & { process: Found['process'] | null }>`
    select ${publishedProcess(ctx, input.processId)} as process,
      ${runningExperiment(ctx, processOr(ctx, input.processId), input.ownerId ?? null)} as experiment,
      ${name('members', input.ownerId, isHere)} as owner_name, ${name('sources', input.sourceId)} as source_name,
      coalesce(${customerName('companies', customer.company_id)}, ${customerName('people', customer.person_id)},
        ${customerName('households', customer.household_id)}) as customer_name,
      ${productsJson(ctx, input.lines ?? [], customer)} as products`.execute(ctx.tx)
  const [found] = rows
  assert(found, 'a select without from has a row')
  if (!found.process && input.processId) fail('unknown_reference', { field: 'processId' })
  if (!found.process) fail('no_published_process')
  if (input.ownerId && found.owner_name === null) fail('unknown_reference', { field: 'ownerId' })
  if (input.sourceId && found.source_name === null) fail('unknown_reference', { field: 'sourceId' })
  const customerField = (['companyId', 'personId', 'householdId'] as const).find((field) => input[field])
  if (customerField && found.customer_name === null) fail('unknown_reference', { field: customerField })
  return found
}

/** The published version of a process, the default one unless said, with its stages. */
function publishedProcess(ctx: Context, processId: string | undefined): RawBuilder<Found['process'] | null> {
  return sql`(
    select json_build_object('id', v.id, 'processId', v.process_id, 'number', v.number,
      'overrides', v.overrides, 'stages', (
      select json_agg(json_build_object('id', s.id, 'key', s.key, 'name', s.name, 'position', s.position,
        'phases', s.phases) order by s.position)
      from stages s where s.workspace_id = v.workspace_id and s.version_id = v.id))
    from process_versions v
    where v.workspace_id = ${ctx.workspace.id} and v.status = 'published' and v.process_id = ${processOr(ctx, processId)}
      and not exists (select from processes p
        where p.workspace_id = v.workspace_id and p.id = v.process_id and p.retired_at is not null))`
}

/** Writes a deal, unless another has its external id; without one nothing can stand in its way. */
async function unlessKnown(ctx: Context, externalId: string | null, write: () => Promise<void>): Promise<void> {
  await (externalId === null ? write() : unlessTaken(ctx, 'deal', write, () => holderOf(ctx, externalId)))
}

function holderOf(ctx: Context, externalId: string) {
  return ctx.tx
    .selectFrom('deals')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
}
