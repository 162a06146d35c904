import { spelling } from './letters.ts'
import type { PersonName } from './person-name.ts'
import type { AlikeKind, Traits } from './traits.ts'

/**
 * The keys that two rows must share to be compared at all, so that a million people are not compared with each other. Each
 * is a number of 53 bits: what was typed cannot be read from it, and two keys fall together once in thousands of millions.
 */
export function keysOf(kind: AlikeKind, traits: Traits): number[] {
  const reached = [
    ...traits.mails.map((mail) => `m:${mail}`),
    ...traits.phones.map((phone) => `p:${phone}`),
    ...(traits.linkedin === null ? [] : [`l:${traits.linkedin}`]),
  ]
  const named = kind === 'company' ? companyKeys(traits) : traits.person ? personKeys(traits, traits.person) : []
  return [...new Set([...reached, ...named])].map((key) => hash(`${kind[0]}${key}`))
}

function personKeys({ company, domains, place }: Traits, { spellings }: PersonName): string[] {
  const name = spellings.join(' ')
  // The first letters of two words: what a slip, a nickname or a middle name seldom touches.
  const initials = spellings.map((word) => word[0]).join('')
  const [first = '', last = ''] = [initials[0], initials.at(-1)]
  return [
    `n:${name}`,
    ...(company ? spellings.filter((word) => word.length > 1).map((word) => `w:${company.compact}:${word}`) : []),
    ...domains.map((domain) => `d:${domain}:${first}${last}`),
    ...(place.street === null ? [] : [`a:${place.street}:${place.postal ?? place.city ?? ''}`]),
    ...(place.city === null ? [] : [`c:${name}:${place.city}`]),
  ]
}

function companyKeys({ company, domains, deskMails, place }: Traits): string[] {
  const compact = company?.compact ?? ''
  const own = company?.own.map(spelling).join('') ?? ''
  return [
    ...(compact === '' ? [] : [`n:${compact}`, `o:${own}`]),
    // A slip stands before or behind the middle: one half of the name is whole.
    ...(compact.length < 8
      ? []
      : [`b:${compact.slice(0, 5)}:${compact.length >> 2}`, `e:${compact.slice(-5)}:${place.city ?? ''}`]),
    ...(company && company.words.length >= 3 ? [`n:${company.words.map((word) => word[0]).join('')}`] : []),
    ...domains.map((domain) => `d:${domain}`),
    ...deskMails.map((mail) => `m:${mail}`),
    ...(place.street === null ? [] : [`a:${place.street}:${place.postal ?? place.city ?? ''}`]),
  ]
}

/** cyrb53: 53 bits, so that it is a safe integer, and ten times as fast as a digest. */
function hash(text: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}
