import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

/** Adds one part to an archive, and resolves when it is wholly read. */
export type AddPart = (name: string, content: AsyncIterable<Uint8Array>) => Promise<void>

// No clock in the file: the same parts are the same bytes.
const entry = { mtime: new Date(Date.UTC(2026, 0, 1)), forceDosTimestamp: true }

/**
 * A zip archive, piece by piece: its parts are read as fast as the reader takes the pieces, and none is kept.
 * @param write adds the parts, one after the other; when it fails, so does the reading
 */
export async function* zipped(write: (add: AddPart) => Promise<void>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile()
  // yazl's output is a PassThrough, typed as less.
  const output = zip.outputStream as Readable
  let current: Readable | null = null
  const add: AddPart = (name, content) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const stream = Readable.from(content, { objectMode: false })
    stream.once('end', resolve)
    stream.once('error', reject)
    stream.once('close', () => reject(new Error('the archive is read no further')))
    current = stream
    zip.addReadStream(stream, name, entry)
    return promise
  }
  const writing = write(add).then(() => zip.end())
  writing.catch((error: Error) => output.destroy(error))
  try {
    yield* output
  } finally {
    // Whoever downloads may leave early: then the part under way is read no further, and `write` lets go of what it holds.
    ;(current as Readable | null)?.destroy()
    await writing.catch(() => {})
  }
}
