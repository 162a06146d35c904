import { sql } from 'kysely'
import type { ApproachFigure, showApproaches } from '../../../contract/approaches.ts'
import type * as contract from '../../../contract/closing-figures.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { type Named, namedBy } from '../../kernel/named.ts'
import type { FirstApproach } from './approaches.ts'
import type { FirstAsk } from './close-techniques.ts'
import { figure } from './figures.ts'
import { scopeOf } from './scope.ts'
import type { Returns } from './win-backs.ts'

/** More than these are not looked through: the latest tell what works now. */
export const mostRead = 100_000

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

async function namesOf(ctx: Context, table: 'close_techniques', ids: readonly string[]): Promise<Map<string, Named>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ named: Named }>`
    select ${namedBy(table, 'u.id')} as named
    from (select ${ctx.workspace.id}::uuid as workspace_id, unnest(${ids}::uuid[]) as id) u limit ${ids.length}`.execute(
    ctx.tx,
  )
  return new Map(rows.map(({ named }) => [named.id, named]))
}
