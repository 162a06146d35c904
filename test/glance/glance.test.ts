import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assignDeal, changeDeal, openDeal, showDeal } from '../../src/contract/deals.ts'
import { showForecast, showStand } from '../../src/contract/forecast.ts'
import {
  type ForecastPart,
  listChanges,
  listForecastChange,
  showChanges,
  showForecastChange,
  showTeamAtAGlance,
} from '../../src/contract/glance.ts'
import { loseDeal, moveDeal, undoMove, winDeal } from '../../src/contract/moves.ts'
import { dropTalk, listTalks, settleTalkPoint, writeTalk } from '../../src/contract/talks.ts'
import { addUser, hashPassword } from '../../src/server/modules/access/index.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { tell } from '../measurement/told.ts'

// Two sellers with a year behind them, told on the days it happened; then a week in which every kind of change comes once.
let rondo: App
let ada: Person
let sam: Person & { readonly memberId: string }
let eva: Person & { readonly memberId: string }
const open: string[] = []

const today = () => Temporal.Now.plainDateISO('Europe/Stockholm')
const day = (back: number) => today().subtract({ days: back }).toString()

beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
  sam = await signedIn('Sam')
  eva = await rondo.member('seller', 'Eva')
  for (let number = 0; number < 36; number++) {
    const opened = 330 - number * 9
    const took = 10 + ((number * 7) % 40)
    const body = { amountMinor: 100_000, ownerId: (number % 2 === 0 ? sam : eva).memberId }
    const end = number < 30 ? { end: [number % 5 === 0 ? 'lost' : 'won', day(opened - took)] as const } : {}
    const deal = await tell(ada, { opened: day(opened), body, ...end })
    if (number >= 30) open.push(deal.id)
  }
  await sql`update facts set recorded_at = occurred_at`.execute(rondo.pools.db)
}, 60_000)
afterAll(() => rondo.stop())

/** A member who signs in: keys see what their workspace sees. */
async function signedIn(name: string) {
  const [email, password] = [`${name.toLowerCase()}@kestrel.example`, 'correct horse battery']
  const user = { workspaceId: rondo.workspaceId, name, email, role: 'seller', language: 'en' } as const
  const memberId = await rondo.pools.db
    .transaction()
    .execute(async (tx) => addUser(tx, new Date(), { ...user, passwordHash: await hashPassword(password) }))
  return { ...(await rondo.signIn(email, password)), memberId }
}

const deal = (place: number) => open[place] ?? ''
const minorOf = (parts: readonly { part: ForecastPart; minor: number }[]) =>
  parts.reduce((sum, { minor }) => sum + minor, 0)

test('before anything happens, only time does', async () => {
  const found = await ada.call(showForecastChange, { query: {} })
  expect(found.isEnough).toBe(true)
  expect(found.parts.map(({ part }) => part).filter((part) => !['aged', 'to_come', 'opened'].includes(part))).toEqual(
    [],
  )
  const changed = await ada.call(showChanges, { query: {} })
  expect(changed.kinds.filter(({ kind }) => kind !== 'opened')).toEqual([])
})

test('what changes in a week is counted by its kind, and a slip that was undone is none', async () => {
  await ada.call(winDeal, { params: { id: deal(0) }, body: {} })
  await ada.call(loseDeal, { params: { id: deal(1) }, body: { reason: 'price' } })
  const [third, fourth] = [deal(2), deal(3)]
  const { version } = await ada.call(showDeal, { params: { id: third } })
  const body = { amountMinor: 300_000, expectedCloseOn: day(-10) }
  const { version: second } = await ada.call(changeDeal, { params: { id: third }, body, version })
  await ada.call(changeDeal, { params: { id: third }, body: { expectedCloseOn: day(-40) }, version: second })
  const move = { stage: 'qualification', overrideReason: 'They asked' }
  await ada.call(moveDeal, { params: { id: fourth }, body: move })
  const moved = await ada.call(moveDeal, { params: { id: deal(4) }, body: move })
  const { items } = await ada.call(listChanges, { query: { deal: deal(4), kind: 'advanced' } })
  expect(moved.deal.id).toBe(deal(4))
  await ada.call(undoMove, { params: { id: deal(4) }, body: { factId: items[0]?.fact.id ?? '' } })
  await ada.call(openDeal, { body: { name: 'New', amountMinor: 50_000, ownerId: sam.memberId } })
  const { kinds } = await ada.call(showChanges, { query: {} })
  const counts = Object.fromEntries(kinds.map(({ kind, facts }) => [kind, facts]))
  expect(counts).toMatchObject({ won: 1, lost: 1, amount_raised: 1, close_later: 1, advanced: 1 })
  const advanced = await ada.call(listChanges, { query: { kind: 'advanced' } })
  expect(advanced.items).toMatchObject([
    { deal: { id: fourth }, fact: { type: 'deal.moved', actor: { name: 'test' } } },
  ])
})

test('the parts of a changed forecast add up to the difference, each with its deals and their facts', async () => {
  const found = await ada.call(showForecastChange, { query: {} })
  expect(minorOf(found.parts)).toBeCloseTo(found.nowMinor - found.beforeMinor, 2)
  const { since } = await ada.call(showChanges, { query: {} })
  const clock = { as_of: found.since, known_at: lastInstantOf(found.since) }
  const days = { from: found.from, until: found.until }
  const then = await ada.call(showForecast, { query: { ...days, ...clock } })
  const now = await ada.call(showForecast, { query: days })
  expect(found.beforeMinor).toBeCloseTo(then.whole.total.expected, 2)
  expect(found.nowMinor).toBeCloseTo(now.whole.total.expected, 2)
  const parts = new Map(found.parts.map((part) => [part.part, part]))
  for (const part of ['won', 'lost', 'amount', 'opened'] as const)
    expect(parts.get(part)?.deals, part).toBeGreaterThan(0)
  expect(parts.get('won')?.minor).toBeGreaterThan(0)
  expect(parts.get('lost')?.minor).toBeLessThan(0)
  const { items, count } = await ada.call(listForecastChange, { query: { part: 'won' } })
  expect({ count, items }).toMatchObject({ count: 1, items: [{ deal: { id: deal(0) }, now: { chance: 1 } }] })
  expect(items[0]?.minor).toBeCloseTo(parts.get('won')?.minor ?? 0, 4)
  const facts = await ada.call(listChanges, { query: { deal: deal(0), since } })
  expect(facts.items.map(({ fact }) => fact.type)).toContain('deal.won')
})

test('a deal that goes to a colleague leaves one forecast and comes into the other', async () => {
  const { owner } = await ada.call(showDeal, { params: { id: deal(2) } })
  const [from, to] = owner?.id === sam.memberId ? [sam, eva] : [eva, sam]
  await ada.call(assignDeal, { params: { id: deal(2) }, body: { ownerId: to.memberId } })
  for (const [who, part] of [
    [from, 'handed_over'],
    [to, 'received'],
  ] as const) {
    const found = await ada.call(showForecastChange, { query: { owner: who.memberId } })
    expect(found.parts.map((each) => each.part)).toContain(part)
    expect(minorOf(found.parts)).toBeCloseTo(found.nowMinor - found.beforeMinor, 2)
    const stand = await ada.call(showStand, { query: { owner: who.memberId } })
    expect(found.nowMinor).toBeCloseTo(stand.total.expected, 2)
  }
})

test('sellers stand in the order of their names beside themselves, and nobody is ranked by chance', async () => {
  const found = await ada.call(showTeamAtAGlance, { query: {} })
  expect(found.sellers.map(({ member }) => member.name)).toEqual(['Eva', 'Sam'])
  expect(found.winRate.verdict).toBe('within_chance')
  expect(found.sellers.every(({ winRate }) => winRate !== null && winRate.shrunken === null)).toBe(true)
  const all = await ada.call(showForecast, { query: {} })
  const sum = (pick: (seller: (typeof found.sellers)[number]) => number) =>
    found.sellers.reduce((total, seller) => total + pick(seller), 0)
  expect(sum(({ won }) => won)).toBe(all.whole.won)
  expect(sum((seller) => seller.open)).toBe(all.whole.n)
  expect(sum(({ total }) => total.expected)).toBeCloseTo(all.whole.total.expected, 2)
  expect(sum(({ withoutNextStep }) => withoutNextStep)).toBe(all.whole.n)
  expect(await ada.refused(showTeamAtAGlance, { query: { team: sam.memberId } })).toMatchObject({ code: 'not_found' })
})

test('who sees only their own sees themselves', async () => {
  await sql`update members set sees = 'own' where id = ${sam.memberId}`.execute(rondo.pools.db)
  const found = await sam.call(showTeamAtAGlance, { query: {} })
  expect(found.sellers.map(({ member }) => member.name)).toEqual(['Sam'])
  const changed = await sam.call(listChanges, { query: {} })
  expect(changed.items.every(({ deal: { owner } }) => owner === null || owner.id === sam.memberId)).toBe(true)
  expect((await sam.call(listChanges, { query: { owner: eva.memberId } })).items).toEqual([])
  const parts = await sam.call(showForecastChange, { query: { owner: eva.memberId } })
  expect([parts.beforeMinor, parts.nowMinor]).toEqual([0, 0])
})

test('what was agreed in a talk stands until it is done, for the seller and for who leads them alone', async () => {
  const body = {
    memberId: sam.memberId,
    heldOn: day(7),
    notes: 'A good quarter.',
    points: ['Call Borealis', 'Book a demo'],
  }
  const talk = await ada.call(writeTalk, { body })
  await ada.call(writeTalk, { body: { memberId: sam.memberId, points: ['Ask for referrals'] } })
  const [first] = talk.points
  const settled = await sam.call(settleTalkPoint, { params: { id: first?.id ?? '' }, body: { done: true } })
  expect(settled).toMatchObject({ text: 'Call Borealis', doneBy: { name: 'Sam' } })
  const { items } = await sam.call(listTalks, { query: { member: sam.memberId } })
  expect(items.map(({ heldOn }) => heldOn)).toEqual([day(0), day(7)])
  const open = items.flatMap(({ points }) => points.filter(({ doneAt }) => doneAt === null))
  expect(open.map(({ text }) => text)).toEqual(['Ask for referrals', 'Book a demo'])
  const bo = await rondo.member('seller', 'Bo')
  expect((await bo.call(listTalks, { query: {} })).items).toEqual([])
  const refusals = [
    await sam.refused(writeTalk, { body: { memberId: eva.memberId } }),
    await bo.refused(settleTalkPoint, { params: { id: first?.id ?? '' }, body: { done: false } }),
    await sam.refused(dropTalk, { params: { id: talk.id } }),
  ]
  expect(refusals.map(({ code }) => code)).toEqual(['not_found', 'not_found', 'not_found'])
  await ada.call(dropTalk, { params: { id: talk.id } })
  expect((await ada.call(listTalks, { query: { member: sam.memberId } })).items).toHaveLength(1)
})

function lastInstantOf(on: string): string {
  const next = Temporal.PlainDate.from(on).add({ days: 1 }).toZonedDateTime('Europe/Stockholm')
  return new Date(next.epochMilliseconds - 1).toISOString()
}
