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
  const { externalId, name, email, phone, companyId } = person
  const mark = isIdentified ? '#' : ''
  const keys = externalId === null ? [] : [`id ${externalId}`]
  if (email !== null) for (const word of wordsOf(name)) keys.push(`mail${mark} ${email} ${word}`)
  if (phone !== null) keys.push(`phone${mark} ${phone} ${name}`)
  keys.push(companyId === null ? `alone${mark} ${name}` : `at${mark} ${companyId} ${name}`)
  if (isBare(person) && !isIdentified) keys.push(`bare ${name}`)
  return keys
}

/** The keys to look under for somebody, the surest first. */
export function wantedKeys(person: Identity): string[] {
  const { externalId, name, email, phone, companyId } = person
  const keys = externalId === null ? [] : [`id ${externalId}`]
  for (const mark of externalId === null ? ['', '#'] : ['']) {
    if (email !== null) for (const word of wordsOf(name)) keys.push(`mail${mark} ${email} ${word}`)
    if (phone !== null) keys.push(`phone${mark} ${phone} ${name}`)
    if (companyId !== null) keys.push(`at${mark} ${companyId} ${name}`)
    else if (email === null && phone === null) keys.push(`alone${mark} ${name}`)
  }
  keys.push(`bare ${name}`)
  return keys
}

/** Whether nothing but the name is known. */
function isBare({ externalId, email, phone, companyId }: Identity): boolean {
  return externalId === null && email === null && phone === null && companyId === null
}

/** Initials say too little; a name of nothing else counts as a whole. */
function wordsOf(name: string): string[] {
  const words = name.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word.length > 1)
  return words.length > 0 ? words : [name]
}

/** Whether whoever is found under this key has an id in the other system. */
export function meansIdentified(key: string): boolean {
  return /^(?:id|\w+#) /.test(key)
}
