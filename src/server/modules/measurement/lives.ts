import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { type Scope, chosen } from './scope.ts'

// Written out, not passed as a parameter: only then does the planner see that the index facts_of_state has them all.
const stateTypes = sql`('deal.opened', 'deal.moved', 'deal.won', 'deal.win_reversed', 'deal.lost', 'deal.disqualified',
  'deal.postponed', 'deal.reopened', 'deal.version_changed')`

/**
 * The facts that say how each deal stood at the end of the day, from what was known then: a select of deal_id, id, type,
 * occurred_at, dated, stage_id. What was undone does not count, whenever it happened; what has no date always counts.
 */
export function standingFacts(ctx: Context, { cut, knownAt }: Scope): RawBuilder<unknown> {
  const workspace = ctx.workspace.id
  return sql`select f.deal_id, f.id, f.type, f.occurred_at, f.dated, f.stage_id from facts f
    where f.workspace_id = ${workspace} and f.type in ${stateTypes} and f.recorded_at <= ${knownAt}
      and (f.occurred_at < ${cut} or not f.dated)
      and f.id not in (select u.undoes from facts u
        where u.workspace_id = ${workspace} and u.undoes is not null and u.recorded_at <= ${knownAt})`
}

/** How a deal stands: still open, or by the last of its ends. A win that was reversed is lost at the reversal. */
export type Standing = 'open' | 'won' | 'lost' | 'disqualified' | 'not_now'

/** What `withLife` knows of a deal. Days are whole days in the workspace's zone. */
export interface Life {
  readonly deal_id: string
  readonly standing: Standing
  /** False when the opening or the end that stands has no date: such a deal has no duration. */
  readonly dated: boolean
  readonly started: string
  /** The day of the end, or the day as of which the figure is. */
  readonly seen_until: string
  /** Since when the deal's history is complete: its own day, or its source's, whichever is later. */
  readonly observed_from: string | null
  /** Days from its start to its end or to the day. */
  readonly days: number
  /** Days from its start until it came under observation; 0 when seen from the start. */
  readonly late: number
  /** Whether it is in the estimates: dated, and under observation when it ended; else nobody would have seen its end. */
  readonly measured: boolean
}

/** A select of `Life`: the chosen deals that existed on the day. */
export function livesOf(ctx: Context, scope: Scope): RawBuilder<Life> {
  return withLife(
    ctx,
    scope,
    sql`select distinct on (deal_id) deal_id, type as last_type, occurred_at as last_at, dated as last_dated
      from (${standingFacts(ctx, scope)}) standing order by deal_id desc, occurred_at desc, id desc`,
  )
}

/**
 * A select of the rows of `told` that belong to chosen deals, with the columns of `Life` beside theirs. `told` gives with
 * deal_id the deal's latest fact, as last_type, last_at and last_dated.
 */
export function withLife(ctx: Context, scope: Scope, told: RawBuilder<unknown>): RawBuilder<Life> {
  const zone = ctx.workspace.timeZone
  const isOpen = sql`l.last_type in ('deal.opened', 'deal.moved', 'deal.reopened', 'deal.version_changed')`
  return sql`
    select e.*, e.seen_until - e.started as days, greatest(0, e.observed_from - e.started) as late,
      e.dated and coalesce(e.seen_until >= e.observed_from, true) as measured
    from (
      select l.*,
        case l.last_type when 'deal.won' then 'won' when 'deal.lost' then 'lost' when 'deal.win_reversed' then 'lost'
          when 'deal.disqualified' then 'disqualified' when 'deal.postponed' then 'not_now' else 'open' end as standing,
        d.opened_dated and (l.last_dated or ${isOpen}) as dated,
        (d.opened_at at time zone ${zone})::date as started,
        case when ${isOpen} then ${scope.asOf}::date else (l.last_at at time zone ${zone})::date end as seen_until,
        greatest(d.observed_from, s.observed_from) as observed_from
      from (${told}) l
      join deals d on d.workspace_id = ${ctx.workspace.id} and d.id = l.deal_id
      left join sources s on s.workspace_id = d.workspace_id and s.id = d.source_id
      where (d.opened_at < ${scope.cut} or not d.opened_dated) and ${chosen(ctx, scope)}
      -- Kept apart from the selects around it, which name each day several times: to find a day in a named zone is dear.
      offset 0
    ) e`
}
