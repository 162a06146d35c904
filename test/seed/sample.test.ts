import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listCampaigns } from '../../src/contract/campaigns.ts'
import { listCommissions } from '../../src/contract/commission.ts'
import { listHandoffs } from '../../src/contract/handoffs.ts'
import { listTalks } from '../../src/contract/talks.ts'
import { listAppointments } from '../../src/contract/appointments.ts'
import { listMembers } from '../../src/contract/access.ts'
import { addImprovement, listImprovements } from '../../src/contract/improvements.ts'
import { openDeal, planNextStep } from '../../src/contract/deals.ts'
import { putFirstStepsAway, showFirstSteps } from '../../src/contract/first-steps.ts'
import { showCycleLength, showFunnel, showWheel, showWinRate } from '../../src/contract/measurement.ts'
import { addPerson, listCompanies } from '../../src/contract/people.ts'
import { makeProcessAudit } from '../../src/contract/process-audits.ts'
import { listProcesses } from '../../src/contract/process.ts'
import { loadSample, removeSample, showSample } from '../../src/contract/sample.ts'
import { listSequences } from '../../src/contract/sequences.ts'
import { beginDemo } from '../../src/server/modules/sample/index.ts'
import { type App, ada, startApp } from '../kit/app.ts'
import { disagreementsIn } from '../kit/disagreements.ts'

let rondo: App
beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo.stop())

test('the sample tells two years that every figure can be read from, and every deal is what its facts say', async () => {
  const { owner } = rondo
  const { loaded } = await owner.call(loadSample, { body: {} })
  const counts = Object.fromEntries(loaded.map(({ kind, count }) => [kind, count]))
  expect(counts).toMatchObject({ processes: 2, teams: 2, members: 8, products: 10, sources: 8 })
  expect(counts['deals']).toBeGreaterThan(400)
  expect(counts['deals']).toBeLessThan(900)
  expect(await disagreementsIn(rondo)).toEqual([])
  const told = await factTypes()
  for (const type of ['deal.came_back', 'deal.gate_overridden', 'deal.win_reversed', 'deal.assigned', 'deal.postponed'])
    expect(told, type).toContain(type)
  const wheel = await owner.call(showWheel, {})
  expect(wheel.stages.map(({ key }) => key)).toContain('site-visit')
  expect(wheel.stages.filter(({ count }) => count === 0)).toEqual([])
  expect(wheel.cycle.median.value).toBeGreaterThan(60)
  const { timeToSignature } = await owner.call(showCycleLength, {})
  expect(timeToSignature.quartiles.upper.value).not.toBeNull()
  const { won, counts: ends } = await owner.call(showWinRate, {})
  expect(won.estimate).toBeGreaterThan(0.08)
  expect(Math.min(ends.won, ends.lost, ends.disqualified, ends.notNow, ends.open)).toBeGreaterThan(40)
  const { stages } = await owner.call(showFunnel, {})
  expect(stages.every(({ conversion }) => conversion.estimate !== null)).toBe(true)
  expect(stages.some(({ skipped }) => skipped > 5)).toBe(true)
  const { items: ahead } = await owner.call(listAppointments, { query: {} })
  expect(new Set(ahead.map(({ owner: whose }) => whose?.id)).size).toBeGreaterThan(2)
  expect(ahead.every(({ startsAt }) => Date.parse(startsAt) > Date.now())).toBe(true)
  const { items: sequences } = await owner.call(listSequences, { query: {} })
  expect(sequences).toMatchObject([{ steps: [{ kind: 'call' }, { kind: 'message' }, { kind: 'call' }] }])
  expect(sequences[0]?.running).toBeGreaterThan(9)
})

test('a campaign is planned and its data checked, sellers are paid and talked to, and deals go from hand to hand', async () => {
  const { owner } = rondo
  await expect
    .poll(async () => (await owner.call(listCampaigns, { query: {} })).items, { timeout: 20_000 })
    .toMatchObject([{ startedAt: null, check: { isRunning: false, checked: 14, usable: 14 } }])
  const { rows } = await sql<{ day: string }>`
    select max(from_on)::text as day from commission_statements where workspace_id = ${rondo.workspaceId}`.execute(
    rondo.pools.db,
  )
  const { items: paid } = await owner.call(listCommissions, { query: { on: rows[0]?.day ?? '' } })
  expect(paid.filter(({ statementId }) => statementId !== null)).toHaveLength(5)
  const { items: handed } = await owner.call(listHandoffs, { query: { limit: 50 } })
  const ways = handed.map(({ kind, state, late }) => `${kind.route} ${state} ${late}`)
  for (const way of [
    'seller_to_care accepted false',
    'finder_to_seller accepted false',
    'finder_to_seller offered false',
  ])
    expect(ways, way).toContain(way)
  expect(handed.every(({ introduction }) => introduction !== null && !introduction.includes('{'))).toBe(true)
  const { items: talks } = await owner.call(listTalks, { query: {} })
  expect(talks.map(({ points }) => points.filter(({ doneAt }) => doneAt !== null).length)).toEqual([0, 1, 2])
})

test('it comes once, and never beside deals of somebody’s own', async () => {
  expect(await rondo.owner.refused(loadSample, { body: {} })).toMatchObject({ code: 'sample_loaded' })
  const other = await rondo.anotherWorkspace()
  await other.call(openDeal, { body: { name: 'Ours' } })
  expect(await other.refused(loadSample, { body: {} })).toMatchObject({ code: 'workspace_has_deals' })
  expect(await other.call(showSample, {})).toEqual({ loadedAt: null, hasRoom: false })
  expect(await other.refused(removeSample, {})).toMatchObject({ code: 'not_found' })
})

test('what somebody’s own records hang on stays when the sample goes, with what it hangs on in turn', async () => {
  const { owner } = rondo
  const { items } = await owner.call(listCompanies, { query: { limit: 100 } })
  const [one, other] = items.filter(({ ownerId }) => ownerId !== null)
  const own = await owner.call(openDeal, { body: { name: 'Our own', companyId: one?.id ?? '' } })
  await owner.call(addPerson, { body: { name: 'Our contact', companyId: other?.id ?? '' } })
  const { removed, kept } = await owner.call(removeSample, {})
  expect(removed.find(({ kind }) => kind === 'deals')?.count).toBeGreaterThan(400)
  // The two companies, whoever owns them, where they come from, and the process that the deal is in.
  expect(kept.map(({ kind }) => kind)).toEqual(['companies', 'sources', 'processes', 'teams', 'members'])
  expect(kept.find(({ kind }) => kind === 'companies')?.count).toBe(2)
  const left = await owner.fetch('GET', '/deals?limit=50')
  expect(left.body).toMatchObject({ items: [{ id: own.id }] })
  expect(await disagreementsIn(rondo)).toEqual([])
  expect(await owner.call(showSample, {})).toEqual({ loadedAt: null, hasRoom: false })
})

test('a sample that nobody has used leaves nothing, and the process there was is the default one again', async () => {
  const other = await rondo.anotherWorkspace({ language: 'he', currency: 'ILS' })
  await other.call(loadSample, { body: {} })
  expect((await other.call(listProcesses, {})).items.filter(({ isDefault }) => isDefault)).toHaveLength(1)
  // An audit of the sample goes with it.
  expect((await other.call(makeProcessAudit, { body: {} })).findings.length).toBeGreaterThan(3)
  // And so does what was to be made better in it; of a process of one's own it stays, though whose it was goes.
  const members = await other.call(listMembers, {})
  const ownerId = members.items.find(({ role }) => role === 'seller')?.id ?? ''
  for (const { id: processId } of (await other.call(listProcesses, {})).items)
    await other.call(addImprovement, { body: { processId, title: 'Ask earlier', ownerId } })
  const { kept } = await other.call(removeSample, {})
  expect(kept).toEqual([])
  expect((await other.call(listImprovements, {})).items).toMatchObject([{ title: 'Ask earlier', owner: null }])
  expect((await other.call(listProcesses, {})).items).toMatchObject([{ isDefault: true }])
  const { rows } = await sql<{ table: string }>`
    select 'facts' as "table" from facts where workspace_id = ${other.workspaceId}
    union all select 'companies' from companies where workspace_id = ${other.workspaceId}
    union all select 'appointments' from appointments where workspace_id = ${other.workspaceId}
    union all select 'campaigns' from campaigns where workspace_id = ${other.workspaceId}
    union all select 'handoff kinds' from handoff_kinds where workspace_id = ${other.workspaceId}
    union all select 'talks' from talks where workspace_id = ${other.workspaceId}
    union all select 'commission' from commission_plans where workspace_id = ${other.workspaceId}
    union all select 'sequences' from sequences where workspace_id = ${other.workspaceId}
    union all select 'members' from members where workspace_id = ${other.workspaceId} and user_id is null`.execute(
    rondo.pools.db,
  )
  expect(rows).toEqual([])
})

test('a demo lets three people sign in, and its sample can go without them', async () => {
  const demo = await rondo.pools.db
    .transaction()
    .execute((tx) => beginDemo(tx, { language: 'da', password: 'a roof in the sun' }))
  const seller = await rondo.signIn(demo.seller, 'a roof in the sun')
  const { steps } = await seller.call(showFirstSteps, {})
  expect(steps.map(({ key }) => key)).toEqual(['deals', 'next_step', 'committee', 'end'])
  const owner = await rondo.signIn(demo.owner, 'a roof in the sun')
  const { kept } = await owner.call(removeSample, {})
  expect(kept).toEqual([
    { kind: 'teams', count: 1 },
    { kind: 'members', count: 2 },
  ])
})

test('first steps are ticked by facts: by what is one’s own, not by the sample’s', async () => {
  const email = 'eva@alone.example'
  await rondo.anotherWorkspace({ email })
  const eva = await rondo.signIn(email, ada.password)
  const shown = async () => (await eva.call(showFirstSteps, {})).steps.map(({ key, isDone }) => `${key} ${isDone}`)
  const none = ['process false', 'deals false', 'products false', 'next_step false']
  expect(await shown()).toEqual(none)
  await eva.call(loadSample, { body: {} })
  expect(await shown()).toEqual(none)
  const deal = await eva.call(openDeal, { body: { name: 'Ours' } })
  await eva.call(planNextStep, { params: { id: deal.id }, body: { text: 'Call', on: '2030-01-07' } })
  expect(await shown()).toEqual(['process false', 'deals true', 'products false', 'next_step true'])
  expect(await eva.call(putFirstStepsAway, { body: { isPutAway: true } })).toMatchObject({ isPutAway: true })
  expect(await eva.call(showFirstSteps, {})).toMatchObject({ isPutAway: true })
  expect(await eva.call(putFirstStepsAway, { body: { isPutAway: false } })).toMatchObject({ isPutAway: false })
  const rita = await rondo.member('read-only', 'Rita')
  expect(await rita.call(showFirstSteps, {})).toMatchObject({ steps: [] })
})

async function factTypes(): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`
    select distinct type from facts where workspace_id = ${rondo.workspaceId} limit 100`.execute(rondo.pools.db)
  return rows.map(({ type }) => type)
}
