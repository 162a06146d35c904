import { sql } from 'kysely'
import type { Wheel } from '../../../contract/measurement.ts'
import { cycleLength, dealOutcome, winRate } from '../../../statistics/index.ts'
import type { Context } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { type Cohort, cohortSum } from './cohort.ts'
import { flowOf } from './flow.ts'
import { medianStay } from './funnel.ts'
import { type History, codeOf } from './history.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'

/** What a win rate is quoted by where no win says a better day. */
export const usualDays = 90

interface Asked {
  readonly scope: Scope
  readonly process: ProcessMap
}

/** The cycle at a glance, but for the next steps: where the open deals are, how long each stage takes, and how a deal ends. */
export function wheelFigure(history: History, { scope, process }: Asked): Omit<Wheel, 'withoutNextStep'> {
  const { cohort, open, won, stays } = standingDeals(history, scope, process)
  const { median, horizon } = cycleLength(cohort.rows).timeToSignature
  const byDay = lastWinBy(cohort, horizon) ?? usualDays
  const { n } = cohort.counts
  const openIn = (key: string) =>
    process.stages
      .filter((stage) => stage.key === key)
      .reduce((sum, stage) => sum + (open.get(codeOf(history.codes, stage.id)) ?? 0), 0)
  return {
    asOf: scope.asOf,
    knownAt: scope.knownAt.toISOString(),
    processId: process.processId,
    stages: process.shown.map(({ id, key, name, position, isCare }) => ({
      id,
      key,
      name,
      position,
      isCare,
      count: isCare ? won : openIn(key),
      timeInStage: medianStay(stays, key),
    })),
    cycle: { median, n },
    winRate: { ...winRate(cohort.rows, byDay).won, byDay, n },
    openDeals: [...open.values()].reduce((sum, count) => sum + count, 0),
  }
}

/** All deals of the process: those open by the code of their stage, those won, and the ones with a duration. */
function standingDeals(history: History, scope: Scope, process: ProcessMap) {
  const sum = cohortSum()
  const open = new Map<number, number>()
  let won = 0
  const { stays } = flowOf(history, scope, process, (life) => {
    sum.add(life)
    if (life.standing === 'won') won++
    if (life.standing === 'open') open.set(life.stage, (open.get(life.stage) ?? 0) + 1)
  })
  return { cohort: sum.cohort(), open, won, stays }
}

/** Open deals of a process that nothing is planned for. */
export async function countWithoutNextStep(ctx: Context, { processId }: ProcessMap): Promise<number> {
  const { count } = await ctx.tx
    .selectFrom('deals as d')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('d.workspace_id', '=', ctx.workspace.id)
    .where('d.process_id', '=', processId)
    .where('d.outcome', '=', 'open')
    .where('d.next_step_on', 'is', null)
    .where(seen(ctx.actor, sql.ref('d.owner_id')))
    .executeTakeFirstOrThrow()
  return count
}

/** The longest a win has taken, as far as the data can be read: after that day the share of deals won stays what it is. */
export function lastWinBy({ rows }: Cohort, horizon: number | null): number | null {
  const won = rows.filter(({ cause, time }) => cause === dealOutcome.won && time <= (horizon ?? -1))
  return won.reduce<number | null>((last, { time }) => Math.max(last ?? 1, time), null)
}
