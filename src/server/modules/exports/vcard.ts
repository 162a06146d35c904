import type { CardVersion } from '../../../contract/exports.ts'
import type { Person } from '../../../contract/people.ts'

type Card = Pick<
  Person,
  'id' | 'name' | 'title' | 'companyName' | 'phones' | 'emails' | 'addresses' | 'linkedin' | 'updatedAt'
> & { readonly tags: readonly string[] }

/** A property: its name, its types, and its value as it stands in the line, escaped already. */
interface Property {
  readonly name: string
  readonly types?: readonly string[]
  readonly value: string
}

/**
 * A person as vCard: 4.0 (RFC 6350), or 3.0 (RFC 2426), which asks for more and knows less. Lines end with CRLF and are
 * folded at 75 octets, never inside a character: three octets each in Thai, two in Hebrew.
 */
export function vcard(person: Card, version: CardVersion): string {
  const properties: Property[] = [
    { name: 'BEGIN', value: 'VCARD' },
    { name: 'VERSION', value: version },
    { name: 'UID', value: `urn:uuid:${person.id}` },
    { name: 'FN', value: escaped(person.name) },
    { name: 'N', value: structured(nameParts(person.name)) },
    ...optional('ORG', person.companyName),
    ...optional('TITLE', person.title),
    ...person.phones.map(({ kind, number, e164 }, at) => ({
      name: 'TEL',
      types: typesOf([...phoneTypes[kind]], at, version),
      value: escaped(e164 ?? number),
    })),
    ...person.emails.map(({ kind, address }, at) => ({
      name: 'EMAIL',
      types: typesOf([...(version === '3.0' ? ['INTERNET'] : []), ...emailTypes[kind]], at, version),
      value: escaped(address),
    })),
    ...person.addresses.map(({ kind, street, postalCode, city, country }, at) => ({
      name: 'ADR',
      types: typesOf([...addressTypes[kind]], at, version),
      // Box and further line stand empty; a region is not told apart from the city.
      value: structured(['', '', street ?? '', city ?? '', '', postalCode ?? '', country ?? '']),
    })),
    ...(person.linkedin === null ? [] : [{ name: 'URL', value: addressOf(person.linkedin) }]),
    ...(person.tags.length === 0 ? [] : [{ name: 'CATEGORIES', value: person.tags.map(escaped).join(',') }]),
    { name: 'REV', value: revision(person.updatedAt, version) },
    { name: 'END', value: 'VCARD' },
  ]
  return properties.map((property) => folded(lineOf(property))).join('')
}

const phoneTypes = {
  work: ['WORK', 'VOICE'],
  mobile: ['CELL'],
  home: ['HOME', 'VOICE'],
  other: ['VOICE'],
} as const satisfies Record<Card['phones'][number]['kind'], readonly string[]>

const emailTypes = {
  work: ['WORK'],
  private: ['HOME'],
  billing: ['WORK'],
  other: [],
} as const satisfies Record<Card['emails'][number]['kind'], readonly string[]>

const addressTypes = {
  visit: ['WORK'],
  post: ['WORK'],
  billing: ['WORK'],
  delivery: ['WORK'],
  home: ['HOME'],
  other: [],
} as const satisfies Record<Card['addresses'][number]['kind'], readonly string[]>

/** The first of several is the preferred one: a type in 3.0, a parameter of its own in 4.0. */
function typesOf(types: readonly string[], at: number, version: CardVersion): string[] {
  const each = types.map((type) => `TYPE=${version === '4.0' ? type.toLowerCase() : type}`)
  if (at > 0) return each
  return [...each, version === '4.0' ? 'PREF=1' : 'TYPE=PREF']
}

function optional(name: string, value: string | null): Property[] {
  return value === null || value === '' ? [] : [{ name, value: escaped(value) }]
}

function lineOf({ name, types = [], value }: Property): string {
  return `${[name, ...types].join(';')}:${value}`
}

/**
 * Family name, given name, and nothing of what follows: a person has one name here. The last word is the family's in all
 * languages that Rondo speaks, Thai and Hebrew among them.
 */
function nameParts(name: string): string[] {
  const at = name.trim().lastIndexOf(' ')
  return at < 0 ? ['', name.trim(), '', '', ''] : [name.slice(at + 1).trim(), name.slice(0, at).trim(), '', '', '']
}

function structured(parts: readonly string[]): string {
  return parts.map(escaped).join(';')
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n')
}

function addressOf(link: string): string {
  return /^https?:\/\//i.test(link) ? link : `https://${link}`
}

function revision(updatedAt: string, version: CardVersion): string {
  const instant = `${updatedAt.slice(0, 19)}Z`
  return version === '4.0' ? instant.replace(/[-:]/g, '') : instant
}

const mostOctets = 75

/** A line in pieces of 75 octets, the further ones behind a space. */
function folded(line: string): string {
  let out = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > mostOctets) {
      out += '\r\n '
      octets = 1
    }
    out += character
    octets += size
  }
  return `${out}\r\n`
}
