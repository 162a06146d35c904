import type { QueryOf } from '../../../contract/endpoint.ts'
import * as contract from '../../../contract/improvements.ts'
import { type Context, dayOf } from '../../kernel/context.ts'
import { assert, fail } from '../../kernel/fail.ts'
import { figure, processMap, scopeOf } from '../measurement/index.ts'
import { readRow } from './rows.ts'

/** What is measured, in which process, and by the deals of which days as of which clocks. */
interface Asked extends Pick<contract.ImprovementRun, 'measure' | 'stage' | 'byDay'> {
  readonly processId: string
  readonly since: string
  readonly as_of?: string | undefined
  readonly known_at?: string | undefined
}

/** Both sides of a change, of the deals that one sees; the one before it on the clocks of then. */
export async function readImprovement(
  ctx: Context,
  id: string,
  query: QueryOf<typeof contract.readImprovement>,
): Promise<contract.ImprovementReading> {
  const row = await readRow(ctx, id)
  if (row.run === null) return fail('improvement_not_so', { state: row.state })
  const { measure, stage, byDay, before, after, startedAt } = row.run
  const of = { processId: row.process_id, measure, stage, byDay }
  const ended = after === null ? {} : { as_of: after.asOf, known_at: after.knownAt }
  const asked = query.as_of === undefined && query.known_at === undefined ? ended : query
  const since = await sideOf(ctx, { ...of, ...asked, since: firstDay(ctx, startedAt) })
  return {
    measure,
    stage,
    byDay,
    asOf: since.asOf,
    knownAt: since.knownAt,
    least: contract.leastDeals,
    before: await sideOf(ctx, { ...of, since: before.since, as_of: before.asOf, known_at: before.knownAt }),
    since,
  }
}

/** The day that a change began belongs to what was before: whole days cannot be divided. */
export function firstDay(ctx: Context, startedAt: string): string {
  return dayAfter(dayOf(new Date(startedAt), ctx.workspace.timeZone), 1)
}

export function dayAfter(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

/** The figure of the deals of some days, with how many they are and how sure it is. */
export async function sideOf(ctx: Context, asked: Asked): Promise<contract.ImprovementSide> {
  const { processId, since, as_of, known_at } = asked
  const scope = scopeOf(ctx, { process: processId, as_of, known_at })
  const { n, value, low, high } = await measured(ctx, asked, scope)
  const told = n < contract.leastDeals ? 'few' : value === null ? 'unreached' : 'yes'
  return { since, asOf: scope.asOf, knownAt: scope.knownAt.toISOString(), n, value, low, high, told }
}

async function measured(
  ctx: Context,
  { processId, measure, stage, byDay, since }: Asked,
  scope: ReturnType<typeof scopeOf>,
): Promise<Pick<contract.ImprovementSide, 'n' | 'value' | 'low' | 'high'>> {
  const opened = { ...scope, from: since }
  switch (measure) {
    case 'goes_on':
    case 'time_in_stage': {
      assert(stage !== null, 'what is measured in a stage has one')
      const process = await processMap(ctx, processId)
      const { goesOn, timeInStage } = await figure(ctx, 'stageEntries', { scope, process, stage, since, byDay })
      return measure === 'goes_on' ? goesOn : timeInStage
    }
    case 'win_rate': {
      const { n, won } = await figure(ctx, 'winRate', { scope: opened, byDay })
      return { n, value: won.estimate, low: won.low, high: won.high }
    }
    case 'cycle_length': {
      const { n, timeToSignature } = await figure(ctx, 'cycleLength', { scope: opened })
      return { n, ...timeToSignature.median }
    }
  }
}
