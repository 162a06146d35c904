import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inviteMember, join } from '../../src/contract/invitations.ts'
import { listProcesses } from '../../src/contract/process.ts'
import { addSource } from '../../src/contract/sources.ts'
import { changeDeal, openDeal } from '../../src/contract/deals.ts'
import { type HoursNumber, type WorkKind, listWorked, showHours, works } from '../../src/contract/hours.ts'
import { writeNote } from '../../src/contract/notes.ts'
import { logTouch } from '../../src/contract/outreach.ts'
import { logPresentation } from '../../src/contract/presenting.ts'
import { showIdentity } from '../../src/contract/access.ts'
import type { Person } from '../kit/app.ts'
import { dayAgo, daysAgo, startWorld, type World } from '../kit/world.ts'
import { dice } from './kept-figures.ts'

const said = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Tall' }] }] } as const

type Member = Person & { readonly memberId: string }

/** A piece of work as it was done: the slow count goes by these. */
interface Done {
  readonly by: string
  readonly kind: WorkKind
  readonly daysAgo: number
  readonly minutes: number | null
  readonly from: From
}

/** Where its deal came from; work for no deal came from nowhere. */
type From = 'fair' | 'elsewhere' | null

let world: World
let eva: Member
let ivar: Member
let fair: string
const done: Done[] = []

beforeAll(async () => {
  world = await startWorld()
  ;[eva, ivar] = [await comesIn('Eva Strand', 'all'), await comesIn('Ivar Dahl', 'own')]
  fair = (await world.ada.call(addSource, { body: { name: 'Fair', kind: 'event' } })).id
  const random = dice(7)
  for (let at = 0; at < 90; at++) await work(at % 3 === 0 ? ivar : eva, random)
}, 120_000)
afterAll(() => world.rondo.stop())

/** Somebody who works in a browser: what keys do is nobody's time. */
async function comesIn(name: string, sees: 'all' | 'own'): Promise<Member> {
  const { rondo, ada } = world
  const email = `${name.split(' ')[0]?.toLowerCase()}@example.com`
  const { token } = await ada.call(inviteMember, { body: { name, email, role: 'seller', sees } })
  await ada.call(join, { body: { token, name, password: 'a long enough word' } })
  const person = await rondo.signIn(email, 'a long enough word')
  const { current } = await person.call(showIdentity, {})
  return { ...person, memberId: current?.member.id ?? '' }
}

/** What was written down just now was written down so many days ago. */
async function longAgo(person: Member, days: number): Promise<void> {
  // By the calendar of the place: a day there may have an hour more or less.
  const earlier = (column: string) =>
    sql`(${sql.ref(column)} at time zone 'Europe/Stockholm' - make_interval(days => ${days})) at time zone 'Europe/Stockholm'`
  const mine = sql`workspace_id = ${world.rondo.workspaceId} and`
  const { db } = world.rondo.pools
  const fresh = sql`> now() - interval '20 seconds'`
  await sql`update facts set recorded_at = ${earlier('recorded_at')}
    where ${mine} actor_id = ${person.memberId} and recorded_at ${fresh}`.execute(db)
  await sql`update notes set created_at = ${earlier('created_at')}
    where ${mine} author_id = ${person.memberId} and created_at ${fresh}`.execute(db)
  await sql`update touches set created_at = ${earlier('created_at')}
    where ${mine} author_id = ${person.memberId} and created_at ${fresh}`.execute(db)
}

async function work(person: Member, random: (sides: number) => number): Promise<void> {
  const days = 1 + random(85)
  const occurredAt = daysAgo(days)
  const from: From = random(3) === 0 ? 'fair' : 'elsewhere'
  const tell = (kind: WorkKind, minutes: number | null = null, its: From = from) =>
    done.push({ by: person.memberId, kind, daysAgo: days, minutes, from: its })
  const cameFrom = from === 'fair' ? { sourceId: fair } : {}
  const { id: dealId } = await person.call(openDeal, {
    body: { name: 'Masts', companyId: world.nordlys.id, ...cameFrom },
  })
  tell('moving')
  const minutes = random(3) === 0 ? null : 5 + random(40)
  const timed = minutes === null ? {} : { minutes }
  switch (random(5)) {
    case 0: {
      const body = { channel: 'phone', outcome: 'reached', occurredAt, ...timed } as const
      await person.call(logTouch, { body: { ...body, dealId, nextStep: { text: 'Call', on: dayAgo(-3) } } })
      tell('phone', minutes)
      tell('logging')
      break
    }
    case 1:
      await person.call(logTouch, {
        body: { channel: 'email', outcome: 'sent', occurredAt, companyId: world.nordlys.id },
      })
      tell('email', null, null)
      tell('logging', null, null)
      break
    case 2:
      await person.call(logTouch, { body: { channel: 'phone', outcome: 'no_answer', occurredAt, dealId } })
      tell('unanswered')
      tell('logging')
      break
    case 3:
      await person.call(writeNote, { body: { dealId, content: said } })
      tell('note')
      break
    default:
      await person.call(changeDeal, { params: { id: dealId }, version: 1, body: { amountMinor: 500, name: 'Mast' } })
      tell('editing')
  }
  await longAgo(person, days)
}

/** The same count, piece by piece; how long those last that do not say it, all of them tell. */
function slowly(acts: readonly Done[], all = acts) {
  const median = (values: number[]) => {
    const sorted = values.toSorted((a, b) => a - b)
    const half = sorted.length / 2
    return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2
  }
  const logged = (kind: WorkKind, by?: string) =>
    all.flatMap((act) => (act.kind === kind && act.minutes !== null && (by ?? act.by) === act.by ? [act.minutes] : []))
  const length = ({ kind, by, minutes }: Done) => {
    if (minutes !== null) return minutes
    for (const like of [logged(kind, by), logged(kind)]) if (like.length >= 10) return median(like)
    return works[kind].minutes
  }
  const sum = (some: readonly Done[]) => some.reduce((total, act) => total + length(act), 0) / 60
  const sells = ({ kind }: Done) => ['customers', 'writing'].includes(works[kind].group)
  const kinds = [...new Set(acts.map(({ kind }) => kind))]
  return {
    n: acts.length,
    hours: sum(acts),
    loggedHours: sum(acts.filter(({ minutes }) => minutes !== null)),
    share: sum(acts.filter(sells)) / sum(acts),
    kinds: new Map(
      kinds.map((kind) => {
        const own = acts.filter((act) => act.kind === kind)
        return [kind, { n: own.length, hours: sum(own), timed: own.filter(({ minutes }) => minutes !== null).length }]
      }),
    ),
  }
}

describe.each([0, 30])('as of %i days ago', (days) => {
  test.each(['both', 'ivar'])('hours and shares agree with a count by hand, of %s', async (whose) => {
    const owner = whose === 'ivar' ? { owner: ivar.memberId } : {}
    const query = { ...owner, as_of: dayAgo(days), from: dayAgo(90) }
    const found = await eva.call(showHours, { query })
    const acts = done.filter((act) => act.daysAgo >= days && (whose === 'both' || act.by === ivar.memberId))
    const slow = slowly(acts)
    expect(found.n).toBe(slow.n)
    expect(found.hours).toBeCloseTo(slow.hours, 9)
    expect(found.loggedHours).toBeCloseTo(slow.loggedHours, 9)
    expect(found.selling.estimate).toBeCloseTo(slow.share, 9)
    expect(found.selling.low).toBeLessThan(slow.share)
    for (const { kind, n, hours, timed } of found.kinds) {
      const { [kind]: own } = Object.fromEntries(slow.kinds)
      expect([kind, n, timed]).toEqual([kind, own?.n, own?.timed])
      expect(hours).toBeCloseTo(own?.hours ?? Number.NaN, 9)
      expect(await opens(eva, kind, query)).toEqual([n, expect.closeTo(hours, 9)])
    }
    expect(await opens(eva, 'all', query)).toEqual([found.n, expect.closeTo(found.hours, 9)])
    expect(await opens(eva, 'selling', query)).toEqual([expect.any(Number), expect.closeTo(found.sellingHours, 9)])
    const months = found.months.reduce((sum, { n }) => sum + n, 0)
    expect([found.months.length, months]).toEqual([12, slow.n])
  })
})

test.each([0, 30])(
  'of the deals of a source, and of no deal, hours agree with a count by hand, %i days ago',
  async (days) => {
    const query = { as_of: dayAgo(days), from: dayAgo(90) }
    const acts = done.filter((act) => act.daysAgo >= days)
    const [all, found] = [
      await eva.call(showHours, { query }),
      await eva.call(showHours, { query: { ...query, source: fair } }),
    ]
    const [ofFair, ofNone] = (['fair', null] as const).map((from) =>
      slowly(
        acts.filter((act) => act.from === from),
        acts,
      ),
    )
    expect([all.withoutDeal, found.n, found.hours, found.selling.estimate]).toEqual([
      null,
      ofFair?.n,
      expect.closeTo(ofFair?.hours ?? 0, 9),
      expect.closeTo(ofFair?.share ?? 0, 9),
    ])
    expect(found.kinds.map(({ kind, n }) => [kind, n])).toEqual(
      found.kinds.map(({ kind }) => [kind, ofFair?.kinds.get(kind)?.n]),
    )
    expect(found.months.reduce((sum, { n }) => sum + n, 0)).toBe(ofFair?.n)
    expect(found.withoutDeal).toEqual({ n: ofNone?.n, hours: expect.closeTo(ofNone?.hours ?? 0, 9) })
    const narrowed = { ...query, source: fair }
    expect(await opens(eva, 'all', narrowed)).toEqual([found.n, expect.closeTo(found.hours, 9)])
    expect(await opens(eva, 'without_deal', narrowed)).toEqual([ofNone?.n, expect.closeTo(ofNone?.hours ?? 0, 9)])
  },
)

test('of a process, whose deals are all there are, and of no deal it is all there is; of a product that nobody sold nothing', async () => {
  const query = { from: dayAgo(90) }
  const { items } = await eva.call(listProcesses, { query: {} })
  const all = await eva.call(showHours, { query })
  const found = await eva.call(showHours, { query: { ...query, process: items[0]?.id } })
  expect(found.n + (found.withoutDeal?.n ?? 0)).toBe(all.n)
  expect(found.hours + (found.withoutDeal?.hours ?? 0)).toBeCloseTo(all.hours, 9)
  const none = await eva.call(showHours, { query: { ...query, product: fair } })
  expect(none).toMatchObject({ n: 0, selling: { estimate: null }, withoutDeal: found.withoutDeal })
})

test('without months the same comes without a trend, and days that end before they begin hold nothing', async () => {
  const [all, short] = [
    await eva.call(showHours, { query: { months: 3 } }),
    await eva.call(showHours, { query: { months: 0 } }),
  ]
  expect(all.months).toHaveLength(3)
  expect({ ...all, knownAt: '', months: [] }).toEqual({ ...short, knownAt: '' })
  for (const months of [0, 12]) {
    const found = await eva.call(showHours, { query: { from: dayAgo(3), to: dayAgo(5), months } })
    expect(found).toMatchObject({ n: 0, hours: 0, kinds: [], verdict: 'not_enough', automatable: [] })
  }
})

/** How many pieces a number opens to, and their hours. */
async function opens(person: Person, number: HoursNumber, query: object): Promise<[number, number]> {
  let [count, minutes] = [0, 0]
  let after: string | null | undefined
  do {
    const cursor = after ? { after } : {}
    const page = await person.call(listWorked, { query: { ...query, ...cursor, number, limit: 40 } })
    count += page.items.length
    minutes += page.items.reduce((sum, item) => sum + item.minutes, 0)
    after = page.next
  } while (after)
  return [count, minutes / 60]
}

test('what was told later was not known, and what keys, imports and strangers do is nobody’s time', async () => {
  const { rondo, sam, openPilot, nordlys } = world
  const query = { from: dayAgo(90) }
  const before = await eva.call(showHours, { query })
  await openPilot()
  await sam.call(logTouch, { body: { channel: 'meeting', outcome: 'reached', minutes: 45, companyId: nordlys.id } })
  expect((await eva.call(showHours, { query })).n).toBe(before.n)
  await eva.call(logTouch, {
    body: { channel: 'visit', outcome: 'reached', minutes: 30, occurredAt: daysAgo(9), companyId: nordlys.id },
  })
  const now = await eva.call(showHours, { query })
  expect(now.n).toBe(before.n + 2)
  const then = await eva.call(showHours, { query: { ...query, known_at: before.knownAt } })
  expect({ ...then, knownAt: '' }).toEqual({ ...before, knownAt: '' })
  const stranger = await rondo.anotherWorkspace()
  expect(await stranger.call(showHours, {})).toMatchObject({ n: 0, hours: 0, selling: { estimate: null }, kinds: [] })
  expect(await opens(stranger, 'all', {})).toEqual([0, 0])
})

test('a key that stands for a seller tells the calls of the seller, but writes nothing down for them', async () => {
  const { rondo, bo, nordlys } = world
  await sql`update api_keys set member_id = created_by where workspace_id = ${rondo.workspaceId} and name = 'Bo Lund'`.execute(
    rondo.pools.db,
  )
  await bo.call(logTouch, { body: { channel: 'phone', outcome: 'reached', minutes: 12, companyId: nordlys.id } })
  const { items } = await eva.call(listWorked, { query: { owner: bo.memberId } })
  expect(items).toMatchObject([{ kind: 'phone', minutes: 12, isLogged: true, member: { name: 'Bo Lund' }, deal: null }])
})

test('a presentation in a meeting that was logged too is not counted twice', async () => {
  const { id: dealId } = await eva.call(openDeal, { body: { name: 'Twice' } })
  const query = { from: dayAgo(90), number: 'presentation' } as const
  const shown = { dealId, people: [], minutes: 40 }
  await eva.call(logPresentation, { body: { ...shown, occurredAt: daysAgo(20) } })
  await eva.call(logPresentation, { body: { ...shown, occurredAt: daysAgo(3) } })
  expect((await eva.call(listWorked, { query })).items).toHaveLength(2)
  const met = { channel: 'meeting', outcome: 'reached', minutes: 60, occurredAt: daysAgo(3) } as const
  await eva.call(logTouch, { body: { ...met, dealId } })
  expect((await eva.call(listWorked, { query })).items).toMatchObject([{ minutes: 40, deal: { name: 'Twice' } }])
})

test('a seller who sees the own work alone counts that; of others’ deals no name is told', async () => {
  const own = await ivar.call(showHours, { query: { from: dayAgo(90) } })
  const all = await eva.call(showHours, { query: { from: dayAgo(90), owner: ivar.memberId } })
  expect([own.n, own.hours]).toEqual([all.n, all.hours])
  expect(await ivar.call(showHours, { query: { owner: eva.memberId } })).toMatchObject({ n: 0 })
  await sql`update deals set owner_id = ${eva.memberId} where workspace_id = ${world.rondo.workspaceId}`.execute(
    world.rondo.pools.db,
  )
  const { items } = await ivar.call(listWorked, { query: { from: dayAgo(90), limit: 200 } })
  expect(items).toHaveLength(own.n)
  expect(items.filter(({ deal }) => deal !== null)).toEqual([])
})
