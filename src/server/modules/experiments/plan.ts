import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/experiments.ts'
import { winRate } from '../../../statistics/index.ts'
import { type Context, startOfDay, today } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { dayNumber, figure, scopeOf } from '../measurement/index.ts'
import { requireAudience, versionsOf } from './audience.ts'
import { goalOf, requireMeasure } from './measures.ts'
import { type Past, weeksFor } from './weeks.ts'

type Design = BodyOf<typeof contract.planExperiment>
export type PlannedDesign = Pick<
  Design,
  | 'processId'
  | 'sourceIds'
  | 'teamIds'
  | 'ownerIds'
  | 'unit'
  | 'changedPercent'
  | 'measure'
  | 'measureStageKey'
  | 'horizonDays'
  | 'smallestEffect'
>

/** How long such an experiment takes, before anybody has planned one. */
export async function planExperiment(ctx: Context, design: Design): Promise<contract.ExperimentPlan> {
  await requireAudience(ctx, design)
  const { controlVersionId, changedVersionId } = await versionsOf(ctx, design)
  await requireMeasure(ctx, design, [...new Set([controlVersionId, changedVersionId])])
  return (await planOf(ctx, design)).plan
}

/** The plan, with the sellers whose deals would be in it. */
export async function planOf(
  ctx: Context,
  design: PlannedDesign,
): Promise<{ plan: contract.ExperimentPlan; sellerIds: string[] }> {
  const deals = await pastDeals(ctx, design)
  const sellerIds = [...new Set(deals.flatMap(({ owner_id }) => owner_id ?? []))]
  const scope = scopeOf(ctx, {})
  const lives = await figure(ctx, 'lives', { scope, ids: deals.map(({ id }) => id), goal: await goalOf(ctx, design) })
  const measured = lives.filter((life) => life.measured)
  const asOf = dayNumber(scope.asOf)
  const first = measured.reduce((earliest, { started }) => Math.min(earliest, started), asOf)
  const overWeeks = Math.max(1, Math.min(weeksBack, Math.ceil((asOf - first + 1) / 7)))
  const rows = lives.flatMap(({ started, late, coming: { cause, until, measured: isSeen } }) =>
    isSeen ? [{ entry: late - 0.5, time: until - started, cause, count: 1 }] : [],
  )
  const { won } = winRate(rows, design.horizonDays)
  const past: Past = {
    dealsPerWeek: measured.length / overWeeks,
    overWeeks,
    winRate: won,
    sellers: sellerIds.length,
  }
  return { plan: weeksFor(design, past), sellerIds }
}

const weeksBack = 52

/** The deals of the last year that would have been in it. */
async function pastDeals(ctx: Context, { processId, sourceIds, teamIds, ownerIds }: PlannedDesign) {
  const from = Temporal.PlainDate.from(today(ctx)).subtract({ weeks: weeksBack }).toString()
  const among = (column: string, ids: readonly string[] | null) =>
    ids === null ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`
  const { rows } = await sql<{ id: string; owner_id: string | null }>`
    select d.id, d.owner_id from deals d
    left join members m on m.workspace_id = d.workspace_id and m.id = d.owner_id
    where d.workspace_id = ${ctx.workspace.id} and d.process_id = ${processId} and d.opened_dated
      and d.opened_at >= ${startOfDay(from, ctx.workspace.timeZone)} and ${seen(ctx.actor, sql.ref('d.owner_id'))}
      and ${among('d.source_id', sourceIds)} and ${among('d.owner_id', ownerIds)} and ${among('m.team_id', teamIds)}
    `.execute(ctx.tx)
  return rows
}
