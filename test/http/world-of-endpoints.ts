import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { AnyEndpoint } from '../../src/contract/endpoint.ts'
import { may, type Role, roles } from '../../src/contract/permissions.ts'
import { zipped } from '../../src/server/kernel/zip.ts'
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
  writeNote: { content: { type: 'doc', content: [{ type: 'paragraph' }] } },
  changeNote: { pinned: true },
  addPosition: { companyId: randomId },
  changePosition: { title: 'Chair' },
  addProduct: { name: 'Licence' },
  changeProduct: { family: 'Software' },
  addPriceList: { name: '2030' },
  changePriceList: { validFrom: '2030-01-01' },
  setPrice: { priceMinor: 100 },
  addPaymentTerms: { kind: 'net', days: 45 },
  changePaymentTerms: { retired: true },
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
  loadSample: {},
  putFirstStepsAway: { isPutAway: true },
  createApiKey: { name: 'till', role: 'read-only' },
  addTeam: { name: 'North' },
  renameTeam: { name: 'South' },
  deactivateMember: { handOverTo: null },
  inviteMember: { name: 'Eva', email: 'eva@kestrel.example', role: 'seller' },
  renewInvitation: {},
  mergeCustomers: { kind: 'person', survivorId: randomId, removedIds: ['019a8f4e-5d7c-7b1a-9c3e-2f6d8a4b1c0f'] },
  mergeSure: { kind: 'person' },
  compareCustomers: { kind: 'person', ids: [randomId, '019a8f4e-5d7c-7b1a-9c3e-2f6d8a4b1c0f'] },
  runImport: {},
  stopImport: {},
  undoImport: {},
  rereadFile: { file: 'deals.csv' },
  saveImportMapping: {
    name: 'Monthly',
    importId: randomId,
    file: 'deals.csv',
    mapping: { kind: 'deals', encoding: 'utf-8', skipLines: 0, dateOrder: 'ymd', decimal: '.', fields: {} },
    stages: {},
  },
  makeExport: { kind: 'table', of: 'companies', columns: ['name'], format: 'csv' },
  addView: { kind: 'companies', name: 'Ours', shared: 'own', state: { columns: [{ key: 'name' }], form: 'grid' } },
  changeView: { name: 'All of ours' },
  addCustomField: { record: 'companies', kind: 'text', name: 'Marked field' },
  changeCustomField: { name: 'Renamed field' },
  orderCustomFields: { record: 'companies', ids: [] },
  chooseFirstView: { kind: 'companies', viewId: null },
  editDeals: { rows: { ids: [randomId] }, act: { set: { amountMinor: 100 } } },
  editProducts: { rows: { ids: [randomId] }, act: { set: { active: false } } },
  editCustomers: { rows: { ids: [randomId] }, act: { set: { city: 'Lund' } } },
  prepareSecondFactor: { password: 'correct horse' },
  turnOnSecondFactor: { code: '123456' },
  renewRecoveryCodes: { password: 'correct horse' },
  turnOffSecondFactor: { password: 'correct horse' },
  enterCode: { challenge: 'none', code: '123456' },
  askForPasskey: {},
  enterPasskey: { challenge: 'none', response: { id: 'none' } },
  preparePasskey: { password: 'correct horse' },
  addPasskey: { challenge: 'none', name: 'Laptop', response: { id: 'none' } },
  noteRecent: { kind: 'company', id: randomId },
  claimProspect: {},
  setAsideProspect: { until: '2030-01-01' },
  dropProspect: { reason: 'no_need' },
  gradeProspect: { grade: 'A' },
  prospectAsks: { companyId: randomId },
  addList: { name: 'Fair in Aarhus' },
  changeList: { note: 'Call before noon' },
  addToList: { companyIds: [] },
  removeFromList: { prospectIds: [randomId] },
  addByFilter: { kind: 'company', city: 'Aarhus' },
  previewPaste: { text: 'Anna Berg, Kestrel AB' },
  pasteToList: { text: 'Anna Berg, Kestrel AB' },
  handOut: { memberIds: [randomId], each: 10 },
  takeBack: {},
}

/** The query of each call that answers nothing without one, for the tests that read everything. */
export const queries: Record<string, string> = {
  listMeasuredDeals: 'part=all',
  findAlike: 'kind=company&name=marked',
  listDuplicates: 'kind=person',
  listViews: 'kind=deals',
  search: 'q=marked',
}

/** One id of every kind that a path can name, in somebody's workspace. */
export async function idsOf(owner: Person): Promise<Record<string, string>> {
  const made = async (path: string, body: object) => idIn((await owner.fetch('POST', path, body)).body)
  const first = async (path: string) => idIn(Reflect.get(Object((await owner.fetch('GET', path)).body), 'items')[0])
  const brought = await owner.fetch('POST', '/restores', await emptyArchive())
  const process = await first('/processes')
  const form = new FormData()
  form.append('file', new Blob(['opportunity,stage\nA,Won\n'], { type: 'text/csv' }), 'deals.csv')
  const importId = String(Reflect.get(Object((await owner.fetch('POST', '/imports', form)).body), 'importId'))
  const list = await made('/lists', bodies.addList ?? {})
  const company = await made('/companies', { name: 'Listed' })
  await owner.fetch('POST', `/lists/${list}/prospects`, { companyIds: [company] })
  const about = await made('/companies', { name: 'Noted' })
  const person = await made('/people', { name: 'Employed' })
  const source = await made('/sources', { name: 'Ads', kind: 'ad' })
  const kept = new FormData()
  kept.append('companyId', about)
  kept.append('file', new Blob(['Hello']), 'hello.txt')
  return {
    tags: await made('/tags', bodies.addTag ?? {}),
    'custom-fields': await made('/custom-fields', bodies.addCustomField ?? {}),
    'price-lists': await made('/price-lists', bodies.addPriceList ?? {}),
    'payment-terms': await first('/payment-terms'),
    sources: source,
    costs: await made('/costs', { ...bodies.addCost, sourceId: source }),
    positions: await made(`/people/${person}/positions`, { companyId: about }),
    notes: await made('/notes', { ...bodies.writeNote, companyId: about }),
    files: idIn((await owner.fetch('POST', '/files', kept)).body),
    merges: await made('/merges', {
      kind: 'person',
      survivorId: person,
      removedIds: [await made('/people', { name: 'Twice' })],
    }),
    duplicates: await duplicateOf(owner),
    lists: list,
    prospects: await first(`/prospects?list=${list}`),
    companies: await made('/companies', bodies.addCompany ?? {}),
    people: await made('/people', bodies.addPerson ?? {}),
    households: await made('/households', bodies.addHousehold ?? {}),
    products: await made('/products', bodies.addProduct ?? {}),
    deals: await made('/deals', bodies.openDeal ?? {}),
    members: await first('/members'),
    teams: await made('/teams', { name: 'East' }),
    invitations: idIn(
      Reflect.get(
        Object(
          (await owner.fetch('POST', '/invitations', { name: 'Ida', email: 'ida@example.com', role: 'care' })).body,
        ),
        'invitation',
      ),
    ),
    'api-keys': await first('/api-keys'),
    processes: process,
    changeovers: await changeoverOf(owner),
    'process-versions': await made(`/processes/${process}/draft`, {}),
    views: await made('/views', bodies.addView ?? {}),
    'bulk-edits': await made('/bulk-edits/companies', bodies.editCustomers ?? {}),
    exports: await made('/exports', bodies.makeExport ?? {}),
    // An archive comes into a workspace with nobody but its owner.
    restores: brought.status === 202 ? idIn(brought.body) : randomId,
    imports: importId,
    'import-mappings': await made('/import-mappings', { ...bodies.saveImportMapping, importId }),
  }
}

/** An archive that can be opened, and has nobody in it: it is refused when it is taken in. */
async function emptyArchive(): Promise<FormData> {
  const sha256 = createHash('sha256').digest('hex')
  const names = ['workspace', 'members', 'processes']
  const told = {
    format: 'rondo-archive',
    version: 1,
    rondo: '0.1.0',
    exportedAt: '2030-01-01T00:00:00.000Z',
    exportedBy: null,
    workspace: { id: randomId, slug: 'nowhere' },
    parts: names.map((name) => ({ name, columns: [], rows: 0, bytes: 0, sha256, compared: true })),
    files: { count: 0, bytes: 0 },
  }
  const pieces = await Array.fromAsync(
    zipped(async (add) => {
      for (const name of names) await add(`data/${name}.jsonl`, Readable.from([]))
      await add('manifest.json', Readable.from([Buffer.from(JSON.stringify(told))]))
    }),
  )
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(Buffer.concat(pieces))]), 'nowhere.zip')
  return form
}

/** Running deals, none, moved to a process of their own. */
async function changeoverOf(owner: Person): Promise<string> {
  await owner.fetch('POST', '/processes', { template: 'five-steps', name: 'Moved to' })
  const { body } = await owner.fetch('GET', '/processes')
  const [to, from] = Reflect.get(Object(body), 'items').map((item: object) => Reflect.get(item, 'publishedVersionId'))
  const asked = { fromVersionId: from, toVersionId: to, mapping: { closing: 'find' } }
  return idIn((await owner.fetch('POST', '/changeovers', asked)).body)
}

/** Two people with one address, found by a scan. */
async function duplicateOf(owner: Person): Promise<string> {
  for (const name of ['Ida Ek', 'Ida Maria Ek'])
    await owner.fetch('POST', '/people', { name, email: 'ida.ek@example.com' })
  await owner.fetch('POST', '/duplicate-scans')
  for (;;) {
    const { body } = await owner.fetch('GET', '/duplicates?kind=person')
    const [found] = Reflect.get(Object(body), 'items')
    if (found) return idIn(found)
    await pause(50)
  }
}

function idIn(value: unknown): string {
  return String(Reflect.get(Object(value), 'id'))
}

/** The path of an endpoint with an id of its kind in it. */
export function pathWith(endpoint: AnyEndpoint, id: string): string {
  return endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'stage' ? 'qualification' : name === 'personId' ? randomId : name === 'kind' ? 'companies' : id,
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
    'teams',
    'invitations',
    'outbox',
    'stakeholders',
    'deal_lines',
    'imports',
    'lists',
    'prospects',
    'tags',
    'positions',
    'notes',
    'files',
    'cost_entries',
    'price_lists',
    'prices',
    'payment_terms',
    'custom_fields',
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
