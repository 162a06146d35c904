import { sql } from 'kysely'
import type { OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/objections.ts'
import type { Money } from '../../../contract/primitives.ts'
import { wilson } from '../../../statistics/index.ts'
import { type Context, startOfDay } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'

interface Row {
  readonly resolution: contract.Objection['resolution']
  readonly n: number
  readonly overcome: number
  readonly costs: readonly Money[]
}

/** What became of settled objections by what they were met with; the commonest first. */
export async function resolutions(
  ctx: Context,
  { kind, from, to }: QueryOf<typeof contract.showResolutions>,
): Promise<OutputOf<typeof contract.showResolutions>> {
  const { timeZone } = ctx.workspace
  const conditions = [
    kind ? sql`o.kind = ${kind}` : sql`true`,
    from ? sql`o.settled_at >= ${startOfDay(from, timeZone)}` : sql`true`,
    to ? sql`o.settled_at < ${startOfDay(to, timeZone, 1)}` : sql`true`,
    // Whoever sees all deals need not look at any.
    ctx.actor.sees === null
      ? sql`true`
      : sql`exists (select from deals d where d.workspace_id = o.workspace_id and d.id = o.deal_id
          and ${seen(ctx.actor, sql.ref('d.owner_id'))})`,
  ]
  const { rows } = await sql<Row>`
    with settled as materialized (
      select o.resolution, o.outcome, o.cost_minor, o.deal_id from objections o
      where o.workspace_id = ${ctx.workspace.id} and o.outcome is not null and ${sql.join(conditions, sql` and `)}
    ), costs as (
      select s.resolution, d.currency, sum(s.cost_minor)::bigint as minor from settled s
      join deals d on d.workspace_id = ${ctx.workspace.id} and d.id = s.deal_id
      where s.cost_minor is not null group by s.resolution, d.currency
    )
    select s.resolution, count(*)::int as n, (count(*) filter (where s.outcome = 'overcome'))::int as overcome,
      (select coalesce(json_agg(json_build_object('minor', c.minor, 'currency', c.currency) order by c.currency), '[]')
        from costs c where c.resolution is not distinct from s.resolution) as costs
    from settled s group by s.resolution order by n desc, s.resolution limit 10`.execute(ctx.tx)
  return { items: rows.map(({ costs, ...row }) => ({ ...row, costs: [...costs], ...wilson(row.overcome, row.n) })) }
}
