import type { TechniqueFigure } from '../../../contract/closing-figures.ts'
import type { CloseTechnique } from '../../../contract/facts.ts'
import { type SurvivalRow, wilson } from '../../../statistics/index.ts'
import { causes, cohortSum, told } from './cohort.ts'
import { compareRates } from './comparing.ts'
import { type History, dayNumber } from './history.ts'
import { eachLife } from './lives.ts'
import { placeOf } from './packed-ids.ts'
import type { Scope } from './scope.ts'

/** The first time that the order of a deal was asked for. */
export interface FirstAsk {
  readonly dealId: string
  readonly technique: CloseTechnique
  readonly techniqueId: string | null
  readonly day: string
  readonly yes: boolean
}

interface Asked {
  readonly scope: Scope
  readonly asks: readonly FirstAsk[]
  readonly byDay: number
  readonly least: number
}

type Groups = Omit<TechniqueFigure, 'groups'> & {
  groups: (Omit<TechniqueFigure['groups'][number], 'own'> & { ownId: string | null })[]
}

interface Sum {
  readonly technique: CloseTechnique
  readonly ownId: string | null
  yes: number
  readonly rows: SurvivalRow[]
}

/** Shares won by a day after the first ask. Each deal counts once, for the technique it was first asked with. */
export function closeTechniquesFigure(history: History, { scope, asks, byDay, least }: Asked): Groups {
  const asOf = dayNumber(scope.asOf)
  const firsts = new Map(
    asks.flatMap((ask): [number, FirstAsk][] => {
      const place = placeOf(history.deals.ids, ask.dealId)
      return place >= 0 && dayNumber(ask.day) <= asOf ? [[place, ask]] : []
    }),
  )
  const cohort = cohortSum()
  const sums = new Map<string, Sum>()
  eachLife(
    history,
    scope,
    (life) => {
      const ask = firsts.get(life.deal)
      if (ask === undefined) return
      cohort.add(life)
      const askedOn = dayNumber(ask.day)
      if (!life.measured || life.until < askedOn) return
      const key = `${ask.technique} ${ask.techniqueId ?? ''}`
      const sum = sums.get(key) ?? { technique: ask.technique, ownId: ask.techniqueId, yes: 0, rows: [] }
      sums.set(key, sum)
      sum.yes += Number(ask.yes)
      const late = Math.max(0, life.observedFrom - askedOn)
      sum.rows.push({ entry: late - 0.5, time: life.until - askedOn, cause: causes[life.standing], count: 1 })
    },
    [...firsts.keys()],
  )
  const all = [...sums.values()].toSorted(
    (one, other) => other.rows.length - one.rows.length || (one.technique < other.technique ? -1 : 1),
  )
  const compared = all.filter(({ rows }) => rows.length >= least)
  const rates = compareRates(
    compared.map(({ rows }) => rows),
    byDay,
  )
  const few = compareRates(
    all.map(({ rows }) => rows),
    byDay,
  )
  return {
    ...told(scope, cohort.cohort(), 'close_techniques'),
    byDay,
    least,
    ...rates.judged,
    groups: all.map((sum, at) => {
      const { technique, ownId, yes, rows } = sum
      const place = compared.indexOf(sum)
      const { estimate = null, low = null, high = null } = few.groups[at] ?? {}
      const { shrunken = null, rank = null } = rates.groups[place] ?? {}
      const n = rows.length
      const said = { count: yes, ...wilson(yes, n) }
      return { technique, ownId, n, isCompared: place >= 0, yes: said, won: { estimate, low, high }, shrunken, rank }
    }),
  }
}
