import { type RawBuilder, sql } from 'kysely'
import type { FactType } from '../../../contract/facts.ts'
import { stateFacts } from '../../../contract/facts.ts'
import type { Context } from '../../kernel/context.ts'

/** Which facts count: those that happened before `until` (exclusive) and were known by `knownAt`; without them, all. */
export interface AsOf {
  readonly until?: Date | undefined
  readonly knownAt?: Date | undefined
  /** As if this fact did not stand. */
  readonly without?: string | undefined
}

/** The facts that say where a deal stands. An undoing is none: it only takes one of the others away. */
export const standingTypes = stateFacts.filter((type) => type !== 'deal.undone')

/** The facts that put an open deal into a stage; a reopened one is where it was. */
export const entryTypes = ['deal.opened', 'deal.moved', 'deal.version_changed'] as const satisfies readonly FactType[]

/** Since when an entry says that the deal is in its stage: a change of version keeps the day where the stage is the same. */
export function enteredAt(alias: string): RawBuilder<Date> {
  const f = sql.ref(alias)
  return sql<Date>`case ${f}.type when 'deal.version_changed' then (${f}.data ->> 'enteredAt')::timestamptz
    else ${f}.occurred_at end`
}

/** Whether a row of `facts`, under this alias, counts: nobody has undone it, as far as was known then. */
export function standing(alias: string, moment: AsOf = {}): RawBuilder<boolean> {
  const f = sql.ref(alias)
  const { until, knownAt, without } = moment
  return sql<boolean>`not exists (
      select 1 from facts u where u.workspace_id = ${f}.workspace_id and u.undoes = ${f}.id
      ${knownAt ? sql`and u.recorded_at <= ${knownAt}` : sql``})
    ${until ? sql`and ${f}.occurred_at < ${until}` : sql``}
    ${knownAt ? sql`and ${f}.recorded_at <= ${knownAt}` : sql``}
    ${without ? sql`and ${f}.id <> ${without}` : sql``}`
}

/** The types as a list for `in (…)`. */
export function factTypes(types: readonly FactType[]): RawBuilder<FactType> {
  return sql`${sql.join(types.map((type) => sql.lit(type)))}`
}

/**
 * The deals of the workspace as they stood at a moment, told by their facts alone: a relation with the columns of `deals`
 * that lists and boards read. Name, customer, source, terms and own fields are those of today. `only` narrows the deals `d` looked at.
 */
export function dealsAt(
  ctx: Pick<Context, 'workspace'>,
  moment: AsOf,
  only: RawBuilder<boolean> = sql`true`,
): RawBuilder<unknown> {
  const last = lastFact(moment)
  return sql`(
    select d.workspace_id, d.id, d.name, place.process_id, place.version_id, d.company_id, d.person_id, d.household_id,
      d.source_id, d.payment_terms_id, d.external_id, d.opened_at, d.custom, d.version,
      state.stage_id, state.outcome, state.ended_at, state.come_back_on, entry.stage_entered_at, owner.owner_id,
      amount.amount_minor, amount.currency, expected.expected_close_on, step.next_step_on, step.next_step
    from deals d
    cross join ${last(standingTypes, sql`${stateColumns}, ${comeBackOn}`)} state
    join stages place on place.workspace_id = d.workspace_id and place.id = state.stage_id
    cross join ${last([...entryTypes, 'deal.won'], sql`${enteredAt('f')} as stage_entered_at`, enteredStage)} entry
    cross join ${last(ownerTypes, ownerColumn)} owner
    cross join ${last(amountTypes, amountColumns)} amount
    cross join ${last(
      ['deal.opened', 'deal.expected_close_changed'],
      sql`(f.data ->> case f.type when 'deal.opened' then 'expectedCloseOn' else 'to' end)::date as expected_close_on`,
    )} expected
    left join ${last(
      stepTypes,
      sql`${stepColumn}, case when f.type = 'deal.next_step_planned' then (
        select w.words from fact_words w where w.workspace_id = f.workspace_id and w.id = f.id) end as next_step`,
    )} step on true
    where d.workspace_id = ${ctx.workspace.id} and ${only})`
}

/**
 * The same of what a board sorts and adds up, from much less: where deals stood, what they were worth, their next step; whose they were where
 * that is asked for. An amount that never changed is that of the deal.
 */
export function dealsPlacedAt(
  ctx: Pick<Context, 'workspace'>,
  moment: AsOf,
  only: RawBuilder<boolean>,
  hasOwner: boolean,
): RawBuilder<unknown> {
  const last = lastFact(moment)
  const hasChanged = sql`exists (select from facts c
    where c.workspace_id = d.workspace_id and c.deal_id = d.id and c.type = 'deal.amount_changed')`
  return sql`(
    select d.workspace_id, d.id, place.process_id, state.stage_id, state.outcome, step.next_step_on
      ${hasOwner ? sql`, owner.owner_id` : sql``},
      case when amount.currency is null then d.amount_minor else amount.amount_minor end as amount_minor,
      coalesce(amount.currency, d.currency) as currency
    from deals d
    cross join ${last(standingTypes, stateColumns)} state
    join stages place on place.workspace_id = d.workspace_id and place.id = state.stage_id
    ${hasOwner ? sql`cross join ${last(ownerTypes, ownerColumn)} owner` : sql``}
    left join ${last(amountTypes, amountColumns, hasChanged)} amount on true
    left join ${last(stepTypes, stepColumn)} step on true
    where d.workspace_id = ${ctx.workspace.id} and ${only})`
}

/** The last fact of some types that counts, of a deal `d`; its columns are told of it under `f`. */
function lastFact(moment: AsOf) {
  return (types: readonly FactType[], columns: RawBuilder<unknown>, where = sql`true`) => sql`lateral (
    select ${columns} from facts f
    where f.workspace_id = d.workspace_id and f.deal_id = d.id and f.type in (${factTypes(types)})
      and ${standing('f', moment)} and ${where}
    order by f.occurred_at desc, f.id desc limit 1)`
}

const ownerTypes = ['deal.opened', 'deal.assigned'] as const
const ownerColumn = sql`(f.data ->> case f.type when 'deal.opened' then 'ownerId' else 'to' end)::uuid as owner_id`

const amountTypes = ['deal.opened', 'deal.amount_changed'] as const
const amountColumns = sql`
  (f.data ->> case f.type when 'deal.opened' then 'minor' else 'to' end)::bigint as amount_minor,
  coalesce(f.data ->> 'currency', d.currency) as currency`

const stepTypes = ['deal.next_step_planned', 'deal.next_step_done', 'deal.next_step_dropped'] as const
const stepColumn = sql`case when f.type = 'deal.next_step_planned' then (f.data ->> 'on')::date end as next_step_on`

const stateColumns = sql`
  f.stage_id,
  case f.type
    when 'deal.won' then 'won'
    when 'deal.lost' then 'lost'
    when 'deal.win_reversed' then 'lost'
    when 'deal.disqualified' then 'disqualified'
    when 'deal.postponed' then 'not_now'
    else 'open'
  end as outcome,
  case when f.type not in ('deal.opened', 'deal.moved', 'deal.reopened', 'deal.version_changed') then f.occurred_at
  end as ended_at`
const comeBackOn = sql`
  case when f.type in ('deal.lost', 'deal.postponed') then (f.data ->> 'comeBackOn')::date end as come_back_on`

// Reopening brings a deal back to a stage it never left for good: its clock there began with the move, not with the mistake.
const enteredStage = sql`f.stage_id = state.stage_id and (f.type <> 'deal.won' or f.from_stage_id <> f.stage_id)`
