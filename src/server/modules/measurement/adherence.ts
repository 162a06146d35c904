import { type RawBuilder, sql } from 'kysely'
import { type Context, startOfDay } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import type { Scope } from './scope.ts'

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

/** The fact `f` had not been undone. */
function stands(ctx: Context, knownAt: Date): RawBuilder<unknown> {
  return sql`not exists (select from facts u
    where u.workspace_id = ${ctx.workspace.id} and u.undoes = f.id and u.recorded_at <= ${knownAt})`
}
