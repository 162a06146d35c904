import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { zipped } from '../../src/server/kernel/zip.ts'
import type { Person } from '../kit/app.ts'
import { randomId } from './random-id.ts'
import { bodies } from './world-of-endpoints.ts'

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
  const sequence = await made('/sequences', bodies.addSequence ?? {})
  await owner.fetch('POST', `/sequences/${sequence}/enrol`, { personIds: [person] })
  const kept = new FormData()
  kept.append('companyId', about)
  kept.append('file', new Blob(['Hello']), 'hello.txt')
  return {
    tags: await made('/tags', bodies.addTag ?? {}),
    ...(await commissionOf(owner)),
    'quota-plans': await made('/quota-plans', { on: '2030-01-01', goalMinor: 120_000 }),
    'process-audits': await made('/process-audits', {}),
    objections: await made('/objections', {
      ...bodies.logObjection,
      dealId: await made('/deals', bodies.openDeal ?? {}),
    }),
    answers: await made('/answers', bodies.addAnswer ?? {}),
    'objection-kinds': await made('/objection-kinds', bodies.addObjectionKind ?? {}),
    ...(await closeOf(owner)),
    ...(await talkOf(owner)),
    'dossier-facts': await made('/dossier-facts', { ...bodies.addDossierFact, companyId: about }),
    erasures: await made('/erasures', {
      personId: await made('/people', { name: 'Nobody Any More' }),
      name: 'Nobody Any More',
    }),
    cards: await made('/cards', bodies.addCard ?? {}),
    areas: await made('/areas', bodies.addArea ?? {}),
    visits: await visitOf(owner, about),
    'playbook-feedback': await made('/playbook-feedback', {
      about: 'answer',
      answerId: await made('/answers', bodies.addAnswer ?? {}),
      words: 'They laugh',
    }),
    needs: await made('/needs', { ...bodies.noteNeed, dealId: await made('/deals', bodies.openDeal ?? {}) }),
    presentations: await made('/presentations', {
      ...bodies.logPresentation,
      dealId: await made('/deals', bodies.openDeal ?? {}),
    }),
    trials: await made('/trials', { ...bodies.startTrial, dealId: await made('/deals', bodies.openDeal ?? {}) }),
    'call-sheets': about,
    ways: about,
    touches: await made('/touches', { channel: 'phone', personIds: [person] }),
    promises: await made('/promises', { ...bodies.promiseAnswer, dealId: await made('/deals', bodies.openDeal ?? {}) }),
    appointments: await made('/appointments', { ...bodies.makeAppointment, personIds: [person] }),
    sequences: sequence,
    enrolments: await first('/enrolments'),
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
    segments: await made('/segments', bodies.addSegment ?? {}),
    fits: company,
    scores: company,
    lists: list,
    prospects: await first(`/prospects?list=${list}`),
    calls: await first(`/prospects?list=${list}`),
    'opt-outs': await made('/opt-outs', { companyId: await made('/companies', { name: 'Left alone' }) }),
    campaigns: await made('/campaigns', { name: 'Autumn', listId: list }),
    handings: randomId,
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
    experiments: await experimentOf(owner),
    improvements: await made('/improvements', { ...bodies.addImprovement, processId: process }),
    remarks: await made('/remarks', bodies.addRemark ?? {}),
    dashboards: await made('/dashboards', bodies.addDashboard ?? {}),
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

/** A member's closed month, with a win in it. */
async function commissionOf(owner: Person): Promise<Record<string, string>> {
  const { body: members } = await owner.fetch('GET', '/members')
  const [member] = Reflect.get(Object(members), 'items')
  const plan = idIn((await owner.fetch('POST', '/commission-plans', bodies.addCommissionPlan)).body)
  await owner.fetch('POST', `/commission-plans/${plan}/members`, { memberIds: [member.id], from: '2020-01-01' })
  const wanted = {
    ...bodies.openDeal,
    ownerId: member.id,
    amountMinor: 100_000,
    occurredAt: '2020-02-01T12:00:00.000Z',
  }
  const deal = idIn((await owner.fetch('POST', '/deals', wanted)).body)
  await owner.fetch('POST', `/deals/${deal}/win`, { occurredAt: '2020-02-10T12:00:00.000Z' })
  const { body } = await owner.fetch('POST', `/commissions/${member.id}/close`, { on: '2020-02-10' })
  const [line] = Reflect.get(Object(body), 'lines')
  return {
    'commission-plans': plan,
    commissions: member.id,
    'commission-statements': idIn(body),
    'commission-lines': idIn(line),
  }
}

/** Running deals, none, moved to a process of their own. */
async function changeoverOf(owner: Person): Promise<string> {
  await owner.fetch('POST', '/processes', { template: 'five-steps', name: 'Moved to' })
  const { body } = await owner.fetch('GET', '/processes')
  const [to, from] = Reflect.get(Object(body), 'items').map((item: object) => Reflect.get(item, 'publishedVersionId'))
  const asked = { fromVersionId: from, toVersionId: to, mapping: { closing: 'find' } }
  return idIn((await owner.fetch('POST', '/changeovers', asked)).body)
}

/** Planned, on a process of its own. */
async function experimentOf(owner: Person): Promise<string> {
  const { body } = await owner.fetch('POST', '/processes', { template: 'five-steps', name: 'Tried out' })
  const draft = idIn((await owner.fetch('POST', `/processes/${idIn(body)}/draft`, {})).body)
  const wanted = { ...bodies.addExperiment, processId: idIn(body), changedVersionId: draft }
  return idIn((await owner.fetch('POST', '/experiments', wanted)).body)
}

/** Planned for the first of the members. */
async function visitOf(owner: Person, companyId: string): Promise<string> {
  const { body } = await owner.fetch('GET', '/members')
  const memberId = idIn(Reflect.get(Object(body), 'items')[0])
  await owner.fetch('POST', '/visits', { ...bodies.planVisits, memberId, customers: [{ companyId }] })
  const planned = await owner.fetch('GET', `/visits?company=${companyId}`)
  return idIn(Reflect.get(Object(planned.body), 'items')[0])
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

/** What there is around the close of a deal, and one that was lost and is kept in touch with. */
async function closeOf(owner: Person): Promise<Record<string, string>> {
  const made = async (path: string, body: object) => idIn((await owner.fetch('POST', path, body)).body)
  const deal = await made('/deals', bodies.openDeal ?? {})
  const asked = await owner.fetch('POST', `/deals/${deal}/close`, bodies.askToClose)
  const track = await made('/nurture-tracks', bodies.addNurtureTrack ?? {})
  const lost = await made('/deals', bodies.openDeal ?? {})
  await owner.fetch('POST', `/deals/${lost}/lose`, {})
  const { body } = await owner.fetch('POST', `/deals/${lost}/nurtures`, { trackId: track })
  return {
    'closed-days': await made('/closed-days', bodies.addClosedDays ?? {}),
    competitors: await made('/competitors', bodies.addCompetitor ?? {}),
    'close-asks': idIn(Reflect.get(Object(asked.body), 'ask')),
    'close-techniques': await made('/close-techniques', bodies.addCloseTechnique ?? {}),
    scarcities: await made('/scarcities', bodies.addScarcity ?? {}),
    incentives: await made(`/deals/${deal}/incentives`, bodies.offerIncentive ?? {}),
    'closing-items': await made(`/deals/${deal}/closing-items`, bodies.addClosingItem ?? {}),
    'nurture-tracks': track,
    'nurture-touches': idIn(Reflect.get(Object(body), 'touches')[0]),
    'handoff-kinds': await made('/handoff-kinds', bodies.addHandoffKind ?? {}),
    handoffs: await handoffOf(owner, deal),
  }
}

/** A talk with a seller, and what was agreed in it. */
async function talkOf(owner: Person): Promise<Record<string, string>> {
  const said = { ...bodies.writeTalk, memberId: await firstMember(owner) }
  const { body } = await owner.fetch('POST', '/talks', said)
  return { talks: idIn(body), 'talk-points': idIn(Reflect.get(Object(body), 'points')[0]) }
}

/** To somebody who has just joined. */
async function handoffOf(owner: Person, deal: string): Promise<string> {
  const invited = { name: 'Ines', email: `ines-${deal}@example.com`, role: 'seller' }
  const { body } = await owner.fetch('POST', '/invitations', invited)
  const password = 'a password that nobody else has'
  await owner.fetch('POST', '/join', { token: Reflect.get(Object(body), 'token'), name: invited.name, password })
  const members: unknown = Reflect.get(Object((await owner.fetch('GET', '/members')).body), 'items')
  const ines = Array.isArray(members) ? members.find((each) => Reflect.get(Object(each), 'name') === 'Ines') : null
  const kind = await owner.fetch('POST', '/handoff-kinds', {
    ...bodies.addHandoffKind,
    name: 'To a seller',
    route: 'seller_to_seller',
  })
  const to = { kindId: idIn(kind.body), toId: idIn(ines) }
  await owner.fetch('POST', `/deals/${deal}/assign`, { ownerId: await firstMember(owner) })
  return idIn((await owner.fetch('POST', `/deals/${deal}/handoffs`, to)).body)
}

async function firstMember(owner: Person): Promise<string> {
  const { body } = await owner.fetch('GET', '/members?limit=1')
  return idIn(Reflect.get(Object(body), 'items')[0])
}
