import { sql } from 'kysely'
import { workKinds } from '../../../../contract/hours.ts'
import { type Codes, encode } from '../history.ts'
import type { Reading } from '../loading.ts'
import { type Narrowed, type Wanted, worked } from './pieces.ts'
import { type WorkDay, cellSize, daysFrom, notLogged } from './work-days.ts'
import { factWorks } from './work-of-facts.ts'

/**
 * What was done on a day, piece by piece, by the slice of deals it was for: those that share source and process. A slice and a piece
 * are codes. What was told in one moment of several deals is one piece, of the first kind that any of the deals asked about has of it. Of what
 * is nobody's work, what is an effort is among it, of the code of nobody.
 */
export interface DealDay {
  /** Two numbers a slice: its code, and where its pieces end. */
  readonly slices: Int32Array
  readonly pieces: Int32Array
  /** Three numbers each, moment by moment: whose moment it is, by a number of its own, the slice, and the piece. */
  readonly shared: Int32Array
}

/** What slices tell: the products of a deal change too often. */
export type OfSlices = Omit<Narrowed, 'product'> | 'no_deal' | null

export interface DealCodes {
  readonly who: Codes
  /** Each as 'source/process'; the first is no deal at all. */
  readonly slices: Codes
  /** Each as 'who/kind/effort/minutes', of the first three the code, the number and the place. */
  readonly pieces: Codes
}

interface Row {
  readonly day: number
  readonly slice: string | null
  readonly pieces: string | null
  /** The moment and the piece by turns. */
  readonly shared: string | null
}

/** Reads what the change log tells of on days that follow each other; days on which nothing was done are among them. */
export async function readDealDays(
  ctx: Reading,
  codes: DealCodes,
  asked: Pick<Wanted, 'from' | 'to'>,
): Promise<Map<number, DealDay>> {
  const { days, starts } = daysFrom(ctx, asked)
  const rows = await readRows(ctx, codes, { ...asked, starts })
  const ofDays = Map.groupBy(rows, ({ day }) => day)
  return new Map(days.map((day, number) => [day, dealDay(codes, ofDays.get(number) ?? [])]))
}

async function readRows(
  ctx: Reading,
  codes: DealCodes,
  { from, to, starts }: Pick<Wanted, 'from' | 'to'> & { readonly starts: readonly string[] },
) {
  const workspace = ctx.workspace.id
  const people = await sql<{ id: string }>`
    select id from members where workspace_id = ${workspace} union all select id from api_keys where workspace_id = ${workspace}
    limit 1000000`.execute(ctx.tx)
  const who = people.rows.map(({ id }) => ({ id, code: encode(codes.who, id) }))
  const wanted = { from, to, knownAt: null, which: 'logged', of: null, by: 'deal' } as const
  const { rows } = await sql<Row>`
    with p as materialized (
      select p.at, width_bucket(p.at, ${starts}::timestamptz[]) - 1 as day, coalesce(w.code, 0) as who, p.deal_id, p.is_shared,
        array_position(${workKinds}::text[], p.kind) - 1 as kind, p.effort, p.minutes
      from (${worked(ctx, wanted)}) p
      left join jsonb_to_recordset(${JSON.stringify(who)}::jsonb) as w (id uuid, code int) on w.id = p.who
      where w.id is not null or p.effort > 0),
    d as materialized (
      select d.id, concat(coalesce(d.source_id::text, '-'), '/', d.process_id) as slice
      from deals d where d.workspace_id = ${workspace} and d.id in (select deal_id from p)),
    s as materialized (select slice, row_number() over () as number from (select distinct slice from d) d),
    n as materialized (select d.id, s.number from d join s on s.slice = d.slice),
    t as materialized (select p.*, n.number from p left join n on n.id = p.deal_id where p.deal_id is null or n.id is not null),
    one as (
      select day, number, string_agg(concat(who, '/', kind, '/', effort, '/', minutes), ' ') as pieces
      from t where not is_shared group by day, number),
    m as (
      select day, number, at, who, min(array_position(${ranked}::int[], kind)) as rank
      from t where is_shared group by day, number, at, who),
    several as (
      select day, number,
        string_agg(concat(extract(epoch from at), ' ', who, '/', (${ranked}::int[])[rank], '/0/'), ' ' order by at, who) as shared
      from m group by day, number)
    select a.day, s.slice, a.pieces, a.shared
    from (select day, number, pieces, null as shared from one union all select day, number, null, shared from several) a
    left join s on s.number = a.number limit 10000000`.execute(ctx.tx)
  return rows
}

function dealDay(codes: DealCodes, rows: readonly Row[]): DealDay {
  const slices: number[] = []
  const pieces: number[] = []
  const shared: [moment: number, slice: number, piece: number][] = []
  const moments: Codes = { numbers: new Map(), ids: [] }
  for (const row of rows) {
    const slice = encode(codes.slices, row.slice)
    for (const piece of row.pieces?.split(' ') ?? []) pieces.push(encode(codes.pieces, piece))
    slices.push(slice, pieces.length)
    const told = row.shared?.split(' ') ?? []
    for (let at = 0; at < told.length; at += 2) {
      const [moment = '', piece = ''] = told.slice(at, at + 2)
      shared.push([encode(moments, `${moment} ${partsOf(piece)[0]}`), slice, encode(codes.pieces, piece)])
    }
  }
  shared.sort(([one], [other]) => one - other)
  return { slices: Int32Array.from(slices), pieces: Int32Array.from(pieces), shared: Int32Array.from(shared.flat()) }
}

/** So many numbers it is. */
export function sizeOfDealDay({ slices, pieces, shared }: DealDay): number {
  return slices.length + pieces.length + shared.length
}

/** What was done for some deals, for none, or all of it. */
export function workOfDeals(codes: DealCodes, of: OfSlices): (day: DealDay) => WorkDay {
  const isOf = codes.slices.ids.map((slice) => isAmong(slice, of))
  const { length } = codes.pieces.ids
  const parts = Int32Array.from(codes.pieces.ids.flatMap((piece) => partsOf(piece)))
  const [times, found] = [new Int32Array(length), new Int32Array(length)]
  return ({ slices, pieces, shared }) => {
    let many = 0
    const count = (piece: number) => {
      if (times[piece] === 0) found[many++] = piece
      times[piece] = (times[piece] ?? 0) + 1
    }
    for (let run = 0, start = 0; run < slices.length; run += 2) {
      const end = slices[run + 1] ?? 0
      if (isOf[slices[run] ?? 0]) for (let at = start; at < end; at++) count(pieces[at] ?? 0)
      start = end
    }
    eachMoment(shared, isOf, parts, count)
    const cells = new Int32Array(many * cellSize)
    for (let number = 0, at = 0; number < many; number++) {
      const piece = found[number] ?? 0
      cells[at++] = parts[piece * partSize] ?? 0
      cells[at++] = parts[piece * partSize + 1] ?? 0
      cells[at++] = parts[piece * partSize + 3] ?? 0
      cells[at++] = times[piece] ?? 0
      cells[at++] = parts[piece * partSize + 2] ?? 0
      times[piece] = 0
    }
    return cells
  }
}

function isAmong(text: string, of: OfSlices): boolean {
  if (of === null) return true
  if (of === 'no_deal' || text === '') return of === 'no_deal' && text === ''
  const [source, process] = text.split('/')
  return (of.source === undefined || of.source === source) && (of.process === undefined || of.process === process)
}

const partSize = 4

function partsOf(piece: string): [who: number, kind: number, effort: number, minutes: number] {
  const [who, kind, effort, minutes] = piece.split('/')
  return [Number(who), Number(kind), Number(effort), minutes ? Number(minutes) : notLogged]
}

/** A piece for each moment that tells of such deals: the first of its kinds. */
function eachMoment(
  shared: Int32Array,
  isOf: readonly boolean[],
  parts: Int32Array,
  count: (piece: number) => void,
): void {
  const rankOf = (piece: number) => ranked.indexOf(parts[piece * partSize + 1] ?? 0)
  let first: number | null = null
  for (let at = 0; at < shared.length; at += 3) {
    const piece = shared[at + 2] ?? 0
    if (isOf[shared[at + 1] ?? 0] && (first === null || rankOf(piece) < rankOf(first))) first = piece
    if (first === null || shared[at] === shared[at + 3]) continue
    count(first)
    first = null
  }
}

/** The numbers of the kinds that facts tell, in the order in which they go before each other. */
const ranked = factWorks.map((kind) => workKinds.indexOf(kind))
