import { sql } from 'kysely'
import type { Wheel } from '../../../contract/measurement.ts'
import { cycleLength, dealOutcome, winRate } from '../../../statistics/index.ts'
import type { Context } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { type Cohort, cohortOf } from './cohort.ts'
import { medianStay, staysOf } from './funnel.ts'
import { remembered } from './remembered.ts'
import { scopeOf } from './scope.ts'
import { type ProcessMap, processMap } from './stages.ts'

/** What a win rate is quoted by where no win says a better day. */
const usualDays = 90

/** The cycle at a glance: where the open deals are, how long each stage takes, and how a deal ends. */
export async function showWheel(ctx: Context, asked: { process?: string | undefined }): Promise<Wheel> {
  const process = await processMap(ctx, asked.process)
  const standing = await openDeals(ctx, process)
  const { asOf, knownAt, stays, cycle, winRate } = await remembered(ctx, process.processId, () => taken(ctx, process))
  const open = (key: string) => total(standing.filter((row) => row.outcome === 'open' && row.key === key))
  const won = total(standing.filter(({ outcome }) => outcome === 'won'))
  const nothing = { value: null, low: null, high: null }
  return {
    asOf,
    knownAt,
    processId: process.processId,
    stages: process.shown.map(({ id, key, name, position, isCare }) => ({
      id,
      key,
      name,
      position,
      isCare,
      count: isCare ? won : open(key),
      timeInStage: stays.get(key) ?? nothing,
    })),
    cycle,
    winRate,
    openDeals: total(standing.filter(({ outcome }) => outcome === 'open')),
    withoutNextStep: standing.reduce((sum, row) => sum + row.without_next_step, 0),
  }
}

interface StandingRow {
  readonly outcome: 'open' | 'won'
  readonly key: string | null
  readonly count: number
  readonly without_next_step: number
}

/** Open deals by stage, and deals won, of this moment. */
async function openDeals(ctx: Context, process: ProcessMap): Promise<StandingRow[]> {
  const isSeen = seen(ctx.actor, sql.ref('d.owner_id'))
  const { rows } = await sql<StandingRow>`
    select 'open' as outcome, g.key, count(*) as count, count(*) filter (where d.next_step_on is null) as without_next_step
    from deals d join stages g on g.workspace_id = d.workspace_id and g.id = d.stage_id
    where d.workspace_id = ${ctx.workspace.id} and d.process_id = ${process.processId} and d.outcome = 'open'
      and ${isSeen}
    group by g.key
    union all
    select 'won', null, count(*), 0 from deals d
    where d.workspace_id = ${ctx.workspace.id} and d.process_id = ${process.processId} and d.outcome = 'won'
      and ${isSeen}`.execute(ctx.tx)
  return rows
}

/** The durations and rates of the whole process, which take longer than the counts. */
async function taken(ctx: Context, process: ProcessMap) {
  const scope = scopeOf(ctx, { process: process.processId })
  const cohort = await cohortOf(ctx, scope)
  const stays = await staysOf(ctx, scope, process)
  const { median, horizon } = cycleLength(cohort.rows).timeToSignature
  const byDay = lastWinBy(cohort, horizon) ?? usualDays
  const { n } = cohort.counts
  const { won } = winRate(cohort.rows, byDay)
  return {
    asOf: scope.asOf,
    knownAt: scope.knownAt.toISOString(),
    deals: n,
    stays: new Map(process.shown.map(({ key }) => [key, medianStay(stays, key)])),
    cycle: { median, n },
    winRate: { ...won, byDay, n },
  }
}

/** The longest a win has taken, as far as the data can be read: after that day the share of deals won stays what it is. */
function lastWinBy({ rows }: Cohort, horizon: number | null): number | null {
  const won = rows.filter(({ cause, time }) => cause === dealOutcome.won && time <= (horizon ?? -1))
  return won.reduce<number | null>((last, { time }) => Math.max(last ?? 1, time), null)
}

function total(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0)
}
