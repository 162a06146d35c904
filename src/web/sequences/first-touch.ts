/** More words than this nobody reads of a stranger: half a minute. */
export const mostWords = 90

export interface FirstTouch {
  readonly words: number
  readonly isLong: boolean
  /** Questions and links: what the reader is asked to do. */
  readonly asks: number
}

/**
 * What a first message is like: how long, and how much it asks for. Words are counted as the language divides them: Thai writes
 * none apart. A question, or a link, is one thing asked.
 */
export function readFirstTouch(text: string, locale: string): FirstTouch {
  const segments = new Intl.Segmenter(locale, { granularity: 'word' }).segment(text)
  const words = [...segments].filter(({ isWordLike }) => isWordLike).length
  const links = text.match(/https?:\/\/\S+/g)?.length ?? 0
  // A question mark inside a link asks nothing.
  const questions = text.replace(/https?:\/\/\S+/g, '').match(/\?+/g)?.length ?? 0
  return { words, isLong: words > mostWords, asks: links + questions }
}
