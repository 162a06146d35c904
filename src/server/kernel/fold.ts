/**
 * A name as search and duplicate finding compare it: case folded, Turkish ı as i, ø as o, marks of Latin and Hebrew
 * letters gone, all dashes and quotation marks alike, spaces single. Thai keeps its marks: they are vowels and tones.
 */
export function fold(name: string): string {
  return foldLetters(name).replace(/\s+/gu, ' ').trim()
}

/** The words of what was typed into a search, folded, at most six: a dash or comma parts words like a space does. */
export function foldedWords(typed: string): string[] {
  return [...new Set(fold(typed).split(betweenWords))].filter((word) => word !== '').slice(0, 6)
}

/** A piece of a name, for `like`: folded, with the pattern's own signs taken literally. */
export function likePiece(piece: string): string {
  return `%${likeText(fold(piece))}%`
}

/** Text that stands for itself in a pattern of `like`. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/**
 * The words of a name for an index of words, as the text of a `tsvector`. Thai writes no spaces between words: there every
 * syllable may begin one, so that a piece is found as well.
 */
export function nameWords(name: string): string {
  return [...new Set(fold(name).split(betweenWords).flatMap(beginnings))].map(lexeme).join(' ')
}

/** What finds the names in which every word begins some word, as the text of a `tsquery`. */
export function wordQuery(words: readonly string[]): string {
  return words.map((word) => `${lexeme(word)}:*`).join(' & ')
}

/**
 * Where folded words stand in a text, as [from, to) in its own UTF-16 units, in order and without overlaps: what a screen
 * marks. Each word counts at its first place, at the beginning of a word if it begins one.
 */
export function wordsIn(text: string, words: readonly string[]): [number, number][] {
  // Letter by letter, because folding changes lengths: æ becomes two letters, a mark none.
  const places: number[] = []
  let folded = ''
  let at = 0
  for (const letter of text) {
    const plain = foldLetters(letter)
    folded += plain
    for (let unit = 0; unit < plain.length; unit++) places.push(at)
    at += letter.length
  }
  places.push(text.length)
  const found = words.flatMap((word): [number, number][] => {
    const place = placeOf(folded, word)
    return place < 0 ? [] : [[places[place] ?? 0, places[place + word.length] ?? text.length]]
  })
  return merged(found)
}

const betweenWords = /[\s,;/-]+/u
// Vowels that are written before their consonant, then consonants.
const syllable = /[เ-ไ]?[ก-ฮ]/gu

function beginnings(word: string): string[] {
  const inside = [...word.matchAll(syllable)].map(({ index }) => word.slice(index))
  return word === '' ? [] : [word, ...inside]
}

function lexeme(word: string): string {
  return `'${word.replace(/['\\]/g, '$&$&')}'`
}

// Marks of Latin letters, and of Hebrew ones without maqaf, which is a dash.
const marks = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]/gu
const alike = new Map(
  Object.entries({ ı: 'i', ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', ł: 'l', đ: 'd', ð: 'd', þ: 'th' }).concat(
    [...'‐‑‒–—―−־'].map((dash) => [dash, '-']),
    [...'‘’ʼ′׳'].map((mark) => [mark, "'"]),
    [...'“”„″״'].map((mark) => [mark, '"']),
  ),
)
const unlike = new RegExp(`[${[...alike.keys()].join('')}]`, 'gu')

function foldLetters(text: string): string {
  // Most names of an import are plain; the rest of this takes ten times as long.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(marks, '')
    .normalize('NFC')
    .replace(unlike, (letter) => alike.get(letter) ?? letter)
}

function placeOf(text: string, word: string): number {
  for (let place = text.indexOf(word); place >= 0; place = text.indexOf(word, place + 1)) {
    if (place === 0 || /[\s\p{P}]/u.test(text[place - 1] ?? '')) return place
  }
  return text.indexOf(word)
}

function merged(ranges: readonly [number, number][]): [number, number][] {
  const joined: [number, number][] = []
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}
