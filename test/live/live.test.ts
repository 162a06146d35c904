import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { changeMember } from '../../src/contract/access.ts'
import { assignDeal, openDeal } from '../../src/contract/deals.ts'
import { moveDeal } from '../../src/contract/moves.ts'
import { addCompany, changeCompany } from '../../src/contract/people.ts'
import { newId } from '../../src/server/kernel/id.ts'
import { startLive } from '../../src/server/live/index.ts'
import type { Person } from '../kit/app.ts'
import { startWorld, type World } from '../kit/world.ts'
import { listen, type Listening, tells } from './listening.ts'

let world: World
const open: Listening[] = []

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())
afterEach(() => {
  for (const listening of open.splice(0)) listening.close()
})

async function look(person: Person, query = '', lastId?: string): Promise<Listening> {
  const listening = await listen(world.rondo.url, person.headers, query, lastId)
  open.push(listening)
  await listening.next(({ event }) => event === 'ready' || event === 'reset')
  return listening
}

/** The kit's keys stand for nobody; this one from now on for its member. */
async function standFor({ memberId }: { readonly memberId: string }, name: string): Promise<void> {
  await world.rondo.pools.db
    .updateTable('api_keys')
    .set({ member_id: memberId })
    .where('workspace_id', '=', world.rondo.workspaceId)
    .where('name', '=', name)
    .execute()
}

describe('a change appears to whoever looks on', () => {
  test('a move, within the second, with its fields and nothing of what stands in them', async () => {
    const deal = await world.openPilot()
    const bo = await look(world.bo)
    const began = performance.now()
    await world.sam.call(moveDeal, { params: { id: deal.id }, body: { stage: 'qualification' } })
    await bo.next(tells('deals', deal.id))
    expect(performance.now() - began).toBeLessThan(1_000)
    expect(bo.changes()).toEqual([{ kind: 'deals', id: deal.id, fields: ['stage', 'outcome'] }])
  })

  test('a new company and its edit, by the row that the answer and the address name', async () => {
    const bo = await look(world.bo)
    const company = await world.sam.call(addCompany, { body: { name: 'Fjordkraft' } })
    await bo.next(tells('companies', company.id))
    await world.sam.call(changeCompany, { params: { id: company.id }, body: { city: 'Bergen' }, version: 1 })
    await bo.next(({ data }) => JSON.stringify(data).includes('"city"'))
    expect(JSON.stringify(bo.events)).not.toContain('Bergen')
  })

  test('not to another workspace', async () => {
    const borealis = await look(await world.rondo.anotherWorkspace())
    await world.openPilot()
    await pause(300)
    expect(borealis.changes()).toEqual([])
  })

  test('not when the write was refused', async () => {
    const bo = await look(world.bo)
    await world.sam.refused(changeCompany, { params: { id: world.nordlys.id }, body: { city: 'Oslo' }, version: 99 })
    await pause(300)
    expect(bo.changes()).toEqual([])
  })
})

describe('what was missed is told', () => {
  test('to whoever comes back with the last id', async () => {
    const first = await look(world.bo)
    const lastId = first.lastId() ?? ''
    first.close()
    const deal = await world.openPilot()
    const again = await look(world.bo, '', lastId)
    await again.next(tells('deals', deal.id))
  })

  test('of a transaction that began before others and commits last', async () => {
    const { db } = world.rondo.pools
    const company = world.nordlys.id
    const held = Promise.withResolvers<void>()
    const written = Promise.withResolvers<void>()
    const slow = db.transaction().execute(async (tx) => {
      await tx
        .insertInto('change_log')
        .values({
          workspace_id: world.rondo.workspaceId,
          id: company,
          kind: 'companies',
          row_id: company,
          fields: [],
          changed_at: new Date(),
        })
        .execute()
      written.resolve()
      await held.promise
    })
    await written.promise
    const bo = await look(world.bo)
    const deal = await world.openPilot()
    await bo.next(tells('deals', deal.id))
    const lastId = bo.lastId() ?? ''
    bo.close()
    held.resolve()
    await slow
    const again = await look(world.bo, '', lastId)
    await again.next(tells('companies', company))
  })

  test('of the seconds before, to whoever has just read the screen', async () => {
    const deal = await world.openPilot()
    const bo = await look(world.bo, '?ago=5')
    await bo.next(tells('deals', deal.id))
  })

  test.each(['1-1', 'made-up', '99999999999999-9999999999'])('all may have changed since %s', async (id) => {
    const bo = await look(world.bo, '', id)
    await bo.next(({ event }) => event === 'reset')
  })

  test('by the poll, when no wake-up came', async () => {
    const bo = await look(world.bo)
    await world.rondo.pools.db
      .insertInto('change_log')
      .values({
        workspace_id: world.rondo.workspaceId,
        id: world.freja.id,
        kind: 'people',
        row_id: world.freja.id,
        fields: [],
        changed_at: new Date(),
      })
      .execute()
    await bo.next(tells('people', world.freja.id), 6_000)
  })
})

describe('nobody is told of a row that they do not see', () => {
  test('only that there is something new, when it leaves their sight', async () => {
    const own = await world.rondo.member('seller', 'Ola Own')
    await world.rondo.pools.db
      .updateTable('members')
      .set({ sees: 'own' })
      .where('workspace_id', '=', world.rondo.workspaceId)
      .where('id', '=', own.memberId)
      .execute()
    await standFor(own, 'Ola Own')
    const ola = await look(own)
    const theirs = await world.ada.call(openDeal, { body: { name: 'Own', ownerId: own.memberId } })
    await ola.next(tells('deals', theirs.id))
    const others = await world.ada.call(openDeal, { body: { name: 'Others', ownerId: world.sam.memberId } })
    await ola.next(tells('deals', null))
    await world.mia.call(assignDeal, { params: { id: theirs.id }, body: { ownerId: world.sam.memberId } })
    await pause(400)
    expect(ola.changes().filter(({ id }) => id === theirs.id)).toHaveLength(1)
    expect(JSON.stringify(ola.events)).not.toContain(others.id)
  })

  test('nor of a kind that their role may not read', async () => {
    const keys = await look(world.rita)
    await world.ada.fetch('POST', '/api-keys', { name: 'till', role: 'read-only' })
    await world.openPilot()
    await keys.next(tells('deals'))
    expect(keys.changes().some(({ kind }) => kind === 'api-keys')).toBe(false)
  })
})

describe('a stream ends', () => {
  test('when the session is over, found out by the next sign of life', async () => {
    const { connection, pools, workspaceId } = world.rondo
    const ended = Promise.withResolvers<number>()
    const live = startLive({ connection, db: pools.db, pulseMs: 50 })
    const outlet = { send: () => {}, end: ended.resolve }
    const watcher = {
      id: newId(),
      workspaceId,
      actorId: newId(),
      memberId: null,
      session: 'a session that is over',
      viewer: { role: 'owner', sees: null },
      subjects: [],
      outlet,
      since: performance.now(),
    } as const
    const leave = await live.join(watcher, { place: null, ago: 0 })
    expect(await ended.promise).toBeGreaterThanOrEqual(0)
    leave()
    await live.stop()
  })

  test('when there are too many of one person', async () => {
    const many = await Promise.all(Array.from({ length: 40 }, () => look(world.mia)))
    expect(many).toHaveLength(40)
    expect((await listen(world.rondo.url, world.mia.headers)).status).toBe(429)
  })

  test('when somebody may from now on see more or less', async () => {
    await standFor(world.rita, 'Rita Holm')
    const rita = await look(world.rita)
    const bo = await look(world.bo)
    await world.ada.call(changeMember, { params: { id: world.rita.memberId }, body: { role: 'seller' }, version: 1 })
    await bo.next(tells('members', world.rita.memberId))
    await pause(100)
    expect(rita.isOver()).toBe(true)
    expect(rita.retry()).toBeGreaterThan(0)
    expect(bo.isOver()).toBe(false)
  })
})
