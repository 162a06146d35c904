import { customKeyOf, isCustomKey } from './custom-values.ts'

/**
 * What a file holds: one import brings the deals together with the tables they refer to, the stages they came through
 * (`history`), what was done about them (`activities`) and what they are made of (`lines`).
 */
export const importFileKinds = [
  'deals',
  'companies',
  'people',
  'households',
  'products',
  'members',
  'history',
  'activities',
  'lines',
  'ignore',
] as const

export type ImportKind = (typeof importFileKinds)[number]

/** The systems whose files are known by their columns; named as they name themselves. */
export const importSystems = {
  salesforce: 'Salesforce',
  hubspot: 'HubSpot',
  zoho: 'Zoho CRM',
  oracle: 'Oracle Sales',
  pipedrive: 'Pipedrive',
  dynamics: 'Microsoft Dynamics 365',
  linkedin: 'LinkedIn',
  google: 'Google Contacts',
  outlook: 'Outlook',
  twenty: 'Twenty',
  espocrm: 'EspoCRM',
  atomic: 'Atomic CRM',
  xes: 'XES',
} as const
export type ImportSystem = keyof typeof importSystems

const addressParts = ['street', 'street2', 'postalCode', 'city', 'region', 'country'] as const

/** The parts of an address of this kind: `street.billing`, `city.billing`, … */
function address<Kind extends string>(kind: Kind): `${(typeof addressParts)[number]}.${Kind}`[] {
  return addressParts.map((part) => `${part}.${kind}` as const)
}

const reachOfPeople = [
  'phone',
  'phone.work',
  'phone.mobile',
  'phone.home',
  'phone.other',
  'phoneKind',
  'email',
  'email.work',
  'email.private',
  'email.other',
  'emailKind',
  ...addressParts,
  ...address('home'),
  ...address('other'),
  'addressKind',
] as const

/**
 * What can be taken from a file of each kind. `phone.mobile` is a phone of a kind of its own; the second column that holds
 * one of `repeatedFields` is `phone:2`, the third `phone:3`. `entered.<stage>` is when a deal came to what the file calls
 * so. Worded by `imports.field.<field>` and `importing.field-kind.<kind>`.
 */
export const importFields = {
  deals: [
    'externalId',
    'name',
    'company',
    'companyExternalId',
    'person',
    'personExternalId',
    'owner',
    'ownerExternalId',
    'product',
    'quantity',
    'price',
    'amount',
    'currency',
    'stage',
    'status',
    'probability',
    'lostReason',
    'source',
    'openedOn',
    'contactedOn',
    'stageEnteredOn',
    'closedOn',
    'lengthDays',
    'expectedCloseOn',
    'nextStep',
    'nextStepOn',
    'tags',
    'note',
    'deleted',
  ],
  companies: [
    'name',
    'externalId',
    'domain',
    'phone',
    'phone.mobile',
    'phone.other',
    'phoneKind',
    'email',
    'email.billing',
    'email.other',
    'emailKind',
    ...addressParts,
    ...address('billing'),
    ...address('delivery'),
    ...address('other'),
    'addressKind',
    'sector',
    'foundedYear',
    'employees',
    'revenue',
    'parent',
    'parentExternalId',
    'owner',
    'ownerExternalId',
    'source',
    'tags',
    'note',
    'deleted',
  ],
  people: [
    'name',
    'firstName',
    'middleName',
    'lastName',
    'externalId',
    'title',
    ...reachOfPeople,
    'linkedin',
    'company',
    'companyExternalId',
    'owner',
    'ownerExternalId',
    'source',
    'tags',
    'note',
    'deleted',
  ],
  households: ['name', 'externalId', ...reachOfPeople, 'owner', 'ownerExternalId', 'source', 'tags', 'note'],
  products: ['name', 'externalId', 'code', 'family', 'price', 'cost', 'deleted'],
  members: ['name', 'firstName', 'lastName', 'externalId', 'team', 'manager'],
  // The last three of an event log, whose deals no other file holds.
  history: [
    'dealExternalId',
    'deal',
    'field',
    'fromStage',
    'stage',
    'enteredOn',
    'deleted',
    'amount',
    'owner',
    'openedOn',
  ],
  activities: [
    'externalId',
    'type',
    'subject',
    'note',
    'happenedOn',
    'dueOn',
    'status',
    'direction',
    'outcome',
    'duration',
    'email',
    'deal',
    'dealExternalId',
    'person',
    'personExternalId',
    'company',
    'companyExternalId',
    'owner',
    'deleted',
  ],
  lines: [
    'externalId',
    'deal',
    'dealExternalId',
    'product',
    'productExternalId',
    'quantity',
    'price',
    'amount',
    'deleted',
  ],
  ignore: [],
} as const satisfies Record<ImportKind, readonly string[]>

/** Fields that several columns may hold: a list of them, or whichever of them says something first. */
export const repeatedFields: ReadonlySet<string> = new Set([
  'amount',
  'closedOn',
  'happenedOn',
  'phone',
  'phoneKind',
  'email',
  'emailKind',
  ...addressParts,
  'addressKind',
  'product',
  'quantity',
  'price',
  'tags',
  'note',
])

/** What the key of a field in a mapping says: `phone.mobile:2` is the second mobile number. */
export function fieldKey(key: string): { readonly field: string; readonly kind: string | null; readonly at: number } {
  const [, field = key, kind = null, at = '1'] = /^([^.:]+)(?:\.(.+?))?(?::(\d{1,2}))?$/u.exec(key) ?? []
  return { field, kind, at: Number(at) }
}

/** The stage, in the file's words, whose entry a field dates; null for every other field. */
export function enteredStage(key: string): string | null {
  return key.startsWith('entered.') ? key.slice('entered.'.length) : null
}

/** What records that files hold may have fields of the workspace's own. */
export const ownFieldKinds = ['deals', 'companies', 'people', 'households', 'products'] as const
export type OwnFieldKind = (typeof ownFieldKinds)[number]

export function hasOwnFields(kind: ImportKind): kind is OwnFieldKind {
  return ownFieldKinds.some((one) => one === kind)
}

/** Whether a file of this kind may be mapped to the field; `custom.<key>` is one of the workspace's own. */
export function isFieldOf(kind: ImportKind, key: string): boolean {
  if (kind === 'deals' && (enteredStage(key) ?? '') !== '') return true
  const own = customKeyOf(key)
  if (own !== null) return hasOwnFields(kind) && isCustomKey(own)
  const known: readonly string[] = importFields[kind]
  const { field, at } = fieldKey(key)
  return known.includes(key) || (at > 1 && repeatedFields.has(field) && known.includes(key.replace(/:\d+$/, '')))
}
