import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { CustomValues } from '../../../contract/custom-values.ts'
import type { FactData, FactType, Outcome } from '../../../contract/facts.ts'
import type { Phase } from '../../../contract/process.ts'
import type { Context } from '../../kernel/context.ts'
import { nameWords } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { type BulkFact, insertFacts } from './bulk-facts.ts'

/** Where deals stand, as far as many of them at once need to know: a stage of their process version. */
export interface BulkStage {
  readonly id: string
  readonly key: string
  readonly position: number
  readonly phases: readonly Phase[]
}

/** When something happened; not `dated` if nobody knows and `at` is only when we were told. */
export interface Moment {
  readonly at: Date
  readonly dated: boolean
}

/** A stage a deal came to, or how it ended, one after the other in time. */
export type BulkStep =
  /** `missing`: what the deal lacked for it. */
  | { readonly kind: 'moved'; readonly stage: BulkStage; readonly when: Moment; readonly missing?: readonly string[] }
  | { readonly kind: 'reopened'; readonly stage: BulkStage; readonly enteredAt: Date; readonly when: Moment }
  | {
      readonly kind: 'ended'
      readonly outcome: Exclude<Outcome, 'open'>
      readonly when: Moment
      /** Of a deal that is not now. */
      readonly comeBackOn: string
      /** What is known of why, and when a deal lost is to be asked again; an import knows nothing. */
      readonly askAgainOn?: string | null
      readonly signal?: FactData<'deal.won'>['signal']
      readonly lostReason?: FactData<'deal.lost'>['reason']
      readonly disqualifyReason?: FactData<'deal.disqualified'>['reason']
    }

/** What is known of a deal beside where it stands. */
export interface BulkFields {
  readonly name: string
  readonly company_id: string | null
  readonly person_id: string | null
  readonly owner_id: string | null
  readonly source_id: string | null
  readonly amount_minor: number | null
  readonly currency: string
  readonly expected_close_on: string | null
  /** The values of own fields, as `settleAmong` of the fields settled them. */
  readonly custom?: CustomValues
}

export interface BulkDeal extends BulkFields {
  readonly external_id: string | null
  readonly observed_from: string | null
  readonly opened: { readonly stage: BulkStage; readonly when: Moment }
  readonly steps: readonly BulkStep[]
  /** Days from its opening to its end, where none of the two is known. */
  readonly length_days?: number | null
  readonly lines: readonly BulkLine[]
  /** As PostgreSQL writes an array of ids; null or absent for none. */
  readonly tag_ids?: string | null
  /** Planned for a deal that is open. */
  readonly nextStep?: { readonly text: string; readonly on: string } | null
}

export interface BulkLine {
  readonly product_id: string
  readonly quantity: number
  /** For one; null takes the product's own, if it is in the deal's currency. */
  readonly price_minor: number | null
}

/** The process version that deals are opened in. */
export interface BulkPlace {
  readonly processId: string
  readonly versionId: string
  readonly importId: string
  /** In their order. */
  readonly stages: readonly BulkStage[]
}

/** Where a deal stands while its steps are told. */
export interface Standing {
  stage: BulkStage
  enteredAt: Date
  outcome: Outcome
  endedAt: Date | null
  comeBackOn: string | null
}

/**
 * Opens many deals at once with what happened to them until today: the other place beside `moves.ts` that writes where a
 * deal stands, and like it always with the facts that say so. Gates are not asked: what happened elsewhere happened.
 * Returns the ids in the order of the deals. Three statements for every few hundred, sent without waiting: the database
 * writes some while the next are told.
 */
export async function openInBulk(ctx: Context, place: BulkPlace, deals: readonly BulkDeal[]): Promise<string[]> {
  const ids: string[] = []
  const sent: Promise<unknown>[] = []
  for (let at = 0; at < deals.length; at += dealsAtOnce) {
    const { rows, facts, lines } = tellAll(ctx, deals.slice(at, at + dealsAtOnce), place)
    const writing = Promise.all([insertDeals(ctx, place, rows), insertFacts(ctx, facts), insertLines(ctx, lines)])
    writing.catch(() => {}) // Its failure is met below; until then it must not count as unheard.
    sent.push(writing)
    ids.push(...rows.map(({ id }) => id))
    // What was sent leaves only when the program comes up for air.
    await setImmediate()
  }
  await Promise.all(sent)
  return ids
}

// Long enough that a statement's own cost vanishes, short enough that the database need not wait for the first.
const dealsAtOnce = 250

function tellAll(ctx: Context, deals: readonly BulkDeal[], place: BulkPlace) {
  const facts: BulkFact[] = []
  const lines: object[] = []
  // Many deals of one import bear one name.
  const words = new Map<string, string>()
  const rows = deals.map((deal) => {
    const id = newId()
    const { opened, steps, lines: made, nextStep, ...fields } = deal
    const standing: Standing = {
      stage: opened.stage,
      enteredAt: opened.when.at,
      outcome: 'open',
      endedAt: null,
      comeBackOn: null,
    }
    facts.push(openedFact(id, deal, place))
    for (const step of steps) facts.push(tell(id, standing, step, fields, place.stages))
    for (const [position, line] of made.entries())
      lines.push({ id: newId(), deal_id: id, position, currency: deal.currency, ...line })
    const step = nextStep && standing.outcome === 'open' ? nextStep : null
    if (step) facts.push(plannedFact(ctx, id, step))
    const opening = { opened_at: opened.when.at, opened_dated: opened.when.dated }
    const next = { next_step: step?.text ?? null, next_step_on: step?.on ?? null }
    const name_words = words.get(fields.name) ?? nameWords(fields.name)
    words.set(fields.name, name_words)
    return { id, ...fields, name_words, ...columnsOf(standing), ...opening, ...next }
  })
  return { rows, facts, lines }
}

function openedFact(dealId: string, deal: BulkDeal, place: BulkPlace): BulkFact {
  return {
    id: newId(),
    deal_id: dealId,
    type: 'deal.opened',
    occurred_at: deal.opened.when.at,
    dated: deal.opened.when.dated,
    from_stage_id: null,
    stage_id: deal.opened.stage.id,
    data: {
      versionId: place.versionId,
      importId: place.importId,
      sourceId: deal.source_id,
      ownerId: deal.owner_id,
      minor: deal.amount_minor,
      currency: deal.currency,
      expectedCloseOn: deal.expected_close_on,
      ...(typeof deal.length_days === 'number' ? { lengthDays: deal.length_days } : {}),
    },
  }
}

function plannedFact(ctx: Context, dealId: string, { text, on }: { text: string; on: string }): BulkFact {
  return {
    id: newId(),
    deal_id: dealId,
    type: 'deal.next_step_planned',
    occurred_at: ctx.now,
    dated: true,
    from_stage_id: null,
    stage_id: null,
    data: { on },
    words: text,
  }
}

/** The fact of a step; `standing` is afterwards where the step leaves it. */
export function tell(
  dealId: string,
  standing: Standing,
  step: BulkStep,
  deal: Pick<BulkFields, 'amount_minor' | 'currency'>,
  stages: readonly BulkStage[],
): BulkFact {
  const from = standing.stage
  const fact = <Type extends FactType>(type: Type, data: FactData<Type>): BulkFact => ({
    id: newId(),
    deal_id: dealId,
    type,
    occurred_at: step.when.at,
    dated: step.when.dated,
    from_stage_id: from.id,
    stage_id: standing.stage.id,
    data,
  })
  switch (step.kind) {
    case 'moved': {
      enter(standing, step.stage, step.when.at)
      const direction = step.stage.position > from.position ? 'forward' : 'back'
      const { missing = [] } = step
      const told = missing.length > 0 ? { missing: [...missing] } : {}
      return fact('deal.moved', { direction, skipped: between(stages, from, step.stage), ...told })
    }
    case 'reopened': {
      const was = standing.outcome
      enter(standing, step.stage, step.enteredAt)
      return fact('deal.reopened', { was })
    }
    case 'ended': {
      standing.outcome = step.outcome
      standing.endedAt = step.when.at
      if (step.outcome === 'won') return won(standing, step, deal, stages, fact)
      if (step.outcome === 'disqualified')
        return fact('deal.disqualified', { reason: step.disqualifyReason ?? 'not_stated' })
      standing.comeBackOn = step.outcome === 'lost' ? (step.askAgainOn ?? null) : step.comeBackOn
      if (step.outcome === 'lost')
        return fact('deal.lost', { reason: step.lostReason ?? 'not_stated', comeBackOn: standing.comeBackOn })
      return fact('deal.postponed', { comeBackOn: step.comeBackOn })
    }
  }
}

/** Won deals go on to the stage of care, if the process has one. */
function won(
  standing: Standing,
  { when: { at }, signal = 'not_stated' }: Extract<BulkStep, { kind: 'ended' }>,
  deal: Pick<BulkFields, 'amount_minor' | 'currency'>,
  stages: readonly BulkStage[],
  fact: (type: 'deal.won', data: FactData<'deal.won'>) => BulkFact,
): BulkFact {
  const from = standing.stage
  const care = stages.find((stage) => stage.phases.includes('care'))
  if (care && care !== from) {
    standing.stage = care
    standing.enteredAt = at
  }
  const skipped = stages.filter((stage) => stage.position > from.position && !stage.phases.includes('care'))
  return fact('deal.won', {
    signal,
    skipped: skipped.map(({ id }) => id),
    minor: deal.amount_minor,
    currency: deal.currency,
  })
}

function enter(standing: Standing, stage: BulkStage, at: Date): void {
  Object.assign(standing, { stage, enteredAt: at, outcome: 'open', endedAt: null, comeBackOn: null } satisfies Standing)
}

/** The stages passed over on the way forward; none on the way back. */
function between(stages: readonly BulkStage[], from: BulkStage, to: BulkStage): string[] {
  return stages.filter(({ position }) => position > from.position && position < to.position).map(({ id }) => id)
}

export function columnsOf(standing: Standing) {
  return {
    stage_id: standing.stage.id,
    stage_entered_at: standing.enteredAt,
    outcome: standing.outcome,
    ended_at: standing.endedAt,
    come_back_on: standing.comeBackOn,
  }
}

async function insertDeals(ctx: Context, place: BulkPlace, rows: readonly object[]): Promise<void> {
  await sql`
    insert into deals (workspace_id, id, name, name_words, company_id, person_id, process_id, version_id, stage_id, stage_entered_at,
      outcome, ended_at, owner_id, source_id, amount_minor, currency, expected_close_on, come_back_on, opened_at,
      opened_dated, length_days, observed_from, external_id, tag_ids, next_step, next_step_on, custom, import_id, created_at, updated_at)
    select ${ctx.workspace.id}, id, name, name_words, company_id, person_id, ${place.processId}, ${place.versionId}, stage_id,
      stage_entered_at, outcome, ended_at, owner_id, source_id, amount_minor, currency, expected_close_on, come_back_on,
      opened_at, opened_dated, length_days, observed_from, external_id, coalesce(tag_ids, '{}'), next_step, next_step_on, coalesce(custom, '{}'), ${place.importId}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, name text, name_words tsvector, company_id uuid, person_id uuid,
      stage_id uuid, stage_entered_at timestamptz, outcome text, ended_at timestamptz, owner_id uuid, source_id uuid,
      amount_minor bigint, currency text, expected_close_on date, come_back_on date, opened_at timestamptz,
      opened_dated boolean, length_days integer, observed_from date, external_id text, tag_ids uuid[], next_step text, next_step_on date, custom jsonb)`.execute(
    ctx.tx,
  )
}

async function insertLines(ctx: Context, lines: readonly object[]): Promise<void> {
  if (lines.length === 0) return
  await sql`
    insert into deal_lines (workspace_id, id, deal_id, position, product_id, quantity, price_minor, list_minor)
    select ${ctx.workspace.id}, r.id, r.deal_id, r.position, r.product_id, r.quantity,
      coalesce(r.price_minor, case when p.currency = r.currency then p.price_minor end, 0), case when p.currency = r.currency then p.price_minor end
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as r (id uuid, deal_id uuid, position integer, product_id uuid,
      quantity numeric, price_minor bigint, currency text)
    join products p on p.workspace_id = ${ctx.workspace.id} and p.id = r.product_id`.execute(ctx.tx)
}
