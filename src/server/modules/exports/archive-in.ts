import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { fail } from '../../kernel/fail.ts'
import { BadZip, openZip, type OpenZip, type ZipBytes, type ZipEntry } from '../../kernel/unzip.ts'
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

/** An archive that was opened, and holds what an archive holds. */
export interface OpenArchive {
  readonly manifest: Manifest
  /** The lines of a part, some at a time; refuses one that is not what the manifest says, at its end at the latest. */
  readonly lines: (part: ArchivePart) => AsyncIterable<string[]>
  /** The content of a file. */
  readonly file: (id: string) => AsyncIterable<Buffer>
  readonly close: () => void
}

type Entries = ReadonlyMap<string, ZipEntry>

/** Opens an archive and reads what it says of itself. @throws Failure archive_refused */
export async function openArchive(source: ZipBytes): Promise<OpenArchive> {
  const zip = await orRefused('not_an_archive', () => openZip(source, mostEntries))
  try {
    const entries = entriesOf(zip, source.bytes)
    const told = await readManifest(zip, entries)
    requireParts(told, entries)
    return {
      manifest: told,
      lines: (part) => linesOf(part, contentOf(zip, entries, partPath(part.name))),
      file: (id) => contentOf(zip, entries, filePath(id)),
      close: zip.close,
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

async function orRefused<Result>(reason: Reason, read: () => Promise<Result>, part: string | null = null) {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof BadZip)) throw error
    return refuse(error.reason === 'broken' ? reason : 'too_large', part)
  }
}

// Lines of one shape pack to a tenth or a thirtieth; what unpacks to more than this was made to burst.
const ratioLimit = 100
const ratioFreeBytes = 64 * 1024 ** 2
const mostEntries = 500_000

function entriesOf(zip: OpenZip, size: number): Entries {
  const entries = new Map(zip.entries.map((entry) => [entry.fileName, entry]))
  const unpacked = zip.entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (unpacked > ratioFreeBytes + size * ratioLimit) refuse('too_large')
  if (entries.size < zip.entries.length || zip.entries.some((entry) => entry.isEncrypted())) refuse('broken')
  return entries
}

/** The bytes of an entry, unpacked as they are asked for. */
async function* contentOf(zip: OpenZip, entries: Entries, name: string): AsyncGenerator<Buffer> {
  const entry = entries.get(name)
  if (!entry) return refuse('broken', name)
  const pieces = zip.read(entry)
  try {
    for (;;) {
      const next = await orRefused('broken', () => pieces.next(), name)
      if (next.done) return
      yield next.value
    }
  } finally {
    await pieces.return(undefined)
  }
}

const manifestBytes = 1024 * 1024

async function readManifest(zip: OpenZip, entries: Entries): Promise<Manifest> {
  const entry = entries.get(manifestName)
  if (!entry || entry.uncompressedSize > manifestBytes) return refuse('not_an_archive')
  const pieces = await Array.fromAsync(contentOf(zip, entries, manifestName))
  const told = parsedJson(Buffer.concat(pieces).toString())
  const { format, version } = Object(told)
  if (format !== archiveFormat) refuse('not_an_archive')
  if (version !== archiveVersion) refuse('newer')
  const parsed = z.safeParse(manifest, told)
  return parsed.success ? parsed.data : refuse('broken', manifestName)
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuse('not_an_archive')
  }
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
