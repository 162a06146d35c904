import { sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/experiments.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { figure, scopeOf } from '../measurement/index.ts'

type Side = contract.VersionComparison['sides'][number]

/** Two versions of a process beside each other, by the deals that were opened in them. Nothing is tested: much else changed too. */
export async function compareVersions(
  ctx: Context,
  { process, before, after, by_day: horizonDays, ...clocks }: QueryOf<typeof contract.compareVersions>,
): Promise<contract.VersionComparison> {
  const used = await versionsInUse(ctx, process)
  const find = (id: string | undefined, at: number) => {
    if (id === undefined) return used[at]
    return used.find((version) => version.id === id) ?? fail('not_found', { kind: 'process_version' })
  }
  const sides: Side[] = []
  for (const version of [find(before, 1), find(after, 0)])
    if (version) sides.push(await sideOf(ctx, version, { ...clocks, version: version.id }, horizonDays))
  const { asOf, knownAt } = scopeOf(ctx, clocks)
  return { asOf, knownAt: knownAt.toISOString(), horizonDays, sides }
}

interface UsedVersion {
  readonly id: string
  readonly number: number
  readonly from: string
  readonly to: string | null
}

/** The versions of a process that were in use, the last one first. */
async function versionsInUse(ctx: Context, process: string | undefined): Promise<UsedVersion[]> {
  const zone = ctx.workspace.timeZone
  const { rows } = await sql<UsedVersion>`
    select v.id, v.number, (v.published_at at time zone ${zone})::date as "from",
      (v.retired_at at time zone ${zone})::date as "to"
    from process_versions v join processes p on p.workspace_id = v.workspace_id and p.id = v.process_id
    where v.workspace_id = ${ctx.workspace.id} and v.published_at is not null
      and ${process === undefined ? sql`p.is_default` : sql`p.id = ${process}`}
    order by v.published_at desc, v.number desc limit 200`.execute(ctx.tx)
  return rows
}

async function sideOf(
  ctx: Context,
  { id, number, from, to }: UsedVersion,
  asked: Parameters<typeof scopeOf>[1],
  byDay: number,
): Promise<Side> {
  const scope = scopeOf(ctx, asked)
  const { n, won, counts } = await figure(ctx, 'winRate', { scope, byDay })
  const { timeToSignature } = await figure(ctx, 'cycleLength', { scope })
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
