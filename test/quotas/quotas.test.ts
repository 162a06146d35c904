import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { QuotaEdit } from '../../src/contract/quota-edits.ts'
import { openDeal } from '../../src/contract/deals.ts'
import { loseDeal, winDeal } from '../../src/contract/moves.ts'
import { giveQuotaReason, listQuotaVersions, mostQuotaReasons } from '../../src/contract/quota-history.ts'
import {
  type QuotaPlan,
  approveQuotaPlan,
  beginQuotaPlan,
  editQuotaPlan,
  setFiscalCalendar,
  showAttainment,
  showQuotaPlan,
  showStageQuotas,
} from '../../src/contract/quotas.ts'
import { quotaOf } from '../../src/server/modules/quotas/index.ts'
import { actThemselves } from '../kit/themselves.ts'
import { type World, dayAgo, startWorld } from '../kit/world.ts'

let world: World
let plan: QuotaPlan
beforeAll(async () => {
  world = await startWorld()
  await actThemselves(world)
  await world.mia.call(setFiscalCalendar, { body: { firstMonth: 1 } })
  plan = await world.mia.call(beginQuotaPlan, { body: { on: dayAgo(0), goalMinor: 1_000_001 } })
}, 120_000)
afterAll(() => world.rondo.stop())

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, minor) => sum + minor, 0)
const named = (name: string) => plan.nodes.find((node) => node.name === name)
const edit = async (body: QuotaEdit) => {
  plan = await world.mia.call(editQuotaPlan, { params: { id: plan.id }, version: plan.version, body })
  return plan
}

test('the goal of the year comes to the sellers to the last cent, and holds when it was approved', async () => {
  const { mia, sam, bo, ada, rondo } = world
  const [company] = plan.nodes
  expect(plan).toMatchObject({ version: 1, isWhole: true, approvedVersion: null, months: 12 })
  expect(sumOf(company?.amounts ?? [])).toBe(1_000_001)
  expect(plan.nodes.map(({ kind, name }) => [kind, name])).toEqual([
    ['company', null],
    ['member', 'Bo Lund'],
    ['member', 'Sam Berg'],
  ])
  const nodeId = named('Sam Berg')?.id ?? ''
  await edit({ kind: 'set_amount', nodeId, fromMonth: 0, months: 12, minor: 400_000, above: 'stays' })
  expect(plan.nodes.map(({ amounts }) => sumOf(amounts))).toEqual([1_000_001, 600_001, 400_000])
  const year = { from: plan.startsOn, until: plan.endsOn }
  expect(await quotaOf(await contextOf(rondo), { memberId: sam.memberId }, year)).toBeNull()
  expect((await mia.fetch('POST', `/quota-plans/${plan.id}/approve`, {}, { 'if-match': '2' })).status).toBe(403)
  plan = await ada.call(approveQuotaPlan, { params: { id: plan.id }, version: plan.version })
  expect(plan).toMatchObject({ approvedVersion: 2 })
  expect(await quotaOf(await contextOf(rondo), { memberId: sam.memberId }, year)).toEqual({
    minor: 400_000,
    currency: plan.currency,
  })
  expect(await quotaOf(await contextOf(rondo), { memberId: bo.memberId }, year)).toMatchObject({ minor: 600_001 })
  expect(await quotaOf(await contextOf(rondo), { company: true }, year)).toMatchObject({ minor: 1_000_001 })
  await edit({ kind: 'set_amount', nodeId, fromMonth: 0, months: 12, minor: 1, above: 'stays' })
  expect(await quotaOf(await contextOf(rondo), { memberId: sam.memberId }, year)).toMatchObject({ minor: 400_000 })
  const former = await sam.call(showQuotaPlan, { params: { id: plan.id }, query: { number: 2 } })
  expect(former.nodes.map(({ amounts }) => sumOf(amounts))).toEqual([1_000_001, 600_001, 400_000])
  const { items } = await sam.call(listQuotaVersions, { params: { id: plan.id }, query: {} })
  expect(items.map(({ number, kind, approvedAt }) => [number, kind, approvedAt !== null])).toEqual([
    [3, 'set_amount', false],
    [2, 'set_amount', true],
    [1, 'begun', false],
  ])
})

test('the history says whose quota became what, by whom and why, and is read page by page', async () => {
  const { mia, ada, sam } = world
  const params = { id: plan.id }
  const { items } = await sam.call(listQuotaVersions, { params, query: { limit: 2 } })
  expect(items).toHaveLength(2)
  expect(items[1]).toMatchObject({
    recordedBy: 'Mia Falk',
    place: { kind: 'member', name: 'Sam Berg' },
    span: { fromMonth: 0, months: 12 },
    changed: 2,
    changes: [
      { name: 'Sam Berg', beforeMinor: 500_004, afterMinor: 400_000 },
      { name: 'Bo Lund', beforeMinor: 499_997, afterMinor: 600_001 },
    ],
    reasons: [],
  })
  await mia.call(giveQuotaReason, { params, body: { number: 2, reason: 'Sam is on leave until March.' } })
  const found = await ada.call(listQuotaVersions, { params, query: {} })
  const sams = { reason: 'Sam is on leave until March.', saidAt: expect.any(String), saidBy: 'Mia Falk' }
  expect(found.items.map(({ reasons }) => reasons)).toEqual([[], [sams], []])
  expect(found.items[2]).toMatchObject({ kind: 'begun', place: { kind: 'company', name: null }, changed: 3 })
  expect(await mia.refused(giveQuotaReason, { params, body: { number: 99, reason: 'x' } })).toMatchObject({
    code: 'unknown_reference',
  })
  expect((await sam.fetch('POST', `/quota-plans/${plan.id}/reasons`, { number: 1, reason: 'x' })).status).toBe(403)
})

test('a reason that was given stays as it was said; what is said later stands beside it', async () => {
  const { mia, ada, sam, rondo } = world
  const params = { id: plan.id }
  // As it was said before reasons were kept one by one.
  await sql`update quota_versions set reason = 'Sam asked.' where plan_id = ${plan.id} and number = 2`.execute(
    rondo.pools.db,
  )
  await ada.call(giveQuotaReason, { params, body: { number: 2, reason: 'And Bo asked for more.' } })
  const told = async () => (await sam.call(listQuotaVersions, { params, query: {} })).items[1]?.reasons
  expect(await told()).toMatchObject([
    { reason: 'Sam asked.', saidAt: null, saidBy: null },
    { reason: 'Sam is on leave until March.', saidBy: 'Mia Falk' },
    { reason: 'And Bo asked for more.', saidBy: 'Ada Lindqvist' },
  ])
  await edit({
    kind: 'set_amount',
    nodeId: named('Sam Berg')?.id ?? '',
    fromMonth: 0,
    months: 12,
    minor: 2,
    above: 'stays',
  })
  await edit({
    kind: 'set_amount',
    nodeId: named('Sam Berg')?.id ?? '',
    fromMonth: 0,
    months: 12,
    minor: 1,
    above: 'stays',
  })
  const [, , , second] = (await sam.call(listQuotaVersions, { params, query: {} })).items
  expect(second?.reasons).toHaveLength(3)
  for (const place of Array.from({ length: mostQuotaReasons - 3 }).keys())
    await mia.call(giveQuotaReason, { params, body: { number: 2, reason: `And ${place}.` } })
  expect(await mia.refused(giveQuotaReason, { params, body: { number: 2, reason: 'x' } })).toMatchObject({
    code: 'too_many',
  })
})

test('from below, a gap has its names before anybody approves', async () => {
  const { ada } = world
  await edit({ kind: 'propose', growthPercent: 10 })
  expect(plan.bottomUp?.proposals.map(({ basis }) => basis)).toEqual(['none', 'none'])
  expect(plan.gapMinor).toBe(1_000_001)
  const refused = await ada.fetch('POST', `/quota-plans/${plan.id}/approve`, {}, { 'if-match': String(plan.version) })
  expect(refused).toMatchObject({ status: 409, body: { code: 'quota_gap_open' } })
  await edit({ kind: 'adjust', name: 'A first year without history', minor: 1_000_001 })
  expect(plan.gapMinor).toBe(0)
  plan = await ada.call(approveQuotaPlan, { params: { id: plan.id }, version: plan.version })
  expect(plan.approvedVersion).toBe(plan.version)
})

test('open deals count in what is under way unless somebody expects them after the year', async () => {
  const { sam } = world
  const after = Temporal.PlainDate.from(plan.endsOn).add({ days: 40 }).toString()
  const [lost, kept] = [await world.openPilot({ amountMinor: 1_000 }), await world.openPilot({ amountMinor: 10_000 })]
  const later = await world.openPilot({ amountMinor: 30_000, expectedCloseOn: after })
  // Of last year's ended deals half were won.
  const lastYear = `${Temporal.PlainDate.from(plan.startsOn).subtract({ days: 20 }).toString()}T12:00:00.000Z`
  await sam.call(winDeal, {
    params: { id: (await world.openPilot({ amountMinor: 500, occurredAt: lastYear })).id },
    body: { occurredAt: lastYear },
  })
  await sam.call(loseDeal, {
    params: { id: (await world.openPilot({ amountMinor: 500, occurredAt: lastYear })).id },
    body: { reason: 'price', occurredAt: lastYear },
  })
  await edit({ kind: 'propose', growthPercent: 0 })
  const proposal = plan.bottomUp?.proposals.find(({ nodeId }) => nodeId === named('Sam Berg')?.id)
  expect(proposal?.pipelineMinor).toBe(5_500)
  for (const { id } of [lost, kept, later]) await sam.call(loseDeal, { params: { id }, body: { reason: 'price' } })
})

test('what is won counts for whoever won it, their team and the company, against what was due', async () => {
  const { mia, sam, bo, rondo } = world
  const deal = await world.openPilot({ amountMinor: 5_000 })
  await sam.call(winDeal, { params: { id: deal.id }, body: {} })
  const { items, asOf } = await bo.call(showAttainment, { params: { id: plan.id }, query: {} })
  const won = new Map(items.map(({ nodeId, won: months }) => [nodeId, sumOf(months)]))
  expect(plan.nodes.map(({ id }) => won.get(id))).toEqual([5_000, 0, 5_000])
  const company = items.find(({ nodeId }) => nodeId === plan.nodes[0]?.id)
  expect(company?.dueMinor).toBeGreaterThan(0)
  expect(company?.dueMinor).toBeLessThanOrEqual(1_000_001)
  expect(asOf).toBe(dayAgo(0))
  // Mia has no place in the plan: what she wins counts for the company alone, and is told.
  const mias = await mia.call(openDeal, { body: { name: 'A favour', amountMinor: 700 } })
  await mia.call(winDeal, { params: { id: mias.id }, body: {} })
  const more = await bo.call(showAttainment, { params: { id: plan.id }, query: {} })
  expect(more.outside).toEqual([{ owner: { id: mia.memberId, name: 'Mia Falk' }, minor: 700 }])
  const ofAll = new Map(more.items.map(({ nodeId, won: months }) => [nodeId, sumOf(months)]))
  expect(plan.nodes.map(({ id }) => ofAll.get(id))).toEqual([5_700, 0, 5_000])
  await rondo.pools.db.updateTable('members').set({ sees: 'own' }).where('id', '=', bo.memberId).execute()
  expect((await bo.call(showAttainment, { params: { id: plan.id }, query: {} })).outside).toEqual([])
  // Whoever sees only themselves reads what was done to their own quota, and no words about others.
  const history = await bo.call(listQuotaVersions, { params: { id: plan.id }, query: {} })
  const second = history.items.find(({ number }) => number === 2)
  expect(second).toMatchObject({ place: null, reasons: [], changed: 1, changes: [{ name: 'Bo Lund' }] })
  const own = await bo.call(showQuotaPlan, { params: { id: plan.id }, query: {} })
  expect(own).toMatchObject({ isWhole: false, gapMinor: null, adjustments: [] })
  expect(own.nodes.map(({ name }) => name)).toEqual(['Bo Lund'])
})

test('too few deals say nothing about stages, and the answer says so', async () => {
  const node = named('Sam Berg')?.id ?? ''
  const asked = await world.sam.call(showStageQuotas, { params: { id: plan.id }, query: { node } })
  expect(asked).toMatchObject({ least: 10, wins: { estimate: null } })
  expect(asked.allDeals).toBeLessThan(10)
  expect(asked.stages.length).toBeGreaterThan(3)
})

describe('refused', () => {
  test.each<[string, () => Promise<unknown>, object]>([
    [
      'a year twice',
      () => world.mia.fetch('POST', '/quota-plans', { on: plan.startsOn, goalMinor: 1 }),
      { code: 'quota_plan_exists' },
    ],
    ['an old version', () => post('edit', { kind: 'propose', growthPercent: 0 }, '1'), { code: 'version_conflict' }],
    [
      'a place there is not',
      () => post('edit', { kind: 'end', nodeId: plan.id, on: plan.startsOn, rest: 'open' }),
      { code: 'unknown_reference' },
    ],
    [
      'more than there is',
      () =>
        post('edit', {
          kind: 'set_amount',
          nodeId: named('Bo Lund')?.id,
          fromMonth: 0,
          months: 1,
          minor: 9e9,
          above: 'stays',
        }),
      { code: 'quota_does_not_fit' },
    ],
    [
      'taking away what was approved',
      () => world.mia.fetch('DELETE', `/quota-plans/${plan.id}`),
      { code: 'quota_plan_approved' },
    ],
    [
      'planning by a seller',
      () => world.sam.fetch('POST', '/quota-plans', { on: plan.startsOn, goalMinor: 1 }),
      { code: 'forbidden' },
    ],
  ])('%s', async (_, ask, body) => expect(await ask()).toMatchObject({ body }))

  const post = (act: string, body: object, version = String(plan.version)) =>
    world.mia.fetch('POST', `/quota-plans/${plan.id}/${act}`, body, { 'if-match': version })
})

async function contextOf({ pools, workspaceId }: World['rondo']) {
  const row = await pools.db
    .selectFrom('workspaces')
    .selectAll()
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const actor = { kind: 'automation' as const, id: workspaceId, role: 'owner' as const, sees: null }
  return { tx: pools.db, actor, workspace: { ...row, timeZone: row.time_zone }, now: new Date(), version: null }
}
