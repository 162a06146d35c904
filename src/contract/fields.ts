import type { CustomField } from './custom-fields.ts'
import { type Outcome, outcomes } from './facts.ts'

/** What is listed, named as its address is. */
export const listKinds = ['companies', 'people', 'households', 'products', 'deals'] as const
export type ListKind = (typeof listKinds)[number]

export const fieldTypes = [
  'text',
  'number',
  'money',
  'day',
  'instant',
  'choice',
  'multi',
  'yes_no',
  'reference',
] as const
export type FieldType = (typeof fieldTypes)[number]

/** What a reference, or each value of a `multi`, names. A stage is named by its key, everything else by its id. */
export const referables = [
  'members',
  'sources',
  'companies',
  'people',
  'households',
  'products',
  'stages',
  'processes',
  'tags',
  'payment_terms',
] as const
export type Referable = (typeof referables)[number]

/** One field of a kind, as lists sort, filter, group, show and edit it. */
export interface Field {
  /** As the API names it where it is edited: 'ownerId'. */
  readonly key: string
  readonly type: FieldType
  /** Whether an item of the list carries it, so that it can be a column. */
  readonly isColumn: boolean
  readonly isSortable: boolean
  readonly isFilterable: boolean
  readonly isGroupable: boolean
  readonly isEditable: boolean
  /** The codes of a choice, in their order. */
  readonly choices?: readonly string[]
  readonly refersTo?: Referable
  /** The field that says in which currency a money field is. */
  readonly currencyKey?: string
  /** What a field of the workspace's own is called and what can be chosen in it; its money carries its currency in itself. */
  readonly custom?: CustomField
}

type Ability = 'column' | 'sort' | 'filter' | 'group' | 'edit'

function field(key: string, type: FieldType, can: readonly Ability[], more: Partial<Field> = {}): Field {
  return {
    key,
    type,
    isColumn: can.includes('column'),
    isSortable: can.includes('sort'),
    isFilterable: can.includes('filter'),
    isGroupable: can.includes('group'),
    isEditable: can.includes('edit'),
    ...more,
  }
}

const every = ['column', 'sort', 'filter', 'group', 'edit'] as const
const plain = ['column', 'filter', 'edit'] as const
const told = ['column', 'sort', 'filter'] as const
const name = field('name', 'text', ['column', 'sort', 'filter', 'edit'])
const owner = field('ownerId', 'reference', every, { refersTo: 'members' })
const source = field('sourceId', 'reference', ['column', 'filter', 'group', 'edit'], { refersTo: 'sources' })
const tags = field('tagIds', 'multi', ['column', 'filter', 'edit'], { refersTo: 'tags' })
const externalId = field('externalId', 'text', ['column', 'filter'])
const kept = [field('createdAt', 'instant', told), field('updatedAt', 'instant', told)]
const address = [
  field('street', 'text', plain),
  field('postalCode', 'text', plain),
  field('city', 'text', ['column', 'filter', 'group', 'edit']),
  field('country', 'text', ['column', 'filter', 'group', 'edit']),
]

/** The fields of every kind. Fields of a workspace's own join them where a catalogue is asked for, not here. */
export const fieldsOf: Readonly<Record<ListKind, readonly Field[]>> = {
  companies: [
    name,
    owner,
    field('domain', 'text', plain),
    field('phone', 'text', plain),
    field('email', 'text', plain),
    field('sector', 'text', ['column', 'filter', 'group', 'edit']),
    ...address,
    field('employees', 'number', ['column', 'sort', 'filter', 'edit']),
    field('revenueMinor', 'money', ['column', 'sort', 'filter', 'edit'], { currencyKey: 'revenueCurrency' }),
    field('foundedYear', 'number', plain),
    field('parentId', 'reference', ['column', 'filter'], { refersTo: 'companies' }),
    tags,
    source,
    externalId,
    ...kept,
  ],
  people: [
    name,
    field('companyId', 'reference', ['column', 'filter', 'group', 'edit'], { refersTo: 'companies' }),
    field('title', 'text', ['column', 'filter', 'group', 'edit']),
    field('email', 'text', plain),
    field('phone', 'text', plain),
    owner,
    field('linkedin', 'text', plain),
    ...address,
    tags,
    source,
    externalId,
    ...kept,
  ],
  households: [
    name,
    ...address,
    field('phone', 'text', plain),
    field('email', 'text', plain),
    owner,
    tags,
    source,
    externalId,
    ...kept,
  ],
  products: [
    name,
    field('code', 'text', plain),
    field('family', 'text', ['column', 'filter', 'group', 'edit']),
    field('priceMinor', 'money', ['column', 'sort', 'filter', 'edit'], { currencyKey: 'currency' }),
    field('costMinor', 'money', ['column', 'sort', 'filter', 'edit'], { currencyKey: 'currency' }),
    field('active', 'yes_no', ['column', 'filter', 'group', 'edit']),
    externalId,
    ...kept,
  ],
  deals: [
    name,
    field('customer', 'text', ['column', 'filter']),
    field('stage', 'reference', ['column', 'sort', 'filter', 'group'], { refersTo: 'stages' }),
    field('outcome', 'choice', ['column', 'filter', 'group'], { choices: outcomes satisfies readonly Outcome[] }),
    owner,
    field('amountMinor', 'money', ['column', 'sort', 'filter', 'edit'], { currencyKey: 'currency' }),
    field('expectedCloseOn', 'day', every),
    field('nextStep', 'text', ['column', 'filter']),
    field('nextStepOn', 'day', ['column', 'sort', 'filter', 'group']),
    field('openedAt', 'instant', ['column', 'sort', 'filter', 'group']),
    field('stageEnteredAt', 'instant', ['column', 'filter']),
    field('endedAt', 'instant', ['column', 'sort', 'filter', 'group']),
    field('sourceId', 'reference', ['filter', 'group', 'edit'], { refersTo: 'sources' }),
    field('tagIds', 'multi', ['filter', 'edit'], { refersTo: 'tags' }),
    field('paymentTermsId', 'reference', ['filter', 'group', 'edit'], { refersTo: 'payment_terms' }),
    field('companyId', 'reference', ['filter', 'group'], { refersTo: 'companies' }),
    field('personId', 'reference', ['filter'], { refersTo: 'people' }),
    field('householdId', 'reference', ['filter'], { refersTo: 'households' }),
    field('productId', 'multi', ['filter'], { refersTo: 'products' }),
    field('processId', 'reference', ['filter', 'group'], { refersTo: 'processes' }),
    field('externalId', 'text', ['filter']),
    field('updatedAt', 'instant', ['filter']),
  ],
}

/** The money of a kind that a total adds up, per currency. */
export const summedField: Readonly<Partial<Record<ListKind, string>>> = {
  companies: 'revenueMinor',
  deals: 'amountMinor',
}
