import { sql } from 'kysely'
import { type Codes, encode } from '../history.ts'
import type { Reading } from '../loading.ts'
import { type PackedIds, addId, packedIds, placeOf, unpackIds } from '../packed-ids.ts'
import type { WorkOf } from './pieces.ts'

/** The deals that something was done for, by codes from 1 on; 0 is none. What hours are asked for, deals share with others: it is a code too. */
export interface DealsWorkedOn {
  readonly ids: PackedIds
  /** By deal. It grows ahead. */
  shares: Int32Array
  /** Each as 'source/process/product product', as it is today; the first is that of no deal. */
  readonly codes: Codes
}

export function noDeals(): DealsWorkedOn {
  return { ids: packedIds(), shares: new Int32Array(64), codes: { numbers: new Map(), ids: [''] } }
}

/** What the deal `d` shares with others. */
export const shareOf = sql`concat(d.source_id, '/', d.process_id, '/', (
  select string_agg(distinct l.product_id::text, ' ') from deal_lines l where l.workspace_id = d.workspace_id and l.deal_id = d.id))`

/** Gives a deal its code, if it has none, and what it shares with others now. */
export function putDeal(deals: DealsWorkedOn, id: string, share: string): number {
  const { ids, codes } = deals
  const known = placeOf(ids, id)
  const deal = 1 + (known < 0 ? addId(ids, id) : known)
  if (deal >= deals.shares.length) {
    const wider = new Int32Array(deals.shares.length * 2)
    wider.set(deals.shares)
    deals.shares = wider
  }
  deals.shares[deal] = encode(codes, share)
  return deal
}

/** Reads anew what deals that may have changed share with others. */
export async function rereadDeals(ctx: Reading, deals: DealsWorkedOn, ids: readonly string[]): Promise<void> {
  const known = ids.filter((id) => placeOf(deals.ids, id) >= 0)
  if (known.length === 0) return
  const { rows } = await sql<{ id: string; share: string }>`
    select d.id, ${shareOf} as share from deals d where d.workspace_id = ${ctx.workspace.id} and d.id = any(${known}::uuid[])
    limit ${known.length}`.execute(ctx.tx)
  for (const { id, share } of rows) putDeal(deals, id, share)
}

/** By deal, 1 where it is one of those that are asked about. */
export function dealsOf({ ids, shares, codes }: DealsWorkedOn, of: WorkOf): Uint8Array {
  const isAsked = codes.ids.map((share) => Number(isAmong(share, of)))
  const found = new Uint8Array(ids.length + 1)
  for (let deal = 0; deal < found.length; deal++) found[deal] = isAsked[shares[deal] ?? 0] ?? 0
  return found
}

function isAmong(share: string, of: WorkOf): boolean {
  if (of === null) return true
  if (of === 'no_deal' || share === '') return of === 'no_deal' && share === ''
  const [source, process, products = ''] = share.split('/')
  return (
    (of.source === undefined || of.source === source) &&
    (of.process === undefined || of.process === process) &&
    (of.product === undefined || products.split(' ').includes(of.product))
  )
}

/** As they are stored. */
export interface PackedDeals {
  readonly words: Uint32Array
  readonly shares: Int32Array
  readonly codes: readonly string[]
}

export function packDeals({ ids, shares, codes }: DealsWorkedOn): PackedDeals {
  return { words: ids.words.slice(0, ids.length * 4), shares: shares.slice(0, ids.length + 1), codes: codes.ids }
}

export function unpackDeals({ words, shares, codes }: PackedDeals): DealsWorkedOn {
  const numbers = new Map(codes.map((share, code) => [share, code]))
  return { ids: unpackIds(words), shares, codes: { numbers, ids: [...codes] } }
}
