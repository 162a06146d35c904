import { closeAnswers } from '../../../contract/facts.ts'
import {
  type SurvivalRow,
  compareIncidence,
  compareIncidenceWithin,
  withWholeLimits,
} from '../../../statistics/index.ts'
import { cohortSum, outcomeTally, rowsOf } from './cohort.ts'
import { compareRates } from './comparing.ts'
import { type Codes, type History, bitsOf, factNumbers } from './history.ts'
import { unknownBy } from './choosing.ts'
import { stageBefore } from './happenings.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import { strataOf } from './stages-stood.ts'
import { type Times, sumsOf } from './sums.ts'
import type { Tally } from './tally.ts'
import { approachOf } from './touch-codes.ts'

/** What is done with deals: by which kind of approach they were touched, by which technique they were asked for. */
type Doing = 'deal.touched' | 'deal.close_asked'

/** Of a fact the key of its group, by its value; null for a fact that begins nothing. */
const keysOf: Readonly<Record<Doing, (codes: Codes) => (value: number) => string | null>> = {
  'deal.touched': () => approachOf,
  'deal.close_asked':
    ({ ids }) =>
    (value) =>
      ids[value] ?? '',
}

/** What was done with a deal first. */
interface First {
  readonly fact: number
  readonly key: string
  readonly day: number
  readonly isYes: boolean
}

const yes = closeAnswers.indexOf('yes') + 1

/** Finds what was done with a deal first, of what has a date; null where nothing was, or only after the deal had ended. */
function firstsIn({ codes, deals, facts }: History, scope: Scope, doing: Doing): (life: Life) => First | null {
  const isOut = unknownBy(facts, scope)
  const wanted = factNumbers[doing]
  const keyOf = keysOf[doing](codes)
  const bit = bitsOf(doing)
  const { type, dated, value } = facts
  return ({ deal, measured, until }) => {
    if (((deals.has[deal] ?? 0) & bit) === 0) return null
    const first = deals.firstFact[deal] ?? 0
    const end = first + (deals.facts[deal] ?? 0)
    for (let fact = first + (deals.standing[deal] ?? 0); fact < end; fact++) {
      if (type[fact] !== wanted || dated[fact] !== 1) continue
      const key = keyOf(value[fact] ?? 0)
      if (key === null || isOut(fact)) continue
      const day = facts.day[fact] ?? 0
      // A deal that is left out of all estimates is counted as such.
      return measured && until < day ? null : { fact, key, day, isYes: facts.reason[fact] === yes }
    }
    return null
  }
}

interface Group {
  n: number
  yes: number
  /** By the stage that a deal stood in then. */
  readonly within: Map<string, Tally>
}

/** Deals by what was done with them first, on the clock that begins with it. */
function firstSum(history: History, doing: Doing) {
  const cohort = cohortSum()
  const groups = new Map<string, Group>()
  const counting = (times: Times, scope: Scope) => {
    const firstOf = firstsIn(history, scope, doing)
    const [stageAt, stratumOf] = [stageBefore(history, scope), strataOf(history)]
    return (life: Life): void => {
      const first = firstOf(life)
      if (first === null) return
      cohort.add(life, times)
      if (!life.measured) return
      const group = groups.get(first.key) ?? { n: 0, yes: 0, within: new Map<string, Tally>() }
      groups.set(first.key, group)
      group.n += times
      if (first.isYes) group.yes += times
      const late = Math.max(0, life.observedFrom - first.day)
      const stage = stratumOf(stageAt(life, first.fact))
      const counted = group.within.get(stage) ?? outcomeTally()
      group.within.set(stage, counted)
      counted.add(life.cause, life.until - first.day, late, times)
    }
  }
  return { counting, cohort, groups, state: { cohort, groups } }
}

interface Comparing {
  readonly scope: Scope
  readonly doing: Doing
  readonly byDay: number
  /** Fewer deals than this are shown and not compared. */
  readonly least: number
}

/** Shares won by a day after something was done for the first time. Each deal counts once, in the group of that first time, and is compared within the stage that it was in then; the largest group first. */
export function compareFirsts(history: History, { scope, doing, byDay, least }: Comparing) {
  const part = { name: `first ${doing}`, begin: () => firstSum(history, doing) }
  const [sum] = sumsOf(history, { scope, process: null }, [part])
  const groups = [...sum.groups]
    .filter(([, { n }]) => n > 0)
    .map(([key, { n, yes, within }]) => {
      // In one order, whatever was counted first.
      const stages = [...within].toSorted(([one], [other]) => (one < other ? -1 : 1))
      const rows = new Map(stages.map(([stage, counted]) => [stage, rowsOf(counted)]))
      return { key, n, yes, within: rows, rows: [...rows.values()].flat() }
    })
    .toSorted((one, other) => other.n - one.n || (one.key < other.key ? -1 : 1))
  const compared = groups.filter(({ n }) => n >= least)
  const rates = compareRates(
    compared.map(({ rows }) => rows),
    byDay,
    comparingWithin(compared.map(({ within }) => within)),
  )
  const each = compareRates(
    groups.map(({ rows }) => rows),
    byDay,
  )
  return {
    cohort: sum.cohort.cohort(),
    judged: rates.judged,
    groups: groups.map((group, number) => {
      const place = compared.indexOf(group)
      const { estimate = null, low = null, high = null } = each.groups[number] ?? {}
      const { shrunken = null, rank = null } = rates.groups[place] ?? {}
      const { key, n, yes } = group
      const won = withWholeLimits({ estimate, low, high }, group.rows, byDay)
      return { key, n, yes, isCompared: place >= 0, won, shrunken, rank }
    }),
  }
}

/** Compares groups with the others in the same stage, where there is more than one. */
function comparingWithin(groups: readonly ReadonlyMap<string, readonly SurvivalRow[]>[]): typeof compareIncidence {
  const stages = new Set(groups.flatMap((own) => [...own].flatMap(([stage, rows]) => (rows.length > 0 ? stage : []))))
  const strata = [...stages].toSorted().map((stage) => groups.map((own) => own.get(stage) ?? []))
  return (rows, byDay, cause) =>
    (strata.length > 1 ? compareIncidenceWithin(strata, byDay, cause) : null) ?? compareIncidence(rows, byDay, cause)
}

interface Wanted {
  readonly doing: Doing
  /** '' for any. */
  readonly key: string
  readonly isYes: boolean
}

/** Whether a deal is in the comparison, in a group of it, and there among those who said yes, by the same rule. */
export function firstTimes(history: History, scope: Scope, { doing, key, isYes }: Wanted): (life: Life) => number {
  const firstOf = firstsIn(history, scope, doing)
  return (life) => {
    const first = firstOf(life)
    return Number(first !== null && (key === '' || first.key === key) && (!isYes || first.isYes))
  }
}
