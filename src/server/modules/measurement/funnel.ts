import { type RawBuilder, sql } from 'kysely'
import type { Funnel } from '../../../contract/measurement.ts'
import {
  type DayEstimate,
  type Share,
  type SurvivalRow,
  cumulativeIncidence,
  incidenceAt,
  kaplanMeier,
  survivalQuantile,
} from '../../../statistics/index.ts'
import type { Context } from '../../kernel/context.ts'
import { cohortOf, told } from './cohort.ts'
import { type Standing, expectAll } from './lives.ts'
import { type Asked, type Scope, scopeOf } from './scope.ts'
import { type MapStage, type ProcessMap, processMap } from './stages.ts'
import { visitsOf } from './visits.ts'

/** Stage by stage, what became of the deals that came so far; by key, over all versions of the process. */
export async function showFunnel(
  ctx: Context,
  { by_day: byDay, ...asked }: Asked & { by_day: number },
): Promise<Funnel> {
  const process = await processMap(ctx, asked.process)
  const scope = scopeOf(ctx, { ...asked, process: process.processId })
  const cohort = await cohortOf(ctx, scope)
  const { passages, stays } = await flowOf(ctx, scope, process)
  return {
    ...told(scope, cohort, 'funnel'),
    processId: process.processId,
    stages: process.shown
      .filter((stage) => !stage.isCare)
      .map(({ key, name, position }) => ({
        key,
        name,
        position,
        ...countsOf(process, passages, key),
        conversion: conversionBy(
          passages.filter((each) => each.stage.key === key),
          byDay,
        ),
        byDay,
        timeInStage: medianStay(stays, key),
      })),
  }
}

/** Deals that came through a stage, or stopped there, after the same time: first visits, and how each went on. */
interface Passage {
  readonly stage: MapStage
  /** Whether they came further than this stage before any end. */
  readonly further: boolean
  readonly standing: Standing
  readonly dated: boolean
  readonly days: number
  readonly late: number
  readonly count: number
}

/** Deals that have stayed in a stage for the same time, all stays together. */
interface Stay {
  readonly stage: MapStage
  readonly here: boolean
  readonly days: number
  readonly late: number
  readonly count: number
}

interface Flow {
  readonly passages: readonly Passage[]
  readonly stays: readonly Stay[]
}

const passageGroups = sql`
  select 'passage' as kind, at, passed_on is not null as gone, standing, dated,
    coalesce(passed_on, seen_until) - entered_on as days, greatest(0, observed_from - entered_on) as late,
    count(*) as count
  from (
    select at, standing, entered_on, seen_until, observed_from, lead(entered_on) over w as passed_on,
      entry_dated and coalesce(lead(entry_dated) over w, true) as dated
    from visits where first window w as (partition by deal_id order by at)
  ) ways group by 1, 2, 3, 4, 5, 6, 7`

const stayGroups = sql`
  select 'stay' as kind, at, gone, null as standing, true as dated, days, late, count(*) as count
  from (
    select deal_id, at, sum(left_on - entered_on)::int as days, not bool_or(last and standing = 'open') as gone,
      greatest(0, min(observed_from) - min(entered_on)) as late
    from visits group by deal_id, at having bool_and(whole)
  ) stays group by 1, 2, 3, 4, 5, 6, 7`

/** How the deals went through the stages: how each first visit went on, and how long each deal has been where. */
async function flowOf(ctx: Context, scope: Scope, process: ProcessMap): Promise<Flow> {
  const rows = await groups(ctx, scope, process, sql`${passageGroups} union all ${stayGroups}`)
  return {
    passages: rows.flatMap(({ kind, gone, standing, ...row }) =>
      kind === 'passage' && standing !== null ? [{ ...row, further: gone, standing }] : [],
    ),
    stays: rows.flatMap(({ kind, gone, ...row }) => (kind === 'stay' ? [{ ...row, here: !gone }] : [])),
  }
}

/** How long each deal has been in each stage it entered, where the days are known. */
export async function staysOf(ctx: Context, scope: Scope, process: ProcessMap): Promise<Stay[]> {
  const rows = await groups(ctx, scope, process, stayGroups)
  return rows.map(({ gone, ...row }) => ({ ...row, here: !gone }))
}

interface Group {
  readonly kind: 'passage' | 'stay'
  readonly at: number
  readonly gone: boolean
  readonly standing: Standing | null
  readonly dated: boolean
  readonly days: number
  readonly late: number
  readonly count: number
}

async function groups(ctx: Context, scope: Scope, process: ProcessMap, select: RawBuilder<unknown>) {
  const ids = process.passable.map((stage) => stage.id)
  await expectAll(ctx)
  const { rows } = await sql<Group>`with ${visitsOf(ctx, scope, ids)} ${select}`.execute(ctx.tx)
  return rows.flatMap(({ at, ...row }) => {
    const stage = process.passable[at - 1]
    return stage === undefined ? [] : [{ ...row, stage }]
  })
}

/** Median time in a stage: the end is leaving it, by whichever way; who is still there is open. */
export function medianStay(stays: readonly Stay[], key: string): DayEstimate {
  const rows = stays.filter(({ stage }) => stage.key === key).map((stay) => row(stay, stay.here ? 0 : 1))
  return survivalQuantile(kaplanMeier(seen(rows)), 0.5)
}

/** Share of those who entered that have gone on by a day; ending without a win competes. */
function conversionBy(passages: readonly Passage[], byDay: number): Share {
  const rows = passages
    .filter(({ dated }) => dated)
    .map((each) => row(each, hasPassed(each) ? 1 : each.standing === 'open' ? 0 : 2))
  const share = incidenceAt(cumulativeIncidence(seen(rows), { causes: 2 }), byDay)?.causes[0]
  return { estimate: share?.estimate ?? null, low: share?.low ?? null, high: share?.high ?? null }
}

function countsOf(process: ProcessMap, passages: readonly Passage[], key: string) {
  const here = passages.filter(({ stage }) => stage.key === key)
  const stopped = passages.filter(({ further }) => !further)
  const reached = total(stopped.filter((each) => cameTo(process, each, key)))
  const ended = here.filter((each) => !hasPassed(each))
  const open = total(ended.filter(({ standing }) => standing === 'open'))
  const left = total(ended) - open
  return { reached, skipped: reached - total(here), advanced: reached - left - open, left, open }
}

/** Whether deals that came no further than a stage came as far as another one of their version; a win passes them all. */
function cameTo(process: ProcessMap, { stage, standing }: Passage, key: string): boolean {
  const other = process.passable.find((each) => each.versionId === stage.versionId && each.key === key)
  return other !== undefined && (standing === 'won' || other.position <= stage.position)
}

function hasPassed({ further, standing }: Passage): boolean {
  return further || standing === 'won'
}

function row({ days, late, count }: Passage | Stay, cause: number): SurvivalRow {
  return { entry: late - 0.5, time: days, cause, count }
}

/** Without the stays that were over before the deals came under observation. */
function seen(rows: readonly SurvivalRow[]): SurvivalRow[] {
  return rows.filter((each) => each.time > each.entry)
}

function total(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0)
}
