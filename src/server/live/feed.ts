import { type Kysely, sql } from 'kysely'
import type { Change } from '../../contract/live.ts'
import type { Tables } from '../database/tables.ts'

/** What changed in a workspace since it was last read, and the place from which to go on: an event's id. */
export interface News {
  /** Null when there is too much to tell, or the place was lost: all may have changed. */
  readonly changes: readonly Change[] | null
  readonly place: string
}

/** How far a workspace was read. */
export interface Reading {
  /** Every transaction before this one has ended, and was read. */
  horizon: bigint
  /** Rows of later transactions that were read already: their neighbours may yet commit. */
  readonly seen: Map<string, bigint>
}

interface Row {
  readonly id: string
  readonly transaction_id: string
  readonly kind: string
  readonly row_id: string | null
  readonly fields: readonly string[]
}

// More than this at once, or while one long transaction lasts, is told as "all may have changed".
const most = 2_000
/** A little less than what the log keeps: a place older than this cannot be gone on from. */
const keptSeconds = 50 * 60

/** The oldest transaction that still runs, and the database's time in seconds. */
export interface Moment {
  readonly horizon: bigint
  readonly seconds: number
}

/**
 * The oldest transaction that still runs. To be read before the rows: what commits in between is then read twice, never
 * missed.
 */
export async function horizonOf(db: Kysely<Tables>): Promise<Moment> {
  const { rows } = await sql<{ horizon: string; seconds: number }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, extract(epoch from now())::bigint as seconds`.execute(
    db,
  )
  return { horizon: BigInt(rows[0]?.horizon ?? 0), seconds: rows[0]?.seconds ?? 0 }
}

/** Where reading begins: what was committed by now is old, though transactions from before it may still run. */
export async function beginReading(db: Kysely<Tables>, workspaceId: string, { horizon }: Moment): Promise<Reading> {
  const rows = await rowsSince(db, workspaceId, horizon, [])
  return { horizon, seen: new Map(rows.map((row) => [row.id, BigInt(row.transaction_id)])) }
}

/** Reads on in a workspace's log, in the order of transactions. */
export async function readOn(db: Kysely<Tables>, workspaceId: string, reading: Reading, now: Moment): Promise<News> {
  const { seen } = reading
  const rows = await rowsSince(db, workspaceId, reading.horizon, [...seen.keys()])
  reading.horizon = now.horizon
  for (const row of rows) seen.set(row.id, BigInt(row.transaction_id))
  for (const [id, transaction] of seen) if (transaction < now.horizon) seen.delete(id)
  const isTooMuch = rows.length > most || seen.size > most
  if (isTooMuch) seen.clear()
  return { changes: isTooMuch ? null : changesOf(rows), place: placeOf(now) }
}

/** What changed since an event's id: null changes where that is not known any more. */
export async function newsSince(db: Kysely<Tables>, workspaceId: string, place: string, now: Moment): Promise<News> {
  const [, horizon, seconds] = /^(\d{1,20})-(\d{1,12})$/.exec(place) ?? []
  const isKnown = horizon !== undefined && now.seconds - Number(seconds) < keptSeconds && BigInt(horizon) <= now.horizon
  const rows = isKnown ? await rowsSince(db, workspaceId, BigInt(horizon), []) : []
  return { changes: isKnown && rows.length <= most ? changesOf(rows) : null, place: placeOf(now) }
}

/** What changed in the last seconds; of much, the latest. */
export async function latestNews(db: Kysely<Tables>, workspaceId: string, ago: number, now: Moment): Promise<News> {
  if (ago === 0) return { changes: [], place: placeOf(now) }
  const { rows } = await sql<Row & { changed_at: Date }>`
    select id, transaction_id::text, kind, row_id, fields, changed_at from change_log
    where workspace_id = ${workspaceId} order by transaction_id desc limit 200`.execute(db)
  const since = (now.seconds - ago) * 1_000
  return { changes: changesOf(rows.filter((row) => row.changed_at.getTime() >= since)), place: placeOf(now) }
}

async function rowsSince(db: Kysely<Tables>, workspaceId: string, horizon: bigint, seen: readonly string[]) {
  const { rows } = await sql<Row>`
    select id, transaction_id::text, kind, row_id, fields from change_log
    where workspace_id = ${workspaceId} and transaction_id >= ${String(horizon)}::xid8 and id <> all(${seen}::uuid[])
    order by transaction_id, id limit ${most + 1}`.execute(db)
  return rows
}

function placeOf({ horizon, seconds }: Moment): string {
  return `${horizon}-${seconds}`
}

/** The changes that rows tell: several of one row as one, with the fields of all. */
function changesOf(rows: readonly Row[]): Change[] {
  const byRow = Map.groupBy(rows, ({ kind, row_id }) => `${kind}/${row_id}`)
  return [...byRow.values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const isWhole = same.some(({ fields }) => fields.length === 0)
    const fields = isWhole ? [] : [...new Set(same.flatMap((row) => row.fields))]
    return [{ kind: first.kind, id: first.row_id, fields }]
  })
}

// In pieces, so that no deletion holds its locks for long.
const piece = 5_000

/** Deletes what nobody can go on from any more, every ten minutes; returns what ends it. */
export function expireLog(db: Kysely<Tables>): () => void {
  // The next time tries again: rows that lie there longer do no harm.
  const timer = setInterval(() => void deleteOld(db).catch(() => {}), 600_000)
  timer.unref()
  return () => clearInterval(timer)
}

/** Deletes what is older than an hour, and what no stored history goes on from. */
export async function deleteOld(db: Kysely<Tables>): Promise<void> {
  for (let deleted = piece; deleted === piece; ) {
    const { numAffectedRows = 0n } = await sql`
      delete from change_log where ctid = any(array(
        select ctid from change_log c where changed_at < now() - interval '1 hour' and not exists (
          -- A stored history of figures goes on from its snapshot.
          select from stored_histories h
          where h.workspace_id = c.workspace_id and c.transaction_id >= pg_snapshot_xmin(h.snapshot))
        limit ${piece}))`.execute(db)
    deleted = Number(numAffectedRows)
  }
}
