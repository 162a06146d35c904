/** What tells whether two rows are one person. */
export interface Identity {
  readonly externalId: string | null
  /** Folded. */
  readonly name: string
  readonly email: string | null
  /** E.164. */
  readonly phone: string | null
  readonly companyId: string | null
}

/**
 * The keys under which a person is found: whoever looks for one of them means this person. Sure matches only, because
 * nobody is asked: likely ones are left to those who look through the duplicates.
 *
 * - The same id in the other system; of two that both have one, nothing else makes them one.
 * - The same mail address and a common word in the name: `info@` belongs to several.
 * - The same number, or the same company, and the same name.
 * - The same name, where of one side nothing else is known.
 *
 * `isIdentified`: the person has an id in the other system, though this row does not name it.
 */
export function keysOf(person: Identity, isIdentified = person.externalId !== null): string[] {
  const keys: string[] = []
  eachKey(person, isIdentified, (...parts) => keys.push(parts.join(' ')))
  return keys
}

/** The keys to look under for somebody, the surest first. */
export function wantedKeys(person: Identity): string[] {
  const keys: string[] = []
  eachWanted(person, (...parts) => keys.push(parts.join(' ')))
  return keys
}

/** What a key is made of: its kind, and what is alike. */
type Visit = (kind: string, one: string, other: string) => void

/** The keys of somebody, in parts: of a million people the texts alone would be work. */
export function eachKey(person: Identity, isIdentified: boolean, visit: Visit): void {
  const { externalId, name, email, phone, companyId } = person
  const mark = isIdentified ? '#' : ''
  if (externalId !== null) visit('id', externalId, '')
  if (email !== null) for (const word of wordsOf(name)) visit(`mail${mark}`, email, word)
  if (phone !== null) visit(`phone${mark}`, phone, name)
  if (companyId === null) visit(`alone${mark}`, name, '')
  else visit(`at${mark}`, companyId, name)
  if (isBare(person) && !isIdentified) visit('bare', name, '')
}

export function eachWanted(person: Identity, visit: Visit): void {
  const { externalId, name, email, phone, companyId } = person
  if (externalId !== null) visit('id', externalId, '')
  for (const mark of externalId === null ? either : unmarked) {
    if (email !== null) for (const word of wordsOf(name)) visit(`mail${mark}`, email, word)
    if (phone !== null) visit(`phone${mark}`, phone, name)
    if (companyId !== null) visit(`at${mark}`, companyId, name)
    else if (email === null && phone === null) visit(`alone${mark}`, name, '')
  }
  visit('bare', name, '')
}

const unmarked = [''] as const
const either = ['', '#'] as const

/** Whether nothing but the name is known. */
function isBare({ externalId, email, phone, companyId }: Identity): boolean {
  return externalId === null && email === null && phone === null && companyId === null
}

/** Initials say too little; a name of nothing else counts as a whole. */
function wordsOf(name: string): string[] {
  // Most names are plain, and parted in a tenth of the time.
  const parts = /^[a-z0-9 ]*$/.test(name) ? name.split(' ') : name.split(/[^\p{L}\p{N}\p{M}]+/u)
  const words = parts.filter((word) => word.length > 1)
  return words.length > 0 ? words : [name]
}

/** Whether whoever is found under this key has an id in the other system. */
export function meansIdentified(key: string): boolean {
  return /^(?:id|\w+#) /.test(key)
}
