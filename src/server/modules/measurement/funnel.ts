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
import { expectAll } from '../../kernel/expect-all.ts'
import { cohortOf, told } from './cohort.ts'
import type { Standing } from './lives.ts'
import { type Asked, type Scope, scopeOf } from './scope.ts'
import { type Place, type ProcessMap, processMap } from './stages.ts'
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
          passages.filter((each) => each.place.key === key),
          byDay,
        ),
        byDay,
        timeInStage: medianStay(stays, key),
      })),
  }
}

/** Deals that came through a stage, or stopped there, after the same time: first visits, and how each went on. */
interface Passage {
  readonly place: Place
  /** Whether they came further than this stage before any end. */
  readonly further: boolean
  /** A change of version took them further: nobody has seen how they would have gone on from here. */
  readonly mapped: boolean
  readonly standing: Standing
  readonly dated: boolean
  readonly days: number
  readonly late: number
  readonly count: number
}

/** Deals that have stayed in a stage for the same time, all stays together. */
interface Stay {
  readonly place: Place
  /** Still there, or taken away by a change of version: nobody has seen them leave. */
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
  select 'passage' as kind, at, passed_on is not null as gone, mapped_on as mapped, standing, dated,
    coalesce(passed_on, seen_until) - entered_on as days, greatest(0, observed_from - entered_on) as late,
    count(*) as count
  from (
    select at, standing, entered_on, seen_until, observed_from, lead(entered_on) over w as passed_on,
      coalesce(lead(mapped) over w, false) as mapped_on,
      entry_dated and coalesce(lead(entry_dated) over w, true) as dated
    from visits where first window w as (partition by deal_id order by at)
  ) ways group by 1, 2, 3, 4, 5, 6, 7, 8`

const stayGroups = sql`
  select 'stay' as kind, at, gone, false as mapped, null as standing, true as dated, days, late, count(*) as count
  from (
    select deal_id, at, sum(left_on - entered_on)::int as days,
      not (bool_or(last and standing = 'open')
        or coalesce(max(entered_at) filter (where mapped_away) = max(entered_at), false)) as gone,
      greatest(0, min(observed_from) - min(entered_on)) as late
    from visits group by deal_id, at having bool_and(whole)
  ) stays group by 1, 2, 3, 4, 5, 6, 7, 8`

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
  readonly mapped: boolean
  readonly standing: Standing | null
  readonly dated: boolean
  readonly days: number
  readonly late: number
  readonly count: number
}

async function groups(ctx: Context, scope: Scope, process: ProcessMap, select: RawBuilder<unknown>) {
  await expectAll(ctx)
  const { rows } = await sql<Group>`with ${visitsOf(ctx, scope, process)} ${select}`.execute(ctx.tx)
  return rows.flatMap(({ at, ...row }) => {
    const place = process.places[at - 1]
    return place === undefined ? [] : [{ ...row, place }]
  })
}

/** Median time in a stage: the end is leaving it, by whichever way; who is still there is open. */
export function medianStay(stays: readonly Stay[], key: string): DayEstimate {
  const rows = stays.filter(({ place }) => place.key === key).map((stay) => row(stay, stay.here ? 0 : 1))
  return survivalQuantile(kaplanMeier(seen(rows)), 0.5)
}

/** Share of those who entered that have gone on by a day; ending without a win competes. */
function conversionBy(passages: readonly Passage[], byDay: number): Share {
  const rows = passages.filter(({ dated }) => dated).map((each) => row(each, causeOf(each)))
  const share = incidenceAt(cumulativeIncidence(seen(rows), { causes: 2 }), byDay)?.causes[0]
  return { estimate: share?.estimate ?? null, low: share?.low ?? null, high: share?.high ?? null }
}

/** 0 for open, 1 for going on, 2 for an end without a win; a change of version is neither. */
function causeOf(passage: Passage): number {
  if (passage.mapped) return 0
  if (hasPassed(passage)) return 1
  return passage.standing === 'open' ? 0 : 2
}

function countsOf(process: ProcessMap, passages: readonly Passage[], key: string) {
  const here = passages.filter(({ place }) => place.key === key)
  const stopped = passages.filter(({ further }) => !further)
  const reached = total(stopped.filter((each) => cameTo(process, each, key)))
  const ended = here.filter((each) => !hasPassed(each))
  const open = total(ended.filter(({ standing }) => standing === 'open'))
  const left = total(ended) - open
  return { reached, skipped: reached - total(here), advanced: reached - left - open, left, open }
}

/** Whether deals that came no further than a stage came as far as another one of their version; a win passes them all. */
function cameTo(process: ProcessMap, { place, standing }: Passage, key: string): boolean {
  const other = process.places.find((each) => each.versionId === place.versionId && each.key === key)
  return other !== undefined && (standing === 'won' || other.rank <= place.rank)
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
