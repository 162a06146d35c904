import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal } from '../../src/contract/deals.ts'
import { changeMember, listMembers } from '../../src/contract/access.ts'
import { type RunningServer, startServer } from '../../src/server/main.ts'
import { outletOf } from '../../src/server/live/index.ts'
import { addUser, hashPassword } from '../../src/server/modules/access/index.ts'
import { ada, type App, type Person, startApp, serving } from '../kit/app.ts'
import { listen, tells } from './listening.ts'

// Two processes that share nothing but the database.
let rondo: App
let other: RunningServer
let adaHere: Person
let inesHere: Person
let inesId: string

const webOnly = serving(['web'])
const ines = { email: 'ines@example.com', password: 'another horse battery' }

beforeAll(async () => {
  rondo = await startApp()
  const { pools, workspaceId, connection } = rondo
  const passwordHash = await hashPassword(ines.password)
  const user = {
    workspaceId,
    name: 'Ines Moreau',
    email: ines.email,
    passwordHash,
    role: 'seller',
    language: 'en',
  } as const
  inesId = await addUser(pools.db, new Date(), user)
  other = await startServer({
    config: webOnly,
    connection,
  })
  adaHere = await rondo.signIn(ada.email, ada.password)
  inesHere = await rondo.signIn(ines.email, ines.password)
  // Until each has heard of the other.
  await pause(300)
})
afterAll(async () => {
  await other.stop()
  await rondo.stop()
})

test('what is written by one process is told by the other at once', async () => {
  const there = await listen(other.url, adaHere.headers)
  await there.next(({ event }) => event === 'ready')
  const began = performance.now()
  const deal = await rondo.owner.call(openDeal, { body: { name: 'Pilot' } })
  await there.next(tells('deals', deal.id))
  expect(performance.now() - began).toBeLessThan(1_000)
  there.close()
})

test('who looks at a record is seen from the other process, and gone with their stream', async () => {
  const deal = await rondo.owner.call(openDeal, { body: { name: 'Wind park' } })
  const looking = `?looking=deals/${deal.id}`
  const saysThere = (members: string[]) => (heard: { event: string; data: unknown }) =>
    heard.event === 'looking' && JSON.stringify(heard.data) === JSON.stringify({ kind: 'deals', id: deal.id, members })
  const here = await listen(rondo.url, adaHere.headers, looking)
  await here.next(saysThere([]))
  const there = await listen(other.url, inesHere.headers, looking)
  await here.next(saysThere([inesId]))
  here.events.length = 0
  there.close()
  await here.next(saysThere([]))
  here.close()
})

test('who does not see a record cannot look at it, nor who else does', async () => {
  const { items } = await rondo.owner.call(listMembers, {})
  const ownerId = items.find(({ name }) => name === ada.name)?.id ?? ''
  const deal = await rondo.owner.call(openDeal, { body: { name: "Ada's own", ownerId } })
  await rondo.pools.db
    .updateTable('members')
    .set({ sees: 'own' })
    .where('workspace_id', '=', rondo.workspaceId)
    .where('id', '=', inesId)
    .execute()
  const looking = `?looking=deals/${deal.id}`
  // Ada comes when Ines is there already: Ines would be told.
  const there = await listen(other.url, inesHere.headers, looking)
  await there.next(({ event }) => event === 'ready')
  const here = await listen(rondo.url, adaHere.headers, looking)
  await here.next(({ event }) => event === 'looking')
  await pause(400)
  expect(JSON.stringify(here.events)).not.toContain(inesId)
  expect(there.events.some(({ event }) => event === 'looking')).toBe(false)
  here.close()
  there.close()
})

test('a stream of somebody whose rights change ends, whatever process it is on', async () => {
  const there = await listen(other.url, inesHere.headers)
  await there.next(({ event }) => event === 'ready')
  await rondo.owner.call(changeMember, { params: { id: inesId }, body: { role: 'manager' }, version: 1 })
  for (let waited = 0; waited < 3_000 && !there.isOver(); waited += 20) await pause(20)
  expect(there.isOver()).toBe(true)
})

test('whoever does not read is dropped instead of kept in memory', async () => {
  const dropped = Promise.withResolvers<number>()
  const server = createServer(async (_request, response) => {
    const outlet = outletOf(response.writeHead(200))
    for (let sent = 0; !response.destroyed; sent += 64) {
      outlet.send('x'.repeat(64 * 1_024))
      await pause(0)
      if (response.destroyed) dropped.resolve(sent)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1')
  socket.on('error', () => {})
  socket.pause()
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  // What the sockets themselves hold, and little more.
  expect(await dropped.promise).toBeLessThan(20_000)
  socket.destroy()
  server.close()
})

test('a process that comes later knows who looks on, and takes its own with it when it stops', async () => {
  const deal = await rondo.owner.call(openDeal, { body: { name: 'Lighthouse' } })
  const looking = `?looking=deals/${deal.id}`
  const here = await listen(rondo.url, adaHere.headers, looking)
  await here.next(({ event }) => event === 'looking')
  const third = await startServer({ config: webOnly, connection: rondo.connection })
  await pause(300)
  const there = await listen(third.url, inesHere.headers, looking)
  const adaId = (await rondo.owner.call(listMembers, {})).items.find(({ name }) => name === ada.name)?.id ?? ''
  await there.next(({ data }) => JSON.stringify(data).includes(adaId))
  await here.next(({ data }) => JSON.stringify(data).includes(inesId))
  here.events.length = 0
  await third.stop()
  expect(there.isOver()).toBe(true)
  expect(there.retry()).toBeGreaterThanOrEqual(500)
  await here.next(({ data }) => JSON.stringify(data).includes('"members":[]'))
  here.close()
})
