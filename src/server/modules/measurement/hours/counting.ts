import { sql } from 'kysely'
import { type WorkKind, sellingGroups, workKinds, works } from '../../../../contract/hours.ts'
import type { Context } from '../../../kernel/context.ts'
import { type Codes, codeOf, dayNumber, dayText } from '../history.ts'
import type { Cell } from './figure.ts'
import { workOn, workOnDeals } from './kept-work.ts'
import { type Length, type Logged, usualLengths } from './lengths.ts'
import { type Working, timedKinds, whoseWork } from './pieces.ts'
import type { Slot } from './slots.ts'
import { type WorkDay, cellSize, notLogged, readWorkDays } from './work-days.ts'

export const sellingKinds: readonly WorkKind[] = workKinds.filter((kind) => sellingGroups.includes(works[kind].group))

/** What was done by day, and of whose it counts. */
interface Work {
  readonly days: ReadonlyMap<number, readonly Done[]>
  /** In their order. */
  readonly members: readonly string[]
}

/** What was done on a day, with the members of those who did it, by their codes. */
interface Done {
  readonly day: WorkDay
  readonly whose: Whose
}

interface Whose {
  /** The place of a member by the code of who did it; −1 for nobody that counts. */
  readonly places: Int32Array
  readonly isKey: Uint8Array
}

/** The work of the days, of those whose counts. What is asked about as it was known at a moment is read for that alone. */
export async function workOf(ctx: Context, working: Working): Promise<Work> {
  const { from, to, knownAt, of } = working
  const isNarrowed = of !== null && of !== 'no_deal'
  const isKept = knownAt.getTime() >= ctx.now.getTime()
  const { rows } = await sql<Row>`
    select w.who, w.member_id as member, w.is_key as "isKey" from ${whoseWork(ctx, working)} w limit 1000000`.execute(
    ctx.tx,
  )
  const members = [...new Set(rows.map(({ member }) => member))].toSorted()
  const days = new Map<number, Done[]>()
  if (to < from) return { days, members }
  const put = (codes: Codes, read: Iterable<readonly [number, WorkDay]>) => {
    const whose = whoseOf(codes, rows, members)
    for (const [day, done] of read) days.set(day, [...(days.get(day) ?? []), { day: done, whose }])
  }
  if (isKept) {
    const { codes, days: kept } = await (of === null ? workOn(ctx, from, to) : workOnDeals(ctx, from, to, of))
    put(codes, kept)
  }
  if (isKept && isNarrowed) return { days, members }
  // What leaves no word is for no deal.
  const which = isKept ? 'unlogged' : 'all'
  const codes = { numbers: new Map(), ids: [''] }
  put(codes, await readWorkDays(ctx, codes, { from, to, knownAt, which, of }))
  return { days, members }
}

interface Row {
  readonly who: string
  readonly member: string
  readonly isKey: boolean
}

function whoseOf(codes: Codes, rows: readonly Row[], members: readonly string[]): Whose {
  const places = new Int32Array(codes.ids.length).fill(-1)
  const isKey = new Uint8Array(codes.ids.length)
  const placeOf = new Map(members.map((member, place) => [member, place]))
  for (const row of rows) {
    const code = codeOf(codes, row.who)
    if (code < 0) continue
    places[code] = placeOf.get(row.member) ?? -1
    isKey[code] = Number(row.isKey)
  }
  return { places, isKey }
}

type Show = (member: number, kind: number, minutes: number, n: number) => void

/** Shows what was done from a day to another, of those whose counts. A key stands for a member in what was said and shown alone. */
function eachDone({ days }: Work, first: number, last: number, show: Show): void {
  for (let day = first; day <= last; day++)
    for (const { day: done, whose } of days.get(day) ?? [])
      for (let at = 0; at < done.length; at += cellSize) {
        const who = done[at] ?? 0
        const kind = done[at + 1] ?? 0
        const member = whose.places[who] ?? -1
        if (member < 0 || (whose.isKey[who] === 1 && kind >= timedKinds.length)) continue
        show(member, kind, done[at + 2] ?? notLogged, done[at + 3] ?? 0)
      }
}

/** The last days of a period that hold so many pieces of these kinds, or all there are; those of the last day count where it `isWhole`. */
export function daysHolding(
  work: Work,
  { from, to }: Pick<Working, 'from' | 'to'>,
  kinds: readonly WorkKind[],
  { many, isWhole }: { readonly many: number; readonly isWhole: boolean },
): { readonly from: string | null; readonly isEnough: boolean } {
  const isAsked = workKinds.map((kind) => kinds.includes(kind))
  const last = dayNumber(to)
  let found = 0
  let holding = isWhole ? null : last
  for (let day = isWhole ? last : last - 1; day >= dayNumber(from) && found < many; day--) {
    const before = found
    eachDone(work, day, day, (_member, kind, _minutes, n) => {
      if (isAsked[kind]) found += n
    })
    if (found > before) holding = day
  }
  return { from: holding === null ? null : dayText(holding), isEnough: found >= many }
}

/** The minutes that were logged in the period. */
export function loggedIn(work: Work, { from, to }: Pick<Working, 'from' | 'to'>): Logged {
  const found = new Map<WorkKind, Map<string, Map<number, number>>>()
  eachDone(work, dayNumber(from), dayNumber(to), (place, number, minutes, n) => {
    const [kind, member] = [workKinds[number], work.members[place]]
    if (minutes === notLogged || kind === undefined || member === undefined) return
    const own = found.get(kind) ?? new Map<string, Map<number, number>>()
    found.set(kind, own)
    const times = own.get(member) ?? new Map<number, number>()
    own.set(member, times)
    times.set(minutes, (times.get(minutes) ?? 0) + n)
  })
  return found
}

interface Cutting {
  readonly slots: readonly Slot[]
  readonly to: string
  readonly lengths: readonly Length[]
}

/** What was done in each slot, by kind and by member; what was not logged has its usual length. */
export function cellsOf(work: Work, { slots, to, lengths }: Cutting): Cell[] {
  const { members } = work
  const minutesOf = takenBy(members, lengths)
  const [n, timed, logged] = [sums(members), sums(members), sums(members)]
  return slots.flatMap((slot, number) => {
    for (const each of [n, timed, logged]) each.fill(0)
    const next = slots[number + 1]
    eachDone(
      work,
      dayNumber(slot.from),
      next ? dayNumber(next.from) - 1 : dayNumber(to),
      (member, kind, minutes, times) => {
        const at = kind * members.length + member
        n[at] = (n[at] ?? 0) + times
        if (minutes === notLogged) return
        timed[at] = (timed[at] ?? 0) + times
        logged[at] = (logged[at] ?? 0) + times * minutes
      },
    )
    const kinds = workKinds.map((kind) => emptyCell(number, kind, null))
    const own = members.map((member) => emptyCell(number, null, member))
    n.forEach((count, at) => {
      if (count === 0) return
      const [kind, member] = [Math.floor(at / members.length), at % members.length]
      const minutes = (logged[at] ?? 0) + (count - (timed[at] ?? 0)) * (minutesOf[at] ?? 0)
      for (const cell of [kinds[kind], own[member]]) {
        if (cell === undefined) continue
        cell.n += count
        cell.timed += timed[at] ?? 0
        cell.logged += logged[at] ?? 0
        cell.minutes += minutes
        cell.selling += isSelling[kind] ? minutes : 0
      }
    })
    return [...kinds, ...own].filter((cell) => cell.n > 0)
  })
}

const isSelling = workKinds.map((kind) => sellingKinds.includes(kind))

/** A number for each kind of each member. */
function sums(members: readonly string[]): Float64Array {
  return new Float64Array(workKinds.length * members.length)
}

/** What a piece without a length of its own lasts: the member's own usual time, else everybody's. */
function takenBy(members: readonly string[], lengths: readonly Length[]): Float64Array {
  const usual = usualLengths(lengths)
  const own = new Map(lengths.map(({ kind, member, minutes }) => [`${kind}/${member}`, minutes]))
  const taken = sums(members)
  workKinds.forEach((kind, number) =>
    members.forEach((member, place) => {
      taken[number * members.length + place] = own.get(`${kind}/${member}`) ?? usual.get(kind)?.minutes ?? 0
    }),
  )
  return taken
}

function emptyCell(slot: number, kind: WorkKind | null, memberId: string | null) {
  return { slot, kind, memberId, n: 0, timed: 0, logged: 0, minutes: 0, selling: 0 }
}
