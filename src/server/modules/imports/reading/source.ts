import { createReadStream } from 'node:fs'

/** The bytes of a file, wherever they lie. */
export interface Source {
  readonly bytes: number
  /** Those from `start` on, up to but without `end`, in pieces; one piece is in memory at a time. */
  read(start?: number, end?: number): AsyncIterable<Buffer>
}

/** A file on disk. */
export function fileSource(path: string, bytes: number): Source {
  return {
    bytes,
    async *read(start = 0, end = bytes) {
      if (start >= end) return
      // Without an encoding a stream gives buffers.
      yield* createReadStream(path, { start, end: end - 1, highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>
    },
  }
}

/** A file kept in pieces of equal length, the last one shorter; `piece` brings one by its number. */
export function piecedSource(
  bytes: number,
  pieceBytes: number,
  piece: (number: number) => Promise<Buffer | undefined>,
): Source {
  // An archive is read in small steps beside each other: without this each of them would bring its piece anew.
  let last: { number: number; content: Buffer } | null = null
  return {
    bytes,
    async *read(start = 0, end = bytes) {
      for (let at = start; at < end; ) {
        const number = Math.floor(at / pieceBytes)
        const content: Buffer | undefined = last?.number === number ? last.content : await piece(number)
        if (!content) return
        last = { number, content }
        const offset = at - number * pieceBytes
        const some = content.subarray(offset, offset + end - at)
        if (some.length === 0) return
        yield some
        at += some.length
      }
    },
  }
}

/** The bytes from `start` on, `length` of them or as many as there are. */
export async function bytesAt(source: Source, start: number, length: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of source.read(start, Math.min(source.bytes, start + length))) pieces.push(piece)
  return Buffer.concat(pieces)
}
