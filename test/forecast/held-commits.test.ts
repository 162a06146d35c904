import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sayCommit, showForecast } from '../../src/contract/forecast.ts'
import { listHeldCommits } from '../../src/contract/held-commits.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { dayAgo } from '../kit/world.ts'
import { tell } from '../measurement/told.ts'

// A deal every sixth day for a year, two of three won after some weeks, each told on its day.
let rondo: App
let ada: Person
let sam: Person & { readonly memberId: string }
beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
  sam = await rondo.member('seller', 'Sam')
  for (let number = 0; number < 56; number++) {
    const opened = 340 - number * 6
    const took = 10 + ((number * 7) % 40)
    const body = { amountMinor: 100_000, ...(number % 2 === 0 ? { ownerId: sam.memberId } : {}) }
    const end = opened - took > 0 ? { end: [number % 3 === 0 ? 'lost' : 'won', dayAgo(opened - took)] as const } : {}
    await tell(ada, { opened: dayAgo(opened), body, ...end })
  }
  await sql`update facts set recorded_at = occurred_at`.execute(rondo.pools.db)
}, 60_000)
afterAll(() => rondo.stop())

const [from, until] = [dayAgo(60), dayAgo(5)]

/** Says it so many days ago. */
async function say(amountMinor: number, ownerId: string | null, ago: number): Promise<string> {
  const { id } = await ada.call(sayCommit, { body: { from, until, ownerId, amountMinor } })
  const saidAt = new Date(`${dayAgo(ago)}T12:00:00Z`)
  await sql`update forecast_commits set said_at = ${saidAt} where id = ${id}`.execute(rondo.pools.db)
  return saidAt.toISOString()
}

test('what people said of a period that is over stands beside the forecast of that moment and what was won', async () => {
  await say(900_000, null, 50)
  const last = await say(700_000, null, 40)
  await say(5, null, 2)
  await say(200_000, sam.memberId, 70)
  const held = await ada.call(listHeldCommits, {})
  const came = await ada.call(showForecast, { query: { from, until, as_of: until } })
  const then = await ada.call(showForecast, { query: { from, until, as_of: dayAgo(40), known_at: last } })
  expect(then.isEnough).toBe(true)
  expect(came.whole.won).toBeGreaterThan(0)
  // The last word before the end counts; of what was said before the period began there was no forecast of it alone.
  const whole = {
    ownerId: null,
    amountMinor: 700_000,
    cameMinor: came.whole.won,
    forecastMinor: then.whole.total.expected,
  }
  expect(held.items).toHaveLength(2)
  expect(held.items).toContainEqual(expect.objectContaining(whole))
  expect(held.items).toContainEqual(expect.objectContaining({ ownerId: sam.memberId, forecastMinor: null }))
  expect(held).toMatchObject({ compared: 1, commitError: Math.abs(700_000 - came.whole.won) })
  expect(held.forecastError).toBeCloseTo(Math.abs(then.whole.total.expected - came.whole.won), 6)
})

test('who sees only some deals hears nothing of what was said of everybody’s', async () => {
  await sql`update api_keys set member_id = ${sam.memberId} where id = (select max(id::text)::uuid from api_keys)`.execute(
    rondo.pools.db,
  )
  await rondo.pools.db.updateTable('members').set({ sees: 'own' }).where('id', '=', sam.memberId).execute()
  const { items } = await sam.call(listHeldCommits, {})
  expect(items.every(({ ownerId }) => ownerId === sam.memberId)).toBe(true)
})
