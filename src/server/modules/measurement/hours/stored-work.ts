import { sql } from 'kysely'
import { deserialize, serialize } from 'node:v8'
import type { Codes } from '../history.ts'
import type { Reading } from '../loading.ts'
import type { Packed } from '../packing.ts'
import { readBeside } from '../stored-histories.ts'
import { wordKinds } from './days-told.ts'
import type { DealCodes } from './deal-work.ts'
import { type PackedDeals, packDeals, unpackDeals } from './deals-worked-on.ts'
import { workFormat } from './work-days.ts'

/** What was done by day, of the days that somebody asked about. */
export interface Kept<Day> {
  readonly timeZone: string
  readonly codes: WorkCodes
  readonly days: Map<number, Day>
  snapshot: string
  readAt: Date
}

export type WorkCodes = DealCodes

// What was done lies beside the stored history, packed, and what had been committed when it was read. The change log is kept for as long as
// the history goes on from it, which was read before. Another program does not find it.
export type WorkName = 'work' | 'deal-work'
const packedName = (name: WorkName) => `${name}.${workFormat}`
const snapshotName = (name: WorkName) => `${name}-snapshot.${workFormat}`

/** As it is packed. */
interface Stored<Day> {
  readonly who: readonly string[]
  readonly pieces: readonly string[]
  readonly deals: PackedDeals
  readonly days: ReadonlyMap<number, Day>
}

/** Nothing of no days. */
export function packWork<Day>(
  name: WorkName,
  { codes, days, snapshot }: Pick<Kept<Day>, 'codes' | 'days' | 'snapshot'>,
): Packed {
  if (days.size === 0) return new Map()
  const stored: Stored<Day> = { who: codes.who.ids, pieces: codes.pieces.ids, deals: packDeals(codes.deals), days }
  return new Map([
    [packedName(name), serialize(stored)],
    [snapshotName(name), Buffer.from(snapshot)],
  ])
}

/** What was done, as it was stored. */
export async function readStoredWork<Day>(ctx: Reading, name: WorkName): Promise<Kept<Day> | undefined> {
  const [bytes, snapshot] = [await readBeside(ctx, packedName(name)), await readBeside(ctx, snapshotName(name))]
  if (bytes === null || snapshot === null) return undefined
  // What this program stored.
  const { who, pieces, deals, days } = deserialize(bytes) as Stored<Day>
  return {
    timeZone: ctx.workspace.timeZone,
    codes: { who: codesOf(who), pieces: codesOf(pieces), deals: unpackDeals(deals) },
    days: new Map(days),
    snapshot: Buffer.from(snapshot).toString(),
    readAt: ctx.now,
  }
}

function codesOf(ids: readonly string[]): Codes {
  return { numbers: new Map(ids.map((id, code) => [id, code])), ids: [...ids] }
}

/** How many words there are of what was done since it was stored, of so many at most; null where it is not stored. */
export async function wordsSinceWork(ctx: Reading, most: number): Promise<number | null> {
  const snapshot = await readBeside(ctx, snapshotName('work'))
  if (snapshot === null) return null
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from change_log where workspace_id = ${ctx.workspace.id} and kind = any(${wordKinds}::text[])
        and transaction_id >= pg_snapshot_xmax(${Buffer.from(snapshot).toString()}::pg_snapshot) limit ${most}) c`.execute(
    ctx.tx,
  )
  return rows[0]?.count ?? 0
}
