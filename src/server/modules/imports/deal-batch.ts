import { type Context, dayOf } from '../../kernel/context.ts'
import {
  type BulkChange,
  type BulkDeal,
  type BulkFields,
  type BulkLine,
  type BulkPlace,
  type BulkStep,
  changeInBulk,
  openInBulk,
  type StandingDeal,
  standingDeals,
  versionOf,
} from '../deals/index.ts'
import { settleAmong } from '../fields/index.ts'
import { type Lookups, triedBefore, writeAllAdded } from './lookups.ts'
import { writeNotesOf } from './brought-notes.ts'
import type { DealRow, SaidLine } from './deal-row.ts'
import type { TargetStage } from './guessing/stage-words.ts'
import { watchDeals } from './noted-deals.ts'
import { changedPastGates, openedPastGates } from './past-gates.ts'
import { tellHistory } from './history.ts'
import { byIds, loadOwn, companyOf, firstOf, all as idsIn, ownerOf, tagsOf } from './links.ts'
import { readOwn } from './own-fields.ts'
import { dealKeys, entryOf, type Parts, takeParts } from './parts.ts'
import type { Entry } from './story.ts'

export interface Target extends BulkPlace {
  readonly stages: readonly TargetStage[]
  /** Where a deal can be before it is won. */
  readonly sellingStages: readonly TargetStage[]
  readonly observedFrom: string | null
  readonly dryRun: boolean
}

/** By external id. */
export interface Written {
  readonly created: readonly string[]
  readonly updated: readonly string[]
}

/**
 * Writes the deals of some rows, each external id at most once: new ones with their story, and of those that are there
 * already what the file says anew. Calls `placed` as soon as another batch may refer to the same rows of the base; not at
 * all if this one added some, which others see when it is committed.
 */
export async function writeDeals(
  ctx: Context,
  target: Target,
  rows: readonly DealRow[],
  refs: Lookups,
  placed: () => void,
): Promise<Written> {
  const parts = await takeParts(ctx, target.importId, rows.flatMap(keysOf))
  await loadAll(ctx, rows, refs)
  const standing = await standingDeals(
    ctx,
    rows.map((row) => row.externalId),
  )
  const { stages: gates } = await versionOf(ctx, target.versionId)
  const tried = target.dryRun ? triedBefore(refs, rows, standing) : new Set<string>()
  const opened: BulkDeal[] = []
  const said: BulkChange[] = []
  for (const row of rows) {
    const fields = fieldsOf(row, refs)
    const known = standing.get(row.externalId)
    const told = { entries: entriesOf(row, parts, target), lines: linesOf(row, parts) }
    if (target.dryRun) for (const key of keysOf(row)) refs.tried.add(`deal ${key}`)
    if (tried.has(row.externalId)) continue
    if (known) {
      if (row.entries.length > 0) row.row.remark('history_kept', null)
      said.push({ ...changeOf(ctx, known, row, fields), ...ownOf(row, known, refs) })
    } else {
      const made = newDeal(ctx, target, row, fields, told, refs)
      opened.push(openedPastGates(made, gates, () => row.row.remark('gate_passed', 'stage')))
    }
  }
  const byId = new Map(rows.map((row) => [row.externalId, row.row]))
  const changes = await changedPastGates(ctx, said, (id) => byId.get(id)?.remark('gate_passed', 'stage'))
  if (target.dryRun) placed()
  else {
    if ((await writeAllAdded(ctx, refs)) === 0) placed()
    const ids = opened.length > 0 ? await openInBulk(ctx, target, opened) : []
    const madeNotes = rows
      .filter(({ externalId }) => !standing.has(externalId))
      .map(({ note }, at) => ({ id: ids[at], note }))
    const changedNotes = rows.map(({ externalId, note }) => ({ id: standing.get(externalId)?.id, note }))
    await writeNotesOf(ctx, 'deals', [...madeNotes, ...changedNotes])
    const anew = changes.filter(isAnew)
    const watched = await watchDeals(
      ctx,
      anew.map(({ deal }) => deal.id),
    )
    await changeInBulk(ctx, anew)
    await watched.note()
  }
  return {
    created: rows.flatMap(({ externalId: id }) => (standing.has(id) || tried.has(id) ? [] : [id])),
    updated: [...standing.keys(), ...tried],
  }
}

function keysOf({ externalId, name }: DealRow): string[] {
  return dealKeys(externalId, name)
}

async function loadAll(ctx: Context, rows: readonly DealRow[], refs: Lookups): Promise<void> {
  const names = (pick: (row: DealRow) => string | null) => rows.map(pick).filter((name) => name !== null)
  await refs.members.load(ctx, [], [])
  await refs.products.load(ctx, [], [])
  await refs.sources.load(ctx, [], [])
  await refs.tags.load(ctx, [], [])
  await loadOwn(ctx, 'deals', refs)
  await refs.companies.load(
    ctx,
    names((row) => row.company).map(firstOf),
    names((row) => row.companyExternalId).flatMap(idsIn),
  )
  await refs.people.load(
    ctx,
    names((row) => row.person).map(firstOf),
    names((row) => row.personExternalId).flatMap(idsIn),
  )
}

/** When the deal came to which stages: by columns of its own row, and by rows of a history. */
function entriesOf(row: DealRow, parts: Parts, target: Target): readonly Entry[] {
  const told = keysOf(row).flatMap((key) => parts.entries.get(key) ?? [])
  return [...row.entries, ...told.map((part) => entryOf(part, target.sellingStages))]
}

/** What the deal is made of: by rows of their own if there are any, else by columns of its row. */
function linesOf(row: DealRow, parts: Parts): readonly SaidLine[] {
  const told = keysOf(row).flatMap((key) => parts.lines.get(key) ?? [])
  return told.length > 0 ? told : row.lines
}

/** What the row says beside where the deal stands; null where it says nothing. */
function fieldsOf(row: DealRow, refs: Lookups): BulkFields {
  const company = companyOf(row, refs)
  const person = personOf(row, refs)
  const source = row.source === null ? null : (refs.sources.byName(row.source) ?? refs.sources.add(row.source))
  return {
    name: row.name,
    company_id: company,
    // A deal has one customer; the person beside a company stays in the base, to be given a part in the deal.
    person_id: company === null ? person : null,
    owner_id: ownerOf(row, refs),
    source_id: source?.id ?? null,
    amount_minor: row.amountMinor,
    currency: row.currency,
    expected_close_on: row.expectedCloseOn,
  }
}

/** The person beside a deal, by id before name; one whom nobody knows by name is added. */
function personOf({ row, person, personExternalId }: DealRow, refs: Lookups): string | null {
  const byId = personExternalId === null ? undefined : byIds(personExternalId, refs.people)
  if (byId) return byId.id
  if (person !== null) return (refs.people.byName(firstOf(person)) ?? refs.people.add(firstOf(person))).id
  if (personExternalId !== null) row.remark('person_unknown', 'personExternalId')
  return null
}

function productOf({ row }: DealRow, { product, productExternalId }: SaidLine, refs: Lookups): string | null {
  const byId = productExternalId === null ? undefined : refs.products.byExternalId(productExternalId)
  if (byId || product === null) return byId?.id ?? null
  const exact = refs.products.byName(product) ?? refs.products.byExternalId(product)
  if (exact) return exact.id
  const near = refs.products.nearly(product)
  row.remark(near ? 'product_matched_nearly' : 'product_new', 'product', product)
  return (near ?? refs.products.add(product, productExternalId)).id
}

interface Told {
  readonly entries: readonly Entry[]
  readonly lines: readonly SaidLine[]
}

function newDeal(
  ctx: Context,
  target: Target,
  row: DealRow,
  fields: BulkFields,
  { entries, lines }: Told,
  refs: Lookups,
): BulkDeal {
  const story = tellHistory(row.told, entries, target.sellingStages, ctx.now)
  const end = story.steps.findLast(({ kind }) => kind === 'ended')
  const length = end && !end.when.dated && !story.opened.when.dated ? row.told.lengthDays : null
  if (length !== null) row.row.remark('length_only', 'lengthDays')
  else if (!story.opened.when.dated) row.row.remark('opened_undated', 'openedOn')
  if (length === null && end && !end.when.dated) row.row.remark('closed_undated', 'closedOn')
  const { comeBackOn } = row.told
  const lostReason = row.lostReason === null ? {} : { lostReason: row.lostReason }
  const steps = story.steps.map(
    (step): BulkStep => (step.kind === 'ended' ? { ...step, comeBackOn, ...lostReason } : step),
  )
  return {
    ...fields,
    custom: readOwn(row.row, refs.own.get('deals') ?? [], refs.members) ?? {},
    external_id: row.externalId,
    observed_from: target.observedFrom,
    length_days: length,
    tag_ids: tagsOf(row, refs),
    opened: { stage: story.opened.stage, when: story.opened.when },
    steps,
    nextStep: row.nextStep,
    lines: bulkLines(row, lines, refs),
  }
}

/** Lines with their prices: the amount of a deal of one product is that of its only line. */
function bulkLines(row: DealRow, lines: readonly SaidLine[], refs: Lookups): BulkLine[] {
  return lines.flatMap((line) => {
    const productId = productOf(row, line, refs)
    if (productId === null) return []
    const only = lines.length === 1 && row.amountMinor ? Math.round(row.amountMinor / line.quantity) : null
    return [{ product_id: productId, quantity: line.quantity, price_minor: line.priceMinor ?? only }]
  })
}

function isAnew({ set, steps, own }: BulkChange): boolean {
  return steps.length > 0 || Object.keys(set).length > 0 || (own?.changes.length ?? 0) > 0
}

/** What the row says anew in the fields of the workspace's own. */
function ownOf({ row }: DealRow, deal: StandingDeal, refs: Lookups): Pick<BulkChange, 'own'> {
  const fields = refs.own.get('deals') ?? []
  const said = readOwn(row, fields, refs.members)
  return said === null ? {} : { own: settleAmong(fields, deal.custom ?? {}, said) }
}

/** What the file says of a deal that is there: an empty cell takes nothing away. */
function changeOf(ctx: Context, deal: StandingDeal, row: DealRow, fields: BulkFields): BulkChange {
  const now = new Map<string, unknown>(Object.entries(deal))
  // A deal has one customer: a company, or else a person; a household is one that no file of deals knows.
  const customer =
    deal.household_id !== null || (fields.company_id === null && deal.company_id !== null)
      ? {}
      : { company_id: fields.company_id, person_id: fields.person_id }
  const said: Partial<BulkFields> = {
    ...(row.isNamed ? { name: row.name } : {}),
    ...(fields.company_id === null && fields.person_id === null ? {} : customer),
    ...(fields.owner_id === null ? {} : { owner_id: fields.owner_id }),
    ...(fields.source_id === null ? {} : { source_id: fields.source_id }),
    ...(fields.amount_minor === null ? {} : { amount_minor: fields.amount_minor, currency: fields.currency }),
    ...(fields.expected_close_on === null ? {} : { expected_close_on: fields.expected_close_on }),
  }
  const set = Object.fromEntries(Object.entries(said).filter(([column, value]) => value !== now.get(column)))
  return { deal, set, steps: row.isPlaced ? stepsSince(ctx, deal, row) : [] }
}

/** The steps from where the deal stands here to where the file says that it stands. */
function stepsSince(ctx: Context, deal: StandingDeal, said: DealRow): BulkStep[] {
  const { row, told } = said
  const here = deal.stages.find(({ id }) => id === deal.stage_id)
  const there = told.stage ? deal.stages.find(({ key }) => key === told.stage?.key) : undefined
  const isSame = told.outcome === deal.outcome && (told.outcome !== 'open' || !there || there === here)
  if (isSame) {
    keepDates(ctx, deal, said)
    return []
  }
  if (!deal.state_by_import) {
    row.remark('moved_here_since', 'stage')
    return []
  }
  const now = { at: deal.last_at > ctx.now ? deal.last_at : ctx.now, dated: false }
  const steps: BulkStep[] = []
  let stage = here
  if (deal.outcome !== 'open') {
    stage = deal.stages.find(({ id }) => id === deal.entered_stage_id) ?? here ?? deal.stages[0]
    if (stage) steps.push({ kind: 'reopened', stage, enteredAt: deal.entered_at, when: now })
  }
  const isReopened = steps.length > 0
  if (there && there !== stage && told.outcome === 'open') {
    const entered = isReopened ? null : told.stageEnteredAt
    const fits = entered !== null && entered >= deal.state_at
    steps.push({ kind: 'moved', stage: there, when: fits ? { at: entered, dated: true } : now })
  }
  if (told.outcome !== 'open') {
    const closed = isReopened ? null : told.closedAt
    const fits = closed !== null && closed >= deal.state_at
    if (!fits) row.remark('closed_undated', 'closedOn')
    if (told.lengthDays !== null) row.remark('length_kept', 'lengthDays')
    const when = fits ? { at: closed, dated: true } : now
    steps.push({ kind: 'ended', outcome: told.outcome, when, comeBackOn: told.comeBackOn })
  }
  return steps
}

/** Dates are history: another day, or length, than is known is pointed out, not written over it. */
function keepDates(ctx: Context, deal: StandingDeal, { row, told }: DealRow): void {
  if (told.lengthDays !== null && told.lengthDays !== deal.length_days) row.remark('length_kept', 'lengthDays')
  if (told.isBackwards) return
  const day = (at: Date) => dayOf(at, ctx.workspace.timeZone)
  const differs = (said: Date | null, known: Date | null) => said !== null && known !== null && day(said) !== day(known)
  const isOpenedElse = differs(told.openedAt ?? told.contactedAt, deal.opened_at)
  if (isOpenedElse || differs(told.closedAt, deal.ended_at)) row.remark('dates_kept', 'closedOn')
}
