import { sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/experiments.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { figure, scopeOf } from '../measurement/index.ts'

/** Two versions of a process beside each other, by the deals that were opened in them. Nothing is tested: much else changed too. */
export async function compareVersions(
  ctx: Context,
  { before, after, by_day: horizonDays }: QueryOf<typeof contract.compareVersions>,
): Promise<contract.VersionComparison> {
  const [first, second] = [await sideOf(ctx, before, horizonDays), await sideOf(ctx, after, horizonDays)]
  return { asOf: scopeOf(ctx, {}).asOf, horizonDays, sides: [first, second] }
}

interface SideRow {
  readonly number: number
  readonly from: string | null
  readonly to: string | null
}

async function sideOf(ctx: Context, id: string, byDay: number): Promise<contract.VersionComparison['sides'][number]> {
  const zone = ctx.workspace.timeZone
  const { rows } = await sql<SideRow>`
    select v.number, (v.published_at at time zone ${zone})::date as "from", (v.retired_at at time zone ${zone})::date as "to"
    from process_versions v where v.workspace_id = ${ctx.workspace.id} and v.id = ${id}`.execute(ctx.tx)
  const [version] = rows
  if (version === undefined) return fail('not_found', { kind: 'process_version' })
  const scope = scopeOf(ctx, { version: id })
  const { n, won, counts } = await figure(ctx, 'winRate', { scope, byDay })
  const { timeToSignature } = await figure(ctx, 'cycleLength', { scope })
  const { number, from, to } = version
  return {
    version: { id, number },
    n,
    from,
    to,
    won: counts.won,
    wonByHorizon: won,
    timeToSignature: timeToSignature.median,
  }
}
