import { type Spells, type Stays, never, spellEnd } from './spells.ts'

/** What happened on a day: deals that began, wins, all ends; and from opening to win, days added up. */
export interface DayCount {
  begun: number
  wins: number
  ends: number
  winDays: number
}

const kept = new WeakMap<Spells, Map<number, DayCount>>()

/** By day, in no order; days on which nothing happened any more count nothing. */
export function dayCountsOf(spells: Spells): ReadonlyMap<number, DayCount> {
  const known = kept.get(spells)
  if (known) return known
  const days = new Map<number, DayCount>()
  count(days, spells, 1)
  kept.set(spells, days)
  return days
}

/** The day of the first end; `never` without one. */
export function firstEndOf(spells: Spells): number {
  let first = never
  for (const [day, { ends }] of dayCountsOf(spells)) if (ends > 0 && day < first) first = day
  return first
}

/** Counts the stays of a deal that are gone no more, and others in their place. */
export function recountDays(spells: Spells, gone: Stays, come: Stays): void {
  const days = kept.get(spells)
  if (!days) return
  count(days, gone, -1)
  count(days, come, 1)
}

function count(days: Map<number, DayCount>, stays: Stays, times: number): void {
  const on = (day: number): DayCount => {
    const known = days.get(day)
    if (known) return known
    const none = { begun: 0, wins: 0, ends: 0, winDays: 0 }
    days.set(day, none)
    return none
  }
  let opened = 0
  for (let place = 0; place < stays.length; place++) {
    const end = stays.end[place] ?? 0
    if (stays.first[place] === 1) {
      opened = stays.entered[place] ?? 0
      on(opened).begun += times
    }
    if (end === spellEnd.open || end === spellEnd.moved) continue
    const to = stays.to[place] ?? 0
    const day = on(to)
    day.ends += times
    if (end !== spellEnd.won) continue
    day.wins += times
    day.winDays += times * (to - opened)
  }
}
