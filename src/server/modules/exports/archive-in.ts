import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import yauzl from 'yauzl'
import * as z from 'zod/mini'
import { fail, Failure } from '../../kernel/fail.ts'
import { archivedTables } from './archive-tables.ts'
import {
  archiveFormat,
  archiveVersion,
  type ArchivePart,
  filePath,
  type Manifest,
  manifest,
  manifestName,
  partPath,
  workspacePart,
} from './manifest.ts'

/** The bytes of an archive wherever they are kept, from a place on. */
export interface ArchiveBytes {
  readonly size: number
  readonly from: (start: number) => AsyncIterable<Buffer>
}

/** An archive that was opened, and holds what an archive holds. */
export interface OpenArchive {
  readonly manifest: Manifest
  /** The lines of a part, some at a time; refuses one that is not what the manifest says, at its end at the latest. */
  readonly lines: (part: ArchivePart) => AsyncIterable<string[]>
  /** The content of a file. */
  readonly file: (id: string) => AsyncIterable<Buffer>
  readonly close: () => void
}

type Entries = ReadonlyMap<string, yauzl.Entry>

/** Opens an archive and reads what it says of itself. @throws Failure archive_refused */
export async function openArchive(bytes: ArchiveBytes): Promise<OpenArchive> {
  const zip = await orBroken('not_an_archive', () =>
    yauzl.fromRandomAccessReaderPromise(new PieceReader(bytes.from), bytes.size, { autoClose: false }),
  )
  // Its failures come to whoever reads; without a listener they would end the process.
  zip.on('error', () => {})
  try {
    const entries = await entriesOf(zip, bytes.size)
    const told = await readManifest(zip, entries)
    requireParts(told, entries)
    return {
      manifest: told,
      lines: (part) => linesOf(part, contentOf(zip, entries, partPath(part.name))),
      file: (id) => contentOf(zip, entries, filePath(id)),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

type Reason = 'not_an_archive' | 'broken' | 'newer' | 'too_large'

function refuse(reason: Reason, part: string | null = null): never {
  return fail('archive_refused', { reason, part })
}

/** What is wrong with the bytes themselves, the reader of zips throws in its own words. */
async function orBroken<Result>(reason: Reason, read: () => Promise<Result>, part: string | null = null) {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Failure || isFromDatabase(error)) throw error
    return refuse(reason, part)
  }
}

// The bytes come from the database: when that is away, the archive is none the worse.
function isFromDatabase(error: unknown): boolean {
  return error instanceof Error && ('severity' in error || 'syscall' in error || /onnection/.test(error.message))
}

// Lines of one shape pack to a tenth or a thirtieth; what unpacks to more than this was made to burst.
const ratioLimit = 100
const ratioFreeBytes = 64 * 1024 ** 2
const mostEntries = 500_000

async function entriesOf(zip: yauzl.ZipFile, size: number): Promise<Entries> {
  const entries = new Map<string, yauzl.Entry>()
  let unpacked = 0
  if (zip.entryCount > mostEntries) refuse('too_large')
  await orBroken('broken', async () => {
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize
      if (unpacked > ratioFreeBytes + size * ratioLimit) refuse('too_large')
      if (entries.has(entry.fileName) || entry.isEncrypted()) refuse('broken')
      entries.set(entry.fileName, entry)
    }
  })
  return entries
}

/** The bytes of an entry, unpacked as they are asked for: never more than its directory says. */
async function* contentOf(zip: yauzl.ZipFile, entries: Entries, name: string): AsyncGenerator<Buffer> {
  const entry = entries.get(name)
  if (!entry) return refuse('broken', name)
  const stream = await orBroken('broken', () => zip.openReadStreamPromise(entry), name)
  const pieces = stream[Symbol.asyncIterator]()
  try {
    for (;;) {
      // A Readable of bytes yields buffers.
      const next = (await orBroken('broken', () => pieces.next(), name)) as IteratorResult<Buffer>
      if (next.done) return
      yield next.value
    }
  } finally {
    stream.destroy()
  }
}

const manifestBytes = 1024 * 1024

async function readManifest(zip: yauzl.ZipFile, entries: Entries): Promise<Manifest> {
  const entry = entries.get(manifestName)
  if (!entry || entry.uncompressedSize > manifestBytes) return refuse('not_an_archive')
  const pieces = await Array.fromAsync(contentOf(zip, entries, manifestName))
  const told = await orBroken('not_an_archive', async () => JSON.parse(Buffer.concat(pieces).toString()))
  const { format, version } = Object(told)
  if (format !== archiveFormat) refuse('not_an_archive')
  if (version !== archiveVersion) refuse('newer')
  const parsed = z.safeParse(manifest, told)
  return parsed.success ? parsed.data : refuse('broken', manifestName)
}

/** Refuses parts that this Rondo does not know, and an archive without the parts that none can be without. */
function requireParts(told: Manifest, entries: Entries): void {
  const known = new Set([workspacePart, ...archivedTables.map(({ name }) => name)])
  const names = told.parts.map(({ name }) => name)
  const strange = names.find((name) => !known.has(name))
  if (strange !== undefined) refuse('newer', strange)
  const missing = [workspacePart, 'members', 'processes'].find((name) => !names.includes(name))
  if (missing !== undefined || new Set(names).size < names.length) refuse('broken', missing ?? manifestName)
  const declared = told.parts.find(({ name, bytes }) => entries.get(partPath(name))?.uncompressedSize !== bytes)
  if (declared) refuse('broken', declared.name)
}

// Together with those of a batch: a line is one row, and no row of ours is larger than this.
const mostLineBytes = 32 * 1024 ** 2
const batchBytes = 1024 ** 2

/** The lines of a part, each of them an object of JSON, about a megabyte at a time; hash and count are checked at its end. */
async function* linesOf(part: ArchivePart, content: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const hash = createHash('sha256')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rows = 0
  let held = ''
  for await (const piece of content) {
    hash.update(piece)
    held += decode(decoder, piece, part)
    if (held.length < batchBytes) continue
    const end = held.lastIndexOf('\n') + 1
    if (end === 0 && held.length > mostLineBytes) refuse('too_large', part.name)
    if (end === 0) continue
    const lines = held.slice(0, end - 1).split('\n')
    held = held.slice(end)
    rows += lines.length
    yield lines
  }
  const rest = held === '' ? [] : held.replace(/\n$/, '').split('\n')
  if (rows + rest.length !== part.rows || hash.digest('hex') !== part.sha256) refuse('broken', part.name)
  if (rest.length > 0) yield rest
}

function decode(decoder: TextDecoder, piece: Buffer, part: ArchivePart): string {
  try {
    return decoder.decode(piece, { stream: true })
  } catch {
    // Not UTF-8.
    return refuse('broken', part.name)
  }
}

/** Reads any place of an archive that is kept in pieces. */
class PieceReader extends yauzl.RandomAccessReader {
  readonly #from: ArchiveBytes['from']

  constructor(from: ArchiveBytes['from']) {
    super()
    this.#from = from
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(cut(this.#from(start), end - start), { objectMode: false })
  }
}

async function* cut(pieces: AsyncIterable<Buffer>, length: number): AsyncGenerator<Buffer> {
  let left = length
  if (left <= 0) return
  for await (const piece of pieces) {
    yield piece.length <= left ? piece : piece.subarray(0, left)
    left -= piece.length
    if (left <= 0) return
  }
}
