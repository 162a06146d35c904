import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { livesOf, standingFacts } from './lives.ts'
import type { Scope } from './scope.ts'

/**
 * Named selects, for a `with`, of how the measured deals went through the stages before care. `stageIds` are these
 * stages, in the order of the process: a stage is called by its number in them, `at`, counted from 1.
 *
 * - `lives`: `livesOf`, with the measured deals alone.
 * - `visits`: one row an entry into a stage, with the day it began and the day it ended (by the next entry, by the end
 *   that stands, or as of the day), `dated` and `whole` when the first, and both, are known, `last` for the latest, and
 *   `first` when the deal had never been so far: a stage that is entered by going back was passed before.
 *
 * A deal that was reopened comes back to where it was, and its clock has never stopped.
 */
export function visitsOf(ctx: Context, scope: Scope, stageIds: readonly string[]): RawBuilder<unknown> {
  return sql`
    lives as materialized (select * from (${livesOf(ctx, scope)}) every where measured),
    entries as (
      select f.deal_id, f.id, f.occurred_at, f.dated, array_position(${stageIds}::uuid[], f.stage_id) as at,
        (f.occurred_at at time zone ${ctx.workspace.timeZone})::date as entered_on
      from (${standingFacts(ctx, scope)}) f
      where f.type in ('deal.opened', 'deal.moved', 'deal.reopened')
    ),
    ordered as (
      select deal_id, at, entered_on, dated, lead(entered_on) over w as left_on, lead(dated) over w as left_dated,
        max(at) over (w rows between unbounded preceding and 1 preceding) as furthest_before
      from entries where at is not null
      window w as (partition by deal_id order by occurred_at, id)
    ),
    visits as (
      select o.deal_id, o.at, o.entered_on, coalesce(o.left_on, l.seen_until) as left_on,
        o.dated, o.dated and coalesce(o.left_dated, true) as whole, o.left_on is null as last,
        o.furthest_before is null or o.at > o.furthest_before as first,
        l.standing, l.seen_until, l.observed_from
      from ordered o join lives l using (deal_id)
    )`
}
