import { afterAll, beforeAll, expect, test } from 'vitest'
import { showApproaches } from '../../src/contract/approaches.ts'
import { changeTouch, listTouches, logTouch, withdrawTouch } from '../../src/contract/outreach.ts'
import { winDeal } from '../../src/contract/moves.ts'
import { type App, startApp } from '../kit/app.ts'
import { opens } from '../measurement/opens.ts'
import { tell } from '../measurement/told.ts'

let rondo: App
beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo.stop())

type Approach = 'gift' | 'question' | 'product'

test('deals stand beside each other by what they were first approached with, and open to it', async () => {
  const eva = await rondo.anotherWorkspace({ timeZone: 'Etc/UTC' })
  const approached = async (approach: Approach, wonOn?: string) => {
    const deal = await tell(eva, { opened: '2025-01-01' }, `${approach} ${wonOn ?? 'open'}`)
    const touch = { channel: 'phone', dealId: deal.id, outcome: 'reached' } as const
    await eva.call(logTouch, { body: { ...touch, approach, occurredAt: '2025-01-10T10:00:00.000Z' } })
    await eva.call(logTouch, { body: { ...touch, approach: 'gift', occurredAt: '2025-01-20T10:00:00.000Z' } })
    const body = { occurredAt: `${wonOn}T12:00:00.000Z` }
    if (wonOn) await eva.call(winDeal, { params: { id: deal.id }, body })
  }
  await approached('question', '2025-02-01')
  await approached('question', '2025-02-05')
  await approached('product')
  await approached('gift', '2025-06-01')
  const found = await eva.call(showApproaches, { query: { as_of: '2025-07-01', by_day: 60, least: 2 } })
  expect(found).toMatchObject({ n: 4, byDay: 60, verdict: 'not_enough' })
  expect(found.groups.map(({ approach, n, isCompared, won }) => [approach, n, isCompared, won.estimate])).toEqual([
    ['question', 2, true, 1],
    ['gift', 1, false, 0],
    ['product', 1, false, 0],
  ])
  const filters = { as_of: '2025-07-01' }
  for (const { approach, n } of found.groups) expect(await opens(eva, 'approaches', `${approach}/n`, filters)).toBe(n)
  expect(await opens(eva, 'approaches', '/n', filters)).toBe(found.n)
  const first = { approach: 'gift', first: 'true' } as const
  expect((await eva.call(listTouches, { query: first })).items.map(({ deal }) => deal?.name)).toEqual([
    'gift 2025-06-01',
  ])
  expect((await eva.call(listTouches, { query: { approach: 'gift' } })).items).toHaveLength(5)
})

test('a link gives the approaches as they were known: what is corrected or withdrawn later stood until then', async () => {
  const eva = await rondo.anotherWorkspace({ timeZone: 'Etc/UTC' })
  const deal = await tell(eva, { opened: '2025-01-01' }, 'Mast')
  const log = (approach: Approach, day: string) =>
    eva.call(logTouch, {
      body: { channel: 'phone', dealId: deal.id, approach, occurredAt: `2025-01-${day}T10:00:00.000Z` },
    })
  const groups = async (query: object) =>
    (await eva.call(showApproaches, { query })).groups.map(({ approach, n }) => [approach, n])
  const first = await log('gift', '10')
  await log('product', '20')
  const { knownAt } = await eva.call(showApproaches, { query: {} })
  const { id } = first
  const body = { approach: 'question' } as const
  await eva.call(changeTouch, { params: { id }, body, version: first.version })
  expect(await groups({})).toEqual([['question', 1]])
  expect(await groups({ as_of: '2025-01-09' })).toEqual([])
  const corrected = await eva.call(showApproaches, { query: {} })
  await eva.call(withdrawTouch, { params: { id } })
  expect(await groups({})).toEqual([['product', 1]])
  expect(await groups({ known_at: corrected.knownAt })).toEqual([['question', 1]])
  expect(await groups({ known_at: knownAt })).toEqual([['gift', 1]])
  expect(await opens(eva, 'approaches', 'gift/n', { known_at: knownAt })).toBe(1)
  expect(await opens(eva, 'approaches', 'gift/n')).toBe(0)
})
