import { BadZip, openZip, type OpenZip, type ZipEntry } from '../../../kernel/unzip.ts'
import type { Source } from './source.ts'
import { Unreadable } from './unreadable.ts'

/*
 * The directory of a zip archive may name four gigabytes that come out of four megabytes. What it names is held against
 * what is there before anything is unpacked; what comes out is counted, and one byte more than was named breaks it off.
 */
const entryLimit = 10_000
// XML of 1,000,000 rows and 20 columns.
const unpackedLimit = 2 * 1024 ** 3
// Sheets become a tenth, at best a fiftieth; only what was made to burst unpacks to more than the 200-fold.
const ratioLimit = 200
const ratioFreeBytes = 32 * 1024 ** 2

/** The parts of a zip archive, by name. */
export interface Archive {
  has(name: string): boolean
  /** The bytes of a part, unpacked as they are asked for. @throws Unreadable */
  read(name: string): AsyncIterable<Buffer>
  /** A small part as text; null if it is not there. @throws Unreadable if it is not small */
  text(name: string): Promise<string | null>
  close(): void
}

/** Opens an archive by the directory at its end. @throws Unreadable */
export async function openArchive(source: Source): Promise<Archive> {
  const zip = await orUnreadable(() => openZip(source, entryLimit))
  const parts = new Map(zip.entries.map((entry) => [entry.fileName.replace(/^\//, ''), entry]))
  const read = (name: string) => unpacked(zip, parts.get(name))
  return {
    has: (name) => parts.has(name),
    read,
    text: async (name) => (parts.has(name) ? wholeText(read(name)) : null),
    close: zip.close,
  }
}

async function* unpacked(zip: OpenZip, entry: ZipEntry | undefined): AsyncGenerator<Buffer> {
  if (!entry) throw new Unreadable('broken')
  if (entry.isEncrypted()) throw new Unreadable('encrypted')
  const { compressedSize, uncompressedSize } = entry
  const isBurst = uncompressedSize > ratioFreeBytes && uncompressedSize > compressedSize * ratioLimit
  if (isBurst || uncompressedSize > unpackedLimit) throw new Unreadable('unpacks_too_large')
  const pieces = zip.read(entry)
  try {
    for (;;) {
      const next = await orUnreadable(() => pieces.next())
      if (next.done) return
      yield next.value
    }
  } finally {
    await pieces.return(undefined)
  }
}

const textLimit = 8 * 1024 ** 2

async function wholeText(pieces: AsyncIterable<Buffer>): Promise<string> {
  const all: Buffer[] = []
  let bytes = 0
  for await (const piece of pieces) {
    bytes += piece.length
    if (bytes > textLimit) throw new Unreadable('unpacks_too_large')
    all.push(piece)
  }
  return new TextDecoder().decode(Buffer.concat(all))
}

/** Which workbook an archive is. @throws Unreadable if it is none, or one behind a password */
export async function archiveKind(archive: Archive): Promise<'xlsx' | 'ods'> {
  const mimetype = (await archive.text('mimetype'))?.trim()
  if (mimetype?.startsWith('application/vnd.oasis.opendocument.spreadsheet')) {
    const manifest = await archive.text('META-INF/manifest.xml')
    if (manifest?.includes('encryption-data')) throw new Unreadable('encrypted')
    return 'ods'
  }
  if (archive.has('xl/workbook.bin')) throw new Unreadable('old_excel')
  const types = await archive.text('[Content_Types].xml')
  if (types?.includes('spreadsheetml')) return 'xlsx'
  // Letters, presentations, and the tables of Numbers, which only Numbers reads.
  const isDocument = types !== null || mimetype !== undefined || archive.has('Index/Document.iwa')
  throw new Unreadable(isDocument ? 'not_text' : 'archive')
}

async function orUnreadable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof BadZip)) throw error
    throw new Unreadable(error.reason === 'broken' ? 'broken' : 'unpacks_too_large')
  }
}
