import type { Language } from '../../../../contract/primitives.ts'

/** The letters beyond ASCII that words of our languages are written with, and of those that our customers write to. */
const common: Readonly<Record<Language | 'others', string>> = {
  en: '',
  sv: 'åäöÅÄÖé',
  da: 'æøåÆØÅé',
  tr: 'çğıöşüÇĞİÖŞÜâ',
  he: '',
  th: '',
  others: 'éèêëàâäáãåæçñóòôöõøúùûüíìîïßÉÈÀÁÄÅÆÇÑÓÖØÚÜÍœŒ',
}
const known = new Set(Object.values(common).join(''))
const latin = /\p{Script=Latin}/u
const hebrew = /[\u05d0-\u05ea]/u
const thaiConsonant = /[\u0e01-\u0e2e]/u
const thai = /[\u0e01-\u0e5b]/u
const typed = new Set('’‘“”„«»–—…€£°·®©™§½¼¾²³ºª´¿¡•\u00a0\u00ad\u200e\u200f₪฿')

/**
 * How much the letters beyond ASCII of a decoded text look like words: -1 to 1 a letter. A page that is wrong makes signs
 * and accents in the middle of words, or letters of two scripts side by side.
 */
export function likeness(text: string, language: Language): number {
  const own = new Set(common[language])
  const letters = [...text]
  let count = 0
  let sum = 0
  for (const [at, letter] of letters.entries()) {
    if (letter < '\u0080') continue
    count++
    sum += likenessOf(letter, letters[at - 1] ?? ' ', letters[at + 1] ?? ' ', own)
  }
  return count === 0 ? 0 : sum / count
}

function likenessOf(letter: string, before: string, after: string, own: ReadonlySet<string>): number {
  if (hebrew.test(letter)) return latin.test(before) || latin.test(after) ? -1 : 1
  if (thai.test(letter)) {
    if (latin.test(before) || latin.test(after)) return -1
    // A vowel or tone stands beside a consonant.
    return thaiConsonant.test(letter) || thaiConsonant.test(before) || thaiConsonant.test(after) ? 1 : -0.5
  }
  if (latin.test(letter)) {
    // A capital behind a small letter is no word's.
    if (/\p{Lu}/u.test(letter) && /\p{Ll}/u.test(before)) return -0.5
    if (own.has(letter)) return 1
    return known.has(letter) ? 0.9 : 0.2
  }
  if (typed.has(letter)) return latin.test(before) && latin.test(after) && letter !== '’' ? -0.5 : 0.3
  return -1
}
