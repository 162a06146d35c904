import type { StageTimes } from '../../../contract/insights.ts'
import {
  type SurvivalRow,
  cumulativeIncidence,
  incidenceAt,
  judgeShares,
  stratifiedLogRank,
  wilson,
} from '../../../statistics/index.ts'
import type { History } from './history.ts'
import { type Life, winOrOther } from './lives.ts'
import type { ProcessMap } from './stages.ts'
import { type Times, mostFirst } from './sums.ts'
import { type Tally, tally } from './tally.ts'
import type { Walk } from './visits.ts'

/** Under so many deals on either side nothing is compared. */
const leastCompared = 10
const mostOwners = 50

/** Shows the number of a place that was left behind, whether the deal had never been in it, and the visit it came to from there. */
type ShowPassed = (place: number, skipped: boolean, landing: number) => void

/**
 * Tells the stages a deal left behind on its way, each once. Those before the stage it was opened in are skipped too. A win or a change
 * of version takes it to no stage, so that nothing can be read from what it left behind.
 */
export function passing({ places }: ProcessMap): (walk: Walk, show: ShowPassed) => void {
  const begins = places.map(({ versionId }) => places.findIndex((each) => each.versionId === versionId))
  return (walk, show) => {
    let behind = begins[(walk.at[0] ?? 0) - 1] ?? 0
    let before = 0
    for (let number = 0; number < walk.length; number++) {
      const landing = walk.at[number] ?? 0
      if (landing <= before) continue
      for (let place = behind + 1; place < landing; place++) {
        if (places[place - 1]?.key && walk.mapped[number] === 0) show(place, place !== before, number)
      }
      before = landing
      behind = landing - 1
    }
  }
}

interface Afterwards {
  readonly skipped: boolean
  /** The stage come to: a place of the process. */
  readonly at: number
  readonly row: SurvivalRow
}

interface Skips {
  passed: number
  skipped: number
}

/** What deals leave behind in all stages, and what becomes of them from there on. */
function skippingSum(process: ProcessMap) {
  const keys = [...new Set(process.places.flatMap(({ key }) => key ?? []))]
  const numbers = process.places.map(({ key }) => keys.indexOf(key ?? ''))
  const eachPassed = passing(process)
  const landings = process.places.length + 1
  const counts = tally(keys.length * landings * kindsInLanding)
  const owners = new Map<number, Skips>()
  const counting = (times: Times) => {
    // One function for all deals, since one a deal would be a million.
    let shown: { readonly life: Life; readonly walk: Walk } | null = null
    let [passes, skips] = [0, 0]
    const count: ShowPassed = (passed, skipped, landing) => {
      if (shown === null) return
      const { life, walk } = shown
      passes++
      skips += Number(skipped)
      const kind = (Number(skipped) * 2 + (walk.dated[landing] ?? 0)) * 4 + (winOrOther[life.cause] ?? 0)
      const place = (numbers[passed - 1] ?? 0) * landings + (walk.at[landing] ?? 0)
      const enteredOn = walk.enteredOn[landing] ?? 0
      const late = Math.max(0, life.observedFrom - enteredOn)
      counts.add(place * kindsInLanding + kind, life.until - enteredOn, late, times)
    }
    return (life: Life, walk: Walk): void => {
      // Both are the same objects each time.
      shown ??= { life, walk }
      passes = 0
      skips = 0
      eachPassed(walk, count)
      if (passes === 0) return
      const own = owners.get(life.owner) ?? { passed: 0, skipped: 0 }
      owners.set(life.owner, own)
      own.passed += times
      if (skips > 0) own.skipped += times
    }
  }
  const stage = (key: string, byDay: number) => skippingOf(afterwards(counts, landings, keys.indexOf(key)), byDay)
  return { counting, owners: () => owners, stage, state: { counts, owners } }
}

export function skippingPart(process: ProcessMap) {
  return { name: 'skipping', begin: () => skippingSum(process) }
}

// Whether it was skipped, whether its landing has a date, and one of three causes are one number.
const kindsInLanding = 16

function afterwards(counts: Tally, landings: number, stage: number): Afterwards[] {
  const found: Afterwards[] = []
  counts.each((number, time, late, count) => {
    const place = Math.floor(number / kindsInLanding)
    if (Math.floor(place / landings) !== stage) return
    const [cause, isDated, skipped] = [number & 3, (number & 4) > 0, (number & 8) > 0]
    // Without a date, or over before it came under observation: it counts, but has no time.
    const entry = isDated && time >= late ? late - 0.5 : Number.NaN
    found.push({ skipped, at: place % landings, row: { entry, time, cause, count } })
  })
  return found
}

function skippingOf(all: readonly Afterwards[], byDay: number) {
  const [over, through] = [all.filter(({ skipped }) => skipped), all.filter(({ skipped }) => !skipped)]
  const [count, passed] = [counted(over), counted(all)]
  const isEnough = Math.min(count, passed - count) >= leastCompared
  const strata = [...Map.groupBy(all, ({ at }) => at).values()].map((own) => [
    timed(own.filter(({ skipped }) => skipped)),
    timed(own.filter(({ skipped }) => !skipped)),
  ])
  const pValue = isEnough ? stratifiedLogRank(strata, 1).pValue : null
  const verdict = pValue === null ? 'not_enough' : pValue > 0.05 ? 'within_chance' : 'differ'
  return {
    passed,
    skipped: { count, ...wilson(count, passed) },
    afterwards: { skipped: wonBy(over, byDay), wasThere: wonBy(through, byDay), verdict, pValue },
  } as const
}

function wonBy(all: readonly Afterwards[], byDay: number) {
  const share = incidenceAt(cumulativeIncidence(timed(all), { causes: 2 }), byDay)?.causes[0]
  return {
    n: counted(all),
    won: { estimate: share?.estimate ?? null, low: share?.low ?? null, high: share?.high ?? null },
  }
}

function timed(all: readonly Afterwards[]): SurvivalRow[] {
  return all.map(({ row }) => row).filter(({ entry }) => !Number.isNaN(entry))
}

function counted(all: readonly Afterwards[]): number {
  return all.reduce((sum, { row }) => sum + row.count, 0)
}

/** Whose deals skip stages, those with the most deals first. */
export function skippersOf({ codes }: History, skips: ReadonlyMap<number, Skips>): StageTimes['skippers'] {
  const owners = [...skips].map(([owner, { passed, skipped }]) => ({ id: codes.ids[owner] || null, passed, skipped }))
  const shown = mostFirst(owners, ({ passed }) => passed).slice(0, mostOwners)
  const trials = shown.map(({ passed, skipped }) => ({ successes: skipped, trials: passed }))
  const { verdict, pValue, groups } = judgeShares(trials, { leastTrials: leastCompared })
  const total = (which: 'passed' | 'skipped') => owners.reduce((sum, owner) => sum + owner[which], 0)
  const [passed, count] = [total('passed'), total('skipped')]
  return {
    verdict,
    pValue,
    passed,
    skipped: { count, ...wilson(count, passed) },
    owners: shown.map((owner, i) => {
      const { plain, shrunken } = groups[i] ?? { plain: wilson(0, 0), shrunken: null }
      return { ...owner, name: null, ...plain, shrunken }
    }),
  }
}
