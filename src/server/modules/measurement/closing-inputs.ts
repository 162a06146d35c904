import { sql } from 'kysely'
import type { ApproachFigure, showApproaches } from '../../../contract/approaches.ts'
import type * as contract from '../../../contract/closing-figures.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { type Named, namedBy } from '../../kernel/named.ts'
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
  const found = await figure(ctx, 'closeTechniques', { scope, byDay, least })
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
  return figure(ctx, 'approaches', { scope: scopeOf(ctx, asked), byDay, least })
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
