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

const blockBytes = 4 * 1024 * 1024
/** What names begin with that are no part of a history. */
const beside = 'beside.'

/** Puts a history in the place of the one stored before, and what else is to lie beside it. */
export async function storeHistory(
  ctx: Reading,
  { history, snapshot }: Snapped,
  besides: Packed = new Map(),
): Promise<void> {
  const { id: workspaceId, timeZone } = ctx.workspace
  const id = newId()
  await ctx.tx.deleteFrom('stored_histories').where('workspace_id', '=', workspaceId).execute()
  await ctx.tx
    .insertInto('stored_histories')
    .values({ workspace_id: workspaceId, id, format: packedFormat, time_zone: timeZone, snapshot, stored_at: ctx.now })
    .execute()
  for (const [name, bytes] of packHistory(history)) await putBlocks(ctx, id, name, bytes)
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

async function putBlocks({ tx, workspace }: Reading, historyId: string, name: string, bytes: Uint8Array) {
  for (let number = 0; number * blockBytes < bytes.length; number++) {
    const block = await compress(bytes.subarray(number * blockBytes, (number + 1) * blockBytes), quickly)
    const where = { workspace_id: workspace.id, id: newId(), history_id: historyId, name, number }
    await tx
      .insertInto('stored_blocks')
      .values({ ...where, bytes: block, is_compressed: true })
      .execute()
  }
}

const [compress, decompress] = [promisify(zstdCompress), promisify(zstdDecompress)]
/** More would cost more time than it saves. */
const quickly = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** The bytes of a block; those of an earlier program are as they are. */
async function bytesOf(block: Uint8Array, isCompressed: boolean): Promise<Uint8Array> {
  return isCompressed ? decompress(block, { chunkSize: blockBytes }) : block
}

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
    .select(['bytes', 'is_compressed'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('history_id', '=', head.id)
    .where('name', '=', beside + name)
    .orderBy('number')
    .limit(1000)
    .execute()
  if (blocks.length === 0) return null
  return Buffer.concat(await Promise.all(blocks.map(({ bytes, is_compressed }) => bytesOf(bytes, is_compressed))))
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
 * The bytes of all columns. Copied out of the database, for the driver reads the results of queries as text; into memory of
 * their own, so that numbers of eight bytes lie where they must. Blocks are decompressed while others are still read.
 */
async function readBlocks(ctx: Reading, client: pg.Client, historyId: string): Promise<Packed> {
  const { rows } = await sql<{ name: string; number: number; bytes: number; isCompressed: boolean }>`
    select name, number, octet_length(bytes) as bytes, is_compressed as "isCompressed" from stored_blocks
    where workspace_id = ${ctx.workspace.id} and history_id = ${historyId} and not name like ${`${beside}%`}
    order by name, number limit 100000`.execute(ctx.tx)
  const room = new Map([...Map.groupBy(rows, ({ name }) => name)].map(([name, own]) => [name, roomFor(own.length)]))
  const packed = new Map<string, Uint8Array>()
  const putting: Promise<void>[] = []
  const put = async (place: number, block: Uint8Array): Promise<void> => {
    const { name = '', number = 0, isCompressed = false } = rows[place] ?? {}
    const bytes = await bytesOf(block, isCompressed)
    const own = room.get(name) ?? roomFor(0)
    own.set(bytes, number * blockBytes)
    const length = Math.max(packed.get(name)?.length ?? 0, number * blockBytes + bytes.length)
    packed.set(name, own.subarray(0, length))
  }
  const which = `workspace_id = '${ctx.workspace.id}' and history_id = '${historyId}' and not name like '${beside}%'`
  const copied = client.query(
    copyTo(`copy (select bytes from stored_blocks where ${which} order by name, number) to stdout (format binary)`),
  )
  const lengths = rows.map(({ bytes }) => bytes)
  await eachRow(lengths, copied, (place, block) => {
    const done = put(place, block)
    // Whatever fails is told when all have been read.
    done.catch(() => {})
    putting.push(done)
  })
  await Promise.all(putting)
  return packed
}

function roomFor(blocks: number): Uint8Array {
  return new Uint8Array(blocks * blockBytes)
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
