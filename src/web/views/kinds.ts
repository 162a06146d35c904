import { type CustomValue, customKeyOf } from '../../contract/custom-values.ts'
import { changeDeal, assignDeal, listDeals, type DealItem } from '../../contract/deals.ts'
import type { Field, ListKind } from '../../contract/fields.ts'
import type { Filter } from '../../contract/filters.ts'
import {
  changeCompany,
  changeHousehold,
  changePerson,
  type Company,
  type Household,
  listCompanies,
  listHouseholds,
  listPeople,
  type Person,
} from '../../contract/people.ts'
import type { Permission } from '../../contract/permissions.ts'
import { changeProduct, listProducts, type Product } from '../../contract/products.ts'
import type { ViewState } from '../../contract/views.ts'
import type { Money } from '../../contract/primitives.ts'
import { call, callWith } from '../api.ts'

/** A row of any list. What is in its columns is read by `valueOf` and `labelOf`. */
export type Item = Company | Person | Household | Product | DealItem

export interface Page {
  readonly items: readonly Item[]
  readonly next: string | null
}

export interface RowsQuery {
  readonly filter?: Filter | undefined
  readonly sort?: string | undefined
  readonly q?: string | undefined
}

type Changes = Readonly<Record<string, unknown>>

interface Kind {
  readonly right: Permission
  readonly edit: Permission
  /** The columns that a list has before anybody chose. */
  readonly usual: ViewState
  /** Beside the name on a phone's card. */
  readonly onCard: readonly string[]
  readonly page: (
    query: RowsQuery & { limit: number; after?: string | undefined },
    signal: AbortSignal,
  ) => Promise<Page>
  /** Changes fields of a row; answers with what is known of it then. */
  readonly change: (item: Item, changes: Changes, version: number) => Promise<Partial<Item> & { version: number }>
}

const columns = (...keys: string[]): ViewState['columns'] =>
  keys.map((key, at) => (at === 0 ? { key, pinned: true } : { key }))

const inQuery = ({ filter, ...rest }: RowsQuery & { limit: number; after?: string | undefined }) => ({
  ...rest,
  ...(filter === undefined ? {} : { filter: JSON.stringify(filter) }),
})

const open: Filter = { and: [{ field: 'outcome', op: 'is', value: 'open' }] }

export const kinds: Readonly<Record<ListKind, Kind>> = {
  companies: {
    right: 'base.read',
    edit: 'base.edit',
    usual: {
      columns: columns('name', 'ownerId', 'sector', 'city', 'phone', 'domain', 'employees', 'updatedAt'),
      form: 'grid',
    },
    onCard: ['sector', 'city', 'ownerId'],
    page: (query, signal) => callWith({ signal }, listCompanies, { query: inQuery(query) }),
    change: ({ id }, body, version) => call(changeCompany, { params: { id }, body, version }),
  },
  people: {
    right: 'base.read',
    edit: 'base.edit',
    usual: { columns: columns('name', 'companyId', 'title', 'email', 'phone', 'ownerId', 'updatedAt'), form: 'grid' },
    onCard: ['title', 'companyId', 'phone'],
    page: (query, signal) => callWith({ signal }, listPeople, { query: inQuery(query) }),
    change: ({ id }, body, version) => call(changePerson, { params: { id }, body, version }),
  },
  households: {
    right: 'base.read',
    edit: 'base.edit',
    usual: { columns: columns('name', 'street', 'postalCode', 'city', 'phone', 'ownerId', 'updatedAt'), form: 'grid' },
    onCard: ['street', 'city', 'phone'],
    page: (query, signal) => callWith({ signal }, listHouseholds, { query: inQuery(query) }),
    change: ({ id }, body, version) => call(changeHousehold, { params: { id }, body, version }),
  },
  products: {
    right: 'base.read',
    edit: 'products.edit',
    usual: {
      columns: columns('name', 'code', 'family', 'priceMinor', 'costMinor', 'active'),
      sort: 'name',
      form: 'grid',
    },
    onCard: ['code', 'family', 'priceMinor'],
    page: (query, signal) => callWith({ signal }, listProducts, { query: inQuery(query) }),
    change: ({ id }, body, version) => call(changeProduct, { params: { id }, body, version }),
  },
  deals: {
    right: 'deals.read',
    edit: 'deals.work',
    usual: {
      columns: columns(
        'name',
        'customer',
        'stage',
        'amountMinor',
        'ownerId',
        'expectedCloseOn',
        'nextStep',
        'nextStepOn',
      ),
      filter: { ...open },
      form: 'grid',
      day: 'expectedCloseOn',
    },
    onCard: ['customer', 'stage', 'amountMinor'],
    page: (query, signal) => callWith({ signal }, listDeals, { query: inQuery(query) }),
    change: async ({ id }, changes, version) => {
      const { ownerId, ...fields } = changes
      const given = typeof ownerId === 'string' || ownerId === null
      const changed =
        Object.keys(fields).length > 0 ? await call(changeDeal, { params: { id }, body: fields, version }) : null
      const deal =
        given || !changed
          ? await call(assignDeal, { params: { id }, body: { ownerId: given ? ownerId : null } })
          : changed
      // The whole deal carries more than a list shows; what the list shows is all there.
      return deal
    },
  },
}

const labels: Readonly<Record<string, string>> = {
  ownerId: 'ownerName',
  sourceId: 'sourceName',
  parentId: 'parentName',
  companyId: 'companyName',
}

/** What stands in a field of a row: the id of a reference, minor units of money, a day, a code. */
export function valueOf(item: Item, key: string): unknown {
  const own = ownValue(item, key)
  if (own !== undefined) return isMoney(own) ? own.minor : own
  if (!('stage' in item)) return Reflect.get(item, key) ?? null
  switch (key) {
    case 'stage':
      return item.stage.key
    case 'ownerId':
      return item.owner?.id ?? null
    case 'customer':
      return item.customer?.name ?? null
    case 'nextStep':
      return item.nextStep?.text ?? null
    case 'nextStepOn':
      return item.nextStep?.on ?? null
    default:
      return Reflect.get(item, key) ?? null
  }
}

/** The value of a workspace's own field, null where there is none; undefined if the key names another field. */
function ownValue({ custom }: Item, listKey: string): CustomValue | null | undefined {
  const key = customKeyOf(listKey)
  return key === null ? undefined : (custom[key] ?? null)
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'minor' in value
}

/** What the row that a field names is called. */
export function labelOf(item: Item, key: string): string | null {
  const name: unknown = Reflect.get(item, labels[key] ?? '')
  if (!('stage' in item)) return typeof name === 'string' ? name : null
  if (key === 'stage') return item.stage.name
  return key === 'ownerId' ? (item.owner?.name ?? null) : null
}

/** The currency of a money field of a row. */
export function currencyOf(item: Item, field: Field, usual: string): string {
  const own = ownValue(item, field.key)
  if (isMoney(own)) return own.currency
  const currency: unknown = field.currencyKey === undefined ? null : Reflect.get(item, field.currencyKey)
  return typeof currency === 'string' ? currency : usual
}

/** The row with a field changed, as it is shown until the server has answered. */
export function withValue(item: Item, key: string, value: unknown, label: string | null): Item {
  const own = customKeyOf(key)
  // A value of the contract, as the field's own editor made it.
  if (own !== null) return { ...item, custom: { ...item.custom, [own]: value as CustomValue } }
  if ('stage' in item) {
    if (key === 'ownerId')
      return { ...item, owner: typeof value === 'string' ? { id: value, name: label ?? '' } : null }
    return { ...item, [key]: value }
  }
  const named = labels[key]
  return { ...item, [key]: value, ...(named === undefined ? {} : { [named]: label }) }
}
