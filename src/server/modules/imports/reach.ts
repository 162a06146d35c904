import { fieldKey } from '../../../contract/import-fields.ts'
import type { Address, Email, Phone } from '../../../contract/reach.ts'
import type { Row, RowReader } from './cells.ts'
import { readNumberOf } from './reading/phones.ts'

/** A column that says how somebody is reached. */
interface ReachKey {
  /** As the mapping has it: 'phone.work:2'; of an address what stands behind its parts: '.home'. */
  readonly key: string
  /** As the field itself says: 'work'. */
  readonly kind: string | null
  /** The field that holds the kind, if another column says it: 'phoneKind:2'. */
  readonly kindKey: string
}

/** The columns of a file that say how somebody is reached, by what they hold; the primary ones first. */
interface ReachKeys {
  readonly phones: readonly ReachKey[]
  readonly emails: readonly ReachKey[]
  readonly addresses: readonly ReachKey[]
}

/** The columns that say how somebody is reached: the primary ones, and lists of the rest. */
export interface Reached extends Readonly<Record<string, string | readonly object[] | null>> {
  readonly email: string | null
}

// Beside the primary one; as many as a record may have.
const mostMore = 19

export function readReach(row: Row, mapping: RowReader['mapping'], timeZone: string): Reached {
  const keys = keysOf(mapping.fields)
  const addresses = keys.addresses.flatMap((suffix) => addressOf(row, suffix) ?? [])
  const [address, ...moreAddresses] = addresses
  const country = address?.country ?? addresses.find((one) => one.country !== null)?.country ?? null
  const [phone, ...morePhones] = unique(
    keys.phones.flatMap((key) => phonesOf(row, key, country, timeZone)),
    ({ number, e164 }) => e164 ?? number,
  )
  const [email, ...moreEmails] = unique(
    keys.emails.flatMap((key) => emailsOf(row, key)),
    (one) => one.address,
  )
  return {
    phone: phone?.number ?? null,
    phone_e164: phone?.e164 ?? null,
    phone_kind: phone?.kind ?? null,
    email: email?.address ?? null,
    email_kind: email?.kind ?? null,
    street: address?.street ?? null,
    postal_code: address?.postalCode ?? null,
    city: address?.city ?? null,
    country: address?.country ?? null,
    address_kind: address?.kind ?? null,
    more_phones: others(morePhones),
    more_emails: others(moreEmails),
    more_addresses: others(moreAddresses),
  }
}

/** Null where there are none: an empty cell takes nothing away. */
function others<One extends { readonly kind: string | null }>(all: readonly One[]): readonly object[] | null {
  return all.length === 0 ? null : all.slice(0, mostMore).map((one) => ({ ...one, kind: one.kind ?? 'other' }))
}

const known = new WeakMap<object, ReachKeys>()

function keysOf(fields: Readonly<Record<string, string>>): ReachKeys {
  const found = known.get(fields)
  if (found) return found
  const all = Object.keys(fields)
  const parts = new Set(['street', 'street2', 'postalCode', 'city', 'region', 'country'])
  const suffixes = all
    .filter((key) => parts.has(fieldKey(key).field))
    .map((key) => key.slice(fieldKey(key).field.length))
  const keys: ReachKeys = {
    phones: inOrder(all.filter((key) => fieldKey(key).field === 'phone')).map((key) => reachKey(key, 'phoneKind')),
    emails: inOrder(all.filter((key) => fieldKey(key).field === 'email')).map((key) => reachKey(key, 'emailKind')),
    addresses: inOrder([...new Set(suffixes)]).map((key) => reachKey(key, 'addressKind')),
  }
  known.set(fields, keys)
  return keys
}

function reachKey(key: string, kindField: string): ReachKey {
  const { kind, at } = fieldKey(`x${key}`)
  return { key, kind, kindKey: at > 1 ? `${kindField}:${at}` : kindField }
}

// The plain one is the primary one, then what belongs to work.
const ranks = [null, 'work', 'mobile', 'billing', 'home', 'private', 'delivery', 'other']

function inOrder(keys: readonly string[]): string[] {
  const rank = (key: string) => ranks.indexOf(fieldKey(`x${key}`).kind) + fieldKey(`x${key}`).at * 10
  return keys.toSorted((one, other) => rank(one) - rank(other))
}

function unique<One>(all: readonly One[], keyOf: (one: One) => string): readonly One[] {
  if (all.length < 2) return all
  return [...new Map(all.toReversed().map((one) => [keyOf(one), one])).values()].toReversed()
}

// Several in one cell: Google parts them by three colons, others by semicolons or lines; some write JSON.
const between = /\s*(?::::|[;\n|])\s*/u
const severally = /[:;\n|]/

function phonesOf(row: Row, { key, kind, kindKey }: ReachKey, country: string | null, timeZone: string) {
  const text = row.text(key, 400)
  if (text === null) return []
  const own = phoneKind(kind ?? row.text(kindKey))
  const numbers = /^[[{]/.test(text)
    ? [...text.matchAll(/"(\+?[\d(][^"]{4,})"/g)].map(([, number = '']) => number)
    : severally.test(text)
      ? text.split(between)
      : [text]
  return numbers
    .filter((said) => said !== '')
    .map((said) => {
      const number = said.slice(0, 40)
      const { e164, isValid, isMobile } = readNumberOf(number, country, timeZone)
      if (!isValid) row.remark(e164 === null ? 'phone_unreadable' : 'phone_unlikely', key, number)
      return { kind: own ?? (isMobile ? 'mobile' : null), number, e164 }
    })
}

const address = /[^\s@<>"(),:;\\]{1,64}@[^\s@.<>"(),:;\\]+(?:\.[^\s@.<>"(),:;\\]+)+/gu

function emailsOf(row: Row, { key, kind, kindKey }: ReachKey): { kind: Email['kind'] | null; address: string }[] {
  const text = row.text(key, 2000)?.toLowerCase() ?? null
  if (text === null) return []
  const own = emailKind(kind ?? row.text(kindKey))
  const found = text.match(address) ?? []
  if (found.length === 0) row.remark('email_unreadable', key)
  return found.filter((one) => one.length <= 254).map((one) => ({ kind: own, address: one }))
}

function addressOf(
  row: Row,
  { key: suffix, kind, kindKey }: ReachKey,
): (Omit<Address, 'kind'> & { kind: Address['kind'] | null }) | null {
  const part = (field: string, most: number) => row.text(`${field}${suffix}`, most)
  const join = (...texts: (string | null)[]) => texts.filter((text) => text !== null).join(', ') || null
  const street = join(part('street', 200), part('street2', 200))?.slice(0, 200) ?? null
  // A base without provinces keeps them beside the city: in some countries many cities have one name.
  const city = join(part('city', 100), part('region', 100))?.slice(0, 100) ?? null
  const postalCode = part('postalCode', 20)
  const country = part('country', 100)
  if (street === null && city === null && postalCode === null && country === null) return null
  return { kind: addressKind(kind ?? row.text(kindKey)), street, postalCode, city, country }
}

const mobile = /mobil|cell|נייד|cep|gsm|มือถือ/iu
const work = /work|business|office|main|arbe|jobb|iş|עבוד|ทำงาน/iu
const home = /home|hem\b|privat|personal|\bev\b|בית|บ้าน/iu
const billing = /bill|invoice|faktur|חיוב|fatura|ใบแจ้งหนี้/iu
const delivery = /ship|deliver|leverans|levering|משלוח|teslimat|จัดส่ง/iu

function phoneKind(label: string | null): Phone['kind'] | null {
  if (label === null) return null
  if (mobile.test(label)) return 'mobile'
  if (work.test(label)) return 'work'
  return home.test(label) ? 'home' : 'other'
}

function emailKind(label: string | null): Email['kind'] | null {
  if (label === null || label === '*') return null
  if (billing.test(label)) return 'billing'
  if (work.test(label)) return 'work'
  return home.test(label) ? 'private' : 'other'
}

function addressKind(label: string | null): Address['kind'] | null {
  if (label === null) return null
  if (billing.test(label)) return 'billing'
  if (delivery.test(label)) return 'delivery'
  if (home.test(label)) return 'home'
  return work.test(label) ? 'visit' : 'other'
}
