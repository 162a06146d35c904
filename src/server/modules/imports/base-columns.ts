import type { ImportKind } from '../../../contract/imports.ts'
import { fold } from '../../kernel/fold.ts'
import { phoneOf } from '../people/index.ts'
import type { Row } from './cells.ts'

export type BaseKind = Exclude<ImportKind, 'deals' | 'ignore'>

/** A row of the base as a file describes it: the columns it has values for. */
export interface BaseRow {
  readonly row: Row
  readonly name: string
  readonly externalId: string | null
  readonly columns: Readonly<Record<string, string | number | null>>
  /** Names of other rows, looked up later: column → name. */
  readonly owner: string | null
  readonly company: string | null
  readonly companyExternalId: string | null
  readonly parent: string | null
  readonly source: string | null
}

/** Where the file is taken in: what money is in, and where numbers are dialled, unless a row says otherwise. */
export interface Place {
  readonly currency: string
  readonly rules: { readonly timeZone: string }
}

/** Column → type, of the columns that files fill in. */
export const baseColumns: Readonly<Record<BaseKind, Readonly<Record<string, string>>>> = {
  members: { name: 'text', external_id: 'text' },
  products: {
    name: 'text',
    name_folded: 'text',
    external_id: 'text',
    code: 'text',
    family: 'text',
    price_minor: 'bigint',
    cost_minor: 'bigint',
  },
  companies: {
    name: 'text',
    name_folded: 'text',
    external_id: 'text',
    domain: 'text',
    phone: 'text',
    phone_e164: 'text',
    email: 'text',
    street: 'text',
    postal_code: 'text',
    city: 'text',
    country: 'text',
    sector: 'text',
    founded_year: 'integer',
    employees: 'bigint',
    revenue_minor: 'bigint',
    revenue_currency: 'text',
    parent_id: 'uuid',
    owner_id: 'uuid',
    source_id: 'uuid',
  },
  people: {
    name: 'text',
    name_folded: 'text',
    external_id: 'text',
    title: 'text',
    email: 'text',
    phone: 'text',
    phone_e164: 'text',
    linkedin: 'text',
    company_id: 'uuid',
    owner_id: 'uuid',
    source_id: 'uuid',
  },
}

/** Reads a row of a file of the base; a code if it cannot be taken. */
export function readBase(kind: BaseKind, row: Row, place: Place): BaseRow | 'row_without_name' {
  const name = nameOf(row)
  if (name === null) return 'row_without_name'
  const externalId = row.text('externalId')
  return {
    row,
    name,
    externalId,
    owner: row.text('owner'),
    company: row.text('company'),
    companyExternalId: row.text('companyExternalId'),
    parent: row.text('parent'),
    source: row.text('source', 100),
    columns: {
      name,
      external_id: externalId,
      ...(kind === 'members' ? {} : { name_folded: fold(name) }),
      ...describe(kind, row, place),
    },
  }
}

function nameOf(row: Row): string | null {
  const parts = [row.text('firstName', 100), row.text('lastName', 100)].filter((part) => part !== null)
  return row.text('name') ?? (parts.length > 0 ? parts.join(' ').slice(0, 200) : row.text('email'))
}

function describe(kind: BaseKind, row: Row, { currency, rules }: Place): BaseRow['columns'] {
  const money = (field: string) => {
    const amount = row.amount(field)
    if (amount && amount.minor < 0) row.remark('amount_negative', field)
    return amount && amount.minor >= 0 ? amount : null
  }
  switch (kind) {
    case 'members':
      return {}
    case 'products':
      return {
        code: row.text('code', 100),
        family: row.text('family', 100),
        price_minor: ownCurrency(row, 'price', money('price'), currency),
        cost_minor: ownCurrency(row, 'cost', money('cost'), currency),
      }
    case 'people':
      return {
        title: row.text('title'),
        email: emailOf(row),
        ...phoneOf(row.text('phone', 40), null, rules.timeZone),
        linkedin: row.text('linkedin', 300),
      }
    case 'companies': {
      const revenue = row.amount('revenue')
      return {
        domain: row.text('domain', 253),
        ...phoneOf(row.text('phone', 40), row.text('country', 100), rules.timeZone),
        email: emailOf(row),
        street: row.text('street'),
        postal_code: row.text('postalCode', 20),
        city: row.text('city', 100),
        country: row.text('country', 100),
        sector: row.text('sector', 100),
        founded_year: whole(row, 'foundedYear', 1000, 2200),
        employees: whole(row, 'employees', 0, 100_000_000),
        revenue_minor: revenue?.minor ?? null,
        revenue_currency: revenue?.currency ?? null,
      }
    }
  }
}

/** A price list has one currency: a price in another would be read as ours. */
function ownCurrency(
  row: Row,
  field: string,
  amount: { minor: number; currency: string } | null,
  currency: string,
): number | null {
  if (!amount || amount.currency === currency) return amount?.minor ?? null
  row.remark('currency_unclear', field)
  return null
}

function whole(row: Row, field: string, least: number, most: number): number | null {
  const count = row.count(field)
  if (count === null || (Number.isInteger(count) && count >= least && count <= most)) return count
  row.remark('number_unreadable', field)
  return null
}

function emailOf(row: Row): string | null {
  const email = row.text('email', 254)?.toLowerCase() ?? null
  if (email === null || /^[^\s@<>"(),:;\\]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) return email
  row.remark('email_unreadable', 'email')
  return null
}
