import { afterAll, beforeAll, expect, test } from 'vitest'
import { backTestAdvice, listAdvices } from '../../src/contract/coaching.ts'
import { changeMember, listMembers } from '../../src/contract/access.ts'
import { changeDeal, showDeal } from '../../src/contract/deals.ts'
import {
  backTestForecast,
  listCommits,
  listSnapshots,
  sayCommit,
  showForecast,
  showStand,
} from '../../src/contract/forecast.ts'
import { loseDeal, winDeal } from '../../src/contract/moves.ts'
import { addTeam } from '../../src/contract/team.ts'
import { evenness } from '../../src/statistics/index.ts'
import { addUser, hashPassword } from '../../src/server/modules/access/index.ts'
import { coachAll } from '../../src/server/modules/coaching/index.ts'
import { takeSnapshots } from '../../src/server/modules/forecast/index.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { dayAgo } from '../kit/world.ts'
import { tell } from '../measurement/told.ts'

// Two sellers; a deal every sixth day for a year, won or lost after some weeks; the last ones are open.
let rondo: App
let ada: Person
let sam: Person & { readonly memberId: string }
const open: string[] = []
/** So many days ago. */
const samsWins: number[] = []

beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
  sam = await signedIn('Sam')
  for (let number = 0; number < 48; number++) {
    const opened = 300 - number * 6
    const took = 10 + ((number * 7) % 40)
    const how = number % 3 === 0 ? 'lost' : 'won'
    const body = { amountMinor: 100_000, ...(number % 2 === 0 ? { ownerId: sam.memberId } : {}) }
    const end = opened - took > 0 ? { end: [how, dayAgo(opened - took)] as const } : {}
    const deal = await tell(ada, { opened: dayAgo(opened), body, ...end })
    if (opened - took <= 0) open.push(deal.id)
    else if (how === 'won' && number % 2 === 0) samsWins.push(opened - took)
  }
}, 60_000)
afterAll(() => rondo.stop())

/** A member who signs in, because commits are of members, not of keys. */
async function signedIn(name: string) {
  const [email, password] = [`${name.toLowerCase()}@kestrel.example`, 'correct horse battery']
  const user = { workspaceId: rondo.workspaceId, name, email, role: 'seller', language: 'en' } as const
  const memberId = await rondo.pools.db
    .transaction()
    .execute(async (tx) => addUser(tx, new Date(), { ...user, passwordHash: await hashPassword(password) }))
  return { ...(await rondo.signIn(email, password)), memberId }
}

test('won, open and new deals make what is expected, and the parts of the sellers make the whole', async () => {
  const found = await ada.call(showForecast, { query: { by: 'owner' } })
  expect(found).toMatchObject({ isEnough: true, currency: 'EUR', undated: 0, commit: null })
  expect(found.whole.n).toBe(open.length)
  expect(found.whole.pipeline).toBe(open.length * 100_000)
  const { whole } = found
  expect(whole.total.expected).toBeCloseTo(whole.won + whole.open.expected + whole.fresh.expected, 6)
  expect(whole.total.low).toBeGreaterThanOrEqual(whole.won)
  expect(found.groups.map(({ name }) => name)).toContain('Sam')
  const sum = found.groups.reduce((total, group) => total + group.total.expected, 0)
  expect(sum).toBeCloseTo(whole.total.expected, 4)
  expect(found.deals).toHaveLength(Math.min(10, open.length))
  const own = await ada.call(showForecast, { query: { owner: sam.memberId } })
  expect(own.whole.n).toBe(found.groups.find(({ name }) => name === 'Sam')?.n)
})

test('how evenly wins came is told beside what chance makes', async () => {
  const stand = await ada.call(showStand, { query: { owner: sam.memberId } })
  // Too few are won for weeks: by four weeks, of what lies behind Sam's first win.
  const wonAgo = samsWins.toSorted((one, other) => other - one)
  const periods = Math.floor((wonAgo[0] ?? 0) / 28)
  const counts = Array.from({ length: periods }, (_, at) => wonAgo.filter((ago) => Math.floor(ago / 28) === at).length)
  const [wins, without] = [counts.reduce((sum, count) => sum + count, 0), counts.filter((count) => count === 0).length]
  const even = evenness(counts.toReversed())
  expect(stand.evenness).toEqual({ days: 28, periods, wins, without, ...even, isEven: (even?.pValue ?? 0) > 0.05 })
  expect([periods, wins]).toEqual([9, 14])
})

test('a team is forecast by the deals of its members', async () => {
  const team = await ada.call(addTeam, { body: { name: 'North' } })
  const { items } = await ada.call(listMembers, { query: {} })
  const version = items.find(({ id }) => id === sam.memberId)?.version ?? 0
  await ada.call(changeMember, { params: { id: sam.memberId }, body: { teamId: team.id }, version })
  const own = await ada.call(showForecast, { query: { owner: sam.memberId } })
  const found = await ada.call(showForecast, { query: { team: team.id } })
  expect({ ...found, knownAt: own.knownAt }).toEqual(own)
  const byOwner = await ada.call(showForecast, { query: { team: team.id, by: 'owner' } })
  expect(byOwner.groups.map(({ name }) => name)).toEqual(['Sam'])
  const stand = await ada.call(showStand, { query: { team: team.id } })
  expect(stand.open).toBe(found.whole.n)
})

test('what was said is stored, and said again by its day and instant whatever came since', async () => {
  await takeSnapshots(rondo.pools.db)
  await takeSnapshots(rondo.pools.db)
  const { items } = await ada.call(listSnapshots, { query: {} })
  expect(items).toHaveLength(1)
  const said = items[0]?.forecast
  if (!said) throw new Error('it was stored')
  const [first = '', second = ''] = open
  await ada.call(winDeal, { params: { id: first }, body: { amountMinor: 900_000 } })
  await ada.call(loseDeal, { params: { id: second }, body: { reason: 'price' } })
  const { version } = await ada.call(showDeal, { params: { id: open[2] ?? '' } })
  await ada.call(changeDeal, { params: { id: open[2] ?? '' }, body: { amountMinor: 5_000_000 }, version })
  const clocks = { as_of: said.asOf, known_at: said.knownAt }
  const again = await ada.call(showForecast, { query: { ...clocks, by: 'owner', most: 20 } })
  expect(again).toEqual(said)
  const now = await ada.call(showForecast, { query: {} })
  expect(now.whole.n).toBe(said.whole.n - 2)
  expect(now.whole.won).toBe(said.whole.won + 900_000)
  const own = await sam.call(listSnapshots, { query: { owner: sam.memberId } })
  expect(own.items[0]?.forecast.whole.n).toBe(said.groups.find(({ name }) => name === 'Sam')?.n)
})

test('a seller commits to the own deals, a manager to anybody’s; the last word stands beside the forecast', async () => {
  const { from, until } = await ada.call(showForecast, { query: {} })
  const body = { from, until, ownerId: sam.memberId, amountMinor: 400_000 }
  await sam.call(sayCommit, { body })
  await ada.call(sayCommit, { body: { ...body, amountMinor: 300_000, note: 'Two will slip' } })
  const said = await ada.call(showForecast, { query: { owner: sam.memberId } })
  expect(said.commit).toMatchObject({ amountMinor: 300_000, note: 'Two will slip' })
  expect(await sam.refused(sayCommit, { body: { ...body, ownerId: null } })).toMatchObject({ code: 'forbidden' })
  expect(await ada.refused(sayCommit, { body: { ...body, until: '2020-01-01' } })).toMatchObject({ code: 'invalid' })
  const { items } = await ada.call(listCommits, { query: { owner: sam.memberId } })
  expect(items.map(({ amountMinor }) => amountMinor)).toEqual([300_000, 400_000])
})

test('how it has held is told with its own uncertainty, and where one stands without a quota', async () => {
  const held = await ada.call(backTestForecast, { query: { days: 30 } })
  expect(held.rows).toHaveLength(27)
  expect(held.open.coverage.n).toBe(held.dates)
  const stand = await ada.call(showStand, { query: { owner: sam.memberId } })
  const said = await ada.call(showForecast, { query: { owner: sam.memberId } })
  expect(stand).toMatchObject({ quotaMinor: null, toCreate: null, currency: 'EUR', sold: said.whole.won })
  expect(stand.total.expected).toBeCloseTo(said.whole.total.expected, 4)
  expect(stand.weeks).toHaveLength(13)
  expect(stand.newDeal.valueMinor).toBeGreaterThan(0)
})

test('the day is looked at once, and sellers of a few months are not advised', async () => {
  await coachAll(rondo.pools.db)
  await coachAll(rondo.pools.db)
  const days = await rondo.pools.db.selectFrom('coaching_days').select('on_day').execute()
  expect(days).toEqual([{ on_day: dayAgo(0) }])
  expect((await sam.call(listAdvices, { query: {} })).items).toEqual([])
  const judged = await ada.call(backTestAdvice, {})
  expect(judged.rows.every(({ given, followed }) => followed <= given)).toBe(true)
})
