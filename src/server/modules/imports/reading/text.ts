import iconv from 'iconv-lite'
import type { Language } from '../../../../contract/primitives.ts'
import { encodingSamples, type EncodingSample, guessEncoding, isEncoding } from './encoding.ts'
import { guessLayout, layoutWith, type Numbered, type TextLayout } from './layout.ts'
import { decoded, records } from './records.ts'
import { bytesAt, type Source } from './source.ts'
import { Unreadable } from './unreadable.ts'

const headBytes = 512 * 1024

/** How a text is read: its letters and what parts its cells. */
export interface TextFormat {
  readonly encoding: string
  readonly delimiter?: string | undefined
  readonly skipLines: number
}

export interface DecodedHead {
  readonly encoding: string
  /** The first letters: enough to see how the text is laid out. */
  readonly head: string
  readonly encodings: readonly EncodingSample[]
}

/** The beginning of a file of text. Only where something is left to be guessed is all of it looked through. @throws Unreadable */
export async function decodedHead(
  source: Source,
  language: Language,
  given: Partial<TextFormat>,
): Promise<DecodedHead> {
  if (given.encoding !== undefined && !isEncoding(given.encoding)) throw new Unreadable('not_text')
  const isTold = given.encoding !== undefined && given.delimiter !== undefined && given.skipLines !== undefined
  const guess = isTold ? { encoding: null, odd: null } : await guessEncoding(source, language)
  const encoding = given.encoding ?? guess.encoding
  if (encoding === null) throw new Unreadable('not_text')
  const head = iconv.decode(await bytesAt(source, 0, headBytes), encoding)
  if (head.trim() === '') throw new Unreadable('empty')
  return { encoding, head, encodings: guess.odd === null ? [] : encodingSamples(guess.odd) }
}

/** The table in a text; what is not given is guessed. @throws Unreadable */
export function textLayout(head: string, given: Partial<TextFormat>): TextLayout {
  const guess =
    given.delimiter === undefined || given.skipLines === undefined ? guessLayout(head, given.delimiter) : null
  const delimiter = given.delimiter ?? guess?.delimiter
  const layout =
    delimiter !== undefined && given.skipLines !== undefined ? layoutWith(head, delimiter, given.skipLines) : guess
  if (!layout) throw new Unreadable('no_header')
  return layout
}

/** All rows of a text, also those above the header. @throws Unreadable */
export async function* textRows(source: Source, { encoding, delimiter = ',' }: TextFormat): AsyncGenerator<Numbered[]> {
  let number = 0
  for await (const some of records(decoded(source.read(), encoding), delimiter))
    yield some.map((record) => ({ record, number: ++number }))
}
