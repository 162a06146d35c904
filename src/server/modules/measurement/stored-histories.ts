import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import { sql } from 'kysely'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { newId } from '../../kernel/id.ts'
import type { History } from './history.ts'
import { type Reading, loadSources, loadStages } from './loading.ts'
import { type Packed, packHistory, packedFormat, unpackHistory } from './packing.ts'

/** A history, and what the database had committed when it was read: a pg_snapshot. */
export interface Snapped {
  readonly history: History
  readonly snapshot: string
}

/** A column of ten million numbers is one block: what comes in several is put together once more. */
const blockBytes = 128 * 1024 * 1024
/** What names begin with that are no part of a history. */
const beside = 'beside.'

/**
 * Puts a history in the place of the one stored before, and what else is to lie beside it.
 * @param most bytes of a block
 */
export async function storeHistory(
  ctx: Reading,
  { history, snapshot }: Snapped,
  besides: Packed = new Map(),
  most = blockBytes,
): Promise<void> {
  const { id: workspaceId, timeZone } = ctx.workspace
  const id = newId()
  await ctx.tx.deleteFrom('stored_histories').where('workspace_id', '=', workspaceId).execute()
  await ctx.tx
    .insertInto('stored_histories')
    .values({ workspace_id: workspaceId, id, format: packedFormat, time_zone: timeZone, snapshot, stored_at: ctx.now })
    .execute()
  for (const [name, bytes] of packHistory(history)) await putBlocks(ctx, id, name, bytes, most)
  for (const [name, bytes] of besides) await putBlocks(ctx, id, beside + name, bytes)
}

/** Puts something beside the history that is stored, in the place of what was there by this name; nothing where none is. */
export async function storeBeside(ctx: Reading, besides: Packed): Promise<void> {
  const head = await usableHead(ctx)
  if (!head) return
  for (const [name, bytes] of besides) {
    await ctx.tx
      .deleteFrom('stored_blocks')
      .where('workspace_id', '=', ctx.workspace.id)
      .where('history_id', '=', head.id)
      .where('name', '=', beside + name)
      .execute()
    await putBlocks(ctx, head.id, beside + name, bytes)
  }
}

async function putBlocks(
  { tx, workspace }: Reading,
  historyId: string,
  name: string,
  bytes: Uint8Array,
  most = blockBytes,
): Promise<void> {
  for (let number = 0; number * most < bytes.length; number++) {
    const block = bytes.subarray(number * most, (number + 1) * most)
    const where = { workspace_id: workspace.id, id: newId(), history_id: historyId, name, number }
    await tx
      .insertInto('stored_blocks')
      .values({ ...where, bytes: await compress(block, quickly), length: block.length })
      .execute()
  }
}

const [compress, decompress] = [promisify(zstdCompress), promisify(zstdDecompress)]
/** More would cost more time than it saves. */
const quickly = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** The bytes of a block, put in one piece where they are to lie: with room for one more the decompressor does not ask for a second piece. */
async function bytesOf(block: Uint8Array, length: number): Promise<Uint8Array> {
  return decompress(block, { chunkSize: Math.max(least, length + 1) })
}
/** Smaller pieces it does not take. */
const least = 64

/**
 * The history as it was stored, if there is one that this program understands, in the workspace's zone. `client` is the
 * connection that the context's statements run on.
 */
export async function readStored(ctx: Reading, client: pg.Client): Promise<Snapped | null> {
  const head = await usableHead(ctx)
  if (!head) return null
  const packed = await readBlocks(ctx, client, head.id)
  const history = unpackHistory(ctx.workspace.timeZone, packed)
  await loadStages(ctx, history)
  await loadSources(ctx, history)
  return { history, snapshot: head.snapshot }
}

/** What lies by some name beside the history that is stored; null if there is none. */
export async function readBeside(ctx: Reading, name: string): Promise<Uint8Array | null> {
  const head = await usableHead(ctx)
  if (!head) return null
  const blocks = await ctx.tx
    .selectFrom('stored_blocks')
    .select(['bytes', 'length'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('history_id', '=', head.id)
    .where('name', '=', beside + name)
    .orderBy('number')
    .limit(1000)
    .execute()
  if (blocks.length === 0) return null
  return inOne(await Promise.all(blocks.map(({ bytes, length }) => bytesOf(bytes, length))))
}

/** How many deals have changed since a history was stored that can be used, each as often as it did; null if none is. */
export async function changesSinceStored(ctx: Reading): Promise<number | null> {
  const head = await usableHead(ctx)
  if (!head) return null
  const { rows } = await sql<{ count: number }>`
    select coalesce(sum(deals), 0) as count from (
      select coalesce(cardinality(row_ids), 1) as deals from change_log where workspace_id = ${ctx.workspace.id} and kind = 'deals'
        and transaction_id >= pg_snapshot_xmax(${head.snapshot}::pg_snapshot) limit 100000) c`.execute(ctx.tx)
  return rows[0]?.count ?? 0
}

/** A row whose xmin is not the transaction it names came here from another database, whose snapshots mean nothing here. */
async function usableHead({ tx, workspace }: Reading) {
  const { rows } = await sql<{ id: string; snapshot: string }>`
    select id, snapshot::text from stored_histories h
    where workspace_id = ${workspace.id} and format = ${packedFormat} and time_zone = ${workspace.timeZone}
      and h.xmin = h.transaction_id::xid
    order by id desc limit 1`.execute(tx)
  return rows[0]
}

/**
 * The bytes of all columns. Copied out of the database, for the driver reads the results of queries as text; the longest first, so that
 * they are decompressed while others are still read.
 */
async function readBlocks(ctx: Reading, client: pg.Client, historyId: string): Promise<Packed> {
  const { rows } = await sql<{ name: string; number: number; bytes: number; length: number }>`
    select name, number, octet_length(bytes) as bytes, length from stored_blocks
    where workspace_id = ${ctx.workspace.id} and history_id = ${historyId} and not name like ${`${beside}%`}
    order by length desc, name, number limit 100000`.execute(ctx.tx)
  const blocks = new Map<string, Promise<Uint8Array>[]>()
  const which = `workspace_id = '${ctx.workspace.id}' and history_id = '${historyId}' and not name like '${beside}%'`
  const inOrder = 'order by length desc, name, number'
  const copied = client.query(
    copyTo(`copy (select bytes from stored_blocks where ${which} ${inOrder}) to stdout (format binary)`),
  )
  const lengths = rows.map(({ bytes }) => bytes)
  await eachRow(lengths, copied, (place, block) => {
    const { name = '', length = 0 } = rows[place] ?? {}
    const bytes = bytesOf(block, length)
    // Whatever fails is told when all have been read.
    bytes.catch(() => {})
    blocks.set(name, [...(blocks.get(name) ?? []), bytes])
  })
  const packed = new Map<string, Uint8Array>()
  for (const [name, own] of blocks) packed.set(name, inOne(await Promise.all(own)))
  return packed
}

/** Blocks in their order; one alone stays where it lies. */
function inOne(blocks: readonly Uint8Array[]): Uint8Array {
  const [only] = blocks
  return blocks.length === 1 && only ? only : Buffer.concat(blocks)
}

/** What stands before the first row of a binary copy, and before the bytes of each: how many columns, and how long. */
const [headBytes, rowBytes] = [19, 6]

/** Shows the rows of a binary copy of one column, whose lengths are known, one after the other. */
async function eachRow(
  lengths: readonly number[],
  copied: AsyncIterable<Buffer>,
  show: (place: number, bytes: Uint8Array) => void,
): Promise<void> {
  let row = 0
  let filled = 0
  let skip = headBytes + rowBytes
  let target = new Uint8Array(lengths[0] ?? 0)
  for await (const chunk of copied) {
    let read = 0
    while (row < lengths.length && read < chunk.length) {
      const skipped = Math.min(skip, chunk.length - read)
      skip -= skipped
      read += skipped
      const piece = chunk.subarray(read, read + target.length - filled)
      target.set(piece, filled)
      filled += piece.length
      read += piece.length
      if (skip > 0 || filled < target.length) continue
      show(row, target)
      row += 1
      target = new Uint8Array(lengths[row] ?? 0)
      filled = 0
      skip = rowBytes
    }
  }
}
