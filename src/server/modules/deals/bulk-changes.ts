import { type RawBuilder, sql } from 'kysely'
import type { FactData, FactType, Outcome } from '../../../contract/facts.ts'
import type { Context } from '../../kernel/context.ts'
import { nameWords } from '../../kernel/fold.ts'
import { assert } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { customFacts, type SettledCustom } from '../fields/index.ts'
import { type BulkFact, insertFacts } from './bulk-facts.ts'
import { type BulkFields, type BulkStage, type BulkStep, columnsOf, type Standing, tell } from './bulk.ts'
import { enteredAt, entryTypes, factTypes, standing, standingTypes } from './history.ts'

/** A deal that is there already, locked, as a file's word on it is compared with it. */
export interface StandingDeal extends BulkFields {
  readonly id: string
  readonly external_id: string
  readonly version_id: string
  readonly stage_id: string
  readonly outcome: Outcome
  readonly opened_at: Date
  readonly opened_dated: boolean
  readonly length_days: number | null
  readonly ended_at: Date | null
  readonly stage_entered_at: Date
  readonly come_back_on: string | null
  readonly household_id: string | null
  readonly version: number
  /** Its last change of stage or outcome: when, and whether an import made it. */
  readonly state_at: Date
  readonly state_by_import: boolean
  /** When anything happened to it last. */
  readonly last_at: Date
  /** The stage it came to last by itself, and when: where it is again when an end is taken back. */
  readonly entered_stage_id: string
  readonly entered_at: Date
  /** Of the process version that it is pinned to, in their order. */
  readonly stages: readonly BulkStage[]
}

/** The deals with these external ids, locked. At most a few thousand at once. */
export async function standingDeals(ctx: Context, externalIds: readonly string[]): Promise<Map<string, StandingDeal>> {
  const deals = await standingWhere(ctx, sql`d.external_id = any(${externalIds})`)
  return new Map(deals.map((deal) => [deal.external_id, deal]))
}

/** The deals `d` of a condition, locked. */
export async function standingWhere(ctx: Context, where: RawBuilder<unknown>): Promise<StandingDeal[]> {
  const { rows } = await sql<Omit<StandingDeal, 'stages'>>`
    select d.*, state.occurred_at as state_at, state.actor_kind = 'import' as state_by_import,
      entry.stage_id as entered_stage_id, entry.entered_at, (
        select f.occurred_at from facts f where f.workspace_id = d.workspace_id and f.deal_id = d.id
        order by f.occurred_at desc, f.id desc limit 1) as last_at
    from deals d cross join lateral (
      select f.occurred_at, f.actor_kind from facts f
      where f.workspace_id = d.workspace_id and f.deal_id = d.id and f.type in (${factTypes(standingTypes)})
        and ${standing('f')}
      order by f.occurred_at desc, f.id desc limit 1) state
    cross join lateral (
      select ${enteredAt('f')} as entered_at, f.stage_id from facts f
      where f.workspace_id = d.workspace_id and f.deal_id = d.id and f.type in (${factTypes(entryTypes)})
        and ${standing('f')}
      order by f.occurred_at desc, f.id desc limit 1) entry
    where d.workspace_id = ${ctx.workspace.id} and ${where}
    order by d.id for update of d`.execute(ctx.tx)
  const stages = await stagesOf(ctx, [...new Set(rows.map((row) => row.version_id))])
  return rows.map((row) => ({ ...row, stages: stages.get(row.version_id) ?? [] }))
}

async function stagesOf(ctx: Context, versionIds: readonly string[]): Promise<Map<string, BulkStage[]>> {
  if (versionIds.length === 0) return new Map()
  const rows = await ctx.tx
    .selectFrom('stages')
    .select(['version_id', 'id', 'key', 'position', 'phases'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('version_id', '=', sql<string>`any(${versionIds})`)
    .orderBy('position')
    .execute()
  return Map.groupBy(rows, (row) => row.version_id)
}

/** What a file says anew of a deal: the fields that differ, and the steps since. */
export interface BulkChange {
  readonly deal: StandingDeal
  readonly set: Partial<BulkFields>
  readonly steps: readonly BulkStep[]
  /** What it says of own fields. */
  readonly own?: SettledCustom
}

/** Changes many deals at once, each change with its fact. Two statements, whatever their number. */
export async function changeInBulk(ctx: Context, changes: readonly BulkChange[]): Promise<void> {
  if (changes.length === 0) return
  const facts: BulkFact[] = []
  const rows = changes.map(({ deal, set, steps, own }) => {
    const fields = { ...fieldsOf(deal), ...set, ...(own ? { custom: own.values } : {}) }
    const standing = standingOf(deal)
    facts.push(...fieldFacts(ctx, deal, fields, own))
    for (const step of steps) facts.push(tell(deal.id, standing, step, fields, deal.stages))
    const touched = [...Object.keys(set), ...(own?.fields ?? []), ...(steps.length > 0 ? ['stage', 'outcome'] : [])]
    const versions = Object.fromEntries(touched.map((column) => [contractFields[column] ?? column, deal.version + 1]))
    return { id: deal.id, ...fields, name_words: nameWords(fields.name), ...columnsOf(standing), versions }
  })
  await sql`
    update deals d set name = r.name, name_words = r.name_words, company_id = r.company_id, person_id = r.person_id, owner_id = r.owner_id,
      source_id = r.source_id, amount_minor = r.amount_minor, currency = r.currency,
      expected_close_on = r.expected_close_on, stage_id = r.stage_id, stage_entered_at = r.stage_entered_at,
      outcome = r.outcome, ended_at = r.ended_at, come_back_on = r.come_back_on,
      custom = coalesce(r.custom, d.custom), version = d.version + 1,
      field_versions = d.field_versions || r.versions, updated_at = ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, name text, name_words tsvector, company_id uuid, person_id uuid,
      owner_id uuid, source_id uuid, amount_minor bigint, currency text, expected_close_on date, stage_id uuid,
      stage_entered_at timestamptz, outcome text, ended_at timestamptz, come_back_on date, custom jsonb, versions jsonb)
    where d.workspace_id = ${ctx.workspace.id} and d.id = r.id`.execute(ctx.tx)
  await insertFacts(ctx, facts)
}

const contractFields: Readonly<Record<string, string>> = {
  company_id: 'companyId',
  person_id: 'personId',
  owner_id: 'ownerId',
  source_id: 'sourceId',
  amount_minor: 'amountMinor',
  expected_close_on: 'expectedCloseOn',
}

function fieldsOf(deal: StandingDeal): BulkFields {
  const { name, company_id, person_id, owner_id, source_id, amount_minor, currency, expected_close_on } = deal
  return { name, company_id, person_id, owner_id, source_id, amount_minor, currency, expected_close_on }
}

function standingOf(deal: StandingDeal): Standing {
  const stage = deal.stages.find(({ id }) => id === deal.stage_id)
  assert(stage, 'a deal stands in a stage of its version')
  return {
    stage,
    enteredAt: deal.stage_entered_at,
    outcome: deal.outcome,
    endedAt: deal.ended_at,
    comeBackOn: deal.come_back_on,
  }
}

/** The facts of changed fields. When they changed elsewhere nobody told us: they take our time, not dated. */
function fieldFacts(ctx: Context, was: StandingDeal, now: BulkFields, own?: SettledCustom): BulkFact[] {
  const facts: BulkFact[] = []
  const add = <Type extends FactType>(type: Type, data: FactData<Type>) =>
    facts.push({
      id: newId(),
      deal_id: was.id,
      type,
      // What was told last must be last in the log, also by a clock that was set back.
      occurred_at: was.last_at > ctx.now ? was.last_at : ctx.now,
      dated: false,
      from_stage_id: null,
      stage_id: null,
      data,
    })
  if (was.name !== now.name) add('deal.renamed', {})
  if (was.company_id !== now.company_id || was.person_id !== now.person_id)
    add('deal.customer_changed', { companyId: now.company_id, personId: now.person_id, householdId: null })
  if (was.owner_id !== now.owner_id) add('deal.assigned', { from: was.owner_id, to: now.owner_id })
  if (was.source_id !== now.source_id) add('deal.source_changed', { from: was.source_id, to: now.source_id })
  if (was.amount_minor !== now.amount_minor || was.currency !== now.currency)
    add('deal.amount_changed', { from: was.amount_minor, to: now.amount_minor, currency: now.currency })
  if (was.expected_close_on !== now.expected_close_on)
    add('deal.expected_close_changed', { from: was.expected_close_on, to: now.expected_close_on })
  for (const { type, data } of customFacts(own?.changes ?? [])) add(type, data)
  return facts
}
