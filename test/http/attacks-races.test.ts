import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApiKey, listApiKeys, showFirstRun } from '../../src/contract/access.ts'
import { changeDeal, listDeals, openDeal, showDeal } from '../../src/contract/deals.ts'
import { addCompany, changeCompany, listCompanies, showCompany } from '../../src/contract/people.ts'
import { openPools } from '../../src/server/database/pool.ts'
import { runWrite } from '../../src/server/http/write.ts'
import { startServer } from '../../src/server/main.ts'
import { ada, type App, type Person, person, startApp } from '../kit/app.ts'
import { freshDatabase } from '../kit/database.ts'

let rondo: App
let mia: Person
let sam: Person
beforeAll(async () => {
  rondo = await startApp()
  mia = await rondo.member('manager', 'Mia')
  sam = await rondo.member('seller', 'Sam')
})
afterAll(() => rondo.stop())

const nobody: Parameters<typeof runWrite>[1] = {
  actor: { kind: 'key', id: '', role: 'seller', sees: null },
  workspace: { id: '', slug: '', language: 'en', currency: 'EUR', timeZone: 'UTC' },
  now: new Date(),
  lastUsedAt: null,
  earlier: null,
}

const many = <Result>(count: number, run: (at: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, at) => run(at)))

describe('the same request many times over', () => {
  test('twenty at once with one key make one row and get one answer; another body is refused', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() }
    const deals = await many(20, () => sam.call(openDeal, { body: { name: 'Clicked often', amountMinor: 500 } }, key))
    for (const deal of deals) expect(deal).toEqual(deals[0])
    const { items } = await sam.call(listDeals, { query: { limit: 200 } })
    expect(items.filter(({ name }) => name === 'Clicked often')).toHaveLength(1)
    expect((await sam.refused(openDeal, { body: { name: 'Something else' } }, key)).code).toBe('idempotency_key_reused')
    expect((await sam.refused(addCompany, { body: { name: 'Clicked often' } }, key)).code).toBe(
      'idempotency_key_reused',
    )
    expect((await mia.call(openDeal, { body: { name: "Mia's own" } }, key)).id).not.toBe(deals[0]?.id)
  })

  test('a refused one leaves its key free', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() }
    expect((await sam.fetch('POST', '/deals', { name: '' }, key)).status).toBe(422)
    expect((await sam.fetch('POST', '/deals', { name: 'Now with a name' }, key)).status).toBe(201)
  })

  test('the same key with other files is another request', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() }
    const send = (content: string, name = 'deals.csv') => {
      const form = new FormData()
      form.append('file', new Blob([content], { type: 'text/csv' }), name)
      return mia.fetch('POST', '/imports', form, key)
    }
    const first = await send('deal,stage\nA,Won\n')
    expect(first.status).toBe(201)
    expect(await send('deal,stage\nA,Won\n')).toMatchObject({ status: 201, body: first.body })
    for (const other of [await send('deal,stage\nB,Won\n'), await send('deal,stage\nA,Won\n', 'other.csv')])
      expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
  })

  test("a secret is not kept with the key: the second asking is told so, and there is one key's worth of rows", async () => {
    const key = { 'idempotency-key': crypto.randomUUID() }
    const before = (await rondo.owner.call(listApiKeys, {})).items.length
    const asked = await many(5, () => rondo.owner.fetch('POST', '/api-keys', { name: 'till', role: 'seller' }, key))
    const shown = asked.filter(({ status }) => status === 201)
    expect(shown).toHaveLength(1)
    for (const { status, body } of asked)
      expect(status === 201 || Reflect.get(Object(body), 'code') === 'secret_shown_before').toBe(true)
    expect((await rondo.owner.call(listApiKeys, {})).items).toHaveLength(before + 1)
    expect((await rondo.owner.refused(createApiKey, { body: { name: 'x', role: 'seller' } }, key)).code).toBe(
      'idempotency_key_reused',
    )
    const secret = String(Reflect.get(Object(shown[0]?.body), 'key'))
      .split('_')
      .slice(2)
      .join('_')
    expect(secret.length).toBeGreaterThan(20)
    expect(await everyTable()).not.toContain(secret)
  })
})

/** Everything the database holds, as text. */
async function everyTable(): Promise<string> {
  const tables = (await rondo.pools.db.introspection.getTables()).filter(({ schema }) => schema === 'public')
  const rows = await Promise.all(
    tables.map(({ name }) =>
      rondo.pools.db
        .selectFrom(name as 'deals')
        .selectAll()
        .limit(10_000)
        .execute(),
    ), // Any of ours.
  )
  return JSON.stringify(rows)
}

describe('two people edit one row', () => {
  test('two hundred edits of one deal: each that was taken is there, each other was told', async () => {
    const { id } = await sam.call(openDeal, { body: { name: 'Edited by all' } })
    const taken: string[] = []
    let conflicts = 0
    const edit = async (who: Person, field: 'name' | 'expectedCloseOn', value: string) => {
      for (;;) {
        const { version } = await who.call(showDeal, { params: { id } })
        const answer = await who.fetch('PATCH', `/deals/${id}`, { [field]: value }, { 'if-match': `"${version}"` })
        expect([200, 412, 503]).toContain(answer.status)
        if (answer.status === 200) return taken.push(value)
        conflicts += 1
        expect(answer.status === 503 || Reflect.get(Object(answer.body), 'data'), 'brings the row').toBeTruthy()
      }
    }
    await many(4, async (worker) => {
      for (let at = 0; at < 50; at++) {
        const odd = worker % 2 === 1
        const day = Temporal.PlainDate.from('2027-01-01').add({ days: worker * 50 + at })
        await (odd ? edit(mia, 'expectedCloseOn', day.toString()) : edit(sam, 'name', `Edited by all, ${worker} ${at}`))
      }
    })
    expect(taken).toHaveLength(200)
    expect(conflicts).toBeGreaterThan(0)
    const deal = await sam.call(showDeal, { params: { id } })
    expect(deal.version).toBe(201)
    expect(taken).toContain(deal.name)
    expect(taken).toContain(deal.expectedCloseOn)
  })

  test('of two hundred edits on the same version one is taken', async () => {
    const { id, version } = await sam.call(openDeal, { body: { name: 'Once' } })
    const answers = await many(200, (at) =>
      (at % 2 ? mia : sam).fetch('PATCH', `/deals/${id}`, { name: `Once ${at}` }, { 'if-match': `"${version}"` }),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(199)
    expect(answers.find(({ status }) => status === 412)?.body).toMatchObject({
      code: 'version_conflict',
      data: { changed: ['name'], current: { id, version: version + 1 } },
    })
    expect((await sam.refused(changeDeal, { params: { id }, version, body: { name: 'Late' } })).code).toBe(
      'version_conflict',
    )
  })
})

test('whoever is in the way of another is tried again, and never a defect', async () => {
  const [one, other] = [
    await sam.call(addCompany, { body: { name: 'Crossed one' } }),
    await sam.call(addCompany, { body: { name: 'Crossed other' } }),
  ]
  // Two for each connection of the server; each dead-lock takes PostgreSQL a second to see.
  const answers = await many(16, (at) => {
    const [row, parent] = at % 2 ? [one, other] : [other, one]
    return sam.fetch('PATCH', `/companies/${row.id}`, { parentId: at % 3 ? parent.id : null }, { 'if-match': '"1"' })
  })
  for (const { status } of answers) expect([200, 409, 412, 422, 503]).toContain(status)
  const { version } = await sam.call(showCompany, { params: { id: one.id } })
  await sam.call(changeCompany, { params: { id: one.id }, version, body: { city: 'Lund' } })
  expect((await sam.call(listCompanies, { query: { q: 'Crossed' } })).items).toHaveLength(2)
})

test("a dead-lock is nobody's to see: the write that had to give way is made again", async () => {
  const { db } = rondo.pools
  const ids = await many(2, async (at) => (await sam.call(openDeal, { body: { name: `In the way ${at}` } })).id)
  const tried: number[] = []
  const bothHaveOne = Promise.withResolvers<void>()
  const crossing = (order: readonly string[]) =>
    runWrite(db, nobody, null, async (tx) => {
      for (const id of order) {
        await tx.selectFrom('deals').select('id').where('id', '=', id).forUpdate().execute()
        if (tried.push(1) === 2) bothHaveOne.resolve()
        await bothHaveOne.promise
      }
      return 'through'
    })
  expect(await Promise.all([crossing(ids), crossing(ids.toReversed())])).toEqual(['through', 'through'])
  expect(tried.length, 'one of them was tried twice').toBeGreaterThan(4)
})

describe('the first run', () => {
  const wanted = {
    language: 'en',
    workspaceName: 'Kestrel',
    name: ada.name,
    email: ada.email,
    password: ada.password,
    currency: 'EUR',
    timeZone: 'Europe/Stockholm',
    process: 'five-steps',
  }

  async function startEmpty(more: { databaseUrl?: string; baseUrl?: string } = {}) {
    const database = await freshDatabase()
    const pools = openPools(database.connection, 1)
    const config = { host: '127.0.0.1', port: 0, logLevel: 'silent', roles: ['web'] } as const
    const server = await startServer({
      config: { ...config, baseUrl: more.baseUrl, databaseUrl: more.databaseUrl },
      connection: database.connection,
    })
    const stop = async () => {
      await server.stop()
      await pools.close()
      await database.drop()
    }
    const visitor = person(server.url, '', more.baseUrl === undefined ? {} : { origin: more.baseUrl })
    const begin = (body: object = {}, headers: Record<string, string> = {}) =>
      visitor.fetch('POST', '/first-run', { ...wanted, ...body }, headers)
    return { server, pools, visitor, begin, stop }
  }

  test('of five at the same moment one makes the workspace; then it is closed, with or without a token', async () => {
    const { pools, visitor, begin, stop } = await startEmpty()
    expect(await visitor.call(showFirstRun, {})).toEqual({ open: true, tokenNeeded: false })
    const begun = await many(5, (at) => begin({ email: `owner-${at}@example.com`, workspaceName: `Kestrel ${at}` }))
    expect(begun.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403])
    expect(await pools.db.selectFrom('workspaces').select('id').execute()).toHaveLength(1)
    expect(await pools.db.selectFrom('users').select('id').execute()).toHaveLength(1)
    expect(await begin()).toMatchObject({ status: 403, body: { code: 'first_run_closed' } })
    expect(await begin({ token: 'x' })).toMatchObject({ status: 403, body: { code: 'first_run_closed' } })
    expect((await visitor.call(showFirstRun, {})).open).toBe(false)
    await stop()
  })

  test('on a database of others it needs the token of the printed link', async () => {
    const { server, pools, visitor, begin, stop } = await startEmpty({ databaseUrl: 'postgres://example/rondo' })
    expect((await visitor.call(showFirstRun, {})).tokenNeeded).toBe(true)
    for (const token of [undefined, '', 'wrong', 'x'.repeat(100)]) expect((await begin({ token })).status).toBe(403)
    expect((await begin({ token: 'x'.repeat(101) })).status).toBe(422)
    expect(await pools.db.selectFrom('workspaces').select('id').execute()).toEqual([])
    const token = new URL(server.firstRunUrl ?? '').searchParams.get('token') ?? ''
    expect(token.length).toBeGreaterThan(24)
    expect((await begin({ token })).status).toBe(201)
    await stop()
  })

  test('what comes through a proxy, or by another name, is not this machine', async () => {
    const { server, begin, stop } = await startEmpty()
    expect((await begin({}, { 'x-forwarded-for': '203.0.113.7' })).status).toBe(403)
    expect((await begin({}, { forwarded: 'for=203.0.113.7' })).status).toBe(403)
    // A page of another site whose name was made to mean this machine: its origin is its own.
    expect(await statusByName(server.url, 'rebound.example')).toBe(403)
    await stop()
  })

  test('with an address for people the link is needed from here too: a proxy may stand before it', async () => {
    const { server, begin, stop } = await startEmpty({ baseUrl: 'https://crm.example.com' })
    expect((await begin()).status).toBe(403)
    const link = new URL(server.firstRunUrl ?? '')
    expect(link.origin).toBe('https://crm.example.com')
    expect((await begin({ token: link.searchParams.get('token') })).status).toBe(201)
    await stop()
  })

  /** A first run asked for under a name of the caller's choice, as a browser would after its name was bound anew. */
  function statusByName(url: string, name: string): Promise<number | undefined> {
    const { port } = new URL(url)
    const host = `${name}:${port}`
    const headers = { host, origin: `http://${host}`, 'content-type': 'application/json' }
    return new Promise((resolve, reject) => {
      request(`${url}/api/v1/first-run`, { method: 'POST', headers }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end(JSON.stringify(wanted))
    })
  }
})
