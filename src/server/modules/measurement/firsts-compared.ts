import { type SurvivalRow } from '../../../statistics/index.ts'
import { type Cohort, causes, cohortSum } from './cohort.ts'
import { compareRates } from './comparing.ts'
import { type History, dayNumber } from './history.ts'
import { type Life, eachLife } from './lives.ts'
import { placeOf } from './packed-ids.ts'
import type { Scope } from './scope.ts'

/** Something that was done with a deal for the first time, on a day. */
export interface First {
  readonly dealId: string
  readonly day: string
}

interface Comparing<Kind extends First> {
  readonly scope: Scope
  readonly firsts: readonly Kind[]
  /** Deals of one key are compared with those of the others. */
  readonly keyOf: (first: Kind) => string
  readonly byDay: number
  /** Fewer deals than this are shown and not compared. */
  readonly least: number
}

/** Shares won by a day after something was done for the first time. Each deal counts once, in the group of that first time. */
export function compareFirsts<Kind extends First>(
  history: History,
  { scope, firsts, keyOf, byDay, least }: Comparing<Kind>,
) {
  const { cohort, groups } = gathered(history, scope, firsts, keyOf)
  const compared = groups.filter(({ rows }) => rows.length >= least)
  const rates = compareRates(
    compared.map(({ rows }) => rows),
    byDay,
  )
  const each = compareRates(
    groups.map(({ rows }) => rows),
    byDay,
  )
  return {
    cohort,
    judged: rates.judged,
    groups: groups.map((group, at) => {
      const place = compared.indexOf(group)
      const { estimate = null, low = null, high = null } = each.groups[at] ?? {}
      const { shrunken = null, rank = null } = rates.groups[place] ?? {}
      return {
        members: group.members,
        n: group.rows.length,
        isCompared: place >= 0,
        won: { estimate, low, high },
        shrunken,
        rank,
      }
    }),
  }
}

/** Whether a deal is in the comparison with one of these, by the same rule. */
export function firstTimes(history: History, scope: Scope, firsts: readonly First[]): (life: Life) => number {
  const days = placesOf(history, scope, firsts)
  return (life) => {
    const first = days.get(life.deal)
    return Number(first !== undefined && isFollowed(life, first))
  }
}

/** Not where it had ended before; a deal that is left out of all estimates is counted as such. */
function isFollowed({ measured, until }: Life, { day }: First): boolean {
  return !measured || until >= dayNumber(day)
}

/** By the place of the deal; what was done later than the day of the figure is left out. */
function placesOf<Kind extends First>(history: History, scope: Scope, firsts: readonly Kind[]): Map<number, Kind> {
  const asOf = dayNumber(scope.asOf)
  return new Map(
    firsts.flatMap((first): [number, Kind][] => {
      const place = placeOf(history.deals.ids, first.dealId)
      return place >= 0 && dayNumber(first.day) <= asOf ? [[place, first]] : []
    }),
  )
}

interface Group<Kind> {
  readonly key: string
  readonly members: Kind[]
  readonly rows: SurvivalRow[]
}

/** The largest group first. */
function gathered<Kind extends First>(
  history: History,
  scope: Scope,
  firsts: readonly Kind[],
  keyOf: (first: Kind) => string,
): { cohort: Cohort; groups: Group<Kind>[] } {
  const places = placesOf(history, scope, firsts)
  const cohort = cohortSum()
  const groups = new Map<string, Group<Kind>>()
  eachLife(
    history,
    scope,
    (life) => {
      const first = places.get(life.deal)
      if (first === undefined || !isFollowed(life, first)) return
      cohort.add(life)
      if (!life.measured) return
      const since = dayNumber(first.day)
      const key = keyOf(first)
      const group = groups.get(key) ?? { key, members: [], rows: [] }
      groups.set(key, group)
      group.members.push(first)
      const late = Math.max(0, life.observedFrom - since)
      group.rows.push({ entry: late - 0.5, time: life.until - since, cause: causes[life.standing], count: 1 })
    },
    [...places.keys()],
  )
  const inOrder = (one: Group<Kind>, other: Group<Kind>) =>
    other.rows.length - one.rows.length || (one.key < other.key ? -1 : 1)
  return { cohort: cohort.cohort(), groups: [...groups.values()].toSorted(inOrder) }
}
