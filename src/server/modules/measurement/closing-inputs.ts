import { type RawBuilder, sql } from 'kysely'
import type { ApproachFigure, showApproaches } from '../../../contract/approaches.ts'
import type * as contract from '../../../contract/closing-figures.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import { type Context, startOfDay } from '../../kernel/context.ts'
import { type Named, namedBy } from '../../kernel/named.ts'
import { standing } from '../deals/index.ts'
import type { FirstApproach } from './approaches.ts'
import type { FirstAsk } from './close-techniques.ts'
import { figure } from './figures.ts'
import type { First } from './firsts-compared.ts'
import { type Scope, scopeOf } from './scope.ts'
import type { Returns } from './win-backs.ts'

/** More than these are not looked through: the latest tell what works now. */
export const mostRead = 100_000

export async function techniques(
  ctx: Context,
  { by_day: byDay, least, ...asked }: QueryOf<typeof contract.showTechniques>,
): Promise<contract.TechniqueFigure> {
  const scope = scopeOf(ctx, asked)
  const asks = await firstAsks(ctx, scope)
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
  const firsts = await firstApproaches(ctx, scope)
  return figure(ctx, 'approaches', { scope, firsts, byDay, least })
}

/** The first ask of each deal. */
export function firstAsks(ctx: Context, scope: Scope): Promise<FirstAsk[]> {
  const columns = sql`f.data ->> 'technique' as technique, f.data ->> 'techniqueId' as "techniqueId",
    f.data ->> 'answer' = 'yes' as yes`
  return firstsOf<FirstAsk>(ctx, scope, { columns, which: sql`f.type = 'deal.close_asked'` })
}

/** The first touch of each deal that began with an approach. */
export function firstApproaches(ctx: Context, scope: Scope): Promise<FirstApproach[]> {
  const which = sql<boolean>`f.type = 'deal.touched' and f.data ? 'approach' and (f.data ->> 'primary')::boolean`
  return firstsOf<FirstApproach>(ctx, scope, { columns: sql`f.data ->> 'approach' as approach`, which })
}

interface Which {
  readonly columns: RawBuilder<unknown>
  /** Which facts `f` they are. */
  readonly which: RawBuilder<boolean>
}

/** The first of each deal as its facts told it by both clocks: what was withdrawn or corrected later stood until then. */
async function firstsOf<Kind extends First>(ctx: Context, scope: Scope, { columns, which }: Which): Promise<Kind[]> {
  const moment = { until: startOfDay(scope.asOf, ctx.workspace.timeZone, 1), knownAt: scope.knownAt }
  const { rows } = await sql<Kind>`
    select * from (
      select distinct on (f.deal_id) f.deal_id as "dealId", ${columns},
        to_char(f.occurred_at at time zone ${ctx.workspace.timeZone}, 'YYYY-MM-DD') as day
      from facts f where f.workspace_id = ${ctx.workspace.id} and ${which} and ${standing('f', moment)}
      order by f.deal_id, f.occurred_at, f.id) f
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
