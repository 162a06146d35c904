import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as contract from '../../src/contract/dashboards.ts'
import { openDeal } from '../../src/contract/deals.ts'
import { loseDeal } from '../../src/contract/moves.ts'
import { showWeeklySummary } from '../../src/contract/summaries.ts'
import { addTeam } from '../../src/contract/team.ts'
import { addUser, hashPassword } from '../../src/server/modules/access/index.ts'
import { words } from '../../src/words/node.ts'
import { numberName } from '../../src/words/pinned-place.ts'
import { type World, startWorld } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

async function signedIn(name: string, sees: 'own' | 'all') {
  const { rondo } = world
  const email = `${name.toLowerCase().replace(' ', '.')}@kestrel.example`
  const password = 'correct horse battery'
  const user = { workspaceId: rondo.workspaceId, name, email, role: 'seller', language: 'en' } as const
  const passwordHash = await hashPassword(password)
  const memberId = await rondo.pools.db
    .transaction()
    .execute(async (tx) => addUser(tx, new Date(), { ...user, passwordHash }))
  await rondo.pools.db.updateTable('members').set({ sees }).where('id', '=', memberId).execute()
  return { ...(await rondo.signIn(email, password)), memberId }
}

const day = '2026-03-02'

test('a remark stands beside the figure it was pinned to, under the same filters, for everybody', async () => {
  const { sam, bo, mia } = world
  const filters = { source: mia.memberId, grain: 'quarter' } as const
  const body = { figure: 'churn', filters, day, text: ' Two schools closed.\nThey come back in autumn. ' } as const
  const first = await sam.call(contract.addRemark, { body })
  expect(first).toMatchObject({ text: 'Two schools closed.\nThey come back in autumn.', day, isMine: true, version: 1 })
  await bo.call(contract.addRemark, { body: { figure: 'churn', filters: {}, day, text: 'Of all' } })
  const listed = async (asked: object) =>
    (await bo.call(contract.listRemarks, { query: { figure: 'churn', filters: JSON.stringify(asked) } })).items
  expect(await listed({ grain: 'quarter', source: mia.memberId })).toMatchObject([{ id: first.id, isMine: false }])
  expect(await listed({})).toMatchObject([{ text: 'Of all' }])
  expect(await listed({ grain: 'month', source: mia.memberId })).toEqual([])
})

test('one changes and takes back what one said oneself, and nobody else does', async () => {
  const { sam, bo, ada, rita } = world
  const said = await rita.call(contract.addRemark, { body: { figure: 'funnel', filters: {}, day, text: 'Fewer' } })
  const params = { id: said.id }
  const changed = await rita.call(contract.changeRemark, { params, version: 1, body: { text: 'Fewer visits' } })
  expect(changed).toMatchObject({ text: 'Fewer visits', version: 2 })
  expect(changed.changedAt).not.toBeNull()
  const late = await rita.refused(contract.changeRemark, { params, version: 1, body: { text: 'Again' } })
  expect(late.code).toBe('version_conflict')
  for (const other of [sam, bo, ada]) {
    const request = { params, version: 2, body: { text: 'Mine' } }
    expect((await other.refused(contract.changeRemark, request)).code).toBe('forbidden')
    expect((await other.refused(contract.deleteRemark, { params })).code).toBe('forbidden')
  }
  await rita.call(contract.deleteRemark, { params })
  expect((await rita.call(contract.listRemarks, { query: { figure: 'funnel' } })).items).toEqual([])
})

test('a remark on a seller’s figure is for those who see that seller’s deals', async () => {
  const { sam, bo } = world
  const lena = await signedIn('Lena Own', 'own')
  const filters = { owner: sam.memberId }
  const body = { figure: 'win_rate', filters, day, text: 'On leave since January' } as const
  await bo.call(contract.addRemark, { body })
  const query = { figure: 'win_rate', filters: JSON.stringify(filters) } as const
  expect((await bo.call(contract.listRemarks, { query })).items).toHaveLength(1)
  expect((await lena.call(contract.listRemarks, { query })).items).toEqual([])
  expect((await lena.refused(contract.addRemark, { body })).code).toBe('not_found')
})

test('a dashboard is one’s own, the team’s or everybody’s, and is changed by whoever made it', async () => {
  const { rondo, ada, sam, bo, rita } = world
  const [lena, omar] = [await signedIn('Lena Team', 'all'), await signedIn('Omar Team', 'all')]
  const team = await ada.call(addTeam, { body: { name: 'North' } })
  await rondo.pools.db
    .updateTable('members')
    .set({ team_id: team.id })
    .where('id', 'in', [lena.memberId, omar.memberId])
    .execute()
  const figures = [
    { figure: 'win_rate', filters: { byDay: 30 } },
    { figure: 'churn', filters: { grain: 'quarter' } },
  ] as const
  const made = await lena.call(contract.addDashboard, {
    body: { name: 'Mondays', shared: 'own', figures: [...figures] },
  })
  const names = async (who: typeof sam | typeof lena) =>
    (await who.call(contract.listDashboards, {})).items.map(({ name, isMine }) => [name, isMine])
  expect([await names(lena), await names(omar)]).toEqual([[['Mondays', true]], []])
  const change = { params: { id: made.id }, version: 1, body: { shared: 'team', figures: [figures[1], figures[0]] } }
  expect(await lena.call(contract.changeDashboard, change as never)).toMatchObject({
    figures: [figures[1], figures[0]],
    version: 2,
  })
  expect([await names(omar), await names(sam)]).toEqual([[['Mondays', false]], []])
  const mine = { params: { id: made.id }, version: 2, body: { name: 'Mine' } }
  expect((await omar.refused(contract.changeDashboard, mine)).code).toBe('forbidden')
  expect((await bo.refused(contract.changeDashboard, mine)).code).toBe('not_found')
  const everyones = { body: { name: 'All', shared: 'everyone' as const, figures: [] } }
  expect((await rita.refused(contract.addDashboard, everyones)).code).toBe('forbidden')
  await lena.call(contract.deleteDashboard, { params: { id: made.id } })
  expect(await names(omar)).toEqual([])
})

test('figures of the insights are pinned with their filters, and the week tells those that are one number', async () => {
  const { rita } = world
  const figures = [
    { figure: 'velocity', filters: {} },
    { figure: 'stage_times', filters: { byDay: 30 } },
    { figure: 'comparison', filters: { by: 'source', least: 2 } },
    { figure: 'hours', filters: {} },
  ] as const
  await rita.call(contract.pinToToday, { body: { figures: [...figures] } })
  expect(await rita.call(contract.showTodayFigures, {})).toEqual({ figures })
  const { pinned } = await rita.call(showWeeklySummary, { query: {} })
  expect(pinned.map(({ figure, unit }) => [figure, unit])).toEqual([
    ['velocity', 'money'],
    ['hours', 'share'],
  ])
  const others = [
    { figure: 'movement', filters: { moved: 90 } },
    { figure: 'techniques', filters: { byDay: 60 } },
    { figure: 'objections', filters: { byDay: 30 } },
    { figure: 'persistence', filters: { aim: 'win' } },
  ] as const
  await rita.call(contract.pinToToday, { body: { figures: [...others] } })
  expect(await rita.call(contract.showTodayFigures, {})).toEqual({ figures: others })
  expect((await rita.call(showWeeklySummary, { query: {} })).pinned).toEqual([])
})

test('what must be asked, appointments, skipped stages, win-backs and handoffs are pinned, and the week tells each', async () => {
  const { sam, rita } = world
  const lost = await sam.call(openDeal, { body: { name: 'Harbour school', occurredAt: '2026-01-05T09:00:00.000Z' } })
  const { id } = lost
  await sam.call(loseDeal, { params: { id }, body: { reason: 'price', occurredAt: '2026-01-06T09:00:00.000Z' } })
  const filters = { owner: sam.memberId }
  const four = [
    { figure: 'playbook', filters: {} },
    { figure: 'appointments', filters: { from: '2026-01-01', to: '2026-02-01' } },
    { figure: 'skipping', filters: { byDay: 30 } },
    { figure: 'win_backs', filters: { byDay: 180 } },
  ] as const
  await rita.call(contract.pinToToday, { body: { figures: [...four] } })
  const { pinned } = await rita.call(showWeeklySummary, { query: {} })
  expect(pinned.map(({ figure, unit, value }) => [figure, unit, value])).toEqual([
    ['playbook', 'share', null],
    ['appointments', 'share', null],
    ['skipping', 'share', null],
    ['win_backs', 'share', 0],
  ])
  await rita.call(contract.pinToToday, { body: { figures: [{ figure: 'handoffs', filters }] } })
  expect((await rita.call(showWeeklySummary, { query: {} })).pinned).toMatchObject([
    { figure: 'handoffs', filters, unit: 'share', value: null },
  ])
  const { t } = words('en')
  // The share is of those that nobody came to, which the figure's name does not say.
  expect(numberName('appointments', t)).toBe('Appointments kept · Nobody came')
  expect(numberName('handoffs', t)).toBe('Handoffs · Answered in time')
  expect(numberName('win_backs', t)).toBe('Won back')
  expect(numberName('hours', t)).toBe('Where the hours go · Selling')
  for (const figure of ['playbook', 'appointments', 'skipping', 'win_backs', 'handoffs'] as const) {
    await sam.call(contract.addRemark, { body: { figure, filters, day, text: `Of ${figure}` } })
    const query = { figure, filters: JSON.stringify(filters) }
    expect((await rita.call(contract.listRemarks, { query })).items).toMatchObject([{ text: `Of ${figure}` }])
  }
})

const bands = '50000,120000'
const misfits = [
  ['win_rate', { by: 'source' }, 'by'],
  ['churn', { by: 'source' }, 'by'],
  ['comparison', {}, 'by'],
  ['comparison', { by: 'field' }, 'field'],
  ['comparison', { by: 'source', field: '00000000-0000-4000-8000-000000000000' }, 'field'],
  ['comparison', { by: 'source', bounds: bands }, 'bounds'],
  ['comparison', { by: 'source', least: 1 }, 'least'],
  ['velocity', { least: 5 }, 'least'],
  ['funnel', { measure: 'closedOnly' }, 'measure'],
  ['win_rate', { aim: 'win' }, 'aim'],
  ['signals', { moved: 7 }, 'moved'],
  ['comparison', { by: 'source', aim: 'win' }, 'aim'],
] as const

test.each(misfits)(
  'what a figure does not understand is refused, wherever it is said: %s %o',
  async (code, said, name) => {
    const { sam } = world
    const figure = { figure: code, filters: { ...said } }
    const named = async (asked: ReturnType<typeof sam.refused>) => {
      const { code: problem, fields } = await asked
      return [problem, fields?.map(({ field }) => field.split('.').at(-1))]
    }
    expect(await named(sam.refused(contract.pinToToday, { body: { figures: [figure] } }))).toEqual(['invalid', [name]])
    expect(await named(sam.refused(contract.addRemark, { body: { ...figure, day, text: 'Up' } }))).toEqual([
      'invalid',
      [name],
    ])
    const board = { name: 'Mixed', shared: 'own' as const, figures: [figure] }
    expect(await named(sam.refused(contract.addDashboard, { body: board }))).toEqual(['invalid', [name]])
  },
)

test('a remark on a comparison is found by what is compared, in what and from how many deals on', async () => {
  const { sam, bo } = world
  const filters = { by: 'price', bounds: bands, measure: 'closedOnly', least: 5 } as const
  const body = { figure: 'comparison', filters, day, text: 'The large ones were tenders' } as const
  const said = await sam.call(contract.addRemark, { body })
  const listed = async (asked: object) =>
    (await bo.call(contract.listRemarks, { query: { figure: 'comparison', filters: JSON.stringify(asked) } })).items
  expect(await listed({ least: 5, measure: 'closedOnly', bounds: bands, by: 'price' })).toMatchObject([
    { id: said.id, filters },
  ])
  for (const other of [{ by: 'price' }, { ...filters, least: 6 }, { ...filters, measure: 'winRate' }, {}])
    expect(await listed(other)).toEqual([])
})

test('a remark on a figure that has no day stands beside it whatever day is looked at; on one that has, beside that day', async () => {
  const { sam, bo, mia } = world
  const product = mia.memberId
  const say = (figure: 'cycle_length' | 'win_rate', filters: contract.FigureFilters, text: string) =>
    sam.call(contract.addRemark, { body: { figure, filters, day, text } })
  await say('cycle_length', { product, byDay: 30 }, 'Holidays, by day 30')
  await say('cycle_length', { product }, 'Holidays')
  await say('win_rate', { product, byDay: 30 }, 'Early, by day 30')
  await say('win_rate', { product }, 'Early')
  const listed = async (filters: contract.FigureFilters, figure?: 'cycle_length' | 'win_rate') => {
    const query = { filters: JSON.stringify(filters), ...(figure ? { figure } : {}) }
    return (await bo.call(contract.listRemarks, { query })).items.map(({ text }) => text)
  }
  const both = ['Holidays', 'Holidays, by day 30']
  for (const filters of [{ product }, { product, byDay: 30 }, { byDay: 60, product }])
    expect(await listed(filters, 'cycle_length')).toEqual(both)
  expect(await listed({ product })).toEqual(['Early', ...both])
  expect(await listed({ product, byDay: 30 })).toEqual(['Early, by day 30', ...both])
  expect(await listed({ product, byDay: 60 }, 'win_rate')).toEqual([])
})

// Of remarks that were made when each figure was found by the day it was looked at with.
const made = [
  ['cycle_length', { byDay: 30 }, '[["byDay",30]]', '[]'],
  ['velocity', { byDay: 365, to: day }, `[["byDay",365],["to","${day}"]]`, `[["to","${day}"]]`],
  ['persistence', { aim: 'win', byDay: 30 }, '[["aim","win"],["byDay",30]]', '[["aim","win"]]'],
  ['win_rate', { byDay: 30 }, '[["byDay",30]]', '[["byDay",30]]'],
  ['techniques', { byDay: 60 }, '[["byDay",60]]', '[["byDay",60]]'],
] as const

test.each(made)('a remark made on %s under %o is found again', async (figure, filters, before, after) => {
  const { rondo, sam } = world
  const { id } = await sam.call(contract.addRemark, { body: { figure, filters, day, text: 'Of before' } })
  const { db } = rondo.pools
  await db.updateTable('remarks').set({ address: before }).where('id', '=', id).execute()
  await sql.raw(readFileSync('src/server/database/migrations/0068-remark-addresses.sql', 'utf8')).execute(db)
  const found = await db.selectFrom('remarks').select('address').where('id', '=', id).executeTakeFirst()
  expect(found?.address).toBe(after)
  expect(contract.remarkAddress(figure, filters)).toBe(after)
})

test('what one pins to Today is one’s own, and no more than a row', async () => {
  const { sam, bo } = world
  const figure = { figure: 'sales_growth', filters: {} } as const
  expect(await sam.call(contract.showTodayFigures, {})).toEqual({ figures: [] })
  await sam.call(contract.pinToToday, { body: { figures: [figure] } })
  expect(await sam.call(contract.showTodayFigures, {})).toEqual({ figures: [figure] })
  expect(await bo.call(contract.showTodayFigures, {})).toEqual({ figures: [] })
  const many = await sam.refused(contract.pinToToday, { body: { figures: Array.from({ length: 5 }, () => figure) } })
  expect(many.code).toBe('invalid')
})
