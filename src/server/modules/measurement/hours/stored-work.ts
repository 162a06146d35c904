import { sql } from 'kysely'
import { deserialize, serialize } from 'node:v8'
import type { Codes } from '../history.ts'
import type { Reading } from '../loading.ts'
import type { Packed } from '../packing.ts'
import { readBeside } from '../stored-histories.ts'
import { wordKinds } from './days-told.ts'
import { type WorkDay, workFormat } from './work-days.ts'

/** What was done by day, of the days that somebody asked about. */
export interface Kept {
  readonly timeZone: string
  readonly codes: Codes
  readonly days: Map<number, WorkDay>
  snapshot: string
  readAt: Date
}

// What was done lies beside the stored history, packed, and what had been committed when it was read. The change log is kept for as long as
// the history goes on from it, which was read before. Another program does not find it.
const [packedName, snapshotName] = [`work.${workFormat}`, `work-snapshot.${workFormat}`]

/** As it is packed. */
interface Stored {
  readonly ids: readonly string[]
  readonly days: Kept['days']
}

/** Nothing of no days. */
export function packWork({ codes, days, snapshot }: Pick<Kept, 'codes' | 'days' | 'snapshot'>): Packed {
  if (days.size === 0) return new Map()
  return new Map([
    [packedName, serialize({ ids: codes.ids, days } satisfies Stored)],
    [snapshotName, Buffer.from(snapshot)],
  ])
}

/** What was done, as it was stored. */
export async function readStoredWork(ctx: Reading): Promise<Kept | undefined> {
  const [bytes, snapshot] = [await readBeside(ctx, packedName), await readBeside(ctx, snapshotName)]
  if (bytes === null || snapshot === null) return undefined
  // What this program stored.
  const { ids, days } = deserialize(bytes) as Stored
  return {
    timeZone: ctx.workspace.timeZone,
    codes: { numbers: new Map(ids.map((id, code) => [id, code])), ids: [...ids] },
    days,
    snapshot: Buffer.from(snapshot).toString(),
    readAt: ctx.now,
  }
}

/** How many words there are of what was done since it was stored, of so many at most; null where it is not stored. */
export async function wordsSinceWork(ctx: Reading, most: number): Promise<number | null> {
  const snapshot = await readBeside(ctx, snapshotName)
  if (snapshot === null) return null
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from change_log where workspace_id = ${ctx.workspace.id} and kind = any(${wordKinds}::text[])
        and transaction_id >= pg_snapshot_xmax(${Buffer.from(snapshot).toString()}::pg_snapshot) limit ${most}) c`.execute(
    ctx.tx,
  )
  return rows[0]?.count ?? 0
}
