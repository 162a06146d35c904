import type { QueryOf } from '../../../contract/endpoint.ts'
import type { ProcessMapFigures, showProcessMap } from '../../../contract/process-map.ts'
import type { ProcessQualities, showQualities } from '../../../contract/process-qualities.ts'
import { type Context, startOfDay } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { adherenceIn } from './adherence.ts'
import { figure } from './figures.ts'
import { mapInputs, plannedStages } from './map-inputs.ts'
import { qualitiesOf } from './qualities.ts'
import { type Asked, type Scope, scopeOf } from './scope.ts'
import { type ProcessMap, processMap } from './stages.ts'

export const usualByDay = 90

/** A process as its stages are told, and the deals it is measured on. */
export interface MapScope {
  readonly scope: Scope
  readonly process: ProcessMap
}

/** The process asked for, with the stages of the version asked for; the published one unless said. */
export async function mapScope(ctx: Context, asked: Asked, stagesOf: string | undefined): Promise<MapScope> {
  const process = await processMap(ctx, asked.process)
  const shown = process.stages.filter(({ versionId }) => versionId === stagesOf)
  if (stagesOf !== undefined && shown.length === 0) fail('not_found', { kind: 'process_version' })
  const scope = scopeOf(ctx, { ...asked, process: process.processId })
  return { scope, process: stagesOf === undefined ? process : { ...process, shown } }
}

/** The map of a process with its figures. */
export async function mapFigures(
  ctx: Context,
  { stages_of: stagesOf, by_day: byDay, ...asked }: QueryOf<typeof showProcessMap>,
): Promise<ProcessMapFigures> {
  return measuredMap(ctx, await mapScope(ctx, asked, stagesOf), byDay)
}

export async function measuredMap(
  ctx: Context,
  { scope, process }: MapScope,
  byDay: number,
): Promise<ProcessMapFigures> {
  const inputs = await mapInputs(ctx, scope, process)
  return figure(ctx, 'processMap', { scope, process, byDay, inputs })
}

/** How a process fares on the seven qualities, as of now. */
export async function showQualitiesOf(
  ctx: Context,
  { process: wanted }: QueryOf<typeof showQualities>,
): Promise<ProcessQualities> {
  const mapped = await mapScope(ctx, { process: wanted }, undefined)
  const { scope } = mapped
  const map = await measuredMap(ctx, mapped, usualByDay)
  const { processId, versionId } = map
  return {
    asOf: scope.asOf,
    processId,
    versionId,
    qualities: qualitiesOf({
      planned: await plannedStages(ctx, versionId),
      map,
      adherence: await adherenceIn(ctx, scope, processId),
      completeness: await figure(ctx, 'completeness', { scope }),
      ...(await changesInYear(ctx, scope, processId)),
    }),
  }
}

/** Versions published in the last year beside the first one, and deals moved over to another version in it. */
async function changesInYear(ctx: Context, { asOf }: Scope, processId: string) {
  const since = startOfDay(asOf, ctx.workspace.timeZone, -365)
  const published = await ctx.tx
    .selectFrom('process_versions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', ctx.workspace.id)
    .where('process_id', '=', processId)
    .where('published_at', '>', since)
    .where('number', '>', 1)
    .executeTakeFirstOrThrow()
  const moved = await ctx.tx
    .selectFrom('changeovers as c')
    .innerJoin('process_versions as v', (join) =>
      join.onRef('v.workspace_id', '=', 'c.workspace_id').onRef('v.id', '=', 'c.to_version_id'),
    )
    .innerJoin('changeover_deals as d', (join) =>
      join.onRef('d.workspace_id', '=', 'c.workspace_id').onRef('d.changeover_id', '=', 'c.id'),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('c.workspace_id', '=', ctx.workspace.id)
    .where('v.process_id', '=', processId)
    .where('c.created_at', '>', since)
    .where('d.state', '=', 'moved')
    .executeTakeFirstOrThrow()
  return { versions: Number(published.count), movedOver: Number(moved.count) }
}
