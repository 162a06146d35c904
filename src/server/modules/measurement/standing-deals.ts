import type { Cohort } from './cohort.ts'
import { type Life, causes } from './lives.ts'
import type { ProcessMap } from './stages.ts'
import type { Visit } from './visits.ts'

/** How long is too long: of a stage, and of a deal as a whole. Beyond `longest` nobody has ever come to an end. */
export interface Limits {
  readonly lateAfter: number | null
  readonly stalledAfter: number | null
  readonly longest: number | null
}

/** A deal's days in the stage it is in, all stays together; null when it is in none, or a date of its stays is not known. */
export interface Stay {
  readonly key: string
  readonly days: number
}

/** Finds where an open deal stands and for how long. */
export function stayOf(process: ProcessMap, life: Life, visits: readonly Visit[]): Stay | null {
  if (life.standing !== 'open') return null
  const last = visits.at(-1)
  const key = process.places[(last?.at ?? 0) - 1]?.key
  if (last === undefined || key === undefined || key === null) return null
  const stays = visits.filter(({ at }) => at === last.at)
  if (!stays.every(({ whole }) => whole)) return null
  return { key, days: stays.reduce((sum, { enteredOn, leftOn }) => sum + leftOn - enteredOn, 0) }
}

/** Whether something has lasted for longer than eight of ten do, than nine of ten, or than any that ever ended. */
export function isLate({ days }: { readonly days: number }, { lateAfter }: Limits): boolean {
  return lateAfter !== null && days > lateAfter
}

export function isStalled({ days }: { readonly days: number }, { stalledAfter }: Limits): boolean {
  return stalledAfter !== null && days > stalledAfter
}

export function isZombie({ days }: { readonly days: number }, { longest }: Pick<Limits, 'longest'>): boolean {
  return longest !== null && days > longest
}

/** The longest that a deal took to end, whichever way. */
export function longestLife({ rows }: Cohort): number | null {
  const ended = rows.filter(({ cause }) => cause !== causes.open)
  return ended.reduce<number | null>((longest, { time }) => Math.max(longest ?? time, time), null)
}
