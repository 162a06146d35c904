import type { QueryOf } from '../../src/contract/endpoint.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askToClose, withdrawCloseAsk } from '../../src/contract/closing.ts'
import {
  type HandoffNumber,
  listTimedHandoffs,
  showHandoffTimes,
  showTechniques,
  showWinBacks,
} from '../../src/contract/closing-figures.ts'
import { listMeasuredDeals } from '../../src/contract/measurement.ts'
import { acceptHandoff, addHandoffKind, declineHandoff, offerHandoff } from '../../src/contract/handoffs.ts'
import { comeBack, loseDeal, winDeal } from '../../src/contract/moves.ts'
import { addNurtureTrack, startNurture } from '../../src/contract/nurture.ts'
import { addProcess } from '../../src/contract/process.ts'
import { addSource } from '../../src/contract/sources.ts'
import { actThemselves } from '../kit/themselves.ts'
import { dayAgo, daysAgo, startWorld, type World } from '../kit/world.ts'
import { opens } from '../measurement/opens.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await actThemselves(world)
}, 120_000)
afterAll(() => world.rondo.stop())

test('each deal counts once, for the technique it was first asked with; few are named and not compared', async () => {
  const { sam } = world
  const ask = async (technique: 'direct' | 'summary', answer: 'yes' | 'not_yet', id?: string) => {
    const deal = id ?? (await world.openPilot({ occurredAt: daysAgo(40) })).id
    const occurredAt = daysAgo(id ? 5 : 20)
    await sam.call(askToClose, { params: { id: deal }, body: { technique, answer, occurredAt } })
    return deal
  }
  for (let at = 0; at < 12; at++) await ask('direct', 'yes')
  for (let at = 0; at < 12; at++) await ask('summary', 'not_yet')
  // Won in the end by another technique: it stays with the first.
  await ask('direct', 'yes', await ask('summary', 'not_yet'))
  const found = await sam.call(showTechniques, { query: { by_day: 15, least: 10 } })
  expect(found).toMatchObject({ n: 25, verdict: 'differ', method: 'close_techniques' })
  expect(found.groups.map(({ technique, n, yes, rank }) => [technique, n, yes.count, rank])).toEqual([
    ['summary', 13, 0, 2],
    ['direct', 12, 12, 1],
  ])
  expect(found.groups.map(({ won }) => won.estimate)).toEqual([expect.closeTo(1 / 13, 6), 1])
  for (const { technique, n, yes } of found.groups) {
    expect(await opens(sam, 'techniques', `${technique}//n`)).toBe(n)
    expect(await opens(sam, 'techniques', `${technique}//yes`)).toBe(yes.count)
  }
  const few = await sam.call(showTechniques, { query: { by_day: 15, least: 13 } })
  expect(few).toMatchObject({
    verdict: 'not_enough',
    groups: [{ isCompared: true, rank: null }, { isCompared: false }],
  })
})

test('an ask that is withdrawn was known until then', async () => {
  const { sam } = world
  const { id } = await world.openPilot({ occurredAt: daysAgo(40) })
  const ask = async (technique: 'direct' | 'alternative_choice', occurredAt: string) =>
    (await sam.call(askToClose, { params: { id }, body: { technique, answer: 'not_yet', occurredAt } })).ask
  const first = await ask('alternative_choice', daysAgo(20))
  await ask('direct', daysAgo(10))
  const { knownAt } = await sam.call(showTechniques, { query: {} })
  const counted = async (query: object) =>
    (await sam.call(showTechniques, { query })).groups.find(({ technique }) => technique === 'alternative_choice')?.n
  await sam.call(withdrawCloseAsk, { params: { id: first.id } })
  expect([await counted({}), await counted({ known_at: knownAt })]).toEqual([undefined, 1])
  expect(await opens(sam, 'techniques', 'alternative_choice//n', { known_at: knownAt })).toBe(1)
  expect(await counted({ known_at: knownAt, as_of: dayAgo(21) })).toBeUndefined()
})

test('who was lost is followed: back after so many days, won or lost again; on a track and not, from one landmark', async () => {
  const { sam, mia } = world
  const before = new Date().toISOString()
  const steps = [{ afterDays: 30, channel: 'email', content: 'News' }] as const
  const track = await mia.call(addNurtureTrack, { body: { name: 'News', steps: [...steps] } })
  const lose = async (days: number) => {
    const { id } = await world.openPilot({ occurredAt: daysAgo(days + 10) })
    await sam.call(loseDeal, { params: { id }, body: { occurredAt: daysAgo(days) } })
    return id
  }
  const back = async (id: string, days: number) =>
    (await sam.call(comeBack, { params: { id }, body: { occurredAt: daysAgo(days) } })).id
  const lost = await lose(60)
  const won = await back(lost, 40)
  await sam.call(winDeal, { params: { id: won }, body: { occurredAt: daysAgo(30) } })
  const again = await back(await lose(60), 50)
  await sam.call(loseDeal, { params: { id: again }, body: { occurredAt: daysAgo(45) } })
  await lose(60)
  await sam.call(startNurture, { params: { id: await lose(0) }, body: { trackId: track.id } })
  const found = await sam.call(showWinBacks, { query: { by_day: 50 } })
  // The one lost again counts twice: it came back, and was lost once more.
  expect(found).toMatchObject({
    n: 5,
    cameBack: { count: 2 },
    wonBack: { count: 1 },
    tracks: { verdict: 'not_enough' },
  })
  expect(found.tracks).toMatchObject({ on: { n: 0 }, off: { n: 4 } })
  const counts = { n: 5, back: 2, won: 1, on: 0, off: 4 }
  for (const [number, count] of Object.entries(counts)) expect(await opens(sam, 'winbacks', number), number).toBe(count)
  const query = { by: 'winbacks', group: 'won' } as const
  expect((await sam.call(listMeasuredDeals, { query })).items).toMatchObject([{ id: lost, outcome: 'lost' }])
  // As it stood, and as it was known: nobody was back yet, and nothing had been told.
  expect(await sam.call(showWinBacks, { query: { as_of: dayAgo(50) } })).toMatchObject({ n: 3, cameBack: { count: 1 } })
  expect(await opens(sam, 'winbacks', 'back', { as_of: dayAgo(50) })).toBe(1)
  expect(await sam.call(showWinBacks, { query: { known_at: before } })).toMatchObject({ n: 0 })
  expect(await opens(sam, 'winbacks', 'n', { known_at: before })).toBe(0)
})

test('handoffs are timed by kind, and those declined are the dropped', async () => {
  const { sam, bo, mia } = world
  const kind = await mia.call(addHandoffKind, {
    body: { name: 'To a colleague', route: 'seller_to_seller', acceptWithinHours: 8, checklist: [], introductions: [] },
  })
  const deals: string[] = []
  let whenOffered = ''
  for (let at = 0; at < 4; at++) {
    const { id } = await world.openPilot()
    deals.push(id)
    const offered = await sam.call(offerHandoff, { params: { id }, body: { kindId: kind.id, toId: bo.memberId } })
    const params = { id: offered.id }
    if (at === 1) whenOffered = offered.offeredAt
    if (at === 0) await bo.call(declineHandoff, { params, body: { reason: 'no_time' } })
    else if (at < 3) await bo.call(acceptHandoff, { params, body: {} })
  }
  const found = await mia.call(showHandoffTimes, { query: {} })
  const behind = async (number: HandoffNumber, clock: { known_at?: string } = {}) => {
    const query = { kind: kind.id, number, ...clock }
    return (await mia.call(listTimedHandoffs, { query })).items.map(({ deal }) => deal.id)
  }
  expect(found).toMatchObject({
    n: 4,
    inTime: { n: 3, count: 3, estimate: 1 },
    verdict: 'not_enough',
    kinds: [
      {
        name: 'To a colleague',
        accepted: 2,
        declined: 1,
        waiting: 1,
        inTime: { count: 3, estimate: 1 },
        dropped: { estimate: 1 / 3 },
        hours: { value: 0 },
      },
    ],
  })
  expect(await behind('n')).toEqual(deals.toReversed())
  expect(await behind('declined')).toEqual(deals.slice(0, 1))
  expect(await behind('accepted')).toEqual(deals.slice(1, 3).toReversed())
  expect(await behind('in_time')).toEqual(deals.slice(0, 3).toReversed())
  expect(await behind('waiting')).toEqual(deals.slice(3))
  expect(await behind('withdrawn')).toEqual([])
  // Before the second was answered: it waited, and the later ones had not been offered.
  const clock = { known_at: whenOffered }
  const then = await mia.call(showHandoffTimes, { query: clock })
  expect(then).toMatchObject({ n: 2, knownAt: whenOffered, kinds: [{ accepted: 0, declined: 1, waiting: 1 }] })
  expect(await behind('waiting', clock)).toEqual(deals.slice(1, 2))
  expect(await behind('n', clock)).toHaveLength(2)
})

test('handoffs are narrowed like every figure: by owner on the day, product, source, process, version and when their deal was opened', async () => {
  const { ada, sam, bo, mia, anemometer } = world
  const kind = await mia.call(addHandoffKind, {
    body: { name: 'To Bo', route: 'seller_to_seller', acceptWithinHours: 8, checklist: [], introductions: [] },
  })
  const { id: fair } = await ada.call(addSource, { body: { name: 'Fair', kind: 'event' } })
  const another = await ada.call(addProcess, { body: { copyOf: world.process.id, name: 'Service' } })
  const hand = async (more: Parameters<World['openPilot']>[0], isAccepted = false) => {
    const { id } = await world.openPilot({ occurredAt: daysAgo(30), ...more })
    const offered = await sam.call(offerHandoff, { params: { id }, body: { kindId: kind.id, toId: bo.memberId } })
    if (isAccepted) await bo.call(acceptHandoff, { params: { id: offered.id }, body: {} })
    return id
  }
  const line = { productId: anemometer.id, quantity: 1, priceMinor: 100 }
  const deals = {
    bos: await hand({}, true),
    measured: await hand({ lines: [line] }),
    fromFair: await hand({ sourceId: fair }),
    service: await hand({ processId: another.id }),
    old: await hand({ occurredAt: daysAgo(60) }),
  }
  const read = async (filters: QueryOf<typeof showHandoffTimes>) => {
    const found = await mia.call(showHandoffTimes, { query: filters })
    const n = found.kinds.find(({ id }) => id === kind.id)?.n ?? 0
    const { items } = await mia.call(listTimedHandoffs, { query: { ...filters, kind: kind.id, limit: 200 } })
    expect(items, JSON.stringify(filters)).toHaveLength(n)
    return items.map(({ deal }) => deal.id).toReversed()
  }
  const { bos, measured, fromFair, service, old } = deals
  expect(await read({})).toEqual([bos, measured, fromFair, service, old])
  expect(await read({ owner: bo.memberId })).toEqual([bos])
  expect(await read({ owner: sam.memberId })).toEqual([measured, fromFair, service, old])
  expect(await read({ product: anemometer.id })).toEqual([measured])
  expect(await read({ source: fair })).toEqual([fromFair])
  expect(await read({ process: another.id })).toEqual([service])
  expect(await read({ version: another.versions[0]?.id })).toEqual([service])
  expect(await read({ to: dayAgo(45) })).toEqual([old])
  expect(await read({ from: dayAgo(45), owner: sam.memberId })).toEqual([measured, fromFair, service])
})
