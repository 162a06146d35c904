import { sql } from 'kysely'
import { workKinds } from '../../../../contract/hours.ts'
import { type Codes, encode } from '../history.ts'
import type { Reading } from '../loading.ts'
import { numbersOf, packNumbers } from '../packed-numbers.ts'
import { type DealsWorkedOn, dealsOf, putDeal, shareOf } from './deals-worked-on.ts'
import { type Wanted, type WorkOf, worked } from './pieces.ts'
import { type WorkDay, cellSize, daysFrom, notLogged } from './work-days.ts'
import { factWorks } from './work-of-facts.ts'

/**
 * What was done on a day, and for which deals: all pieces that are alike together. Pieces and deals are codes. What was told in one moment of
 * several deals is one piece, of the first kind that any of the deals asked about has of it. Of what is nobody's work, what is an effort is
 * among it, of the code of nobody.
 */
export interface DealDay {
  /** By piece: its code, for how many deals it was done, and these, each by how far it is from the one before (`packNumbers`). */
  readonly pieces: Uint8Array
  /** By moment: how many pieces it may be, and these in the same way. */
  readonly moments: Uint8Array
}

export interface DealCodes {
  readonly who: Codes
  /** Each as 'who/kind/effort/minutes', of the first three the code, the number and the place. */
  readonly pieces: Codes
  readonly deals: DealsWorkedOn
}

interface Row {
  /** Null of deals, not of what was done for them. */
  readonly day: number | null
  /** Of deals what they share, each as 'number:id'; of a piece the numbers of its deals, 0 for none. */
  readonly group: string | null
  readonly deals: string | null
  /** The moment, the piece and its deals by turns, moment by moment. */
  readonly moments: string | null
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
  const deals = [0]
  for (const { group, deals: list } of ofDays.get(null) ?? [])
    for (const deal of list?.split(' ') ?? []) {
      const [number = '', id = ''] = deal.split(':')
      deals[Number(number)] = putDeal(codes.deals, id, group ?? '')
    }
  return new Map(days.map((day, number) => [day, dealDay(codes, deals, ofDays.get(number) ?? [])]))
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
      select d.id, row_number() over (order by d.id) as number, ${shareOf} as share
      from deals d where d.workspace_id = ${workspace} and d.id in (select deal_id from p)),
    t as materialized (
      select p.*, coalesce(d.number, 0) as number from p left join d on d.id = p.deal_id where p.deal_id is null or d.id is not null),
    m as (
      select day, at, who, kind, string_agg(number::text, ',' order by number) as deals from t where is_shared group by 1, 2, 3, 4)
    select null as day, share as group, string_agg(concat(number, ':', id), ' ') as deals, null as moments from d group by share
    union all
    select day, concat(who, '/', kind, '/', effort, '/', minutes), string_agg(number::text, ' ' order by number), null
    from t where not is_shared group by 1, 2
    union all
    select day, null, null, string_agg(
      concat(extract(epoch from at), '/', who, ' ', who, '/', kind, '/0/', ' ', deals), ' '
      order by at, who, array_position(${ranked}::int[], kind))
    from m group by day
    limit 10000000`.execute(ctx.tx)
  return rows
}

function dealDay(codes: DealCodes, deals: readonly number[], rows: readonly Row[]): DealDay {
  const pieces: number[] = []
  const moments: number[] = []
  const put = (into: number[], piece: string, list: string[]) => {
    const own = Int32Array.from(list, (number) => deals[Number(number)] ?? 0).sort()
    into.push(encode(codes.pieces, piece), own.length)
    for (let at = 0, before = 0; at < own.length; at++) {
      const deal = own[at] ?? 0
      into.push(deal - before)
      before = deal
    }
  }
  for (const { group, deals: list, moments: told } of rows) {
    if (group !== null) put(pieces, group, list?.split(' ') ?? [])
    const words = told?.split(' ') ?? []
    let begin = 0
    for (let at = 0; at < words.length; at += 3) {
      const [moment, piece = '', own = ''] = words.slice(at, at + 3)
      if (moment !== words[at - 3]) begin = moments.push(0) - 1
      moments[begin] = (moments[begin] ?? 0) + 1
      put(moments, piece, own.split(','))
    }
  }
  return { pieces: packNumbers(pieces), moments: packNumbers(moments) }
}

/** So many numbers of 32 bits it takes. */
export function sizeOfDealDay({ pieces, moments }: DealDay): number {
  return Math.ceil((pieces.length + moments.length) / 4)
}

/** What was done for some deals, for none, or all of it. */
export function workOfDeals(codes: DealCodes, of: WorkOf): (day: DealDay) => WorkDay {
  const isOf = dealsOf(codes.deals, of)
  const { length } = codes.pieces.ids
  const parts = Int32Array.from(codes.pieces.ids.flatMap((piece) => partsOf(piece)))
  const [times, found] = [new Int32Array(length), new Int32Array(length)]
  return ({ pieces, moments }) => {
    let many = 0
    const count = (piece: number, n: number) => {
      if (n > 0 && times[piece] === 0) found[many++] = piece
      times[piece] = (times[piece] ?? 0) + n
    }
    const next = numbersOf(pieces)
    for (let piece = next(); piece >= 0; piece = next()) count(piece, askedAmong(next, isOf))
    const after = numbersOf(moments)
    for (let left = after(); left >= 0; left = after()) {
      // The first of its pieces that tells of such a deal.
      let first = -1
      for (; left > 0; left--) {
        const piece = after()
        if (askedAmong(after, isOf) > 0 && first < 0) first = piece
      }
      if (first >= 0) count(first, 1)
    }
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

/** How many of the deals that come next are asked about. */
function askedAmong(next: () => number, isOf: Uint8Array): number {
  let n = 0
  let deal = 0
  for (let left = next(); left > 0; left--) {
    deal += next()
    n += isOf[deal] ?? 0
  }
  return n
}

const partSize = 4

function partsOf(piece: string): [who: number, kind: number, effort: number, minutes: number] {
  const [who, kind, effort, minutes] = piece.split('/')
  return [Number(who), Number(kind), Number(effort), minutes ? Number(minutes) : notLogged]
}

/** The numbers of the kinds that facts tell, in the order in which they go before each other. */
const ranked = factWorks.map((kind) => workKinds.indexOf(kind))
