import { unknownBy } from './choosing.ts'
import { type History, codeOf, daysIn, dayNumber, factNumbers, noDay } from './history.ts'
import { type Life, eachLife } from './lives.ts'
import { windowDays } from './movement.ts'
import { placeOf } from './packed-ids.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import { type Times, sumsOf } from './sums.ts'
import { minutesOf } from './touch-codes.ts'

/** What was done in the last days for deals while they were in a stage. */
export interface StageActivities {
  readonly touches: number
  readonly steps: number
  readonly notes: number
  readonly criteria: number
  /** Deals that any of it was done for. */
  readonly deals: number
  /** Of the touches whose length was logged; how many those are. */
  readonly minutes: number
  readonly timed: number
}

/** How much of it was done for deals that had ended without a win by the day. */
export interface DoneWithoutWin {
  readonly count: number
  readonly minutes: number
}

/** A note about a deal; `writtenAt` in milliseconds since 1970. */
export interface DealNote {
  readonly dealId: string
  readonly writtenAt: number
}

interface Asked {
  readonly scope: Scope
  readonly process: ProcessMap
  /** Those of the window, as far as they were known. They are no facts of a deal. */
  readonly notes: readonly DealNote[]
}

interface Activities {
  /** By the key of the stage. */
  readonly stages: ReadonlyMap<string, StageActivities>
  readonly withoutWin: DoneWithoutWin
}

/**
 * Everything that was done in the last days for the deals of a process, each with the stage that its deal was in: touches, next steps done,
 * criteria confirmed. A touch about several deals counts for the one it is told of first. What was done for a deal that had ended
 * counts nowhere.
 */
export function doneOf(history: History, { scope, process }: Omit<Asked, 'notes'>) {
  const since = dayNumber(scope.asOf) - windowDays + 1
  const stages = process.stages.map(({ id, key }) => [id, key])
  const name = `activities ${since} ${JSON.stringify(stages)}`
  // Where a deal was tells each fact: nobody need follow it through the stages.
  const [sum] = sumsOf(history, { scope, process: null }, [{ name, begin: () => activitySum(history, process, since) }])
  return sum
}

/** The same with the notes that were written. */
export function withNotes(history: History, asked: Asked, sum: ReturnType<typeof activitySum>): Activities {
  const keys = keysOf(asked.process)
  const stages = new Map(keys.map((key, stage) => [key, { ...(sum.done[stage] ?? nothing()) }]))
  const withoutWin = { ...sum.withoutWin }
  eachNote(history, asked, (life, key, isFirst) => {
    const done = stages.get(key)
    if (done === undefined) return
    done.notes++
    if (isFirst) done.deals++
    if (isWithoutWin(life)) withoutWin.count++
  })
  return { stages, withoutWin }
}

/** How much of it was for nothing, as far as the day tells. */
export function doneWithoutWinFigure(history: History, asked: Asked): DoneWithoutWin {
  const { scope, process } = asked
  return withNotes(history, asked, doneOf(history, { scope, process })).withoutWin
}

type Done = { -readonly [Field in keyof StageActivities]: number }
type Kind = 'touches' | 'steps' | 'criteria'

function nothing(): Done {
  return { touches: 0, steps: 0, notes: 0, criteria: 0, deals: 0, minutes: 0, timed: 0 }
}

function isWithoutWin({ standing }: Life): boolean {
  return standing !== 'open' && standing !== 'won'
}

function activitySum(history: History, process: ProcessMap, since: number) {
  const keys = keysOf(process)
  const done = keys.map(nothing)
  const withoutWin = { count: 0, minutes: 0 }
  const counting = (times: Times, scope: Scope) => {
    const follow = following(history, process, scope)
    // The number of the life that was last counted in each stage.
    const seen = new Int32Array(keys.length)
    let lives = 0
    return (life: Life): void => {
      if (life.cause !== 0 && life.until < since) return
      lives++
      const isLost = isWithoutWin(life)
      follow(life, since, (stage, kind, value) => {
        const its = done[stage]
        if (its === undefined) return
        its[kind] += times
        if (seen[stage] !== lives) its.deals += times
        seen[stage] = lives
        const minutes = kind === 'touches' ? minutesOf(value) : null
        if (isLost) withoutWin.count += times
        if (minutes === null) return
        its.timed += times
        its.minutes += times * minutes
        if (isLost) withoutWin.minutes += times * minutes
      })
    }
  }
  const mayCount = (deal: number): boolean => hasAnySince(history, deal, since)
  return { counting, mayCount, done, withoutWin, state: { done, withoutWin } }
}

function keysOf({ stages }: ProcessMap): string[] {
  return [...new Set(stages.map(({ key }) => key))]
}

/** By the code of a stage of any version the place of its key, counted from 1; 0 for stages of other processes. */
function placesOfKeys({ codes }: History, process: ProcessMap): Int32Array {
  const keys = keysOf(process)
  const places = new Int32Array(codes.ids.length)
  for (const { id, key } of process.stages) {
    const code = codeOf(codes, id)
    if (code >= 0) places[code] = keys.indexOf(key) + 1
  }
  return places
}

const kinds = new Map<number, Kind>([
  [factNumbers['deal.touched'], 'touches'],
  [factNumbers['deal.next_step_done'], 'steps'],
  [factNumbers['deal.criterion_confirmed'], 'criteria'],
])
const kindOf = Array.from({ length: 256 }, (_, type) => kinds.get(type) ?? null)

/** Whether anything was told about a deal from a day on: most have been at rest for long. */
function hasAnySince({ deals }: History, deal: number, since: number): boolean {
  return (deals.aboutUntil[deal] ?? noDay) >= since
}

/** Shows what was done for a deal from a day on while it was in a stage of the process: the place of the stage's key, and the fact's value. */
function following(history: History, process: ProcessMap, scope: Scope) {
  const { deals, facts } = history
  const { type, value, day, dayOnly, after } = facts
  const isOut = unknownBy(facts, scope)
  const places = placesOfKeys(history, process)
  return ({ deal }: Life, since: number, show: (stage: number, kind: Kind, value: number) => void): void => {
    const first = deals.firstFact[deal] ?? 0
    const about = first + (deals.standing[deal] ?? 0)
    const end = first + (deals.facts[deal] ?? 0)
    if (!hasAnySince(history, deal, since)) return
    let stage = 0
    // What was done on the day of an end that is told by its day alone came before it.
    let last = Infinity
    let next = first
    for (let fact = about; fact < end; fact++) {
      for (; next < first + (after[fact] ?? 0); next++) {
        if (isOut(next)) continue
        const isEnd = (type[next] ?? 0) > factNumbers['deal.version_changed']
        last = isEnd && dayOnly[next] === 1 ? (day[next] ?? 0) : Infinity
        if (last === Infinity) stage = isEnd ? 0 : (places[value[next] ?? 0] ?? 0)
      }
      if (stage === 0 || (day[fact] ?? 0) < since || (day[fact] ?? 0) > last) continue
      const kind = kindOf[type[fact] ?? 0] ?? null
      if (kind !== null && !isOut(fact)) show(stage - 1, kind, value[fact] ?? 0)
    }
  }
}

/**
 * Shows each note with the key of the stage that its deal was in when it was written; and whether it is the first thing that was done for the
 * deal there. Of moves on the day of the note those count that had been told by then.
 */
function eachNote(
  history: History,
  { scope, process, notes }: Asked,
  show: (life: Life, key: string, isFirst: boolean) => void,
): void {
  if (notes.length === 0) return
  const { deals } = history
  const keys = keysOf(process)
  const dayOf = daysIn(history.timeZone)
  const since = dayNumber(scope.asOf) - windowDays + 1
  const ofDeal = Map.groupBy(notes, ({ dealId }) => placeOf(deals.ids, dealId))
  ofDeal.delete(-1)
  const follow = following(history, process, scope)
  const stageAt = stagesAt(history, process, scope)
  const tell = (life: Life): void => {
    const done = new Set<number>()
    follow(life, since, (stage) => done.add(stage))
    for (const { writtenAt } of ofDeal.get(life.deal) ?? []) {
      const stage = stageAt(life, dayOf(writtenAt), writtenAt) - 1
      const key = keys[stage]
      if (key === undefined) continue
      show(life, key, !done.has(stage))
      done.add(stage)
    }
  }
  eachLife(history, scope, tell, [...ofDeal.keys()])
}

/** The place of the key of the stage that a deal was in at a moment of a day, counted from 1; 0 where it was in none. */
function stagesAt(history: History, process: ProcessMap, scope: Scope) {
  const { deals, facts } = history
  const isOut = unknownBy(facts, scope)
  const places = placesOfKeys(history, process)
  return ({ deal }: Life, day: number, moment: number): number => {
    const first = deals.firstFact[deal] ?? 0
    const end = first + (deals.standing[deal] ?? 0)
    let stage = 0
    for (let fact = first; fact < end && (facts.day[fact] ?? 0) <= day; fact++) {
      if (isOut(fact) || ((facts.day[fact] ?? 0) === day && (facts.recorded[fact] ?? 0) > moment)) continue
      stage = (facts.type[fact] ?? 0) <= factNumbers['deal.version_changed'] ? (places[facts.value[fact] ?? 0] ?? 0) : 0
    }
    return stage
  }
}
