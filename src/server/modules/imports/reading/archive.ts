import { Readable } from 'node:stream'
import yauzl from 'yauzl'
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
  const reader = new SourceReader(source)
  const zip = await orBroken(reader, () =>
    yauzl.fromRandomAccessReaderPromise(reader, source.bytes, { autoClose: false }),
  )
  // Its failures come to whoever reads an entry; here they have been heard.
  zip.on('error', () => {})
  const parts = new Map<string, yauzl.Entry>()
  try {
    await orBroken(reader, async () => {
      for await (const entry of zip.eachEntry()) {
        if (parts.size >= entryLimit) throw new Unreadable('unpacks_too_large')
        parts.set(entry.fileName.replace(/^\//, ''), entry)
      }
    })
  } catch (error) {
    zip.close()
    throw error
  }
  const read = (name: string) => unpacked(reader, zip, parts.get(name))
  return {
    has: (name) => parts.has(name),
    read,
    text: async (name) => (parts.has(name) ? wholeText(read(name)) : null),
    close: () => zip.close(),
  }
}

async function* unpacked(
  reader: SourceReader,
  zip: yauzl.ZipFile,
  entry: yauzl.Entry | undefined,
): AsyncGenerator<Buffer> {
  if (!entry) throw new Unreadable('broken')
  if (entry.isEncrypted()) throw new Unreadable('encrypted')
  const { compressedSize, uncompressedSize } = entry
  const isBurst = uncompressedSize > ratioFreeBytes && uncompressedSize > compressedSize * ratioLimit
  if (isBurst || uncompressedSize > unpackedLimit) throw new Unreadable('unpacks_too_large')
  const stream = await orBroken(reader, () => zip.openReadStreamPromise(entry))
  try {
    // Without an encoding a stream gives buffers.
    yield* stream as AsyncIterable<Buffer>
  } catch (error) {
    throw reader.failure ?? (error instanceof Unreadable ? error : new Unreadable('broken'))
  } finally {
    stream.destroy()
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

/** What cannot be read is broken, unless the reading itself failed: that is not the file's fault. */
async function orBroken<T>(reader: SourceReader, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw reader.failure ?? (error instanceof Unreadable ? error : new Unreadable('broken'))
  }
}

/** Holds the file that an archive is read from. */
class SourceReader extends yauzl.RandomAccessReader {
  readonly #source: Source
  /** What kept the file from being read at all. */
  failure: unknown = null

  constructor(source: Source) {
    super()
    this.#source = source
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#bytes(start, end), { objectMode: false })
  }

  async *#bytes(start: number, end: number): AsyncGenerator<Buffer> {
    try {
      yield* this.#source.read(start, end)
    } catch (error) {
      this.failure = error
      throw error
    }
  }
}
