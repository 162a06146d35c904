import { sql } from 'kysely'
import type { Wheel } from '../../../contract/measurement.ts'
import { cycleLength, dealOutcome, winRate } from '../../../statistics/index.ts'
import type { Context } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { type Cohort, timedPart } from './cohort.ts'
import { flowPart } from './flow.ts'
import { medianStay } from './funnel.ts'
import { type History, codeOf } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import { type Times, sumsOf } from './sums.ts'

/** What a win rate is quoted by where no win says a better day. */
export const usualDays = 90

interface Asked {
  readonly scope: Scope
  readonly process: ProcessMap
}

/** The cycle at a glance, but for the next steps: where the open deals are, how long each stage takes, and how a deal ends. */
export function wheelFigure(history: History, { scope, process }: Asked): Omit<Wheel, 'withoutNextStep'> {
  const [sum, flow, standing] = sumsOf(history, { scope, process }, [timedPart, flowPart(process), standingPart])
  const cohort = sum.cohort()
  const { open, won } = standing.counts()
  const { stays } = flow.flow()
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

/** Counts the deals that are open, by the code of their stage, and those won. */
function standingSum() {
  const open = new Map<number, number>()
  const won = { count: 0 }
  const counting =
    (times: Times) =>
    ({ standing, stage }: Life): void => {
      if (standing === 'won') won.count += times
      if (standing === 'open') open.set(stage, (open.get(stage) ?? 0) + times)
    }
  return { counting, counts: () => ({ open, won: won.count }), state: { open, won } }
}

const standingPart = { name: 'standing', begin: standingSum } as const

/** Open deals of a process that nothing is planned for: all of it stands in one index, by their stages. */
export async function countWithoutNextStep(ctx: Context, { processId }: ProcessMap): Promise<number> {
  const { count } = await ctx.tx
    .selectFrom('deals as d')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('d.workspace_id', '=', ctx.workspace.id)
    .where('d.outcome', '=', 'open')
    .where('d.next_step_on', 'is', null)
    .where(
      'd.stage_id',
      'in',
      ctx.tx
        .selectFrom('stages as s')
        .innerJoin('process_versions as v', (join) =>
          join.onRef('v.workspace_id', '=', 's.workspace_id').onRef('v.id', '=', 's.version_id'),
        )
        .select('s.id')
        .where('s.workspace_id', '=', ctx.workspace.id)
        .where('v.process_id', '=', processId),
    )
    .where(seen(ctx.actor, sql.ref('d.owner_id')))
    .executeTakeFirstOrThrow()
  return count
}

/** The longest a win has taken, up to a day as far as the data can be read: after that day the share of deals won stays what it is. */
export function lastWinBy({ rows }: Cohort, horizon: number | null): number | null {
  const won = rows.filter(({ cause, time }) => cause === dealOutcome.won && time <= (horizon ?? -1))
  return won.reduce<number | null>((last, { time }) => Math.max(last ?? 1, time), null)
}
