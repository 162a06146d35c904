import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addOptOut } from '../../src/contract/calling.ts'
import { listFacts, openDeal } from '../../src/contract/deals.ts'
import { loseDeal, postponeDeal } from '../../src/contract/moves.ts'
import {
  addNurtureTrack,
  changeNurtureTrack,
  endNurture,
  finishNurtureTouch,
  listNurtureTouches,
  listNurtureTracks,
  showNurtures,
  startNurture,
} from '../../src/contract/nurture.ts'
import { listTouches, logTouch } from '../../src/contract/outreach.ts'
import { addHousehold } from '../../src/contract/people.ts'
import { actThemselves } from '../kit/themselves.ts'
import { dayAgo, startWorld, type World } from '../kit/world.ts'

let world: World
let trackId: string
beforeAll(async () => {
  world = await startWorld()
  await actThemselves(world)
  const track = await world.mia.call(addNurtureTrack, {
    body: {
      name: 'Quarterly',
      steps: [
        { afterDays: 90, channel: 'phone', content: 'How was the winter?' },
        { afterDays: 0, channel: 'email', content: 'The Nordlys case' },
        { afterDays: 400, channel: 'letter', content: 'New catalogue' },
      ],
    },
  })
  trackId = track.id
}, 120_000)
afterAll(() => world.rondo.stop())

test('a deal that is not ready goes onto a track, is touched, stirs, and comes back in a new deal', async () => {
  const { sam, nordlys } = world
  const { id } = await world.openPilot()
  await sam.call(postponeDeal, { params: { id }, body: { comeBackOn: dayAgo(-365) } })
  const { touches, comeBackOn } = await sam.call(startNurture, { params: { id }, body: { trackId } })
  expect(comeBackOn).toBe(dayAgo(-365))
  // What lies behind the day to come back on is not planned.
  expect(touches.map(({ content, dueOn }) => [content, dueOn])).toEqual([
    ['The Nordlys case', dayAgo(0)],
    ['How was the winter?', dayAgo(-90)],
  ])
  const due = async (until: string) =>
    (await sam.call(listNurtureTouches, { query: { owner: sam.memberId, until } })).items.map((each) => each.content)
  expect(await due(dayAgo(0))).toEqual(['The Nordlys case'])
  expect(await due(dayAgo(-365))).toEqual(['The Nordlys case', 'How was the winter?', null])
  const [first, second] = touches
  await sam.call(finishNurtureTouch, { params: { id: first?.id ?? '' }, body: {} })
  await sam.call(finishNurtureTouch, { params: { id: second?.id ?? '' }, body: { skipped: true } })
  const logged = await sam.call(listTouches, { query: { deal: id } })
  expect(logged.items).toMatchObject([{ channel: 'email', outcome: 'sent', words: 'The Nordlys case' }])
  expect(await sam.fetch('POST', `/nurture-touches/${first?.id}/finish`, {})).toMatchObject({ status: 409 })
  await sam.call(logTouch, { body: { channel: 'phone', direction: 'inbound', companyId: nordlys.id } })
  expect((await sam.call(showNurtures, { params: { id } })).items).toMatchObject([{ stirred: true, endedAt: null }])
  const ended = await sam.call(endNurture, { params: { id }, body: { reason: 'signal', signal: 'asked_price' } })
  expect(ended).toMatchObject({
    nurture: { endReason: 'signal', signal: 'asked_price' },
    deal: { previousDealId: id, outcome: 'open', owner: { id: sam.memberId } },
  })
  expect(await due(dayAgo(-365))).toEqual([])
  expect(await sam.fetch('POST', `/deals/${id}/nurture-end`, { reason: 'date' })).toMatchObject({ status: 409 })
  const { items } = await sam.call(listFacts, { params: { id }, query: {} })
  expect(items.map(({ type }) => type).slice(0, 2)).toEqual(['deal.came_back', 'deal.nurture_ended'])
  expect(await world.disagreements()).toEqual([])
})

test('a track that is changed leaves those on it as they are; retired, it takes nobody', async () => {
  const { sam, mia } = world
  const steps = [{ afterDays: 7, channel: 'email', content: 'Hello' }] as const
  const track = await mia.call(addNurtureTrack, { body: { name: 'Short', steps: [...steps] } })
  const { id } = await world.openPilot()
  await sam.call(loseDeal, { params: { id }, body: { reason: 'timing' } })
  await sam.call(startNurture, { params: { id }, body: { trackId: track.id } })
  await mia.call(changeNurtureTrack, {
    params: { id: track.id },
    version: 1,
    body: { steps: [{ ...steps[0], content: 'Hi' }], retired: true },
  })
  expect((await sam.call(showNurtures, { params: { id } })).items[0]?.touches.map((each) => each.content)).toEqual([
    'Hello',
  ])
  const { items } = await sam.call(listNurtureTracks, { query: { retired: 'true' } })
  expect(items.find((each) => each.id === track.id)).toMatchObject({ running: 1, retired: true })
  expect(await sam.call(endNurture, { params: { id }, body: { reason: 'stopped' } })).toMatchObject({ deal: null })
  expect(await sam.fetch('POST', `/deals/${id}/nurtures`, { trackId: track.id })).toMatchObject({ status: 422 })
})

test('whoever asked not to be contacted is on no track any more', async () => {
  const { sam } = world
  const { id: householdId } = await sam.call(addHousehold, { body: { name: 'Familjen Ek' } })
  const lost = async () => {
    const { id } = await sam.call(openDeal, { body: { name: 'Roof', householdId } })
    await sam.call(loseDeal, { params: { id }, body: {} })
    return id
  }
  const [first, second] = [await lost(), await lost()]
  await sam.call(startNurture, { params: { id: first }, body: { trackId } })
  await sam.call(addOptOut, { body: { householdId } })
  const { items } = await sam.call(listNurtureTouches, { query: { until: dayAgo(-365) } })
  expect(items.filter(({ deal }) => deal.id === first)).toEqual([])
  const again = { params: { id: second }, body: { trackId } }
  expect(await sam.refused(startNurture, again)).toMatchObject({ code: 'opted_out', data: { name: 'Familjen Ek' } })
})

describe('refused is', () => {
  test('an open deal, a second track, a day that is past', async () => {
    const { sam } = world
    const { id } = await world.openPilot()
    const start = (body: object = {}) => sam.fetch('POST', `/deals/${id}/nurtures`, { trackId, ...body })
    expect(await start()).toMatchObject({ status: 409, body: { code: 'deal_not_ended' } })
    await sam.call(loseDeal, { params: { id }, body: {} })
    expect(await start({ comeBackOn: dayAgo(1) })).toMatchObject({ status: 422, body: { code: 'day_not_ahead' } })
    expect(await start()).toMatchObject({ status: 201 })
    expect(await start()).toMatchObject({ status: 409, body: { code: 'already_nurtured' } })
  })
})
