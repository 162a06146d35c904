import { afterAll, beforeAll, expect, test } from 'vitest'
import { addArea, changeArea, deleteArea, listAreas } from '../../src/contract/areas.ts'
import { addOptOut, removeOptOut } from '../../src/contract/calling.ts'
import { listDeals, openDeal, planNextStep } from '../../src/contract/deals.ts'
import { addCompany, addHousehold } from '../../src/contract/people.ts'
import { listTouches } from '../../src/contract/outreach.ts'
import {
  chooseWay,
  dropVisit,
  finishVisit,
  layRoute,
  listVisits,
  planVisits,
  setCoordinates,
  setWayRules,
  showWay,
  showWayRules,
  takeBackVisit,
} from '../../src/contract/visits.ts'
import { type Person, ada } from '../kit/app.ts'
import { type World, dayAgo, startWorld } from '../kit/world.ts'

let world: World
/** Goes from door to door, signed in: a key alone is nobody whose day is planned. */
let eva: Person
beforeAll(async () => {
  world = await startWorld()
  eva = await world.rondo.signIn(ada.email, ada.password)
}, 120_000)
afterAll(() => world.rondo.stop())

const today = dayAgo(0)
const tomorrow = dayAgo(-1)

/** Homes in a street of their own, by postal code and number. */
async function homes(postalCode: string, numbers: readonly number[]) {
  const made = []
  for (const number of numbers) {
    const body = {
      name: `Home ${postalCode} ${number}`,
      street: `Allmänna vägen ${number}`,
      postalCode,
      city: 'Göteborg',
    }
    made.push(await eva.call(addHousehold, { body }))
  }
  return made
}

const wayOf = async (day: string) => (await eva.call(listVisits, { query: { day } })).items

test('an area’s addresses become the way of a day, along the street', async () => {
  await homes('414 01', [10, 9, 2])
  const elsewhere = await homes('415 01', [1])
  const area = await eva.call(addArea, { body: { name: 'Majorna', postalCodes: ['414'] } })
  expect(await eva.call(planVisits, { body: { day: today, areaId: area.id } })).toEqual({ planned: 3 })
  expect((await wayOf(today)).map(({ street }) => street)).toEqual([
    'Allmänna vägen 2',
    'Allmänna vägen 9',
    'Allmänna vägen 10',
  ])
  expect(await eva.call(planVisits, { body: { day: tomorrow, areaId: area.id } })).toEqual({ planned: 0 })
  const customers = [{ householdId: elsewhere[0]?.id ?? '' }]
  await eva.call(planVisits, { body: { day: today, customers } })
  const [first, ...rest] = await wayOf(today)
  await eva.call(layRoute, { body: { day: today, order: [rest.at(-1)?.id ?? ''] } })
  expect((await wayOf(today))[1]?.id).toBe(first?.id)
  await eva.call(dropVisit, { params: { id: first?.id ?? '' } })
  expect(await wayOf(today)).toHaveLength(3)
})

test('what came of a visit is a touch, says when to come again, and can be taken back', async () => {
  const [home] = await homes('416 01', [1])
  const deal = await eva.call(openDeal, { body: { name: 'Solar roof', householdId: home?.id ?? '' } })
  const area = await eva.call(addArea, { body: { name: 'Örgryte', postalCodes: ['416'], city: 'göteborg' } })
  const plan = (day: string) => eva.call(planVisits, { body: { day, areaId: area.id } })
  await plan(today)
  const visit = (await wayOf(today)).find(({ customer }) => customer.id === home?.id)
  const params = { id: visit?.id ?? '' }
  expect(visit?.deal?.id).toBe(deal.id)
  expect(await eva.refused(finishVisit, { params, body: { outcome: 'revisit' } })).toMatchObject({ code: 'invalid' })
  const body = { outcome: 'revisit' as const, revisitOn: tomorrow, words: 'When he is home' }
  expect(await eva.call(finishVisit, { params, body })).toMatchObject({ status: 'revisit', revisitOn: tomorrow })
  expect(await eva.refused(finishVisit, { params, body })).toMatchObject({ code: 'visit_not_planned' })
  const touches = async () => (await eva.call(listTouches, { query: { deal: deal.id } })).items
  expect(await touches()).toMatchObject([{ channel: 'visit', outcome: 'call_back', household: { id: home?.id } }])
  expect(await plan(dayAgo(-1))).toEqual({ planned: 0 })
  await eva.call(takeBackVisit, { params })
  expect(await touches()).toEqual([])
  await eva.call(finishVisit, { params, body: { outcome: 'refused' } })
  const again = await eva.call(listVisits, { query: { household: home?.id ?? '' } })
  expect(again.items).toMatchObject([{ status: 'refused' }])
  expect(await plan(dayAgo(-30))).toEqual({ planned: 0 })
})

test('whoever is talked to has a deal from then on, and a slip takes it along', async () => {
  const [home] = await homes('419 01', [1])
  const id = home?.id ?? ''
  await eva.call(planVisits, { body: { day: today, customers: [{ householdId: id }] } })
  const visit = (await wayOf(today)).find(({ customer }) => customer.id === id)
  const params = { id: visit?.id ?? '' }
  const theirs = async () => (await eva.call(listDeals, { query: { household: id } })).items
  expect(await eva.call(finishVisit, { params, body: { outcome: 'talked', words: 'Old roof' } })).toMatchObject({
    status: 'talked',
    deal: { name: home?.name },
  })
  expect(await theirs()).toMatchObject([{ outcome: 'open', customer: { id } }])
  expect((await eva.call(listTouches, { query: { household: id } })).items).toMatchObject([{ words: 'Old roof' }])
  await eva.call(takeBackVisit, { params })
  expect(await theirs()).toEqual([])
  await eva.call(finishVisit, { params, body: { outcome: 'sold' } })
  const [deal] = await theirs()
  await eva.call(planNextStep, { params: { id: deal?.id ?? '' }, body: { text: 'Measure', on: tomorrow } })
  await eva.call(takeBackVisit, { params })
  expect(await theirs()).toMatchObject([{ nextStep: { text: 'Measure' } }])
  expect(await world.disagreements()).toEqual([])
})

test('doors that are known by coordinates are visited nearest first from where one stands', async () => {
  const [far, near, between] = await homes('417 01', [1, 2, 3])
  for (const [home, longitude] of [
    [far, 12.3],
    [near, 12.1],
    [between, 12.2],
  ] as const) {
    await eva.call(setCoordinates, { body: { householdId: home?.id ?? '', latitude: 57.7, longitude } })
  }
  const area = await eva.call(addArea, { body: { name: 'Lundby', postalCodes: ['417'] } })
  const day = dayAgo(-2)
  await eva.call(planVisits, { body: { day, areaId: area.id, start: { latitude: 57.7, longitude: 12 } } })
  expect((await wayOf(day)).map(({ customer }) => customer.id)).toEqual([near?.id, between?.id, far?.id])
})

test('who is visited follows the rule, unless somebody knows better', async () => {
  const { sam, mia, nordlys, oberg } = world
  const theirs = { kind: 'companies', id: nordlys.id } as const
  const of = async (kind: 'companies' | 'households', id: string) => eva.call(showWay, { params: { kind, id } })
  expect(await of('companies', nordlys.id)).toMatchObject({ way: 'appointment', isChosen: false })
  expect(await of('households', oberg.id)).toMatchObject({ way: 'visit' })
  await eva.call(chooseWay, { params: theirs, body: { way: 'visit', reason: 'Asked us to drop in' } })
  expect(await of('companies', nordlys.id)).toMatchObject({ way: 'visit', rule: 'appointment', isChosen: true })
  await eva.call(chooseWay, { params: theirs, body: { way: null } })
  expect(await of('companies', nordlys.id)).toMatchObject({ way: 'appointment', isChosen: false })
  const rules = await mia.call(showWayRules, {})
  const exceptions = [{ of: 'company' as const, words: 'restaurant', way: 'visit' as const }]
  expect(await sam.refused(setWayRules, { body: rules })).toMatchObject({ code: 'forbidden' })
  await mia.call(setWayRules, { body: { ...rules, exceptions } })
  const body = { name: 'Sjömagasinet', sector: 'Fish restaurants', postalCode: '418 01' }
  const restaurant = await eva.call(addCompany, { body })
  expect(await of('companies', restaurant.id)).toMatchObject({ way: 'visit' })
  await eva.call(addCompany, { body: { ...body, name: 'Volvo', sector: 'Cars' } })
  const area = await eva.call(addArea, { body: { name: 'Hisingen', postalCodes: ['418'] } })
  const day = dayAgo(-3)
  expect(await eva.call(planVisits, { body: { day, areaId: area.id } })).toEqual({ planned: 1 })
  expect((await wayOf(day)).map(({ customer }) => customer.name)).toEqual(['Sjömagasinet'])
})

test('only who gives work plans the day of somebody else', async () => {
  const { sam, mia, bo, oberg } = world
  const body = { day: dayAgo(-4), memberId: bo.memberId, customers: [{ householdId: oberg.id }] }
  expect(await sam.refused(planVisits, { body })).toMatchObject({ code: 'forbidden' })
  expect(await mia.call(planVisits, { body })).toEqual({ planned: 1 })
  const { items } = await sam.call(listVisits, { query: { day: dayAgo(-4), member: bo.memberId } })
  expect(items).toMatchObject([{ member: { name: 'Bo Lund' } }])
})

test('an area has a name of its own, and is somewhere', async () => {
  const area = await eva.call(addArea, { body: { name: 'Haga', postalCodes: ['411 2'] } })
  expect(area.postalCodes).toEqual(['4112'])
  expect(await eva.refused(addArea, { body: { name: 'HAGA', city: 'Lund' } })).toMatchObject({ code: 'name_taken' })
  expect(await eva.refused(addArea, { body: { name: 'Nowhere' } })).toMatchObject({ code: 'invalid' })
  const params = { id: area.id }
  expect(await eva.call(changeArea, { params, version: 1, body: { city: 'Göteborg' } })).toMatchObject({ version: 2 })
  await eva.call(deleteArea, { params })
  expect((await eva.call(listAreas, { query: {} })).items.map(({ name }) => name)).not.toContain('Haga')
})

test('whoever asked not to be contacted is on nobody’s way', async () => {
  const [home, other, third] = await homes('422 01', [1, 2, 3])
  const body = { name: 'Hjorts bageri', postalCode: '422 01', sector: 'Bakery' }
  const bakery = await eva.call(addCompany, { body })
  await eva.call(chooseWay, { params: { kind: 'companies', id: bakery.id }, body: { way: 'visit' } })
  const optOut = await eva.call(addOptOut, { body: { householdId: home?.id ?? '' } })
  await eva.call(addOptOut, { body: { companyId: bakery.id } })
  const day = dayAgo(-5)
  const area = await eva.call(addArea, { body: { name: 'Biskopsgården', postalCodes: ['422'] } })
  expect(await eva.call(planVisits, { body: { day, areaId: area.id } })).toEqual({ planned: 2 })
  const named = { day, customers: [{ householdId: third?.id ?? '' }, { householdId: home?.id ?? '' }] }
  expect(await eva.refused(planVisits, { body: named })).toMatchObject({
    code: 'opted_out',
    data: { name: home?.name },
  })
  // Who asks afterwards is off the way; the others stay.
  await eva.call(addOptOut, { body: { householdId: other?.id ?? '' } })
  expect((await wayOf(day)).map(({ customer }) => customer.id)).toEqual([third?.id])
  await eva.call(removeOptOut, { params: { id: optOut.id } })
  expect(await eva.call(planVisits, { body: { day, customers: [{ householdId: home?.id ?? '' }] } })).toEqual({
    planned: 1,
  })
})
