import { open } from 'node:fs/promises'
import iconv from 'iconv-lite'
import jschardet from 'jschardet'
import type { Language } from '../../../../contract/primitives.ts'

const headBytes = 256 * 1024

const marks: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** Whether text can be decoded from this encoding. */
export function isEncoding(name: string): boolean {
  return iconv.encodingExists(name)
}

/**
 * How a file's bytes are to be read as letters; null if they are no text. The whole file is looked through, because a
 * list of customers may be plain ASCII up to the first Åberg on row 90,000.
 */
export async function guessEncoding(path: string, language: Language): Promise<string | null> {
  const file = await open(path)
  try {
    const { head, odd } = await telling(file)
    return guessFromBytes(head, odd, language)
  } finally {
    await file.close()
  }
}

/** The first bytes, and those around the first place that is not UTF-8, if there is one. */
async function telling(file: Awaited<ReturnType<typeof open>>): Promise<{ head: Buffer; odd: Buffer | null }> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const buffer = Buffer.allocUnsafe(headBytes)
  let head: Buffer | null = null
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, headBytes, position)
    const piece = buffer.subarray(0, bytesRead)
    head ??= Buffer.from(piece)
    try {
      decoder.decode(piece, { stream: bytesRead > 0 })
    } catch {
      return { head, odd: Buffer.from(piece) } // Not UTF-8: the guess starts from here.
    }
    if (bytesRead === 0) return { head, odd: null }
    position += bytesRead
  }
}

/** The guess itself. `odd` are bytes that are not UTF-8, or null when all of them are. */
export function guessFromBytes(head: Buffer, odd: Buffer | null, language: Language): string | null {
  const marked = marks.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte))
  if (marked) return marked[0]
  const zeros = zeroShare(head)
  if (zeros.even > 0.2 || zeros.odd > 0.2) {
    if (zeros.odd > 0.2 && zeros.even < 0.05) return 'utf-16le'
    return zeros.even > 0.2 && zeros.odd < 0.05 ? 'utf-16be' : null
  }
  // A byte 0 stands in no text but UTF-16's; other control bytes stand in none at all.
  if (controlShare(head) > 0.001) return null
  return odd === null ? 'utf-8' : codePage(odd, language)
}

function zeroShare(bytes: Buffer): { even: number; odd: number } {
  const count = [0, 0]
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) count[at % 2] = (count[at % 2] ?? 0) + 1
  const half = Math.max(1, bytes.length / 2)
  return { even: (count[0] ?? 0) / half, odd: (count[1] ?? 0) / half }
}

function controlShare(bytes: Buffer): number {
  let count = 0
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) count++
  return count / Math.max(1, bytes.length)
}

const turkish = new Set([0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe])

/** A code page of one byte a letter, by the letters that would come out; jschardet alone takes Thai for Greek. */
function codePage(bytes: Buffer, language: Language): string {
  const { high, inRuns, hebrew, thai, turkishLetters } = letters(bytes)
  if (inRuns / high > 0.6) {
    if (hebrew / high > 0.9) return 'windows-1255'
    if (thai / high > 0.95 && (language === 'th' || hebrew / high < 0.5)) return 'windows-874'
    const { encoding, confidence } = jschardet.detect(bytes.subarray(0, 64 * 1024))
    if (encoding && confidence > 0.6 && iconv.encodingExists(encoding)) return encoding.toLowerCase()
  }
  return turkishLetters / high > 0.3 ? 'windows-1254' : 'windows-1252'
}

function letters(bytes: Buffer) {
  const found = { high: 0, inRuns: 0, hebrew: 0, thai: 0, turkishLetters: 0 }
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) continue
    found.high++
    // Words of Latin letters have single accents; other scripts write whole words with the upper half of the page.
    if ((bytes[at - 1] ?? 0) >= 0x80 || (bytes[at + 1] ?? 0) >= 0x80) found.inRuns++
    if (byte >= 0xe0 && byte <= 0xfa) found.hebrew++
    if ((byte >= 0xa1 && byte <= 0xda) || (byte >= 0xdf && byte <= 0xfb)) found.thai++
    if (turkish.has(byte)) found.turkishLetters++
  }
  return { ...found, high: Math.max(1, found.high) }
}
