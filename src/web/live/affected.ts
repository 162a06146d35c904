import type { QueryKey } from '@tanstack/react-query'
import type { Change } from '../../contract/live.ts'

const daily = [
  'deals',
  'promises',
  'touches',
  'companies',
  'people',
  'households',
  'members',
  'processes',
  'appointments',
  'handoffs',
  'closing-items',
  'incentives',
  'trials',
  'nurture-touches',
  'visits',
  'enrolments',
  'prospects',
]

// What is read under each name shows rows of these kinds. A name that is not here may show anything: it is read anew after
// every change, so that a new screen is live before anybody thinks of it.
const shows: Readonly<Record<string, readonly string[]>> = {
  session: ['workspace'],
  identity: [],
  'first-run': [],
  templates: [],
  passkeys: [],
  'second-factor': [],
  recents: [],
  search: [],
  audit: [],
  invitation: [],
  'joining-as': [],
  reference: [],
  sessions: [],
  sample: ['workspace'],
  'first-steps': ['deals', 'imports', 'members', 'products'],
  paste: [],
  'api-keys': ['api-keys'],
  workspace: ['workspace'],
  members: ['members', 'teams', 'invitations'],
  teams: ['members', 'teams'],
  invitations: ['members', 'teams', 'invitations'],
  imports: ['imports'],
  import: ['imports'],
  sources: ['sources', 'costs'],
  tags: ['tags'],
  'custom-fields': ['custom-fields'],
  views: ['views'],
  remarks: ['remarks', 'members'],
  dashboards: ['dashboards', 'members'],
  'today-figures': [],
  products: ['products', 'price-lists', 'custom-fields'],
  product: ['products', 'price-lists'],
  'price-lists': ['products', 'price-lists'],
  'payment-terms': ['payment-terms'],
  process: ['processes', 'changeovers'],
  processes: ['processes', 'changeovers'],
  changeovers: ['processes', 'changeovers'],
  'target-stages': ['processes'],
  notes: ['notes', 'members'],
  files: ['files', 'members'],
  touches: ['touches', 'deals', 'people', 'companies', 'households', 'members'],
  objections: ['objections', 'answers', 'deals', 'people', 'products'],
  needs: ['needs', 'deals', 'people', 'products'],
  presentations: ['presentations', 'deals', 'people'],
  trials: ['trials', 'deals', 'people', 'products', 'members'],
  'asked-questions': ['deals', 'members'],
  'playbook-feedback': ['playbook-feedback', 'processes', 'answers', 'members'],
  'objection-kinds': ['objection-kinds', 'objections'],
  'gift-limits': ['gift-limits', 'trials'],
  dossier: ['dossier-facts', 'private-statements'],
  // Each reading is kept in the audit log: nobody reads them because something else has changed.
  'private-facts': [],
  kept: [],
  erasure: [],
  'private-statements': ['private-statements'],
  cards: ['cards', 'deals', 'products'],
  'deal-cards': ['cards', 'deals', 'companies', 'products'],
  'call-sheet': ['deals', 'dossier-facts', 'touches', 'promises', 'objections', 'answers', 'cards', 'people'],
  preparing: [],
  visits: ['visits', 'deals', 'households', 'companies', 'people', 'members'],
  areas: ['areas', 'members'],
  ways: ['ways', 'way-rules'],
  'way-rules': ['way-rules'],
  answers: ['answers', 'objections', 'products'],
  closing: ['deals', 'closing-items', 'incentives', 'close-asks', 'competitors', 'members'],
  incentives: ['incentives', 'deals', 'members'],
  'days-off': ['companies', 'people', 'households', 'deals'],
  'closing-choices': ['close-techniques', 'scarcities', 'products', 'deals'],
  competitors: ['competitors', 'deals'],
  nurtures: ['deals', 'nurture-touches', 'nurture-tracks', 'touches', 'members'],
  'nurture-tracks': ['nurture-tracks', 'deals'],
  handoffs: ['deals', 'handoffs', 'handoff-kinds', 'promises', 'members'],
  'handoff-kinds': ['handoff-kinds'],
  'closed-days': ['closed-days'],
  appointments: ['appointments', 'deals', 'people', 'companies', 'households', 'members'],
  sequences: ['sequences', 'enrolments'],
  enrolments: ['enrolments', 'sequences', 'touches', 'appointments', 'deals', 'people', 'members'],
  promises: ['promises', 'touches', 'deals', 'people', 'members'],
  story: ['deals', 'touches', 'promises', 'notes', 'files', 'companies', 'people', 'households', 'members'],
  cycles: ['deals', 'companies', 'people', 'households'],
  alike: ['companies', 'people', 'households'],
  duplicates: ['duplicates', 'companies', 'people', 'households'],
  comparison: ['duplicates', 'companies', 'people', 'households'],
  merges: ['merges'],
  'duplicate-scan': ['duplicate-scans', 'duplicates'],
  colleagues: ['people', 'companies'],
  family: ['companies'],
  positions: ['people', 'companies'],
  experiments: ['experiments', 'deals', 'processes', 'changeovers', 'sequences', 'enrolments', 'sources', 'members'],
  improvements: ['improvements', 'experiments', 'deals', 'processes', 'members'],
  measurement: [
    'deals',
    'processes',
    'changeovers',
    'sources',
    'costs',
    'exchange-rates',
    'kpi-choices',
    'custom-fields',
    'life-cycle',
  ],
  forecast: ['deals', 'processes', 'exchange-rates', 'forecast', 'quota-plans', 'members'],
  advices: ['coaching', 'deals'],
  glance: ['deals', 'touches', 'coaching', 'quota-plans', 'exchange-rates', 'processes', 'members', 'teams'],
  talks: ['talks', 'members'],
  rates: ['exchange-rates'],
  quotas: ['quota-plans', 'fiscal-calendar', 'members', 'teams', 'products'],
  attainment: ['quota-plans', 'deals', 'touches', 'exchange-rates'],
  commission: [
    'commissions',
    'commission-plans',
    'commission-lines',
    'deals',
    'quota-plans',
    'exchange-rates',
    'members',
  ],
  segments: ['segments', 'custom-fields'],
  fit: ['segments', 'companies', 'people', 'households', 'deals'],
  effort: ['segments'],
  scoring: ['scoring'],
  score: ['scoring', 'segments', 'companies', 'people', 'households', 'deals'],
  lists: ['lists', 'prospects'],
  call: [],
  'opt-outs': ['opt-outs'],
  handings: ['handings'],
  campaigns: ['campaigns', 'lists'],
  campaign: ['campaigns', 'prospects', 'deals', 'touches'],
  prospects: ['prospects', 'lists', 'companies', 'people', 'households', 'members', 'tags'],
  customers: ['companies', 'people', 'households'],
  companies: ['companies', 'members', 'sources', 'tags', 'custom-fields'],
  people: ['people', 'companies', 'members', 'sources', 'tags', 'custom-fields'],
  households: ['households', 'members', 'sources', 'tags', 'custom-fields'],
  today: daily,
  board: ['deals', 'companies', 'people', 'households', 'members', 'processes'],
  deals: ['deals', 'companies', 'people', 'households', 'members', 'sources', 'tags', 'custom-fields'],
}

// A record: 'deal', id; 'customer', kind, id. Only a change of that record, or of what its kind does not tell, is about it.
const kindOfCustomer: Readonly<Record<string, string>> = {
  company: 'companies',
  person: 'people',
  household: 'households',
}

/** Whether what was read under a key may show something that changed. */
export function isAffected(key: QueryKey, changes: readonly Change[]): boolean {
  const [name, first, second] = key
  if (name === 'deal') return changes.some((change) => concerns(change, 'deals', first))
  if (name === 'customer')
    return changes.some((change) => concerns(change, kindOfCustomer[String(first)] ?? '', second))
  const kinds = shows[String(name)]
  return kinds === undefined || changes.some(({ kind }) => kinds.includes(kind))
}

// What a record shows by name.
const named = ['companies', 'people', 'households', 'members', 'processes', 'products', 'sources', 'tags']

/** Of another record of its own kind, a record shows nothing. */
function concerns(change: Change, kind: string, id: unknown): boolean {
  if (change.kind === kind) return change.id === null || change.id === id
  return named.includes(change.kind)
}

/** What costs the server most to tell, and need not be true to the second. */
export function isHeavy(key: QueryKey): boolean {
  return key[0] === 'measurement' || key[0] === 'experiments' || key[0] === 'improvements' || key[0] === 'glance'
}
