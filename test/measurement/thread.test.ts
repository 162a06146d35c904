import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal } from '../../src/contract/deals.ts'
import { showWinRate } from '../../src/contract/measurement.ts'
import { wordsSinceWork } from '../../src/server/modules/measurement/hours/stored-work.ts'
import { changesSinceStored } from '../../src/server/modules/measurement/stored-histories.ts'
import { readAhead, storeAll } from '../../src/server/modules/measurement/storing.ts'
import { type Walker, walkerOf } from '../../src/server/modules/measurement/walker.ts'
import { type App, startApp } from '../kit/app.ts'
import { dayAgo } from '../kit/world.ts'
import { tell } from './told.ts'

// What large workspaces are walked through by, with a small one.

let rondo: App
let walker: Walker

beforeAll(async () => {
  rondo = await startApp()
  const found = walkerOf()
  if (found === null) throw new Error('a server has a thread for figures')
  walker = found
  await tell(rondo.owner, { opened: '2025-01-01', end: ['won', '2025-02-01'] })
  await tell(rondo.owner, { opened: '2025-01-05' })
}, 60_000)
afterAll(() => rondo.stop())

const workspace = () =>
  ({ id: rondo.workspaceId, slug: '', language: 'en', currency: 'EUR', timeZone: 'Europe/Stockholm' }) as const

const walk = (name: 'winRate' | 'countedDeals' = 'winRate') => {
  const now = new Date()
  const scope = { asOf: dayAgo(0), knownAt: now, current: true, sees: null }
  const asked = { scope, byDay: 60, part: 'advanced', most: 10 } as never
  return walker.walk({ workspace: workspace(), now, wanted: { name, asked } })
}

test('the thread answers what the server answers, and sees what has happened since', async () => {
  expect(await walk()).toMatchObject({ counts: (await rondo.owner.call(showWinRate, {})).counts })
  await rondo.owner.call(openDeal, { body: { name: 'One more' } })
  expect(await walk()).toMatchObject({ n: 3, counts: { won: 1, open: 2 } })
  // Several at once are answered one after the other.
  expect(await Promise.all([walk(), walk(), walk()])).toHaveLength(3)
})

test('what fails in the thread fails where it was asked, and the next question is answered', async () => {
  await expect(walk('countedDeals')).rejects.toThrow('a part of a funnel is one of a stage')
  expect(await walk()).toMatchObject({ n: 3 })
})

test('what was read whole is stored once it is answered, and anew only when much has changed', async () => {
  const { db } = rondo.pools
  const stored = () => db.selectFrom('stored_histories').select('id').execute()
  // The first figure had to read all facts.
  await walk()
  const first = await stored()
  expect(first).toHaveLength(1)
  await storeAll(db)
  await rondo.owner.call(openDeal, { body: { name: 'Another' } })
  await storeAll(db, 2, 0)
  expect(await stored()).toEqual(first)
  await readAhead(db)
  for (const name of ['Two', 'Three']) await rondo.owner.call(openDeal, { body: { name } })
  expect(await changesSinceStored({ tx: db, workspace: workspace(), now: new Date() })).toBe(4)
  await storeAll(db, 2, 0)
  expect(await stored()).not.toEqual(first)
  // What was done lies beside it, for the first who asks where the hours go.
  expect(await wordsSinceWork({ tx: db, workspace: workspace(), now: new Date() }, 10)).toBe(0)
})
