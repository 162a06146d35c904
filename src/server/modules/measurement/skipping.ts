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
import type { Life, Standing } from './lives.ts'
import type { ProcessMap } from './stages.ts'
import { type Tally, tally } from './tally.ts'
import type { Visit } from './visits.ts'

/** Under so many deals on either side nothing is compared. */
const leastCompared = 10
const mostOwners = 50

/** A stage that a deal left behind: where it came to from there, and whether it had been in it. */
interface Passed {
  readonly key: string
  readonly skipped: boolean
  readonly landing: Visit
}

/**
 * The stages a deal left behind on its way, each once. Those before the stage it was opened in are skipped too. A win or a change of
 * version takes it to no stage, so that nothing can be read from what it left behind.
 */
export function passedBy(process: ProcessMap, visits: readonly Visit[]): Passed[] {
  const passed: Passed[] = []
  eachPassed(process, visits, (key, skipped, landing) => passed.push({ key, skipped, landing }))
  return passed
}

function eachPassed(
  { places }: ProcessMap,
  visits: readonly Visit[],
  show: (key: string, skipped: boolean, landing: Visit) => void,
): void {
  const version = places[(visits[0]?.at ?? 0) - 1]?.versionId
  let behind = places.findIndex(({ versionId }) => versionId === version)
  let before = 0
  for (let number = 0; number < visits.length; number++) {
    const landing = visits[number]
    if (landing === undefined || !landing.first) continue
    for (let at = behind + 1; at < landing.at; at++) {
      const key = places[at - 1]?.key
      if (key && !landing.mapped) show(key, at !== before, landing)
    }
    before = landing.at
    behind = landing.at - 1
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

const causes = { open: 0, won: 1, lost: 2, disqualified: 2, not_now: 2 } as const satisfies Record<Standing, number>

/** What the deals that it is shown leave behind in all stages, and what becomes of them from there on. */
export function skippingIn(history: History, process: ProcessMap) {
  const keys = [...new Set(process.places.flatMap(({ key }) => key ?? []))]
  const numbers = new Map(keys.map((key, number) => [key, number]))
  const landings = process.places.length + 1
  const counts = tally(keys.length * landings * kindsInLanding)
  const owners = new Map<number, Skips>()
  // One function for all deals, since one a deal would be a million.
  let shown: Life | null = null
  let [passes, skips] = [0, 0]
  const count = (key: string, skipped: boolean, landing: Visit): void => {
    if (shown === null) return
    passes++
    skips += Number(skipped)
    const kind = (Number(skipped) * 2 + Number(landing.entryDated)) * 4 + causes[shown.standing]
    const place = (numbers.get(key) ?? 0) * landings + landing.at
    const late = Math.max(0, shown.observedFrom - landing.enteredOn)
    counts.add(place * kindsInLanding + kind, shown.until - landing.enteredOn, late)
  }
  const add = (life: Life, visits: readonly Visit[]): void => {
    shown = life
    passes = 0
    skips = 0
    eachPassed(process, visits, count)
    if (passes === 0) return
    const own = owners.get(life.owner) ?? { passed: 0, skipped: 0 }
    if (own.passed === 0) owners.set(life.owner, own)
    own.passed++
    if (skips > 0) own.skipped++
  }
  const stage = (key: string, byDay: number) => skippingOf(afterwards(counts, landings, numbers.get(key) ?? -1), byDay)
  const named = () => new Map([...owners].map(([owner, skips]) => [history.codes.ids[owner] || null, skips]))
  return { add, owners: named, stage }
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
export function skippersOf(owners: ReadonlyMap<string | null, Skips>): StageTimes['skippers'] {
  const shown = [...owners].toSorted(([, one], [, other]) => other.passed - one.passed).slice(0, mostOwners)
  const trials = shown.map(([, { passed, skipped }]) => ({ successes: skipped, trials: passed }))
  const { verdict, pValue, groups } = judgeShares(trials, { leastTrials: leastCompared })
  return {
    verdict,
    pValue,
    owners: shown.map(([id, skips], i) => {
      const { plain, shrunken } = groups[i] ?? { plain: wilson(0, 0), shrunken: null }
      return { id, name: null, ...skips, ...plain, shrunken }
    }),
  }
}
