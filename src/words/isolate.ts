/** A value that keeps its own direction inside a sentence of the other one: a name somebody typed. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`
}

/** A number with its sign, which stands on the left in every language. */
export function signedNumber(text: string): string {
  return `\u2066${text}\u2069`
}

/** In one line: a day in a heading. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}

/** From a lower to an upper bound, in one line, the lower one on the left in every language, as numbers are written. */
export function range(low: string, high: string): string {
  return `\u2066${low}–\u2060${high}\u2069`
}

/** The same where bounds carry signs, which a dash between them would hide. */
export function signedRange(low: string, high: string): string {
  return `\u2066${low}\u00a0… ${high}\u2069`
}
