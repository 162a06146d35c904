import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type WorkKind, workKinds } from '../../../../contract/hours.ts'
import { startOfDay } from '../../../kernel/context.ts'
import { type Codes, dayNumber, dayText, encode } from '../history.ts'
import type { Reading } from '../loading.ts'
import { type Wanted, worked } from './pieces.ts'

/**
 * What was done on a day, five numbers a group: who did it, by their code, its kind, its minutes or `notLogged`, how often, and its place in
 * `efforts`. Of touches that are nobody's work, those that are an effort are among it, of the code of nobody.
 */
export type WorkDay = Int32Array
export const cellSize = 5
export const notLogged = -1

/** What a touch that went out counts for among the efforts that new deals took. */
export const efforts = ['none', 'call', 'appointment'] as const

/** Raised when cells, or the bytes they are stored as, mean something else. */
const meaning = 6
/** What cells must have been written by to be understood. */
export const workFormat = createHash('sha256')
  .update(JSON.stringify([meaning, cellSize, workKinds, efforts]))
  .digest('hex')

interface Row {
  readonly day: number
  readonly kind: WorkKind
  readonly who: string | null
  readonly effort: number
  readonly n: number
  /** Of those that were logged: '10 45 10', two of ten minutes and one of 45. */
  readonly lengths: string | null
}

/** Counts the work of days that follow each other; the days on which nothing was done are among them. */
export async function readWorkDays(
  ctx: Reading,
  codes: Codes,
  wanted: Omit<Wanted, 'by'>,
): Promise<Map<number, WorkDay>> {
  const { days, starts } = daysFrom(ctx, wanted)
  const { rows } = await sql<Row>`
    select width_bucket(p.at, ${starts}::timestamptz[]) - 1 as day, p.kind, p.who, p.effort, count(*)::int as n,
      string_agg(p.minutes::text, ' ') as lengths
    from (${worked(ctx, { ...wanted, by: 'nothing' })}) p where p.who is not null or p.effort > 0
    group by 1, 2, 3, 4 limit 10000000`.execute(ctx.tx)
  const cells = days.map((): number[] => [])
  for (const row of rows) putRow(cells[row.day] ?? [], encode(codes, row.who), row)
  return new Map(days.map((day, number) => [day, Int32Array.from(cells[number] ?? [])]))
}

/** Days that follow each other, both ends included, and when each began. */
export function daysFrom(
  ctx: Reading,
  { from, to }: Pick<Wanted, 'from' | 'to'>,
): { days: number[]; starts: string[] } {
  const first = dayNumber(from)
  const days = Array.from({ length: dayNumber(to) - first + 1 }, (_, number) => first + number)
  return { days, starts: days.map((day) => startOfDay(dayText(day), ctx.workspace.timeZone).toISOString()) }
}

function putRow(cells: number[], who: number, { kind, n, lengths, effort }: Row): void {
  const work = workKinds.indexOf(kind)
  const times = new Map<number, number>()
  const logged = lengths?.split(' ') ?? []
  for (const length of logged) times.set(Number(length), (times.get(Number(length)) ?? 0) + 1)
  for (const [minutes, count] of times) cells.push(who, work, minutes, count, effort)
  if (n > logged.length) cells.push(who, work, notLogged, n - logged.length, effort)
}
