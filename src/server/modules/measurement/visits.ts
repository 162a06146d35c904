import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { standingFacts, withLife } from './lives.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'

/**
 * Named selects, for a `with`, of how the measured deals went through the stages before care. A deal is read in
 * the order of the version it is on; where it was is called by the number of its place in the process, `at`, counted from 1.
 *
 * `visits` has one row an entry into a stage, with the columns of the deal's `Life` and
 * - `entered_on`, `left_on`: the day it began, and the day it ended, by the next entry, by the end that stands, or as of
 *   the day; `entry_dated` and `whole`: whether the first, and both, are known;
 * - `mapped`: it began by a change of version, `mapped_away`: it ended by one, in another place;
 * - `last`: the latest visit of the deal;
 * - `first`: the deal had never been so far. A stage that is entered by going back was passed before.
 *
 * A deal that was reopened comes back to where it was, and its clock has never stopped.
 */
export function visitsOf(ctx: Context, scope: Scope, process: ProcessMap): RawBuilder<unknown> {
  const zone = ctx.workspace.timeZone
  const entries = sql`
    select deal_id, id, occurred_at, dated, stage_id, type, last_value(stage_id) over w as last_stage_id,
      last_value(type) over w as last_type, last_value(occurred_at) over w as last_at, last_value(dated) over w as last_dated
    from (${standingFacts(ctx, scope)}) standing
    window w as (partition by deal_id order by occurred_at, id rows between unbounded preceding and unbounded following)`
  const ordered = sql`
    select deal_id, last_type, last_at, last_dated, at, occurred_at as entered_at, dated as entry_dated,
      lead(occurred_at) over w as left_at, lead(dated) over w as left_dated, type = 'deal.version_changed' as mapped,
      coalesce(lead(type) over w = 'deal.version_changed' and lead(at) over w <> at, false) as mapped_away,
      max(at) over (w rows between unbounded preceding and 1 preceding) as furthest_before
    from (${entries}) entries
    join ${versionsOf(process)} using (last_stage_id) join ${placesIn(process)} using (version_id, stage_id)
    where type in ('deal.opened', 'deal.moved', 'deal.reopened', 'deal.version_changed')
    window w as (partition by deal_id order by occurred_at, id)`
  return sql`
    visits as (
      select v.*, v.entry_dated and coalesce(v.left_dated, true) as whole, v.left_at is null as last,
        v.furthest_before is null or v.at > v.furthest_before as first,
        (v.entered_at at time zone ${zone})::date as entered_on,
        coalesce((v.left_at at time zone ${zone})::date, v.seen_until) as left_on
      from (${withLife(ctx, scope, ordered)}) v
      where v.measured
    )`
}

/** The version of each stage, care included: a deal is on the version of the stage it is in. */
function versionsOf({ stages }: ProcessMap): RawBuilder<unknown> {
  return sql`unnest(${stages.map(({ id }) => id)}::uuid[], ${stages.map(({ versionId }) => versionId)}::uuid[])
    as versions (last_stage_id, version_id)`
}

/** Where each stage stands in each version. */
function placesIn({ standing }: ProcessMap): RawBuilder<unknown> {
  return sql`unnest(${standing.map(({ versionId }) => versionId)}::uuid[],
    ${standing.map(({ stageId }) => stageId)}::uuid[], ${standing.map(({ at }) => at)}::integer[])
    as places (version_id, stage_id, at)`
}
