import { Readable } from 'node:stream'
import yauzl from 'yauzl'

/** What a zip archive is read from, wherever it is kept. */
export interface ZipBytes {
  readonly bytes: number
  /** Those from `start` on, up to but without `end`, in pieces. */
  read(start: number, end: number): AsyncIterable<Buffer>
}

export type ZipEntry = yauzl.Entry

export interface OpenZip {
  readonly entries: readonly ZipEntry[]
  /** The bytes of an entry, unpacked as they are asked for: never more than its directory says. @throws BadZip */
  read(entry: ZipEntry): AsyncGenerator<Buffer>
  close(): void
}

/** The bytes are no zip archive, or not the one that its directory tells of. */
export class BadZip extends Error {
  readonly reason: 'broken' | 'too_many_entries'

  constructor(reason: BadZip['reason']) {
    super(reason)
    this.reason = reason
  }
}

/**
 * Opens a zip archive by the directory at its end. The directory may name four gigabytes that come out of four megabytes: what
 * it names is for the caller to hold against what is there, before anything is unpacked. What keeps the bytes themselves from
 * being read is thrown as it is: that is not the archive's fault. @throws BadZip
 */
export async function openZip(source: ZipBytes, mostEntries: number): Promise<OpenZip> {
  const reader = new ZipReader(source)
  const zip = await orBad(reader, () => yauzl.fromRandomAccessReaderPromise(reader, source.bytes, { autoClose: false }))
  // Its failures come to whoever reads an entry; without a listener they would end the process.
  zip.on('error', () => {})
  try {
    if (zip.entryCount > mostEntries) throw new BadZip('too_many_entries')
    const entries = await orBad(reader, () => Array.fromAsync(zip.eachEntry()))
    return { entries, read: (entry) => unpacked(reader, zip, entry), close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function* unpacked(reader: ZipReader, zip: yauzl.ZipFile, entry: ZipEntry): AsyncGenerator<Buffer> {
  const stream = await orBad(reader, () => zip.openReadStreamPromise(entry))
  const pieces = stream[Symbol.asyncIterator]()
  try {
    for (;;) {
      // Without an encoding a stream gives buffers.
      const next = (await orBad(reader, () => pieces.next())) as IteratorResult<Buffer>
      if (next.done) return
      yield next.value
    }
  } finally {
    stream.destroy()
  }
}

async function orBad<Result>(reader: ZipReader, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (error) {
    throw reader.failure ?? (error instanceof BadZip ? error : new BadZip('broken'))
  }
}

/** Holds what an archive is read from. */
class ZipReader extends yauzl.RandomAccessReader {
  readonly #source: ZipBytes
  /** What kept the bytes from being read at all. */
  failure: unknown = null

  constructor(source: ZipBytes) {
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
