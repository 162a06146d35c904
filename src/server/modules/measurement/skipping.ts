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
export function passedBy({ places }: ProcessMap, visits: readonly Visit[]): Passed[] {
  const firsts = visits.filter(({ first }) => first)
  const version = places[(firsts[0]?.at ?? 0) - 1]?.versionId
  let behind = places.findIndex(({ versionId }) => versionId === version)
  const passed: Passed[] = []
  for (const [number, landing] of firsts.entries()) {
    const before = firsts[number - 1]?.at
    for (let at = behind + 1; at < landing.at; at++) {
      const key = places[at - 1]?.key
      if (key && !landing.mapped) passed.push({ key, skipped: at !== before, landing })
    }
    behind = landing.at - 1
  }
  return passed
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
  const stages = new Map<string, Map<string, Afterwards>>()
  const owners = new Map<string | null, Skips>()
  const add = (life: Life, visits: readonly Visit[]): void => {
    const passed = passedBy(process, visits)
    if (passed.length === 0) return
    const owner = history.codes.ids[life.owner] || null
    const own = owners.get(owner) ?? { passed: 0, skipped: 0 }
    owners.set(owner, own)
    own.passed++
    if (passed.some(({ skipped }) => skipped)) own.skipped++
    for (const each of passed) addPassed(stages, life, each)
  }
  const stage = (key: string, byDay: number) => skippingOf([...(stages.get(key)?.values() ?? [])], byDay)
  return { add, owners, stage }
}

function addPassed(stages: Map<string, Map<string, Afterwards>>, life: Life, { key, skipped, landing }: Passed): void {
  const found = stages.get(key) ?? new Map<string, Afterwards>()
  stages.set(key, found)
  const time = life.until - landing.enteredOn
  const late = Math.max(0, life.observedFrom - landing.enteredOn)
  const cause = causes[life.standing]
  const name = `${landing.at} ${skipped} ${landing.entryDated} ${time} ${late} ${cause}`
  const same = found.get(name)
  if (same) same.row.count++
  else {
    // Without a date, or over before it came under observation: it counts, but has no time.
    const entry = landing.entryDated && time >= late ? late - 0.5 : Number.NaN
    found.set(name, { skipped, at: landing.at, row: { entry, time, cause, count: 1 } })
  }
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
