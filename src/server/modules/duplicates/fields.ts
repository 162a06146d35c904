import type { AlikeKind } from './likeness/traits.ts'

/** A row of a customer's table as JSON: column → value. */
export type Row = Readonly<Record<string, unknown>>

/** A field of the contract, and the columns that go with it: one choice takes them all. */
interface Field {
  readonly field: string
  readonly columns: readonly string[]
}

const common: readonly Field[] = [
  { field: 'name', columns: ['name', 'name_folded'] },
  { field: 'ownerId', columns: ['owner_id'] },
  { field: 'sourceId', columns: ['source_id'] },
  { field: 'externalId', columns: ['external_id'] },
]

const fields: Record<AlikeKind, readonly Field[]> = {
  company: [
    ...common,
    { field: 'domain', columns: ['domain'] },
    { field: 'sector', columns: ['sector'] },
    { field: 'foundedYear', columns: ['founded_year'] },
    { field: 'employees', columns: ['employees'] },
    { field: 'revenueMinor', columns: ['revenue_minor', 'revenue_currency'] },
    { field: 'parentId', columns: ['parent_id'] },
  ],
  person: [
    ...common,
    { field: 'title', columns: ['title'] },
    { field: 'linkedin', columns: ['linkedin'] },
    { field: 'companyId', columns: ['company_id', 'company_since'] },
  ],
  household: common,
}

/** The fields of rows of which one value is kept; those that a workspace made itself by the key under which they stand. */
export function choosable(kind: AlikeKind, rows: readonly Row[]): readonly Field[] {
  const own = new Set(rows.flatMap((row) => Object.keys(Object(row['custom'] ?? {}))))
  return [...fields[kind], ...[...own].sort().map((key) => ({ field: `custom.${key}`, columns: [`custom.${key}`] }))]
}

/** What stands in a column, or under a key of a workspace's own. */
export function valueOf(row: Row, column: string): unknown {
  if (!column.startsWith('custom.')) return row[column] ?? null
  return Reflect.get(Object(row['custom'] ?? {}), column.slice('custom.'.length)) ?? null
}

/** The row that stays unless somebody says: the one with most deals, then the fullest, then the oldest. */
export function survivorOf<R extends Row>(rows: readonly R[], dealsOf: (row: R) => number): R | undefined {
  const key = (row: R): [number, number, string] => [-dealsOf(row), -fullness(row), String(row['id'])]
  return [...rows].sort((one, other) => {
    const [a, b] = [key(one), key(other)]
    return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1)
  })[0]
}

function fullness(row: Row): number {
  return Object.values(row).filter((value) => value !== null && value !== '' && JSON.stringify(value) !== '[]').length
}

/**
 * The row whose value of a field is kept unless somebody says: of names the fuller one; who owns a customer, where it came
 * from and how others call it stay with the survivor; of all else the one that was changed last. Nothing never wins.
 */
export function chosenFor(field: Field, rows: readonly Row[], survivor: Row): Row {
  const [column = ''] = field.columns
  const filled = rows.filter((row) => valueOf(row, column) !== null)
  const [first = survivor] = filled
  if (filled.length < 2) return first
  const stays =
    ['ownerId', 'sourceId', 'externalId', 'parentId', 'domain'].includes(field.field) && filled.includes(survivor)
  if (stays) return survivor
  if (field.field === 'name') return fullest(filled, survivor, 'domain' in survivor)
  return filled.reduce((best, row) => (String(row['updated_at']) > String(best['updated_at']) ? row : best), first)
}

/**
 * The name with most words, then with most letters of its own language, unless it shouts or whispers: 'Åsa Maria Berg' before
 * 'Asa Maria Berg', before 'Åsa Berg', before 'ÅSA MARIA BERG'. More words of a company's are often but its legal form.
 */
function fullest(rows: readonly Row[], survivor: Row, isCompany: boolean): Row {
  const rank = (row: Row) => {
    const name = String(row['name'])
    const hasNoCase = name.toUpperCase() === name.toLowerCase()
    const isPlain = hasNoCase || (name !== name.toUpperCase() && name !== name.toLowerCase())
    const words = isCompany ? 0 : name.split(/\s+/).length
    return (isPlain ? 10_000 : 0) + words * 1_000 + (name.match(/[^\0-\x7f]/gu)?.length ?? 0)
  }
  return rows.reduce((best, row) => (rank(row) > rank(best) ? row : best), survivor)
}

/** Column → how an entry is told from another: lists are united, those of the chosen row first. */
export const united = {
  phones: { entries: phonesOf, key: (entry: Row) => String(entry['e164'] ?? entry['number']) },
  emails: { entries: emailsOf, key: (entry: Row) => String(entry['address']).toLowerCase() },
  addresses: {
    entries: addressesOf,
    key: (entry: Row) =>
      ['street', 'postalCode', 'city', 'country'].map((part) => String(entry[part] ?? '').toLowerCase()).join('|'),
  },
} as const
export type United = keyof typeof united

const mostEntries = 20

/** All entries of a list of several rows, each once, those of the first row first. */
export function unite(list: United, rows: readonly Row[]): Row[] {
  const { entries, key } = united[list]
  const all = new Map<string, Row>()
  for (const row of rows) for (const entry of entries(row)) if (!all.has(key(entry))) all.set(key(entry), entry)
  const each = [...all.values()]
  return each.filter((entry) => !each.some((other) => says(other, entry))).slice(0, mostEntries)
}

/** Whether an address says all that another one says, and more: 'Havnegade 12, Aarhus' and 'Aarhus'. */
function says(address: Row, other: Row): boolean {
  const parts = ['street', 'postalCode', 'city', 'country'].filter((part) => (other[part] ?? null) !== null)
  const more = ['street', 'postalCode', 'city', 'country'].filter((part) => (address[part] ?? null) !== null)
  return parts.length > 0 && parts.length < more.length && parts.every((part) => address[part] === other[part])
}

function phonesOf(row: Row): Row[] {
  const first = { kind: row['phone_kind'] ?? null, number: row['phone'], e164: row['phone_e164'] ?? null }
  return [...(row['phone'] === null ? [] : [first]), ...listed(row['more_phones'])]
}

function emailsOf(row: Row): Row[] {
  const first = { kind: row['email_kind'] ?? null, address: row['email'] }
  return [...(row['email'] === null ? [] : [first]), ...listed(row['more_emails'])]
}

function addressesOf(row: Row): Row[] {
  const { street = null, postal_code: postalCode = null, city = null, country = null } = row
  const first = { kind: row['address_kind'] ?? null, street, postalCode, city, country }
  const isThere = [street, postalCode, city, country].some((part) => part !== null)
  return [...(isThere ? [first] : []), ...listed(row['more_addresses'])]
}

function listed(value: unknown): Row[] {
  return Array.isArray(value) ? value.filter((entry): entry is Row => typeof entry === 'object' && entry !== null) : []
}

/** The columns that united lists are kept in; `usual` is the kind of an entry whose kind nobody said. */
export function reachColumns(kind: AlikeKind, rows: readonly Row[]): Row {
  const usual = usuals[kind]
  const [phone, ...phones] = unite('phones', rows)
  const [email, ...emails] = unite('emails', rows)
  const [address, ...addresses] = unite('addresses', rows)
  const withKind = (entries: readonly Row[], kindOf: string) =>
    entries.map((entry) => ({ ...entry, kind: entry['kind'] ?? kindOf }))
  return {
    phone: phone?.['number'] ?? null,
    phone_kind: phone?.['kind'] ?? null,
    phone_e164: phone?.['e164'] ?? null,
    more_phones: withKind(phones, usual.phone),
    email: email?.['address'] ?? null,
    email_kind: email?.['kind'] ?? null,
    more_emails: withKind(emails, usual.email),
    street: address?.['street'] ?? null,
    postal_code: address?.['postalCode'] ?? null,
    city: address?.['city'] ?? null,
    country: address?.['country'] ?? null,
    address_kind: address?.['kind'] ?? null,
    more_addresses: withKind(addresses, usual.address),
  }
}

const usuals = {
  company: { phone: 'work', email: 'work', address: 'visit' },
  person: { phone: 'work', email: 'work', address: 'home' },
  household: { phone: 'home', email: 'private', address: 'home' },
} as const

/** The tags of all rows. */
export function unitedTags(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => (Array.isArray(row['tag_ids']) ? row['tag_ids'].map(String) : [])))]
}
