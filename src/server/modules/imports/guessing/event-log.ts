import type { ImportMapping } from '../../../../contract/imports.ts'
import { type DateOrder, readDate } from '../reading/dates.ts'

/** A history of stages tells of deals that other files hold; a log of activities is all there is of them. */
export function isEventLog(mapping: Pick<ImportMapping['files'][string], 'kind' | 'fields'> | undefined): boolean {
  if (mapping?.kind !== 'history') return false
  const { stage = '', amount, openedOn } = mapping.fields
  return amount !== undefined || openedOn !== undefined || activity.test(stage)
}

const activity = /activity|concept|event|aktivitet|פעילות|etkinlik|กิจกรรม/iu

// What so many events do not show of a log, more of them hardly will.
const mostEvents = 500_000
/** Of fewer cases with it nobody can say whether an activity ends them. */
const leastCases = 10
/** An end may be taken back now and then, or be noted on the wrong day. */
const mostGoingOn = 0.1

/** What happened in which case on which day, as the rows of a log tell it. */
export interface Trace {
  see(id: string, name: string, date: string): void
  /** Of the activities that sound like an end those after which cases go on. */
  passing(ends: ReadonlySet<string>, order: DateOrder): Set<string>
}

export function traceCases(): Trace {
  const [cases, names, dates] = [numbering(), numbering(), numbering()]
  const events: number[] = []
  return {
    see(id, name, date) {
      if (id === '' || name === '' || events.length >= mostEvents * 3) return
      events.push(cases.of(id), names.of(name), dates.of(date.slice(0, dayEnds(date))))
    },
    passing(ends, order) {
      const days = dates.all().map((date) => readDate(date, order)?.day ?? '')
      const ways = cases.all().map((): Step[] => [])
      const all = names.all()
      for (let at = 0; at < events.length; at += 3)
        ways[events[at] ?? 0]?.push({ name: all[events[at + 1] ?? 0] ?? '', day: days[events[at + 2] ?? 0] ?? '' })
      return passingIn(ways, ends)
    },
  }
}

/** The hour is none of it: there are some hundreds of days, and as many moments as events. */
function dayEnds(date: string): number {
  const end = /^\d[\d/.-]+/.exec(date)?.[0].length
  return end !== undefined && end >= 8 ? end : date.length
}

interface Step {
  readonly name: string
  readonly day: string
}

/**
 * A case goes on after an end if something of the way follows on a later day: what in at least half of its cases also happens before any
 * end. Work that is finished when all is decided is none of the way.
 */
function passingIn(ways: readonly (readonly Step[])[], ends: ReadonlySet<string>): Set<string> {
  const seen = new Map<string, { cases: number; before: number }>()
  for (const way of ways) {
    const endedOn = firstDay(way, ends)
    for (const [name, day] of firstDays(way)) {
      const own = seen.get(name) ?? { cases: 0, before: 0 }
      seen.set(name, own)
      own.cases += 1
      if (endedOn === null || day <= endedOn) own.before += 1
    }
  }
  const isOnTheWay = (name: string) => {
    const { cases, before } = seen.get(name) ?? { cases: 0, before: 0 }
    return !ends.has(name) && before * 2 >= cases
  }
  const goingOn = new Map<string, number>()
  for (const way of ways) {
    const last = way.reduce((latest, { name, day }) => (day > latest && isOnTheWay(name) ? day : latest), '')
    for (const [name, day] of firstDays(way))
      if (ends.has(name) && last > day) goingOn.set(name, (goingOn.get(name) ?? 0) + 1)
  }
  return new Set(
    [...goingOn].flatMap(([name, times]) => {
      const cases = seen.get(name)?.cases ?? 0
      return cases >= leastCases && times > cases * mostGoingOn ? [name] : []
    }),
  )
}

function firstDay(way: readonly Step[], ends: ReadonlySet<string>): string | null {
  return way.reduce<string | null>(
    (first, { name, day }) => (ends.has(name) && (first === null || day < first) ? day : first),
    null,
  )
}

/** The first day of each activity in a case. */
function firstDays(way: readonly Step[]): Map<string, string> {
  const days = new Map<string, string>()
  for (const { name, day } of way) {
    const known = days.get(name)
    if (known === undefined || day < known) days.set(name, day)
  }
  return days
}

function numbering() {
  const numbers = new Map<string, number>()
  return {
    of(text: string): number {
      const known = numbers.get(text)
      if (known !== undefined) return known
      numbers.set(text, numbers.size)
      return numbers.size - 1
    },
    all: () => [...numbers.keys()],
  }
}
