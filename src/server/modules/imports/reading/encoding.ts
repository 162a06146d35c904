import iconv from 'iconv-lite'
import jschardet from 'jschardet'
import type { Language } from '../../../../contract/primitives.ts'
import { storable } from '../storable.ts'
import { likeness } from './letters.ts'
import type { Source } from './source.ts'

const headBytes = 256 * 1024

const marks: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/**
 * The code pages of one byte a letter that our languages were written in, the likelier of two that read a text alike
 * first: Windows' own, what came before it, and the Mac's.
 */
const codePages = [
  'windows-1252',
  'windows-1254',
  'windows-1255',
  'windows-874',
  'iso-8859-15',
  'macintosh',
  'macturkish',
  'iso-8859-1',
  'iso-8859-9',
  'iso-8859-8',
  'tis-620',
] as const

export interface EncodingSample {
  readonly encoding: string
  readonly sample: string
}

export interface EncodingGuess {
  /** Null if the bytes are no text. */
  readonly encoding: string | null
  /** Bytes around the first that is not UTF-8; null where the encoding is certain. */
  readonly odd: Buffer | null
}

/** Whether text can be decoded from this encoding. */
export function isEncoding(name: string): boolean {
  return iconv.encodingExists(name)
}

/**
 * How a file's bytes are to be read as letters. The whole file is looked through, because a list of customers may be
 * plain ASCII up to the first Åberg on row 90,000.
 */
export async function guessEncoding(source: Source, language: Language): Promise<EncodingGuess> {
  const { head, odd } = await telling(source)
  const encoding = guessFromBytes(head, odd, language)
  const isCertain = encoding === null || encoding.startsWith('utf-')
  return { encoding, odd: isCertain ? null : odd }
}

/** The first bytes, and those around the first place that is not UTF-8, if there is one. */
async function telling(source: Source): Promise<{ head: Buffer; odd: Buffer | null }> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let head: Buffer = Buffer.alloc(0)
  let last: Buffer = head
  try {
    for await (const piece of source.read()) {
      if (head.length < headBytes) head = Buffer.concat([head, piece.subarray(0, headBytes - head.length)])
      last = piece
      decoder.decode(piece, { stream: true })
    }
    decoder.decode()
    return { head, odd: null }
  } catch (error) {
    // Not UTF-8: the guess starts from here.
    if (error instanceof TypeError) return { head, odd: Buffer.from(last) }
    throw error
  }
}

/** The guess itself. `odd` are bytes that are not UTF-8, or null when all of them are. */
export function guessFromBytes(head: Buffer, odd: Buffer | null, language: Language): string | null {
  const marked = marks.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte))
  if (marked) return marked[0]
  const wide = wideEncoding(head)
  if (wide !== null) return wide
  // A byte 0 stands in no text but that of wide letters; other control bytes stand in none at all.
  if (head.includes(0) || controlShare(head) > 0.001) return null
  return odd === null ? 'utf-8' : codePage(odd, language)
}

/**
 * UTF-32 or UTF-16 without a mark. Of each letter of UTF-32 the highest byte is 0; of UTF-16 the higher one is 0 for
 * Latin, 1 for Turkish, 5 for Hebrew and 0E for Thai letters, so that the bytes of one side are few.
 */
function wideEncoding(head: Buffer): string | null {
  const few = new Set([0, 1, 5, 0x0e, 0x20])
  const zeros = [0, 0, 0, 0]
  const ofFew = [0, 0]
  for (let at = 0; at < head.length; at++) {
    const byte = head[at] ?? 0
    if (byte === 0) zeros[at % 4] = (zeros[at % 4] ?? 0) + 1
    if (few.has(byte)) ofFew[at % 2] = (ofFew[at % 2] ?? 0) + 1
  }
  const quarter = Math.max(1, head.length / 4)
  const [first = 0, second = 0, third = 0, fourth = 0] = zeros.map((count) => count / quarter)
  if (third > 0.95 && fourth > 0.95 && first < 0.2) return 'utf-32le'
  if (first > 0.95 && second > 0.95 && fourth < 0.2) return 'utf-32be'
  const [even = 0, odd = 0] = ofFew.map((count) => count / (quarter * 2))
  if (second + fourth > 0.04 && odd > 0.9 && first + third < 0.04) return 'utf-16le'
  return first + third > 0.04 && even > 0.9 && second + fourth < 0.04 ? 'utf-16be' : null
}

function controlShare(bytes: Buffer): number {
  let count = 0
  for (const byte of bytes)
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27 && byte !== 31)) count++
  return count / Math.max(1, bytes.length)
}

const guessBytes = 16 * 1024
// Below this the letters make no words of our languages; then it may be Cyrillic, Greek or Polish.
const ownLikeness = 0.5

/** The code page whose letters look most like words of our languages. */
function codePage(bytes: Buffer, language: Language): string {
  const some = telltale(bytes, guessBytes)
  if (isNearlyUtf8(some)) return 'utf-8'
  const read = codePages.map((encoding) => ({ encoding, score: likeness(iconv.decode(some, encoding), language) }))
  const best = read.reduce((one, other) => (other.score > one.score ? other : one))
  if (best.score >= ownLikeness) return best.encoding
  const { encoding, confidence } = jschardet.detect(some)
  return encoding && confidence > 0.6 && isEncoding(encoding) ? encoding.toLowerCase() : best.encoding
}

/** Whether only a few letters are broken, as where a program has cut a text in the middle of one. */
function isNearlyUtf8(bytes: Buffer): boolean {
  const beyond = bytes.toString('utf8').replace(/[\0-\x7f]/g, '')
  const sound = beyond.replaceAll('\ufffd', '')
  return sound.length > (beyond.length - sound.length) * 4
}

/** The lines with letters beyond ASCII: they alone tell. */
function telltale(bytes: Buffer, limit: number): Buffer {
  const lines: Buffer[] = []
  let length = 0
  for (let start = 0; start < bytes.length && length < limit; ) {
    const end = bytes.indexOf(10, start)
    const line = bytes.subarray(start, end < 0 ? bytes.length : end + 1)
    if (line.some((byte) => byte > 127)) {
      lines.push(line)
      length += line.length
    }
    start += line.length
  }
  return Buffer.concat(lines).subarray(0, limit)
}

const sampleCharacters = 24

/** How the first words with letters beyond ASCII look in each code page. */
export function encodingSamples(odd: Buffer): EncodingSample[] {
  const first = odd.findIndex((byte) => byte > 127)
  const isEnd = (byte: number | undefined) =>
    byte === undefined || byte < 32 || (byte < 127 && /[",;|\t]/.test(String.fromCharCode(byte)))
  let [from, to] = [first, first]
  while (!isEnd(odd[from - 1]) && first - from < sampleCharacters) from--
  while (!isEnd(odd[to]) && to - first < sampleCharacters) to++
  return codePages.map((encoding) => ({
    encoding,
    sample: storable(iconv.decode(odd.subarray(from, to), encoding).replace(/\p{Cc}/gu, '\ufffd')).trim(),
  }))
}
