import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listDeals, listFacts, openDeal, planNextStep } from '../../src/contract/deals.ts'
import { showWheel } from '../../src/contract/measurement.ts'
import { disqualifyDeal } from '../../src/contract/moves.ts'
import * as lists from '../../src/contract/lists.ts'
import { addCompany, addPerson, changePerson } from '../../src/contract/people.ts'
import { addSource } from '../../src/contract/sources.ts'
import { addProduct } from '../../src/contract/products.ts'
import { showWinRate } from '../../src/contract/measurement.ts'
import * as calls from '../../src/contract/prospects.ts'
import { rankLapsed } from '../../src/server/modules/prospects/index.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { daysAgo } from '../kit/world.ts'
import { signedIn } from './sellers.ts'

type Member = Person & { readonly memberId: string }

let rondo: App
let ada: Person
let sam: Member
let bo: Member
beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
  sam = await signedIn(rondo, 'Sam Berg')
  bo = await signedIn(rondo, 'Bo Lund')
})
afterAll(() => rondo.stop())

let names = 0
async function listOf(people: readonly Record<string, string>[], more: object = {}) {
  names += 1
  const list = await ada.call(lists.addList, { body: { name: `List ${names}`, ...more } })
  const added = await Promise.all(people.map((body) => ada.call(addPerson, { body: { name: 'Somebody', ...body } })))
  await ada.call(lists.addToList, { params: { id: list.id }, body: { personIds: added.map(({ id }) => id) } })
  return { list, people: added }
}
const shown = async (who: Person, query: Record<string, string>) =>
  (await who.call(calls.listProspects, { query })).items
const waiting = (who: Person, list: { id: string }) => shown(who, { list: list.id, show: 'waiting' })

async function onlyOne(who: Person, list: { id: string }) {
  const [entry] = await waiting(who, list)
  if (!entry) throw new Error('nobody waits')
  return { entry, params: { id: entry.id } }
}

describe('a prospect is claimed', () => {
  test('it leaves those who wait, and its deal stands in the first arc of the wheel', async () => {
    const kestrel = await ada.call(addCompany, { body: { name: 'Nordlys A/S' } })
    const { list } = await listOf([{ name: 'Freja Holst', phone: '+45 1', companyId: kestrel.id }])
    const before = await ada.call(showWheel, {})
    const { params } = await onlyOne(sam, list)
    const { deal, prospect, joined } = await sam.call(calls.claimProspect, { params, body: {} })
    expect({ joined, state: prospect.state, name: deal.name }).toEqual({
      joined: false,
      state: 'claimed',
      name: 'Freja Holst, Nordlys A/S',
    })
    expect(deal).toMatchObject({ owner: { id: sam.memberId }, customer: { kind: 'person', name: 'Freja Holst' } })
    expect(deal.stage.position).toBe(0)
    expect(await waiting(sam, list)).toEqual([])
    expect(await shown(sam, { list: list.id })).toMatchObject([{ kind: 'deal', id: deal.id, list: { id: list.id } }])
    const after = await ada.call(showWheel, {})
    expect(after.stages[0]?.count).toBe((before.stages[0]?.count ?? 0) + 1)
  })

  test('of two sellers at the same moment one has it, and the other is told who', async () => {
    const { list } = await listOf([{ name: 'Wanted by two' }])
    const { params } = await onlyOne(sam, list)
    const tries = await Promise.all(
      [sam, bo].map((seller) => seller.fetch('POST', `/prospects/${params.id}/claim`, {})),
    )
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 409])
    const winner = tries[0]?.status === 200 ? 'Sam Berg' : 'Bo Lund'
    const refused = tries.find(({ status }) => status === 409)?.body
    expect(refused).toMatchObject({ code: 'already_claimed', data: { owner: winner } })
    const { items } = await ada.call(listDeals, {})
    expect(items.filter(({ name }) => name === 'Wanted by two')).toHaveLength(1)
  })

  test('whoever stands on two lists is claimed once', async () => {
    const { list, people } = await listOf([{ name: 'On two lists' }])
    const other = await ada.call(lists.addList, { body: { name: 'The other list' } })
    await ada.call(lists.addToList, { params: { id: other.id }, body: { personIds: [people[0]?.id ?? ''] } })
    const [first, second] = [await onlyOne(sam, list), await onlyOne(bo, other)]
    const tries = await Promise.all([
      sam.fetch('POST', `/prospects/${first.entry.id}/claim`, {}),
      bo.fetch('POST', `/prospects/${second.entry.id}/claim`, {}),
    ])
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await waiting(sam, list)).toEqual([])
    expect(await waiting(bo, other)).toEqual([])
  })

  test('a slip is taken back: the deal is gone from every figure, and the prospect waits again', async () => {
    const { list } = await listOf([{ name: 'Slip of the hand' }])
    const { params } = await onlyOne(sam, list)
    const counted = async () => (await ada.call(showWinRate, { query: { by_day: 30 } })).n
    const before = await counted()
    const { deal } = await sam.call(calls.claimProspect, { params, body: {} })
    expect(await counted()).toBe(before + 1)
    expect(await bo.refused(calls.unclaimProspect, { params })).toMatchObject({ code: 'nothing_to_undo' })
    expect(await sam.call(calls.unclaimProspect, { params })).toMatchObject({ state: 'waiting', deal: null })
    expect(await counted()).toBe(before)
    expect(await waiting(sam, list)).toHaveLength(1)
    expect(await ada.refused(listFacts, { params: { id: deal.id } })).toMatchObject({ status: 404 })
  })

  test('a deal to which something has happened stays', async () => {
    const { list } = await listOf([{ name: 'Worked already' }])
    const { params } = await onlyOne(sam, list)
    const { deal } = await sam.call(calls.claimProspect, { params, body: {} })
    await sam.call(planNextStep, { params: { id: deal.id }, body: { text: 'Call', on: '2030-01-01' } })
    expect(await sam.refused(calls.unclaimProspect, { params })).toMatchObject({ code: 'nothing_to_undo' })
  })

  test('the list says process and source, the claim what comes next', async () => {
    const source = await ada.call(addSource, {
      body: { name: 'Bought from Norna', kind: 'bought_list' },
    })
    const { list } = await listOf([{ name: 'Planned at once' }], { sourceId: source.id })
    const { params } = await onlyOne(sam, list)
    const nextStep = { text: 'First call', on: '2030-01-01' }
    const { deal } = await sam.call(calls.claimProspect, { params, body: { nextStep } })
    expect(deal).toMatchObject({ source: { id: source.id }, nextStep })
    expect(await sam.call(calls.unclaimProspect, { params })).toMatchObject({ state: 'waiting' })
  })
})

describe('a prospect asks on their own', () => {
  test('the first request opens a deal that is nobody’s, a second one joins it, a claim takes it', async () => {
    const { list, people } = await listOf([{ name: 'Asks twice' }])
    const body = { personId: people[0]?.id ?? '' }
    const first = await ada.call(calls.prospectAsks, { body })
    const second = await ada.call(calls.prospectAsks, { body })
    expect([first.joined, second.joined, second.deal.id]).toEqual([false, true, first.deal.id])
    expect(first.deal.owner).toBeNull()
    // A deal is open, so nobody waits; the place is claimed by its id, as whoever had it on the screen does.
    expect(await waiting(sam, list)).toEqual([])
    const { items } = await sam.call(calls.listProspects, { query: { list: list.id, show: 'open' } })
    expect(items).toEqual([])
    const entry = await rondo.pools.db
      .selectFrom('prospects')
      .select('id')
      .where('list_id', '=', list.id)
      .executeTakeFirstOrThrow()
    const claimed = await sam.call(calls.claimProspect, { params: { id: entry.id }, body: {} })
    expect(claimed).toMatchObject({ joined: true, deal: { id: first.deal.id, owner: { id: sam.memberId } } })
    expect(await ada.refused(calls.prospectAsks, { body: {} })).toMatchObject({ status: 422, code: 'invalid' })
  })
})

describe('set aside, dropped, graded', () => {
  test('set aside until a day: gone until then, first on that day', async () => {
    const { list } = await listOf([
      { name: 'Later', phone: '1' },
      { name: 'Now', phone: '2', title: 'CEO' },
    ])
    const later = (await waiting(sam, list)).find(({ name }) => name === 'Later')
    const params = { id: later?.id ?? '' }
    expect(await sam.refused(calls.setAsideProspect, { params, body: { until: '2020-01-01' } })).toMatchObject({
      code: 'day_not_ahead',
    })
    await sam.call(calls.setAsideProspect, { params, body: { until: '2030-01-01', note: 'On holiday' } })
    expect((await waiting(sam, list)).map(({ name }) => name)).toEqual(['Now'])
    expect(await shown(sam, { list: list.id, show: 'set_aside' })).toMatchObject([
      { name: 'Later', note: 'On holiday' },
    ])
    await rondo.pools.db
      .updateTable('prospects')
      .set({ set_aside_until: daysAgo(1).slice(0, 10) })
      .where('id', '=', params.id)
      .execute()
    const [first] = await waiting(sam, list)
    expect(first).toMatchObject({ name: 'Later', reasons: expect.arrayContaining([{ code: 'promised', points: 50 }]) })
    const back = await sam.call(calls.returnProspect, { params })
    expect(back).toMatchObject({ state: 'waiting', setAsideUntil: null, note: null })
    expect(back.reasons.map(({ code }) => code)).not.toContain('promised')
  })

  test('dropped from one list, listed again for another product', async () => {
    const { list, people } = await listOf([{ name: 'No need of this' }, { name: 'No means' }])
    const entries = await waiting(sam, list)
    for (const { id, name } of entries) {
      const reason = name === 'No means' ? 'no_means' : 'no_need'
      await sam.call(calls.dropProspect, { params: { id }, body: { reason } })
    }
    expect(await waiting(sam, list)).toEqual([])
    const product = await ada.call(addProduct, { body: { name: 'Something smaller' } })
    const again = await ada.call(lists.addList, { body: { name: 'For the smaller one', productId: product.id } })
    const filled = await ada.call(lists.addByFilter, {
      params: { id: again.id },
      body: { kind: 'person', droppedFrom: list.id, dropReason: 'no_need' },
    })
    expect(filled).toEqual({ added: 1, more: false })
    expect(await waiting(sam, again)).toMatchObject([{ name: 'No need of this', state: 'waiting' }])
    expect(people).toHaveLength(2)
    const [dropped] = await shown(sam, { list: list.id, show: 'dropped' })
    await sam.call(calls.returnProspect, { params: { id: dropped?.id ?? '' } })
    expect(await waiting(sam, list)).toHaveLength(1)
  })

  test('a grade by hand moves somebody up, and its taking away down again', async () => {
    const { list } = await listOf([{ name: 'Ungraded', phone: '1', title: 'CEO' }, { name: 'Graded' }])
    const params = { id: (await waiting(sam, list)).find(({ name }) => name === 'Graded')?.id ?? '' }
    const before = (await waiting(sam, list)).map(({ name }) => name)
    const graded = await sam.call(calls.gradeProspect, { params, body: { grade: 'A' } })
    expect(graded.score).toBe(graded.reasons.reduce((sum, { points }) => sum + points, 0))
    expect(graded.score).toBe(30)
    expect(before).toEqual(['Ungraded', 'Graded'])
    const other = (await waiting(sam, list)).find(({ name }) => name === 'Ungraded')
    await sam.call(calls.gradeProspect, { params: { id: other?.id ?? '' }, body: { grade: 'C' } })
    expect((await waiting(sam, list)).map(({ score }) => score)).toEqual([35, 30])
    await sam.call(calls.gradeProspect, { params, body: { grade: null } })
    expect((await sam.call(calls.showProspect, { params })).grade).toBeNull()
    expect(await shown(sam, { list: list.id, grade: 'A' })).toEqual([])
  })

  test('what a colleague has claimed cannot be dropped', async () => {
    const { list } = await listOf([{ name: 'Sam has it' }])
    const { params } = await onlyOne(sam, list)
    await sam.call(calls.claimProspect, { params, body: {} })
    const refused = await bo.refused(calls.dropProspect, { params, body: { reason: 'no_need' } })
    expect(refused).toMatchObject({ code: 'already_claimed', data: { owner: 'Sam Berg' } })
  })
})

describe('the order of the list', () => {
  test('pages follow each other without a gap or a double, ranked and newest first', async () => {
    const people = Array.from({ length: 23 }, (_, at) => ({
      name: `Number ${at}`,
      ...(at % 3 === 0 ? { phone: `${at}` } : {}),
      ...(at % 4 === 0 ? { title: 'Owner' } : {}),
    }))
    const { list } = await listOf(people)
    for (const sort of ['rank', 'newest'] as const) {
      const all: calls.Prospect[] = []
      for (let after: string | undefined; ; ) {
        const page = await sam.call(calls.listProspects, {
          query: { list: list.id, sort, limit: 5, ...(after ? { after } : {}) },
        })
        all.push(...page.items)
        if (page.next === null) break
        after = page.next
      }
      expect(new Set(all.map(({ id }) => id)).size).toBe(23)
      const scores = all.map(({ score }) => score)
      const ranked = sort === 'rank' ? scores.toSorted((one, other) => other - one) : scores
      expect(scores).toEqual(ranked)
    }
    expect(await sam.call(calls.countProspects, { query: { list: list.id } })).toEqual({ count: 23, more: false })
  })

  test('deals in prospecting stand in the same order by what is due', async () => {
    const source = await ada.call(addSource, {
      body: { name: 'Only these', kind: 'event' },
    })
    const deal = (name: string, on: string | null) =>
      sam.call(openDeal, { body: { name, sourceId: source.id, ...(on ? { nextStep: { text: 'Call', on } } : {}) } })
    await deal('Planned', '2030-01-01')
    await deal('Without a step', null)
    await deal('Overdue', '2026-01-02')
    const { list } = await listOf([{ name: 'Waits', phone: '1', sourceId: source.id }])
    const found = await shown(sam, { source: source.id })
    expect(found.map(({ name }) => name)).toEqual(['Overdue', 'Without a step', 'Waits', 'Planned'])
    expect(found[0]).toMatchObject({ kind: 'deal', reasons: [{ code: 'deal_overdue', points: 90 }] })
    expect(await shown(sam, { source: source.id, show: 'deals' })).toHaveLength(3)
    expect(await waiting(sam, list)).toHaveLength(1)
  })

  test('what the base learns later counts at the next ranking', async () => {
    const { list, people } = await listOf([{ name: 'Number unknown' }])
    const { entry } = await onlyOne(sam, list)
    expect(entry.reasons.map(({ code }) => code)).toContain('unreachable')
    const person = people[0]
    await ada.call(changePerson, { params: { id: person?.id ?? '' }, version: 1, body: { phone: '+46 1' } })
    await rankLapsed(rondo.pools.db)
    expect((await onlyOne(sam, list)).entry.reasons.map(({ code }) => code)).toContain('phone')
  })

  test('whoever has an open deal is worked there; when it ends, they wait again', async () => {
    const { list, people } = await listOf([{ name: 'Busy' }])
    const deal = await sam.call(openDeal, { body: { name: 'Busy', personId: people[0]?.id ?? '' } })
    expect(await waiting(bo, list)).toEqual([])
    await sam.call(disqualifyDeal, { params: { id: deal.id }, body: { reason: 'no_need' } })
    expect(await waiting(bo, list)).toHaveLength(1)
  })
})
