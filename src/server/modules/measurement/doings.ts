import { type RawBuilder, sql } from 'kysely'
import { type Context, startOfDay } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { windowDays } from './movement.ts'
import type { Scope } from './scope.ts'

/** What was done in the last days for deals while they were in a stage. */
export interface StageActivities {
  readonly touches: number
  readonly steps: number
  readonly notes: number
  readonly criteria: number
  /** Deals that any of it was done for. */
  readonly deals: number
  /** Of the touches whose length was logged; how many those are. */
  readonly minutes: number
  readonly timed: number
}

export async function activitiesIn(
  ctx: Context,
  scope: Scope,
  processId: string,
): Promise<ReadonlyMap<string, StageActivities>> {
  const { rows } = await sql<StageActivities & { key: string }>`
    select key, count(*) filter (where kind = 'touch')::int as touches,
      count(*) filter (where kind = 'step')::int as steps, count(*) filter (where kind = 'note')::int as notes,
      count(*) filter (where kind = 'criterion')::int as criteria, count(distinct deal_id)::int as deals,
      coalesce(sum(minutes), 0)::int as minutes, count(minutes)::int as timed
    from (${doings(ctx, scope, processId)}) x group by key limit 1000`.execute(ctx.tx)
  return new Map(rows.map(({ key, ...done }) => [key, done]))
}

/** How much of what was done in the last days was done for deals that had ended without a win by the day. */
export interface DoneWithoutWin {
  readonly count: number
  readonly minutes: number
}

export async function doneWithoutWin(ctx: Context, scope: Scope, processId: string): Promise<DoneWithoutWin> {
  const { rows } = await sql<DoneWithoutWin>`
    select coalesce(sum(x.count), 0)::int as count, coalesce(sum(x.minutes), 0)::int as minutes
    from (
      select deal_id, count(*), sum(minutes) as minutes from (${doings(ctx, scope, processId)}) y group by deal_id
    ) x
    cross join lateral (${stateAt(ctx, scope, sql`x.deal_id`, sql`f.occurred_at < ${endOf(ctx, scope)}`)}) l
    where l.type in ('deal.lost', 'deal.disqualified', 'deal.postponed', 'deal.win_reversed')`.execute(ctx.tx)
  return rows[0] ?? { count: 0, minutes: 0 }
}

/** Forward moves where a gate lacked something: let pass with a reminder, or against it with a reason. */
export interface Adherence {
  readonly lacking: number
  readonly overridden: number
}

export async function adherenceIn(ctx: Context, scope: Scope, processId: string): Promise<Adherence> {
  const workspace = ctx.workspace.id
  const until = endOf(ctx, scope)
  const { rows } = await sql<Adherence>`
    select count(*) filter (where type = 'deal.moved')::int as lacking,
      count(*) filter (where type = 'deal.gate_overridden')::int as overridden
    from (
      select f.type, f.deal_id from facts f
      where f.workspace_id = ${workspace} and f.type = 'deal.moved' and f.data ? 'missing' and f.occurred_at < ${until}
        and f.recorded_at <= ${scope.knownAt} and f.data ->> 'direction' = 'forward' and ${stands(ctx, scope.knownAt)}
      union all
      select f.type, f.deal_id from facts f
      where f.workspace_id = ${workspace} and f.type = 'deal.gate_overridden' and f.occurred_at < ${until}
        and f.recorded_at <= ${scope.knownAt} and not exists (
          select from facts u where u.workspace_id = ${workspace} and u.undoes = (f.data ->> 'moveId')::uuid
            and u.recorded_at <= ${scope.knownAt})
    ) g join deals d on d.id = g.deal_id and d.process_id = ${processId} and ${chosen(ctx, scope)}`.execute(ctx.tx)
  return rows[0] ?? { lacking: 0, overridden: 0 }
}

/** The instant before which something must have happened to count. */
function endOf(ctx: Context, { asOf }: Scope): Date {
  return startOfDay(asOf, ctx.workspace.timeZone, 1)
}

/** The scope's filters over `deals d`, by its owner and source of today. */
function chosen(ctx: Context, { owner, source, product, from, to, version }: Scope): RawBuilder<boolean> {
  const zone = ctx.workspace.timeZone
  const parts = [
    sql`d.workspace_id = ${ctx.workspace.id} and ${seen(ctx.actor, sql.ref('d.owner_id'))}`,
    ...(owner === undefined ? [] : [sql`d.owner_id = ${owner}`]),
    ...(source === undefined ? [] : [sql`d.source_id = ${source}`]),
    ...(from === undefined ? [] : [sql`d.opened_at >= ${startOfDay(from, zone)}`]),
    ...(to === undefined ? [] : [sql`d.opened_at < ${startOfDay(to, zone, 1)}`]),
    ...(product === undefined
      ? []
      : [
          sql`exists (select from deal_lines n
            where n.workspace_id = d.workspace_id and n.deal_id = d.id and n.product_id = ${product})`,
        ]),
    ...(version === undefined
      ? []
      : [
          sql`exists (select from facts o where o.workspace_id = d.workspace_id and o.deal_id = d.id
            and o.type = 'deal.opened' and o.data ->> 'versionId' = ${version})`,
        ]),
  ]
  return sql<boolean>`${sql.join(parts, sql` and `)}`
}

/**
 * Everything that was done in the last days for the chosen deals, each with the stage that its deal was in: touches, next steps done,
 * criteria confirmed, notes written. A touch about several deals counts for the one it is told of first. What was done for a deal that had ended counts nowhere.
 */
function doings(ctx: Context, scope: Scope, processId: string): RawBuilder<unknown> {
  const workspace = ctx.workspace.id
  const until = endOf(ctx, scope)
  const since = startOfDay(scope.asOf, ctx.workspace.timeZone, 1 - windowDays)
  const { knownAt } = scope
  return sql`
    select s.key, a.kind, a.deal_id, a.minutes from (
      select deal_id, occurred_at as at, 'step' as kind, null::integer as minutes from facts
      where workspace_id = ${workspace} and type = 'deal.next_step_done' and occurred_at >= ${since}
        and occurred_at < ${until} and recorded_at <= ${knownAt}
      union all
      select deal_id, occurred_at, 'criterion', null from facts
      where workspace_id = ${workspace} and type = 'deal.criterion_confirmed' and occurred_at >= ${since}
        and occurred_at < ${until} and recorded_at <= ${knownAt} and (data ->> 'met')::boolean
      union all
      select deal_id, created_at, 'note', null from notes
      where workspace_id = ${workspace} and deal_id is not null and deleted_at is null
        and created_at >= ${since} and created_at < ${until} and created_at <= ${knownAt}
      union all
      select deal_id, occurred_at, 'touch', minutes from touches
      where workspace_id = ${workspace} and deal_id is not null and occurred_at >= ${since}
        and occurred_at < ${until} and created_at <= ${knownAt}
    ) a
    join deals d on d.id = a.deal_id and ${chosen(ctx, scope)}
    cross join lateral (${stateAt(ctx, scope, sql`a.deal_id`, sql`f.occurred_at <= a.at`)}) l
    join stages s on s.workspace_id = ${workspace} and s.id = l.stage_id and s.process_id = ${processId}
    where l.type in ('deal.opened', 'deal.moved', 'deal.reopened', 'deal.version_changed')`
}

/** The last fact by some time that says where a deal stood. */
function stateAt(ctx: Context, { knownAt }: Scope, deal: RawBuilder<unknown>, byThen: RawBuilder<unknown>) {
  return sql`
    select f.type, f.stage_id from facts f
    where f.workspace_id = ${ctx.workspace.id} and f.deal_id = ${deal} and f.type in (${stateTypes}) and ${byThen}
      and f.recorded_at <= ${knownAt} and ${stands(ctx, knownAt)}
    order by f.occurred_at desc, f.id desc limit 1`
}

/** The fact `f` had not been undone. */
function stands(ctx: Context, knownAt: Date): RawBuilder<unknown> {
  return sql`not exists (select from facts u
    where u.workspace_id = ${ctx.workspace.id} and u.undoes = f.id and u.recorded_at <= ${knownAt})`
}

// Written out, so that the planner sees that the index facts_of_state has them.
const stateTypes = sql.raw(
  ['opened', 'moved', 'won', 'win_reversed', 'lost', 'disqualified', 'postponed', 'reopened', 'version_changed']
    .map((type) => `'deal.${type}'`)
    .join(', '),
)
