import { type ShowStay, type Spells, type Stay, never, spellEnd } from './spells.ts'

/** What happened on a day: deals that began, wins, all ends; and from opening to win, days added up. */
export interface DayCount {
  readonly day: number
  begun: number
  wins: number
  ends: number
  winDays: number
}

const kept = new WeakMap<Spells, Map<number, DayCount>>()

/** By day, in no order; days on which nothing happened any more count nothing. */
export function dayCountsOf(spells: Spells): ReadonlyMap<number, DayCount> {
  return kept.get(spells) ?? new Map()
}

/** The day of the first end; `never` without one. */
export function firstEndOf(spells: Spells): number {
  let first = never
  for (const [day, { ends }] of dayCountsOf(spells)) if (ends > 0 && day < first) first = day
  return first
}

/** Counts the stays that it is shown, all of one deal after the other. */
export function countDays(spells: Spells): ShowStay {
  const days = new Map<number, DayCount>()
  kept.set(spells, days)
  return counter(days, 1)
}

/** Counts the stays of a deal that are gone no more, and others in their place. */
export function recountDays(spells: Spells, gone: readonly Stay[], come: readonly Stay[]): void {
  const days = kept.get(spells)
  if (!days) return
  gone.forEach(counter(days, -1))
  come.forEach(counter(days, 1))
}

/** Days of eleven years find their counts without the map, of which millions would be asked. */
const nearDays = 4096

function counter(days: Map<number, DayCount>, times: number): ShowStay {
  const near: DayCount[] = []
  const on = (day: number): DayCount => {
    const known = near[day & (nearDays - 1)]
    if (known?.day === day) return known
    const found = days.get(day) ?? { day, begun: 0, wins: 0, ends: 0, winDays: 0 }
    days.set(day, found)
    near[day & (nearDays - 1)] = found
    return found
  }
  let opened = 0
  return ({ isFirst, entered, to, end }) => {
    if (isFirst) {
      opened = entered
      on(opened).begun += times
    }
    if (end === spellEnd.open || end === spellEnd.moved) return
    const day = on(to)
    day.ends += times
    if (end !== spellEnd.won) return
    day.wins += times
    day.winDays += times * (to - opened)
  }
}
