import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as calling from '../../src/contract/calling.ts'
import { listDeals, listFacts } from '../../src/contract/deals.ts'
import * as lists from '../../src/contract/lists.ts'
import { listTouches } from '../../src/contract/outreach.ts'
import { addCompany, addPerson } from '../../src/contract/people.ts'
import { listProspects } from '../../src/contract/prospects.ts'
import { insertKey } from '../../src/server/modules/access/index.ts'
import { type App, type Person, Problem, person, startApp } from '../kit/app.ts'
import { signedIn } from '../prospects/sellers.ts'

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
/** People with a Swedish mobile each, on a list of their own. */
async function listOf(...people: string[]): Promise<string> {
  const { id } = await ada.call(lists.addList, { body: { name: `Calls ${++names}` } })
  const text = ['Name\tPhone', ...people.map((name, at) => `${name}\t070 123 45 ${10 + at}`)].join('\n')
  if (people.length > 0) await ada.call(lists.pasteToList, { params: { id }, body: { text } })
  return id
}
const next = (who: Person, listId: string, skipped: string[] = []) =>
  who.call(calling.takeNextCall, { body: { listId, skipped } })
/** A server that is told to do too much at once says so, and is asked again: as the screens do. */
async function patiently<Value>(ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof Problem) || error.details.code !== 'overloaded') throw error
    await pause(500)
    return patiently(ask)
  }
}
const say = (who: Person, id: string | undefined, body: object) =>
  who.call(calling.logCall, { params: { id: id ?? '' }, body: { outcome: 'reached', ...body } })
const stateOf = async (listId: string, show: 'waiting' | 'set_aside' | 'dropped') =>
  (await ada.call(listProspects, { query: { list: listId, show } })).items
/** As if it had been so long ago, for what is to be called again. */
const later = (listId: string) =>
  rondo.pools.db
    .updateTable('prospects')
    .set((eb) => ({
      retry_at: eb.val(new Date('2020-01-01')),
      set_aside_until: '2020-01-01',
    }))
    .where('list_id', '=', listId)
    .where('state', '=', 'set_aside')
    .execute()

test('a list is called in the order of its rank, one after the other, each by one caller', async () => {
  const list = await listOf('Ann Ek', 'Ben Ek', 'Cia Ek')
  const order = (await stateOf(list, 'waiting')).map(({ name }) => name)
  const first = await next(sam, list)
  const second = await next(bo, list)
  expect([first, second].map(({ call }) => call?.prospect.name)).toEqual(order.slice(0, 2))
  expect(first.call?.phones).toMatchObject([{ e164: expect.stringMatching(/^\+4670123/), reported: null }])
  // Asked again, the same one: a screen that was loaded anew loses nobody.
  expect((await next(sam, list)).call?.prospect.id).toBe(first.call?.prospect.id)
  const refused = await bo.refused(calling.logCall, {
    params: { id: first.call?.prospect.id ?? '' },
    body: { outcome: 'reached' },
  })
  expect(refused).toMatchObject({ status: 409, code: 'call_held' })
  const skipped = await next(sam, list, [first.call?.prospect.id ?? ''])
  expect(skipped.call?.prospect.name).toBe(order[2])
  expect((await next(bo, list, [second.call?.prospect.id ?? ''])).call?.prospect.name).toBe(order[0])
  const wanted = { listId: list, wanted: first.call?.prospect.id ?? '' }
  expect((await sam.call(calling.takeNextCall, { body: wanted })).call?.prospect.name).not.toBe(order[0])
  await sam.call(calling.releaseCall, { params: { id: skipped.call?.prospect.id ?? '' } })
})

test('1,000 callers at once get 1,000 different prospects', async () => {
  const { pools, workspaceId } = rondo
  const { id: list } = await ada.call(lists.addList, { body: { name: 'A thousand' } })
  const text = ['Name\tPhone', ...Array.from({ length: 1_000 }, (_, at) => `Row ${at}\t08 ${100_000 + at}`)].join('\n')
  await ada.call(lists.pasteToList, { params: { id: list }, body: { text } })
  // As the database does by itself within a minute: the planner knows nothing of rows that came in a moment ago.
  await sql`analyze`.execute(pools.db)
  const workspace = await pools.db
    .selectFrom('workspaces')
    .selectAll()
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const keys = await pools.db.transaction().execute(async (tx) => {
    const actor = { kind: 'member', id: sam.memberId, role: 'owner', sees: null } as const
    const ctx = {
      tx,
      now: new Date(),
      actor,
      version: null,
      workspace: { ...workspace, timeZone: workspace.time_zone },
    }
    const made: string[] = []
    for (let at = 0; at < 1_000; at += 1)
      made.push((await insertKey(ctx, { name: `Caller ${at}`, role: 'seller', expiresAt: null })).key)
    return made
  })
  const callers = keys.map((key) => person(rondo.url, workspaceId, { authorization: `Bearer ${key}` }))
  const calls = await Promise.all(callers.map((caller) => patiently(() => next(caller, list))))
  const given = calls.map(({ call }) => call?.prospect.id)
  expect(given).toHaveLength(1_000)
  expect(new Set(given).size).toBe(1_000)
  expect(given).not.toContain(undefined)
  expect((await next(sam, list)).call).toBeNull()
}, 120_000)

test('who stands on two lists is on the line once', async () => {
  const { id: personId } = await ada.call(addPerson, { body: { name: 'On Two Lists', phone: '070 999 99 99' } })
  const both = await Promise.all(
    [listOf(), listOf()].map(async (made) => {
      const id = await made
      await ada.call(lists.addToList, { params: { id }, body: { personIds: [personId] } })
      return id
    }),
  )
  const given = await Promise.all([next(sam, both[0] ?? ''), next(bo, both[1] ?? '')])
  expect(given.filter(({ call }) => call !== null)).toHaveLength(1)
})

describe('what became of a call', () => {
  test('reached: a deal opens with the touch and the next step, and all of it is taken back', async () => {
    const list = await listOf('Reached Rut')
    const { call } = await next(sam, list)
    const nextStep = { text: 'Send the drawings', on: '2030-01-02' }
    const logged = await say(sam, call?.prospect.id, { words: 'Wants drawings', minutes: 4, nextStep })
    expect(logged.prospect).toMatchObject({ state: 'claimed', deal: { id: logged.deal?.id, nextStepOn: '2030-01-02' } })
    const params = { id: logged.deal?.id ?? '' }
    const { items } = await sam.call(listFacts, { params, query: { limit: 50 } })
    expect(items.map(({ type }) => type).toSorted()).toEqual(['deal.next_step_planned', 'deal.opened', 'deal.touched'])
    expect((await next(sam, list)).today).toEqual({ calls: 1, reached: 1 })
    expect(await bo.refused(calling.undoCall, { params: { id: logged.id } })).toMatchObject({ code: 'nothing_to_undo' })
    expect(await sam.call(calling.undoCall, { params: { id: logged.id } })).toMatchObject({
      state: 'waiting',
      deal: null,
    })
    const { items: deals } = await ada.call(listDeals, { query: { q: 'Reached Rut' } })
    expect(deals).toEqual([])
  })

  test('no answer: they come again later, and no deal opens; the touch stands with the person', async () => {
    const list = await listOf('No Answer Nils')
    const { call } = await next(sam, list)
    const logged = await say(sam, call?.prospect.id, { outcome: 'no_answer' })
    expect(logged).toMatchObject({ deal: null, prospect: { state: 'set_aside' } })
    const person = call?.prospect.customer?.id ?? ''
    const { items } = await ada.call(listTouches, { query: { person } })
    expect(items).toMatchObject([{ channel: 'phone', outcome: 'no_answer', deal: null }])
    const empty = await next(sam, list)
    expect(empty.call).toBeNull()
    expect(Date.parse(empty.nextAt ?? '')).toBeGreaterThan(Date.now())
    await later(list)
    expect((await next(bo, list)).call).toMatchObject({ attempts: 1 })
  })

  test('to be called back: before all others when it is due, by whoever agreed on it', async () => {
    const list = await listOf('Back Bea', 'Other Otto')
    const { call } = await next(sam, list)
    const params = { id: call?.prospect.id ?? '' }
    expect(await sam.refused(calling.logCall, { params, body: { outcome: 'call_back' } })).toMatchObject({
      status: 422,
    })
    const callAt = new Date(Date.now() + 3_600_000).toISOString()
    const logged = await say(sam, params.id, { outcome: 'call_back', callAt })
    expect(logged.prospect).toMatchObject({ state: 'set_aside', owner: { id: sam.memberId } })
    const due = new Date(Date.now() - 1_000)
    await rondo.pools.db.updateTable('prospects').set({ call_at: due }).where('id', '=', params.id).execute()
    expect((await next(bo, list)).call?.prospect.id).not.toBe(params.id)
    expect((await next(sam, list)).call).toMatchObject({ prospect: { id: params.id }, callAt: due.toISOString() })
  })

  test('a wrong number: the other one is tried, and without one they are dropped; the report is taken back with the call', async () => {
    const { id: companyId } = await ada.call(addCompany, { body: { name: 'Two Numbers AB', phone: '08 123 456 00' } })
    await ada.call(addPerson, { body: { name: 'Stina Sax', title: 'Buyer', companyId, phone: '070 555 55 55' } })
    const list = await listOf()
    await ada.call(lists.addToList, { params: { id: list }, body: { companyIds: [companyId] } })
    const { call } = await next(sam, list)
    expect(call?.phones.map(({ whose }) => whose?.name ?? null)).toEqual([null, 'Stina Sax'])
    await say(sam, call?.prospect.id, { outcome: 'dead_number', number: call?.phones[0]?.number })
    const again = await next(sam, list)
    expect(again.call?.phones).toMatchObject([{ whose: { name: 'Stina Sax' }, reported: null }, { reported: 'dead' }])
    const last = await say(sam, call?.prospect.id, { outcome: 'wrong_number' })
    expect(last.prospect).toMatchObject({ state: 'dropped', dropReason: 'unreachable' })
    await sam.call(calling.undoCall, { params: { id: last.id } })
    expect((await next(sam, list)).call?.phones[0]).toMatchObject({ reported: null })
  })

  test('wants no contact: off every list, and called by nobody until it is taken back', async () => {
    const list = await listOf('Leave Me Lars')
    const { call } = await next(sam, list)
    const person = call?.prospect.customer?.id ?? ''
    const other = await listOf()
    await ada.call(lists.addToList, { params: { id: other }, body: { personIds: [person] } })
    const logged = await say(sam, call?.prospect.id, { outcome: 'opted_out' })
    expect(await stateOf(other, 'dropped')).toHaveLength(1)
    const third = await listOf()
    await ada.call(lists.addToList, { params: { id: third }, body: { personIds: [person] } })
    expect((await next(bo, third)).call).toBeNull()
    expect(await stateOf(third, 'waiting')).toEqual([])
    expect((await ada.call(calling.listOptOuts, { query: { person } })).items).toMatchObject([
      { customer: { id: person } },
    ])
    await sam.call(calling.undoCall, { params: { id: logged.id } })
    expect(await stateOf(other, 'waiting')).toHaveLength(1)
    expect((await next(bo, third)).call?.prospect.customer?.id).toBe(person)
  })

  test('what a company asks holds for its people; a later yes gives them back', async () => {
    const { id: companyId } = await ada.call(addCompany, { body: { name: 'Quiet AB' } })
    const { id } = await ada.call(addPerson, { body: { name: 'Quiet Q', companyId, phone: '070 1' } })
    const list = await listOf()
    await ada.call(lists.addToList, { params: { id: list }, body: { personIds: [id] } })
    const optOut = await ada.call(calling.addOptOut, { body: { companyId } })
    expect((await next(bo, list)).call).toBeNull()
    await ada.call(calling.removeOptOut, { params: { id: optOut.id } })
    expect((await next(bo, list)).call?.prospect.name).toBe('Quiet Q')
  })

  test('said no: dropped with the reason, told of as a touch', async () => {
    const list = await listOf('No Nora')
    const { call } = await next(sam, list)
    const logged = await say(sam, call?.prospect.id, { outcome: 'refused', reason: 'no_means' })
    expect(logged.prospect).toMatchObject({ state: 'dropped', dropReason: 'no_means' })
  })
})
