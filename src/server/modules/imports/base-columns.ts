import type { ImportKind } from '../../../contract/import-fields.ts'
import { fold } from '../../kernel/fold.ts'
import { isDeleted, type Row, type RowReader } from './cells.ts'
import { readNote, readTags } from './note-text.ts'
import { readReach } from './reach.ts'
import { type NamedTeam, readTeam, type TeamRules } from './team-names.ts'

export type BaseKind = Exclude<ImportKind, 'deals' | 'history' | 'activities' | 'lines' | 'ignore'>

/** What a column of the base takes: lists are kept as JSON. */
export type BaseValue = string | number | readonly object[] | null

/** A row of the base as a file describes it: the columns it has values for, and its `note`, which is kept beside it. */
export interface BaseRow {
  readonly row: Row
  readonly name: string
  readonly externalId: string | null
  readonly columns: Readonly<Record<string, BaseValue>>
  /** Names of other rows, looked up later: column → name. */
  readonly owner: string | null
  readonly ownerExternalId: string | null
  readonly company: string | null
  readonly companyExternalId: string | null
  readonly parent: string | null
  readonly parentExternalId: string | null
  readonly source: string | null
  readonly tags: readonly string[]
  /** Of a member. */
  readonly team: NamedTeam | null
}

/** Where the file is taken in: what money is in, and where numbers are dialled, unless a row says otherwise. */
export interface Place {
  readonly reader: RowReader
  readonly currency: string
  readonly rules: { readonly timeZone: string }
  /** Of a file of members. */
  readonly teams?: TeamRules | null
}

const reachColumns = {
  phone: 'text',
  phone_e164: 'text',
  phone_kind: 'text',
  email: 'text',
  email_kind: 'text',
  street: 'text',
  postal_code: 'text',
  city: 'text',
  country: 'text',
  address_kind: 'text',
  more_phones: 'jsonb',
  more_emails: 'jsonb',
  more_addresses: 'jsonb',
  tag_ids: 'uuid[]',
  custom: 'jsonb',
} as const

/** Column → type, of the columns that files fill in. */
export const baseColumns: Readonly<Record<BaseKind, Readonly<Record<string, string>>>> = {
  members: { name: 'text', external_id: 'text', team_id: 'uuid', role: 'text' },
  products: {
    name: 'text',
    name_folded: 'text',
    external_id: 'text',
    code: 'text',
    family: 'text',
    price_minor: 'bigint',
    cost_minor: 'bigint',
    custom: 'jsonb',
  },
  companies: {
    name: 'text',
    name_folded: 'text',
    external_id: 'text',
    domain: 'text',
    ...reachColumns,
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
    ...reachColumns,
    linkedin: 'text',
    company_id: 'uuid',
    owner_id: 'uuid',
    source_id: 'uuid',
  },
  households: {
    name: 'text',
    name_folded: 'text',
    external_id: 'text',
    ...reachColumns,
    owner_id: 'uuid',
    source_id: 'uuid',
  },
}

/** Reads a row of a file of the base; a code if it cannot be taken. */
export function readBase(kind: BaseKind, row: Row, place: Place): BaseRow | 'row_without_name' | 'row_deleted' {
  if (isDeleted(row)) return 'row_deleted'
  const isCustomer = kind === 'people' || kind === 'companies' || kind === 'households'
  const reached = isCustomer ? readReach(row, place.reader.mapping, place.rules.timeZone) : null
  const name = nameOf(row) ?? reached?.email ?? null
  if (name === null) return 'row_without_name'
  const externalId = row.text('externalId')
  return {
    row,
    name,
    externalId,
    owner: row.text('owner'),
    ownerExternalId: row.text('ownerExternalId'),
    company: row.text('company'),
    companyExternalId: row.text('companyExternalId'),
    parent: row.text('parent'),
    parentExternalId: row.text('parentExternalId'),
    source: row.text('source', 100),
    columns: {
      name,
      external_id: externalId,
      ...(kind === 'members' ? {} : { name_folded: fold(name) }),
      ...reached,
      ...describe(kind, row, place),
      ...(isCustomer ? { note: readNote(row, place.reader) } : {}),
    },
    tags: isCustomer ? readTags(row, place.reader) : [],
    team: place.teams ? readTeam(row, place.teams) : null,
  }
}

function nameOf(row: Row): string | null {
  const parts = ['firstName', 'middleName', 'lastName'].flatMap((field) => row.text(field, 100) ?? [])
  return row.text('name') ?? (parts.length > 0 ? parts.join(' ').slice(0, 200) : null)
}

function describe(kind: BaseKind, row: Row, { currency }: Place): BaseRow['columns'] {
  const money = (field: string) => {
    const amount = row.amount(field)
    if (amount && amount.minor < 0) row.remark('amount_negative', field)
    return amount && amount.minor >= 0 ? amount : null
  }
  switch (kind) {
    case 'members':
    case 'households':
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
        linkedin: row.text('linkedin', 300),
      }
    case 'companies': {
      const revenue = row.amount('revenue')
      return {
        domain: row.text('domain', 253),
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
