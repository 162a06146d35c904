import { fold } from '../../../kernel/fold.ts'

/** The words of a name, folded: punctuation parts words, but not the letters of 'A.Ş.', 'A/S', 'O'Brien' and 'בע"מ'. */
export function wordsOf(text: string): string[] {
  // Most names of an import are plain; the rest of this takes five times as long.
  if (/^[\w ,-]*$/.test(text)) {
    return text
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '')
  }
  return fold(text)
    .replace(/['".]/g, '')
    .replace(/(?<![\p{L}\p{N}])(\p{L})\/(\p{L})(?![\p{L}\p{N}])/gu, '$1$2')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '')
}

/**
 * A folded word as it sounds or may be written: 'Møller', 'Moeller' and 'Moller' are one, so are 'Ericsson' and 'Erikson',
 * 'דויד' and 'דוד'. Two words may fall together that are two names (Hebrew loses its vav and yod), so it is for finding and
 * for small differences, never alone for sameness.
 */
export function spelling(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return latinSpelling(word)
  if (hebrew.test(word)) {
    return word.replace(/[ךםןףץ]/g, (letter) => finals.get(letter) ?? letter).replace(/(?<!^)[וי]/g, '')
  }
  // Tone marks are often left out or mistyped; a letter under a silencer is not heard.
  return word.replace(/.\u0e4c/gu, '').replace(/[\u0e48-\u0e4b]/g, '')
}

const hebrew = /[א-ת]/
const finals = new Map(Object.entries({ ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' }))

function latinSpelling(word: string): string {
  return word
    .replace(/ae|aa/g, 'a')
    .replace(/oe/g, 'o')
    .replace(/ue/g, 'u')
    .replace(/ph/g, 'f')
    .replace(/ck|c|q/g, 'k')
    .replace(/([td])h/g, '$1')
    .replace(/w/g, 'v')
    .replace(/y/g, 'i')
    .replace(/z/g, 's')
    .replace(/x/g, 'ks')
    .replace(/([a-z])\1+/g, '$1')
}

/** Whether two words differ by one slip of the hand: a letter more, less, another, or two changed places. Short words never do. */
export function isSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length < 4 || long.length - short.length > 1 || a === b || /\d/.test(a + b)) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1)
  if (short.slice(at + 1) === long.slice(at + 1)) return true
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
}

/** The script of most names: names in two scripts say nothing about each other. */
export function scriptOf(words: readonly string[]): 'latin' | 'hebrew' | 'thai' | 'other' {
  const text = words.join('')
  if (/[a-z]/.test(text)) return 'latin'
  if (hebrew.test(text)) return 'hebrew'
  return /[ก-๛]/.test(text) ? 'thai' : 'other'
}
