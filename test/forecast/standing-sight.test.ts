import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal } from '../../src/contract/deals.ts'
import { listCommits, sayCommit, showForecast, showStand } from '../../src/contract/forecast.ts'
import { loseDeal } from '../../src/contract/moves.ts'
import { logTouch } from '../../src/contract/outreach.ts'
import { type QuotaPlan, approveQuotaPlan, beginQuotaPlan } from '../../src/contract/quotas.ts'
import { addTeam, deleteTeam } from '../../src/contract/team.ts'
import { actThemselves } from '../kit/themselves.ts'
import { type World, dayAgo, startWorld } from '../kit/world.ts'

// Mia leads the north, where Sam sells; Bo sells in the south. Mia sees her team, the sellers themselves.
let world: World
let plan: QuotaPlan
let north: string
let south: string
beforeAll(async () => {
  world = await startWorld()
  await actThemselves(world)
  const { ada, mia, sam, bo, rondo } = world
  north = (await ada.call(addTeam, { body: { name: 'North' } })).id
  south = (await ada.call(addTeam, { body: { name: 'South' } })).id
  const place = (memberId: string, team_id: string, sees: 'own' | 'team') =>
    rondo.pools.db.updateTable('members').set({ team_id, sees }).where('id', '=', memberId).execute()
  await place(mia.memberId, north, 'team')
  await place(sam.memberId, north, 'own')
  await place(bo.memberId, south, 'own')
  const begun = await ada.call(beginQuotaPlan, { body: { on: dayAgo(0), goalMinor: 12_000_000 } })
  plan = await ada.call(approveQuotaPlan, { params: { id: begun.id }, version: begun.version })
  for (const _ of [1, 2, 3])
    await bo.call(logTouch, {
      body: { companyId: world.nordlys.id, channel: 'phone', direction: 'outbound', outcome: 'reached' },
    })
  await sql`update touches set author_id = ${bo.memberId}`.execute(rondo.pools.db)
}, 120_000)
afterAll(() => world.rondo.stop())

const standing = (who: 'ada' | 'mia' | 'sam', query: { owner?: string; team?: string } = {}) =>
  world[who].call(showStand, { query })

test('whoever sees only some deals stands beside the quota of those alone', async () => {
  const { sam, bo } = world
  const whole = (await standing('ada')).quotaMinor ?? 0
  const ofNorth = (await standing('ada', { team: north })).quotaMinor ?? 0
  expect(plan.nodes.map(({ name }) => name)).toEqual([null, 'North', 'Sam Berg', 'South', 'Bo Lund'])
  expect(ofNorth).toBeGreaterThan(0)
  expect(ofNorth).toBeLessThan(whole)
  expect((await standing('mia')).quotaMinor).toBe(ofNorth)
  expect((await standing('mia', { team: north })).quotaMinor).toBe(ofNorth)
  expect((await standing('sam')).quotaMinor).toBe((await standing('ada', { owner: sam.memberId })).quotaMinor)
  const hidden = [
    await standing('mia', { team: south }),
    await standing('mia', { owner: bo.memberId }),
    await standing('sam', { owner: bo.memberId }),
    await standing('sam', { team: north }),
  ]
  expect(hidden.map(({ quotaMinor, toCreate }) => [quotaMinor, toCreate])).toEqual(hidden.map(() => [null, null]))
})

test('what a colleague does in a day is not told to whoever does not see them', async () => {
  const { bo } = world
  const known = await standing('ada', { owner: bo.memberId })
  const unseen = await standing('sam', { owner: bo.memberId })
  // Without deals, three calls are drawn to eight for each of five: 43 of 5, not 40 of 5.
  expect(known.newDeal.callsEach).toBeCloseTo(43 / 5, 9)
  expect(unseen.newDeal.callsEach).toBeCloseTo(40 / 5, 9)
})

test('a day looked at again as it was known then has no call in it that was told of later', async () => {
  const { sam, ada } = world
  const before = new Date().toISOString()
  const logged = { companyId: world.nordlys.id, channel: 'phone', direction: 'outbound', outcome: 'reached' } as const
  await sam.call(logTouch, { body: { ...logged, occurredAt: new Date(Date.now() - 86_400_000).toISOString() } })
  const calls = async (known_at?: string) => (await ada.call(showStand, { query: { known_at } })).newDeal.callsEach ?? 0
  expect((await calls()) - (await calls(before))).toBeCloseTo(1 / 5, 9)
})

test('whoever does not see all learns from less, and reads how much that is', async () => {
  const { ada, sam, bo } = world
  for (const who of [sam, bo, bo]) {
    const deal = await ada.call(openDeal, { body: { name: 'Roof', ownerId: who.memberId, amountMinor: 1_000 } })
    await ada.call(loseDeal, { params: { id: deal.id }, body: { reason: 'price' } })
  }
  const learned = async (who: 'ada' | 'mia' | 'sam') => {
    const { ends, learnsFrom } = await world[who].call(showForecast, { query: {} })
    expect(await standing(who)).toMatchObject({ ends, learnsFrom })
    return [ends, learnsFrom]
  }
  expect(await learned('ada')).toEqual([3, 'all'])
  expect(await learned('mia')).toEqual([1, 'seen'])
  expect(await learned('sam')).toEqual([1, 'seen'])
})

test('Mia says what her team will win, beside what Sam and Ada say; who does not see the team hears nothing of it', async () => {
  const { ada, mia, sam, bo } = world
  const { from, until } = await mia.call(showForecast, { query: { team: north } })
  const days = { from, until, ownerId: null }
  const said = await mia.call(sayCommit, { body: { ...days, teamId: north, amountMinor: 700_000, note: 'Two slip' } })
  expect(said).toMatchObject({ ownerId: null, team: { id: north, name: 'North' }, by: { name: 'Mia Falk' } })
  await sam.call(sayCommit, { body: { ...days, ownerId: sam.memberId, amountMinor: 500_000 } })
  await ada.call(sayCommit, { body: { ...days, amountMinor: 2_000_000 } })
  const word = async (who: 'ada' | 'mia' | 'sam', query: object) =>
    (await world[who].call(showForecast, { query })).commit?.amountMinor ?? null
  expect(await word('mia', { team: north })).toBe(700_000)
  expect(await word('ada', { team: north })).toBe(700_000)
  expect(await word('ada', {})).toBe(2_000_000)
  expect(await word('mia', { owner: sam.memberId })).toBe(500_000)
  expect(await word('sam', { team: north })).toBeNull()
  const heard = async (who: 'ada' | 'mia' | 'sam') =>
    (await world[who].call(listCommits, { query: {} })).items.map(({ amountMinor }) => amountMinor)
  expect(await heard('ada')).toEqual([2_000_000, 500_000, 700_000])
  expect(await heard('mia')).toEqual([500_000, 700_000])
  expect(await heard('sam')).toEqual([500_000])

  // Nobody says it of a team that they do not lead, and of a team and a member at once neither.
  const body = { ...days, amountMinor: 1 }
  expect(await mia.refused(sayCommit, { body: { ...body, teamId: south } })).toMatchObject({ code: 'not_found' })
  expect(await sam.refused(sayCommit, { body: { ...body, teamId: north } })).toMatchObject({ code: 'forbidden' })
  expect(await ada.refused(sayCommit, { body: { ...body, ownerId: bo.memberId, teamId: south } })).toMatchObject({
    code: 'invalid',
  })

  // What was said of a team goes with it; what was said of all stays.
  await ada.call(sayCommit, { body: { ...body, teamId: south } })
  await ada.call(deleteTeam, { params: { id: south } })
  expect(await heard('ada')).toEqual([2_000_000, 500_000, 700_000])
})
