import { sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/sources.ts'
import type { Context } from '../../kernel/context.ts'
import { listSources } from '../people/index.ts'
import { figure } from './figures.ts'
import { scopeOf } from './scope.ts'

/** Sources with what they cost and what came from them, by name. */
export async function listSourceYields(ctx: Context, query: QueryOf<typeof contract.listSourceYields>) {
  const { items, ...page } = await listSources(ctx, query)
  const ids = items.map(({ id }) => id)
  const { rows } = await sql<{ id: string; costs: contract.SourceYield['costs'] }>`
    select source_id as id, json_agg(json_build_object('minor', minor, 'currency', currency) order by currency) as costs
    from (
      select source_id, sum(amount_minor)::bigint as minor, currency from cost_entries
      where workspace_id = ${ctx.workspace.id} and source_id = any(${ids}::uuid[]) group by source_id, currency
    ) c group by source_id limit ${ids.length + 1}`.execute(ctx.tx)
  const costs = new Map(rows.map((row) => [row.id, row.costs]))
  const came = new Map((await figure(ctx, 'sourceYields', { scope: scopeOf(ctx, {}) })).map((row) => [row.id, row]))
  const yieldOf = (source: contract.Source): contract.SourceYield => {
    const { dealCount = 0, wonCount = 0, won = [] } = came.get(source.id) ?? {}
    return { ...source, costs: costs.get(source.id) ?? [], dealCount, wonCount, won }
  }
  return { ...page, items: items.map(yieldOf) }
}
