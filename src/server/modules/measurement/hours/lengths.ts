import { type RawBuilder, sql } from 'kysely'
import { type WorkKind, works, workKinds } from '../../../../contract/hours.ts'

/** From so many logged ones on, their median says how long the others lasted. */
const fewestTimed = 10

/** The usual length of those that were logged: of a member's, or, without one, of everybody's. */
export interface Length {
  readonly kind: WorkKind
  readonly member: string | null
  readonly minutes: number
}

/** How often which minutes were logged, by kind and member. */
export type Logged = ReadonlyMap<WorkKind, ReadonlyMap<string, ReadonlyMap<number, number>>>

/** What is known of the length of work: of everybody's, and of each one's own. */
export function lengthsOf(logged: Logged): Length[] {
  return [...logged].flatMap(([kind, own]) => {
    const everybody = new Map<number, number>()
    for (const times of own.values())
      for (const [minutes, n] of times) everybody.set(minutes, (everybody.get(minutes) ?? 0) + n)
    return [...own, [null, everybody] as const].flatMap(([member, times]) => {
      const minutes = medianOf(times)
      return minutes === null ? [] : [{ kind, member, minutes }]
    })
  })
}

/** The median of minutes that were logged so often, between two of them their mean; null of too few. */
function medianOf(times: ReadonlyMap<number, number>): number | null {
  const sorted = [...times].toSorted(([one], [other]) => one - other)
  const count = sorted.reduce((sum, [, n]) => sum + n, 0)
  if (count < fewestTimed) return null
  const at = (place: number) => {
    let left = place
    return sorted.find(([, n]) => (left -= n) < 0)?.[0] ?? 0
  }
  return (at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2
}

/** What a piece of a kind without a length of its own is taken to last, for everybody. */
export function usualLengths(
  lengths: readonly Length[],
): ReadonlyMap<WorkKind, { minutes: number; from: 'logged' | 'set' }> {
  const logged = new Map(lengths.flatMap(({ kind, member, minutes }) => (member === null ? [[kind, minutes]] : [])))
  return new Map(
    workKinds.map((kind) => {
      const minutes = logged.get(kind)
      return [kind, minutes === undefined ? { minutes: works[kind].minutes, from: 'set' } : { minutes, from: 'logged' }]
    }),
  )
}

/** The length of a piece of `p` that says none: the member's own usual one, else everybody's. */
export function lengthJoined(lengths: readonly Length[]): RawBuilder<unknown> {
  const all = [...usualLengths(lengths)].map(([kind, { minutes }]) => ({ kind, minutes }))
  const own = lengths.filter(({ member }) => member !== null)
  return sql`
    join jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as everybody (kind text, minutes float8) on everybody.kind = p.kind
    left join jsonb_to_recordset(${JSON.stringify(own)}::jsonb) as own (kind text, member uuid, minutes float8)
      on own.kind = p.kind and own.member = p.member_id`
}

/** Minutes of such a piece, by the same join. */
export const lengthTaken = sql`coalesce(own.minutes, everybody.minutes)`
