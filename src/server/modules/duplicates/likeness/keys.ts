import { spelling } from './letters.ts'
import type { PersonName } from './person-name.ts'
import type { AlikeKind, Traits } from './traits.ts'

/** What a key is made of: what it is about, and the values that must be equal. */
type Parts = readonly [tag: string, value: string, ...more: string[]]

/**
 * The keys that two rows must share to be compared at all, so that a million people are not compared with each other. Each
 * is a number of 53 bits: what was typed cannot be read from it, and two keys fall together once in thousands of millions.
 */
export function keysOf(kind: AlikeKind, traits: Traits): number[] {
  const parts: Parts[] = []
  for (const mail of traits.mails) parts.push(['m', mail])
  for (const phone of traits.phones) parts.push(['p', phone])
  if (traits.linkedin !== null) parts.push(['l', traits.linkedin])
  const { street, postal, city } = traits.place
  if (street !== null) parts.push(['a', street, postal ?? city ?? ''])
  if (kind === 'company') companyKeys(traits, parts)
  else if (traits.person) personKeys(traits, traits.person, parts)
  return [...new Set(parts.map((each) => hash(kind, each)))]
}

function personKeys({ company, domains, place }: Traits, { spellings }: PersonName, parts: Parts[]): void {
  const name = spellings.join(' ')
  parts.push(['n', name])
  if (place.city !== null) parts.push(['c', name, place.city])
  // One word of the name is whole where a slip, a nickname or a middle name touches another.
  if (company) for (const word of spellings) if (word.length > 1) parts.push(['w', company.compact, word])
  const [first = '', last = ''] = [spellings[0]?.[0], spellings.at(-1)?.[0]]
  for (const domain of domains) parts.push(['d', domain, first, last])
}

function companyKeys({ company, domains, deskMails, place }: Traits, parts: Parts[]): void {
  for (const domain of domains) parts.push(['d', domain])
  for (const mail of deskMails) parts.push(['m', mail])
  if (!company || company.compact === '') return
  const { compact, own, words } = company
  parts.push(['n', compact], ['o', own.map(spelling).join('')])
  // A slip stands before or behind the middle: one end of the name is whole.
  if (compact.length >= 8) {
    parts.push(['b', compact.slice(0, 5), String(compact.length >> 2)], ['e', compact.slice(-5), place.city ?? ''])
  }
  if (words.length >= 3) parts.push(['n', words.map((word) => word[0]).join('')])
}

const separator = 31

/** cyrb53 over all parts: 53 bits, so that it is a safe integer, and ten times as fast as a digest. */
function hash(kind: AlikeKind, parts: Parts): number {
  let [high, low] = [0xdeadbeef ^ kind.charCodeAt(0), 0x41c6ce57]
  for (const part of parts) {
    for (let at = 0; at < part.length; at++) {
      const unit = part.charCodeAt(at)
      high = Math.imul(high ^ unit, 2654435761)
      low = Math.imul(low ^ unit, 1597334677)
    }
    high = Math.imul(high ^ separator, 2654435761)
    low = Math.imul(low ^ separator, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}
