import type { AnyEndpoint } from '../../src/contract/endpoint.ts'
import { may, type Role, roles } from '../../src/contract/permissions.ts'
import type { App, Person } from '../kit/app.ts'

export const randomId = '019a8f4e-5d7c-7b1a-9c3e-2f6d8a4b1c0e'

function stage(key: string, phase: string): object {
  const empty = { purpose: null, buyerStep: null, script: null, entryCriteria: [], exitCriteria: [], touchpoints: [] }
  return {
    key,
    name: key,
    phases: [phase],
    gate: 'advise',
    ...empty,
    targets: { durationDays: null, conversionPercent: null },
  }
}

/** A valid body of each endpoint that has one, so that what is refused is refused for the reason under test. */
export const bodies: Record<string, object> = {
  addCompany: { name: 'Northwind' },
  changeCompany: { name: 'Northwind Traders' },
  addPerson: { name: 'Noa Levi' },
  changePerson: { title: 'CFO' },
  addHousehold: { name: 'Berg' },
  changeHousehold: { city: 'Lund' },
  addSource: { name: 'Fair', kind: 'event' },
  changeSource: { note: 'In May' },
  addCost: { sourceId: randomId, from: '2030-01-01', to: '2030-01-31', amountMinor: 100 },
  changeCost: { amountMinor: 200 },
  addTag: { name: 'Partner' },
  changeTag: { colour: 'green' },
  addPosition: { companyId: randomId },
  changePosition: { title: 'Chair' },
  addProduct: { name: 'Licence' },
  changeProduct: { family: 'Software' },
  addProcess: { template: 'five-steps', name: 'Partners' },
  changeProcess: { name: 'Partners and friends' },
  previewChangeover: { fromVersionId: randomId, toVersionId: randomId },
  startChangeover: { fromVersionId: randomId, toVersionId: randomId, mapping: { closing: 'closing' } },
  changeDraft: { stages: [stage('first', 'prospecting'), stage('second', 'closing')] },
  openDeal: { name: 'Pilot' },
  changeDeal: { name: 'Pilot 2' },
  moveDeal: { stage: 'qualification' },
  winDeal: {},
  reverseWin: {},
  loseDeal: {},
  disqualifyDeal: {},
  postponeDeal: { comeBackOn: '2030-01-01' },
  reopenDeal: {},
  comeBack: {},
  undoMove: { factId: randomId },
  assignDeal: { ownerId: null },
  confirmCriterion: { stage: 'presentation', criterion: 'need', met: true },
  planNextStep: { text: 'Call back', on: '2030-01-01' },
  finishNextStep: {},
  setStakeholder: { role: 'decides' },
  setLines: { lines: [] },
  changeMember: { name: 'Adam' },
  changeWorkspace: { name: 'Kestrel AB' },
  changePreferences: { theme: 'dark' },
  createApiKey: { name: 'till', role: 'read-only' },
  runImport: {},
}

/** One id of every kind that a path can name, in somebody's workspace. */
export async function idsOf(owner: Person): Promise<Record<string, string>> {
  const made = async (path: string, body: object) => idIn((await owner.fetch('POST', path, body)).body)
  const first = async (path: string) => idIn(Reflect.get(Object((await owner.fetch('GET', path)).body), 'items')[0])
  const process = await first('/processes')
  const form = new FormData()
  form.append('file', new Blob(['opportunity,stage\nA,Won\n'], { type: 'text/csv' }), 'deals.csv')
  return {
    companies: await made('/companies', bodies.addCompany ?? {}),
    people: await made('/people', bodies.addPerson ?? {}),
    households: await made('/households', bodies.addHousehold ?? {}),
    products: await made('/products', bodies.addProduct ?? {}),
    deals: await made('/deals', bodies.openDeal ?? {}),
    members: await first('/members'),
    'api-keys': await first('/api-keys'),
    processes: process,
    'process-versions': await made(`/processes/${process}/draft`, {}),
    imports: String(Reflect.get(Object((await owner.fetch('POST', '/imports', form)).body), 'importId')),
  }
}

function idIn(value: unknown): string {
  return String(Reflect.get(Object(value), 'id'))
}

/** The path of an endpoint with an id of its kind in it. */
export function pathWith(endpoint: AnyEndpoint, id: string): string {
  return endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'stage' ? 'qualification' : name === 'personId' ? randomId : id,
  )
}

/** The kind of row that a path names: its first word. */
export function kindOf(endpoint: AnyEndpoint): string {
  return endpoint.path.split('/')[1] ?? ''
}

/** A role that lacks the right of an endpoint, if there is one. */
export function roleWithout(endpoint: AnyEndpoint): Role | undefined {
  const { permission } = endpoint
  return permission === 'anyone' || permission === 'user' ? undefined : roles.find((role) => !may(role, permission))
}

/** Everything in the tables of a workspace, to see that a refusal changed nothing. */
export async function everything({ pools }: App, workspaceId: string): Promise<string> {
  const tables = [
    'deals',
    'facts',
    'companies',
    'people',
    'households',
    'products',
    'sources',
    'stages',
    'process_versions',
    'members',
    'outbox',
    'stakeholders',
    'deal_lines',
    'imports',
  ] as const
  const rows = await Promise.all(
    tables.map((table) =>
      pools.db
        .selectFrom(table)
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .orderBy('id')
        .limit(1000)
        .execute(),
    ),
  )
  return JSON.stringify(rows)
}
