import { sql } from 'kysely'
import type { AnyEndpoint } from '../../src/contract/endpoint.ts'
import { may, type Role, roles } from '../../src/contract/permissions.ts'
import { usualRules } from '../../src/server/modules/scoring/rules.ts'
import type { App } from '../kit/app.ts'
import { sellingBodies } from './bodies-of-selling.ts'
import { randomId } from './random-id.ts'

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
  addRemark: { figure: 'churn', filters: {}, day: '2030-01-01', text: 'After the fair.' },
  changeRemark: { text: 'After the fair in May.' },
  addDashboard: { name: 'Mondays', shared: 'own', figures: [{ figure: 'win_rate', filters: {} }] },
  changeDashboard: { name: 'Tuesdays' },
  pinToToday: { figures: [] },
  answerAdvice: { answer: 'taken' },
  writeTalk: { memberId: randomId, notes: 'On track', points: ['Call Borealis'] },
  settleTalkPoint: { done: true },
  chooseCoaching: { delayDays: 7, callsPerDay: 30 },
  sayCommit: { from: '2030-01-01', until: '2030-03-31', ownerId: null, amountMinor: 100 },
  sayPhase: { productId: randomId, phase: 'growth', reason: 'New law' },
  setRates: { rates: [{ currency: 'USD', day: '2030-01-01', rate: 0.9 }] },
  chooseKpiOptions: { silentTimes: 2, silentDays: null, byDay: 90, discountPercent: 10, lagDays: null },
  readKept: { personId: randomId },
  eraseAll: { personId: randomId, name: 'Noa Levi' },
  ...sellingBodies,
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
  makeProcessAudit: {},
  changeDraft: { stages: [stage('first', 'prospecting'), stage('second', 'closing')] },
  openDeal: { name: 'Pilot' },
  changeDeal: { name: 'Pilot 2' },
  moveDeal: { stage: 'qualification' },
  winDeal: {},
  reverseWin: {},
  loseDeal: {},
  disqualifyDeal: { reason: 'no_need' },
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
  addSegment: { kind: 'companies', name: 'Denmark', filter: { field: 'country', op: 'is', value: 'DK' } },
  changeSegment: { note: 'Since May' },
  changeScoreRules: { ...usualRules, cutA: 40, cutB: 15 },
  fitScore: {},
  useScoreVersion: { versionId: null },
  chooseScoreField: { key: 'companies.sector', choice: 'never' },
  addList: { name: 'Fair in Aarhus' },
  changeList: { note: 'Call before noon' },
  addToList: { companyIds: [] },
  removeFromList: { prospectIds: [randomId] },
  addByFilter: { kind: 'company', city: 'Aarhus' },
  previewPaste: { text: 'Anna Berg, Kestrel AB' },
  pasteToList: { text: 'Anna Berg, Kestrel AB' },
  handOut: { memberIds: [randomId], each: 10 },
  takeBack: {},
  takeNextCall: { listId: randomId },
  logCall: { outcome: 'no_answer' },
  addOptOut: { companyId: randomId },
  addCampaign: { name: 'Spring', listId: randomId },
  changeCampaign: { message: 'Good morning' },
  dropCampaignFaults: { fault: 'duplicate' },
  setCampaignRules: { leastUsablePercent: 70 },
  planExperiment: { processId: randomId, changedVersionId: randomId, horizonDays: 60, smallestEffect: 10 },
  addExperiment: {
    name: 'Shorter',
    hypothesis: 'Fewer stages, more wins',
    processId: randomId,
    changedVersionId: randomId,
    horizonDays: 60,
    smallestEffect: 10,
  },
  chooseSummary: { own: null },
  chooseSummaryForAll: { forAll: false },
  stopSummary: { token: 'none' },
  startExperiment: { weeksSeen: null },
  decideExperiment: { decision: 'keep', reason: 'No difference worth it' },
}

/** The query of each call that answers nothing without one, for the tests that read everything. */
export const queries: Record<string, string> = {
  listNeeds: `deal=${randomId}`,
  listPresentations: `deal=${randomId}`,
  listMeasuredDeals: 'part=all',
  listDossierFacts: `company=${randomId}`,
  listVisits: `day=2030-01-01&member=${randomId}`,
  showStageQuotas: `node=${randomId}`,
  downloadPayroll: 'from=2020-01-01&until=2030-01-01',
  downloadPayrollWorkbook: 'from=2020-01-01&until=2030-01-01',
  compareDeals: 'by=owner',
  listForecastChange: 'part=won',
  listRemarks: 'figure=churn',
  listKpiDeals: 'code=churn',
  findAlike: 'kind=company&name=marked',
  listDuplicates: 'kind=person',
  listEffortDeals: 'part=unjudged',
  listEffortTouches: 'part=unjudged',
  listViews: 'kind=deals',
  search: 'q=marked',
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
    'past_costs',
    'price_lists',
    'exchange_rates',
    'kpi_choices',
    'product_phases',
    'remarks',
    'dashboards',
    'today_figures',
    'prices',
    'payment_terms',
    'custom_fields',
    'fiscal_calendars',
    'quota_plans',
    'quota_versions',
    'commission_plans',
    'commission_terms',
    'commission_members',
    'commission_statements',
    'commission_lines',
    'commission_comments',
    'deal_splits',
  ] as const
  // In one statement: it is asked before and after some eight hundred refusals.
  const columns = tables.map(
    (table) => sql`(
      select json_agg(r)::text from (
        select * from ${sql.table(table)} where workspace_id = ${workspaceId} order by id limit 1000) r)
      as ${sql.ref(table)}`,
  )
  const { rows } = await sql<Record<string, string | null>>`select ${sql.join(columns)}`.execute(pools.db)
  return JSON.stringify(rows)
}
