import { type RawBuilder, sql } from 'kysely'
import type { ApproachFigure, showApproaches } from '../../../contract/approaches.ts'
import type * as contract from '../../../contract/closing-figures.ts'
import type { OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import type { HandoffKind } from '../../../contract/handoffs.ts'
import { type Context, memberOf, startOfDay } from '../../kernel/context.ts'
import { type Named, namedBy } from '../../kernel/named.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { workingMinutes, workOf } from '../handoffs/index.ts'
import type { FirstApproach } from './approaches.ts'
import type { FirstAsk } from './close-techniques.ts'
import { figure } from './figures.ts'
import type { HandoffCell } from './handoff-times.ts'
import { scopeOf } from './scope.ts'
import type { Returns } from './win-backs.ts'

/** More than these are not looked through: the latest tell what works now. */
const mostRead = 100_000

export async function techniques(
  ctx: Context,
  { by_day: byDay, least, ...asked }: QueryOf<typeof contract.showTechniques>,
): Promise<contract.TechniqueFigure> {
  const scope = scopeOf(ctx, asked)
  const asks = await firstAsks(ctx, scope.knownAt)
  const found = await figure(ctx, 'closeTechniques', { scope, asks, byDay, least })
  const names = await namesOf(
    ctx,
    'close_techniques',
    found.groups.flatMap(({ ownId }) => ownId ?? []),
  )
  return {
    ...found,
    groups: found.groups.map(({ ownId, ...group }) => ({ ...group, own: names.get(ownId ?? '') ?? null })),
  }
}

export async function approaches(
  ctx: Context,
  { by_day: byDay, least, ...asked }: QueryOf<typeof showApproaches>,
): Promise<ApproachFigure> {
  const scope = scopeOf(ctx, asked)
  const firsts = await firstApproaches(ctx, scope.knownAt)
  return figure(ctx, 'approaches', { scope, firsts, byDay, least })
}

/** The first ask of each deal. */
export async function firstAsks(ctx: Context, knownAt: Date): Promise<FirstAsk[]> {
  const { rows } = await sql<FirstAsk>`
    select * from (
      select distinct on (a.deal_id) a.deal_id as "dealId", a.technique, a.technique_id as "techniqueId",
        to_char(a.asked_at at time zone ${ctx.workspace.timeZone}, 'YYYY-MM-DD') as day, a.answer = 'yes' as yes
      from close_asks a where a.workspace_id = ${ctx.workspace.id} and a.created_at <= ${knownAt}
      order by a.deal_id, a.asked_at, a.id) f
    order by f.day desc, f."dealId" limit ${mostRead}`.execute(ctx.tx)
  return rows
}

/** The first touch of each deal that began with an approach. */
export async function firstApproaches(ctx: Context, knownAt: Date): Promise<FirstApproach[]> {
  const { rows } = await sql<FirstApproach>`
    select * from (
      select distinct on (t.deal_id) t.deal_id as "dealId", t.approach,
        to_char(t.occurred_at at time zone ${ctx.workspace.timeZone}, 'YYYY-MM-DD') as day
      from touches t where t.workspace_id = ${ctx.workspace.id} and t.deal_id is not null and t.approach is not null
        and t.created_at <= ${knownAt}
      order by t.deal_id, t.occurred_at, t.id) f
    order by f.day desc, f."dealId" limit ${mostRead}`.execute(ctx.tx)
  return rows
}

export async function winBacks(
  ctx: Context,
  { by_day: byDay, ...asked }: QueryOf<typeof contract.showWinBacks>,
): Promise<contract.WinBackFigure> {
  const scope = scopeOf(ctx, asked)
  return figure(ctx, 'winBacks', { scope, ...(await returnsOf(ctx, scope.knownAt)), byDay })
}

/** Which deals came back as which, and since when deals are on a track, as was known then. */
export async function returnsOf(ctx: Context, knownAt: Date): Promise<Returns> {
  const { rows: pairs } = await sql<Returns['pairs'][number]>`
    select d.previous_deal_id as "dealId", d.id as "nextId" from deals d
    where d.workspace_id = ${ctx.workspace.id} and d.previous_deal_id is not null
    order by d.id desc limit ${mostRead}`.execute(ctx.tx)
  const { rows: tracks } = await sql<Returns['tracks'][number]>`
    select g.deal_id as "dealId", min(g.started_on)::text as day from nurtures g
    where g.workspace_id = ${ctx.workspace.id} and g.created_at <= ${knownAt}
    group by g.deal_id order by day desc, g.deal_id limit ${mostRead}`.execute(ctx.tx)
  return { pairs, tracks }
}

interface WinBackRow {
  readonly id: string
  readonly deal: Named
  readonly next: Named
  readonly ended_on: string
  readonly back_on: string
  readonly outcome: OutputOf<typeof contract.listWinBacks>['items'][number]['outcome']
}

export async function listWinBacks(ctx: Context, query: QueryOf<typeof contract.listWinBacks>) {
  const after = decodeCursor(query.after, idCursor)
  const day = (instant: RawBuilder<unknown>) =>
    sql`to_char(${instant} at time zone ${ctx.workspace.timeZone}, 'YYYY-MM-DD')`
  const { rows } = await sql<WinBackRow>`
    select d.id, json_build_object('id', o.id, 'name', o.name) as deal, json_build_object('id', d.id, 'name', d.name) as next,
      ${day(sql`o.ended_at`)} as ended_on, ${day(sql`d.opened_at`)} as back_on, d.outcome
    from deals d
    join deals o on o.workspace_id = d.workspace_id and o.id = d.previous_deal_id and o.ended_at is not null
      and ${seen(ctx.actor, sql.ref('o.owner_id'))}
    where d.workspace_id = ${ctx.workspace.id} and d.previous_deal_id is not null
      and o.outcome in ('lost', 'not_now') and ${seen(ctx.actor, sql.ref('d.owner_id'))}
      and ${after ? sql`d.id < ${after[0]}::uuid` : sql`true`}
    order by d.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(
    rows,
    query.limit,
    (row) => [row.id],
    ({ deal, next, ended_on, back_on, outcome }) => ({ deal, next, endedOn: ended_on, backOn: back_on, outcome }),
  )
}

interface HandoffRow {
  readonly kindId: string
  readonly state: HandoffCell['state']
  readonly late: boolean
  readonly hours: number | null
  readonly offered_at: Date | null
  readonly count: number
}

export async function handoffTimes(
  ctx: Context,
  { from, to }: QueryOf<typeof contract.showHandoffTimes>,
): Promise<contract.HandoffFigure> {
  const zone = ctx.workspace.timeZone
  const own = memberOf(ctx)
  const { rows } = await sql<HandoffRow>`
    select h.kind_id as "kindId", h.state, coalesce(h.decided_at, ${ctx.now}) > h.due_at as late,
      round(h.worked_minutes / 60.0)::int as hours, case when h.state = 'offered' then h.offered_at end as offered_at,
      count(*)::int as count
    from handoffs h
    join deals d on d.workspace_id = h.workspace_id and d.id = h.deal_id
      and (${seen(ctx.actor, sql.ref('d.owner_id'))} or h.to_id = ${own} or h.from_id = ${own})
    where h.workspace_id = ${ctx.workspace.id}
      and ${from ? sql`h.offered_at >= ${startOfDay(from, zone)}` : sql`true`}
      and ${to ? sql`h.offered_at < ${startOfDay(to, zone, 1)}` : sql`true`}
    group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5 limit ${mostRead}`.execute(ctx.tx)
  const work = await workOf(ctx)
  const cells = rows.map(({ offered_at, hours, ...cell }): HandoffCell => {
    const waited = offered_at === null ? 0 : Math.round(workingMinutes(offered_at, ctx.now, work) / 60)
    return { ...cell, hours: hours ?? waited }
  })
  const found = await figure(ctx, 'handoffTimes', { scope: scopeOf(ctx, {}), cells })
  const { rows: kinds } = await sql<Pick<HandoffKind, 'id' | 'name' | 'route'>>`
    select k.id, k.name, k.route from handoff_kinds k where k.workspace_id = ${ctx.workspace.id} limit 1000`.execute(
    ctx.tx,
  )
  const byId = new Map(kinds.map((kind) => [kind.id, kind]))
  return {
    ...found,
    kinds: found.kinds.flatMap((each) => {
      const kind = byId.get(each.id)
      return kind ? [{ ...each, name: kind.name, route: kind.route }] : []
    }),
  }
}

async function namesOf(ctx: Context, table: 'close_techniques', ids: readonly string[]): Promise<Map<string, Named>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ named: Named }>`
    select ${namedBy(table, 'u.id')} as named
    from (select ${ctx.workspace.id}::uuid as workspace_id, unnest(${ids}::uuid[]) as id) u limit ${ids.length}`.execute(
    ctx.tx,
  )
  return new Map(rows.map(({ named }) => [named.id, named]))
}
