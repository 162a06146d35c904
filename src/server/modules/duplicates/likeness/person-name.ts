import { formalName } from './nicknames.ts'
import { isSlip, scriptOf, spelling, wordsOf } from './letters.ts'

/** A person's name as it is compared. */
export interface PersonName {
  /** Without titles, in the order written. */
  readonly words: readonly string[]
  /** The same as they may be spelt, nicknames as the name they stand for, in the order of the alphabet: first or last name first. */
  readonly spellings: readonly string[]
  readonly script: ReturnType<typeof scriptOf>
}

/** How alike two names are, from the most to the least; 'unknown' across scripts. */
export type NameLikeness = 'same' | 'spelling' | 'more' | 'slip' | 'initial' | 'part' | 'different' | 'unknown'

// Forms of address, degrees and generations, folded; Thai ones that are written onto the name stand below.
const titles = new Set(
  `mr mrs ms miss mx sir dr prof professor doktor dipl phd md mba bsc msc esq jr sr ii iii iv
  herr fru froken hr frk bay bayan sayin
  מר גב גברת דר פרופ עוד אדון
  นาย นาง นางสาว นส คุณ ดร ผศ รศ ศ ดช ดญ`.split(/\s+/),
)
const thaiTitle = /^(?:นางสาว|นาย|นาง|คุณ|น\.ส\.|ด\.ช\.|ด\.ญ\.|ดร\.|ผศ\.|รศ\.)\s*(?=[ก-ฮเ-ไ]{2})/u

/** Reads a name in any of the six languages; what is no title stays. */
export function personName(name: string): PersonName {
  const all = wordsOf(name.trim().replace(thaiTitle, ''))
  const bare = all.filter((word) => !titles.has(word))
  const words = bare.length > 0 ? bare : all
  return { words, spellings: words.map((word) => spelling(formalName(word))).sort(), script: scriptOf(words) }
}

/** Compares two names, whichever of first and last name comes first. */
export function comparePersonNames(a: PersonName, b: PersonName): NameLikeness {
  if (a.words.length === 0 || b.words.length === 0 || a.script !== b.script) return 'unknown'
  if (isSameSet([...a.words].sort(), [...b.words].sort())) return 'same'
  // 'Anne-Marie' and 'Annemarie'.
  if (isSameSet(a.spellings, b.spellings) || a.words.join('') === b.words.join('')) return 'spelling'
  const [onlyA, onlyB] = [without(a.spellings, b.spellings), without(b.spellings, a.spellings)]
  const shared = a.spellings.length - onlyA.length
  if (shared >= 2 && (onlyA.length === 0 || onlyB.length === 0)) return 'more'
  const [lone, other] = [onlyA[0], onlyB[0]]
  const differsInOne = onlyA.length === 1 && onlyB.length === 1 && lone !== undefined && other !== undefined
  if (differsInOne && (shared > 0 || lone.length >= 6) && isSlip(lone, other)) return 'slip'
  if (differsInOne && shared > 0 && isInitial(lone, other)) return 'initial'
  return shared > 0 ? 'part' : 'different'
}

function isInitial(a: string, b: string): boolean {
  return (a.length === 1 || b.length === 1) && a[0] === b[0]
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, at) => word === b[at])
}

/** The words of one list that the other lacks, each counted as often as it stands there. */
function without(list: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken]
  return list.filter((word) => {
    const at = left.indexOf(word)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
