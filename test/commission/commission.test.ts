import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type CommissionTerms,
  addCommissionPlan,
  putOnCommissionPlan,
  setCommissionTerms,
} from '../../src/contract/commission-plans.ts'
import {
  closeCommission,
  commentCommission,
  downloadPayroll,
  listCommissionComments,
  listCommissions,
  replayCommission,
  showCommission,
  showDealCommission,
  splitDeal,
} from '../../src/contract/commission.ts'
import { setRates } from '../../src/contract/currencies.ts'
import { listFacts } from '../../src/contract/deals.ts'
import { reverseWin, winDeal } from '../../src/contract/moves.ts'
import { addTeam } from '../../src/contract/team.ts'
import { actThemselves } from '../kit/themselves.ts'
import { type World, startWorld } from '../kit/world.ts'

const terms: CommissionTerms = {
  currency: 'EUR',
  period: 'month',
  tiersBy: 'amount',
  tiers: [
    { from: 0, rate: 500 },
    { from: 100_000, rate: 1_000 },
  ],
  accelerators: [],
  capMinor: null,
  clawBackDays: null,
  bonuses: [{ name: 'Two wins', goal: 'wins', reach: 2, minor: 1_000 }],
}

let world: World
let planId: string
beforeAll(async () => {
  world = await startWorld()
  await actThemselves(world)
  const { ada, sam, bo } = world
  const validFrom = monthStart(-12)
  const plan = await ada.call(addCommissionPlan, { body: { name: 'Sellers', validFrom, terms } })
  planId = plan.id
  const body = { memberIds: [sam.memberId, bo.memberId], from: validFrom }
  await ada.call(putOnCommissionPlan, { params: { id: planId }, body })
}, 120_000)
afterAll(() => world.rondo.stop())

/** The first of a month so many months from now, where Kestrel is. */
function monthStart(months: number): string {
  return Temporal.Now.plainDateISO('Europe/Stockholm').with({ day: 1 }).add({ months }).toString()
}

/** Noon of a day of last month. */
function lastMonth(day: number): string {
  return `${Temporal.PlainDate.from(monthStart(-1)).with({ day }).toString()}T12:00:00.000Z`
}

async function won(amountMinor: number, day: number | null, currency = 'EUR'): Promise<string> {
  const opened = day === null ? {} : { occurredAt: lastMonth(1) }
  const deal = await world.openPilot({ amountMinor, currency, ...opened })
  const body = day === null ? {} : { occurredAt: lastMonth(day) }
  await world.sam.call(winDeal, { params: { id: deal.id }, body })
  return deal.id
}

const statement = (who: 'sam' | 'bo', on: string) =>
  world.ada.call(showCommission, { params: { id: world[who].memberId }, query: { on } })

test('a month is reckoned, closed and replayed; what is reversed or told later is set right in the next', async () => {
  const { ada, sam, bo } = world
  const first = await won(80_000, 3)
  const second = await won(60_000, 9)
  const open = await statement('sam', monthStart(-1))
  expect(open).toMatchObject({ id: null, isOver: true, soldMinor: 140_000, totalMinor: 4_000 + 1_000 + 4_000 + 1_000 })
  expect(open.lines.map(({ kind, minor, deal }) => [kind, minor, deal?.id])).toEqual([
    ['sale', 4_000, first],
    ['sale', 5_000, second],
    ['bonus', 1_000, undefined],
  ])
  const params = { id: sam.memberId }
  const closed = await ada.call(closeCommission, { params, body: { on: monthStart(-1) } })
  expect(closed).toMatchObject({ totalMinor: 10_000, soldMinor: 140_000 })
  const id = closed.id ?? ''
  // Sam opens his second line: a fifth of it had still the first rate.
  expect(closed.lines[1]?.parts).toMatchObject([
    { tier: { by: 'amount', from: 0, until: 100_000, rate: 500 }, ofMinor: 20_000, minor: 1_000 },
    { tier: { from: 100_000, until: null, rate: 1_000 }, ofMinor: 40_000, minor: 4_000 },
  ])
  expect(closed.lines[2]?.parts).toMatchObject([{ kind: 'goal', goal: { by: 'wins', reach: 2 }, minor: 1_000 }])
  expect(await sam.call(replayCommission, { params: { id } })).toEqual({ isSame: true, differences: [] })

  // Bo had a part in it, a third win was forgotten, and the first is cancelled: last month stays, this month says so.
  const shares = [
    { memberId: sam.memberId, basisPoints: 5_000 },
    { memberId: bo.memberId, basisPoints: 5_000 },
  ]
  const split = await ada.call(splitDeal, { params: { id: second }, body: { shares } })
  expect(split.split.map(({ name, basisPoints }) => [name, basisPoints])).toEqual([
    ['Sam Berg', 5_000],
    ['Bo Lund', 5_000],
  ])
  const late = await won(20_000, 12)
  await sam.call(reverseWin, { params: { id: first }, body: {} })
  expect(await sam.call(replayCommission, { params: { id } })).toEqual({ isSame: true, differences: [] })
  expect((await statement('sam', monthStart(-1))).totalMinor).toBe(10_000)
  const now = await statement('sam', monthStart(0))
  // 30,000 of the shared one and 20,000 of the late one stand at 5 %: 2,500 and a bonus; 10,000 were booked.
  expect(now.totalMinor).toBe(2_500 + 1_000 - 10_000)
  expect(now.lines.map(({ kind, forOn, minor, deal }) => [kind, forOn, minor, deal?.id]).toSorted()).toEqual([
    ['claw_back', monthStart(-1), -4_000, first],
    ['correction', monthStart(-1), -3_500, second],
    ['correction', monthStart(-1), 1_000, late],
  ])
  // Each says what it comes to now and what was booked: half of the second lies in the first tier alone.
  const partsOf = (dealId: string) =>
    now.lines.find(({ deal }) => deal?.id === dealId)?.parts.map(({ kind, ofMinor, minor }) => [kind, ofMinor, minor])
  expect(partsOf(first)).toEqual([['booked', null, -4_000]])
  expect(partsOf(second)).toEqual([
    ['tier', 30_000, 1_500],
    ['booked', null, -5_000],
  ])
  const { items } = await sam.call(listFacts, { params: { id: second }, query: {} })
  expect(items[0]).toMatchObject({ type: 'deal.split_set', names: { [bo.memberId]: 'Bo Lund' } })
  // Bo's month was never closed: his half is in it.
  expect(await statement('bo', monthStart(-1))).toMatchObject({ totalMinor: 1_500, soldMinor: 30_000 })
})

test('new terms hold from their day; what was closed keeps its own', async () => {
  const { ada, sam } = world
  const { items } = await ada.call(listCommissions, { query: { on: monthStart(-1) } })
  expect(items.map(({ member, totalMinor, statementId }) => [member.name, totalMinor, statementId !== null])).toEqual([
    ['Bo Lund', 1_500, false],
    ['Sam Berg', 10_000, true],
  ])
  const doubled = { ...terms, tiers: [{ from: 0, rate: 2_000 }], bonuses: [] }
  const body = { validFrom: monthStart(0), terms: doubled }
  const plan = await ada.call(setCommissionTerms, { params: { id: planId }, version: 1, body })
  expect(plan.terms.map(({ number }) => number)).toEqual([2, 1])
  await won(1_000, null)
  const now = await statement('sam', monthStart(0))
  expect(now).toMatchObject({ terms: { number: 2 }, totalMinor: 200 + 3_500 - 10_000 })
  const before = await sam.call(showCommission, { params: { id: sam.memberId }, query: { on: monthStart(-1) } })
  expect(before).toMatchObject({ terms: { number: 1 }, totalMinor: 10_000 })
})

test('a deal says what it would bring, in the currency of the plan', async () => {
  const { mia, sam, ada } = world
  const deal = await world.openPilot({ amountMinor: 10_000, currency: 'USD' })
  const params = { id: deal.id }
  expect((await sam.call(showDealCommission, { params })).items).toMatchObject([{ minor: 0 }])
  await ada.call(setRates, { body: { rates: [{ currency: 'USD', day: monthStart(-1), rate: 0.5 }] } })
  const { items } = await sam.call(showDealCommission, { params })
  expect(items).toMatchObject([
    { member: { name: 'Sam Berg' }, currency: 'EUR', minor: 1_000, parts: [{ kind: 'sale' }] },
  ])
  // Mia leads no team yet: his pay is none of her business.
  expect((await mia.call(showDealCommission, { params })).items).toEqual([])
  await sam.call(winDeal, { params, body: {} })
  expect((await sam.call(showDealCommission, { params })).items).toMatchObject([{ minor: 1_000 }])
})

test('Sam disputes a line; what is granted comes into his next statement, and Mia sees it when he is in her team', async () => {
  const { ada, mia, sam, bo, rondo } = world
  const closed = await sam.call(showCommission, { params: { id: sam.memberId }, query: { on: monthStart(-1) } })
  const lineId = closed.lines[0]?.id ?? ''
  await sam.call(commentCommission, { params: { id: lineId }, body: { text: 'Service was sold too.' } })
  const params = { id: lineId }
  expect(
    (await sam.fetch('POST', `/commission-lines/${lineId}/comments`, { text: 'Yes', state: 'accepted' })).status,
  ).toBe(403)
  expect((await bo.refused(listCommissionComments, { params })).code).toBe('not_found')
  expect((await mia.refused(listCommissionComments, { params })).code).toBe('not_found')
  const team = await ada.call(addTeam, { body: { name: 'North' } })
  const inTeam = [sam.memberId, mia.memberId]
  await rondo.pools.db.updateTable('members').set({ team_id: team.id }).where('id', 'in', inTeam).execute()
  const { items } = await mia.call(listCommissions, { query: { on: monthStart(-1) } })
  expect(items).toMatchObject([{ member: { name: 'Sam Berg' }, disputes: 1 }])
  const before = (await statement('sam', monthStart(0))).totalMinor
  await ada.call(commentCommission, { params, body: { text: 'So it was.', state: 'accepted', minor: 700 } })
  const said = await mia.call(listCommissionComments, { params })
  expect(said.items.map(({ author, state, minor }) => [author, state, minor])).toEqual([
    ['Sam Berg', 'open', null],
    [said.items[1]?.author, 'accepted', 700],
  ])
  const after = await statement('sam', monthStart(0))
  expect(after.totalMinor).toBe(before + 700)
  expect(after.lines.at(-1)?.kind === 'adjustment' || after.lines.some(({ kind }) => kind === 'adjustment')).toBe(true)
})

test('payroll gets what was closed, line by line, with its sums', async () => {
  const query = { from: monthStart(-1), until: monthStart(0), language: 'sv' }
  const csv = String((await world.ada.fetch('GET', `/commission-payroll/csv?${new URLSearchParams(query)}`)).body)
  const lines = csv.trim().split('\r\n')
  expect(lines).toHaveLength(4)
  expect(lines[1]).toContain('Sam Berg,Sellers,')
  expect(lines[1]).toContain(',40.00,EUR,')
  const tiers = new URLSearchParams({ ...query, rows: 'parts' })
  const inParts = String((await world.ada.fetch('GET', `/commission-payroll/csv?${tiers}`)).body)
  const [titles = '', ...rows] = inParts.trim().split('\r\n')
  expect(titles).toContain('Nivå från,Nivå till,Sålt i nivån,"Sats, %"')
  expect(rows).toHaveLength(4)
  expect(rows[1]).toMatch(/,10\.00,EUR,.*,Nivå,0\.00,1000\.00,200\.00,5$/)
  expect(rows[2]).toMatch(/,40\.00,EUR,.*,Nivå,1000\.00,,400\.00,10$/)
  const sheet = await world.ada.fetch('GET', `/commission-payroll/xlsx?${new URLSearchParams(query)}`)
  expect(sheet.status).toBe(200)
  expect(downloadPayroll.produces).toBe('text/csv')
})

describe('refused', () => {
  const path = (who: 'sam' | 'bo') => `/commissions/${world[who].memberId}`
  test.each<[string, () => Promise<unknown>, object]>([
    [
      'a month that runs',
      () => world.ada.fetch('POST', `${path('sam')}/close`, { on: monthStart(0) }),
      { code: 'commission_not_over' },
    ],
    [
      'closing twice',
      () => world.ada.fetch('POST', `${path('sam')}/close`, { on: monthStart(-1) }),
      { code: 'commission_closed' },
    ],
    [
      'before there was a plan',
      () => world.ada.fetch('GET', `${path('sam')}?on=2020-01-01`),
      { code: 'no_commission_plan' },
    ],
    ['a colleague’s pay', () => world.sam.fetch('GET', path('bo')), { code: 'not_found' }],
    ['tiers that begin above nothing', () => addPlan({ tiers: [{ from: 1, rate: 1 }] }), { code: 'tiers_invalid' }],
    [
      'two tiers of one height',
      () => addPlan({ tiers: [0, 5, 5].map((from) => ({ from, rate: 1 })) }),
      { code: 'tiers_invalid' },
    ],
    ['a currency there is not', () => addPlan({ currency: 'XQX' }), { code: 'unknown_currency' }],
    ['a name twice', () => addPlan({}), { code: 'name_taken' }],
    ['half a win', () => split([{ memberId: world.sam.memberId, basisPoints: 5_000 }]), { code: 'split_not_whole' }],
    ['running it as a seller', () => world.sam.fetch('GET', '/commission-plans'), { code: 'forbidden' }],
  ])('%s', async (_, ask, body) => expect(await ask()).toMatchObject({ body }))

  const addPlan = (more: Partial<CommissionTerms>) =>
    world.ada.fetch('POST', '/commission-plans', {
      name: 'sellers',
      validFrom: '2026-01-01',
      terms: { ...terms, ...more },
    })
  const split = async (shares: object[]) =>
    world.ada.fetch('PUT', `/deals/${(await world.openPilot()).id}/split`, { shares })
})
