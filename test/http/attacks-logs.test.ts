import { type ChildProcess, spawn } from 'node:child_process'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sql } from 'kysely'
import { showFirstRun } from '../../src/contract/access.ts'
import { openPools, type Pools } from '../../src/server/database/pool.ts'
import { ada, type Answer, type Person, person } from '../kit/app.ts'
import type { DatabaseConnection } from '../../src/server/database/open.ts'
import { buildServer } from '../../src/server/http/server.ts'
import { type Route, visit } from '../../src/server/kernel/route.ts'
import { allRoutes } from '../../src/server/main.ts'
import { freshDatabase, type FreshDatabase } from '../kit/database.ts'

// A server in a process of its own, so that every line it writes can be read.
const program = `
  const { startServer } = await import(process.env.TEST_MAIN)
  const server = await startServer({
    config: { host: '127.0.0.1', port: 0, logLevel: 'info', roles: ['web', 'worker'] },
    connection: JSON.parse(process.env.TEST_CONNECTION),
  })
  console.log('at ' + server.url)
  process.on('SIGTERM', () => server.stop().then(() => process.exit(0)))
`

let database: FreshDatabase
let pools: Pools
let child: ChildProcess
let written = ''
let url: string
let visitor: Person

beforeAll(async () => {
  database = await freshDatabase()
  pools = openPools(database.connection, 2)
  const main = new URL('../../src/server/main.ts', import.meta.url).href
  const env = { ...process.env, TEST_MAIN: main, TEST_CONNECTION: JSON.stringify(database.connection) }
  child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout?.on('data', (piece) => (written += piece))
  child.stderr?.on('data', (piece) => (written += piece))
  await vi.waitUntil(() => /^at \S+$/m.test(written), { timeout: 30_000 })
  url = /^at (\S+)$/m.exec(written)?.[1] ?? ''
  visitor = person(url, '', { origin: url })
})
afterAll(async () => {
  const ended = new Promise((resolve) => child.on('exit', resolve))
  child.kill('SIGTERM')
  await ended
  await pools.close()
  await database.drop()
})

const firstRun = {
  language: 'en',
  workspaceName: 'Kestrel',
  name: ada.name,
  email: ada.email,
  password: ada.password,
  currency: 'EUR',
  timeZone: 'Europe/Stockholm',
  process: 'five-steps',
}
const wrongPassword = 'a wrong word, typed in haste'
const forged = 'Mozilla\n{"level":60,"msg":"forged"}'

/** What a refusal must not tell: the program's inside. */
function expectDiscreet(body: unknown): void {
  const text = JSON.stringify(body)
  expect(text).not.toMatch(/select|insert|relation|postgres|node_modules|\.ts|\.js|\bat \w+ \(|ECONN|127\.0\.0\.1:\d/i)
}

test('sign-in, keys and defects leave no password, token, cookie, key or personal data in the log', async () => {
  const begun = await visitor.fetch('POST', '/first-run', firstRun)
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? ''
  const workspaceId = String(Reflect.get(Object(begun.body), 'workspaceId'))
  const browser = person(url, workspaceId, { origin: url, cookie, 'x-rondo-workspace': workspaceId })
  await visitor.fetch('POST', '/session', { email: ada.email, password: wrongPassword })
  await visitor.fetch('POST', '/session', { email: ada.email, password: ada.password })
  const made = await browser.fetch('POST', '/api-keys', { name: 'till', role: 'owner' })
  const key = String(Reflect.get(Object(made.body), 'key'))
  const till = person(url, workspaceId, { authorization: `Bearer ${key}`, 'user-agent': encodeURI(forged) })
  expect((await till.fetch('GET', '/deals')).status).toBe(200)

  // Defects, made on purpose: a table is gone, and a row that a rule of the database refuses.
  await sql`alter table sources rename to lost_sources`.execute(pools.db)
  await sql`alter table companies add constraint no_secrets check (name <> ${sql.lit('Secret Holdings')})`.execute(
    pools.db,
  )
  const lost = await till.fetch('GET', '/sources?limit=7')
  const refused = await till.fetch('POST', '/companies', { name: 'Secret Holdings', phone: '+46 70 123 45 67' })
  for (const answer of [lost, refused]) {
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal', data: {} } })
    expectDiscreet(answer.body)
    await expect.poll(() => written).toContain(String(Reflect.get(Object(answer.body), 'requestId')))
  }
  await sql`alter table lost_sources rename to sources`.execute(pools.db)

  const secrets = [
    ada.password,
    wrongPassword,
    cookie.split('=')[1] ?? '',
    key.split('_').slice(2).join('_'),
    ada.email,
  ]
  for (const secret of [...secrets, 'Secret Holdings', '123 45 67']) {
    expect(secret.length).toBeGreaterThan(8)
    expect(written).not.toContain(secret)
  }
})

test('every line of the log is one entry, whatever people send', () => {
  const lines = written
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('at '))
  expect(lines.length).toBeGreaterThan(1)
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), time: expect.any(Number) })
  expect(written).not.toContain('forged')
})

test('when its connections are cut the server answers, or says when to come back, and heals by itself', async () => {
  const signedIn = await visitor.fetch('POST', '/session', { email: ada.email, password: ada.password })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const browser = person(url, '', { origin: url, cookie, 'x-rondo-workspace': 'kestrel' })
  const answers: Answer[] = []
  for (let round = 0; round < 5; round++) {
    const asked = Array.from({ length: 10 }, (_, at) =>
      at % 2 ? browser.fetch('GET', '/deals') : browser.fetch('POST', '/deals', { name: 'In between' }),
    )
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(pools.db)
    answers.push(...(await Promise.all(asked)))
  }
  for (const answer of answers) {
    expect([200, 201, 503], JSON.stringify(answer.body)).toContain(answer.status)
    expect(answer.status !== 503 || Number(answer.headers.get('retry-after')) > 0).toBe(true)
  }
  await expect.poll(async () => (await browser.fetch('GET', '/deals')).status).toBe(200)
})

const unreachable: [string, DatabaseConnection][] = [
  ['refuses', { connectionString: 'postgres://rondo:hunter2@127.0.0.1:1/rondo' }],
  ['has no such name', { connectionString: 'postgres://rondo:hunter2@database.invalid/rondo' }],
  ['has no socket', { host: '/nowhere/to/be/found', port: 5432, user: 'rondo', database: 'rondo' }],
]

test.each(unreachable)(
  'a database that %s: 503, when to come back, and nothing of the inside',
  async (_, connection) => {
    const nowhere = openPools(connection, 2)
    const server = await serverOf(nowhere, allRoutes({ token: 'x', trustsLocal: true }))
    const key = `rondo_${'0'.repeat(32)}_${'a'.repeat(43)}`
    const json = { 'content-type': 'application/json', authorization: `Bearer ${key}`, 'idempotency-key': 'again' }
    const signIn = { email: ada.email, password: ada.password }
    const asked = await Promise.all([
      server.inject({ url: '/api/v1/deals', headers: json }),
      server.inject({ url: '/api/v1/deals', method: 'POST', headers: json, payload: { name: 'Pilot' } }),
      server.inject({ url: '/api/v1/session', method: 'POST', payload: signIn }),
      server.inject({ url: '/api/v1/first-run' }),
      server.inject({ url: '/health/ready' }),
    ])
    for (const { statusCode, headers, body } of asked) {
      expect(statusCode, body).toBe(503)
      expect(Number(headers['retry-after'])).toBeGreaterThan(0)
      expectDiscreet(JSON.parse(body))
      expect(body).not.toContain('hunter2')
    }
    expect((await server.inject({ url: '/health/live' })).statusCode).toBe(200)
    await server.close()
    await nowhere.close()
  },
)

test('a read that writes is a defect; a database that takes no writes is one to come back to', async () => {
  const other = await freshDatabase()
  const writes = visit(showFirstRun, ({ db }) =>
    db
      .transaction()
      .setAccessMode('read only')
      .execute(async (tx) => {
        await sql`delete from workspaces`.execute(tx)
        return { open: false, tokenNeeded: false }
      }),
  )
  const answer = async () => {
    const fresh = openPools(other.connection, 1)
    const server = await serverOf(fresh, [writes])
    const { statusCode, body } = await server.inject({ url: '/api/v1/first-run' })
    await server.close()
    return { pools: fresh, status: statusCode, code: JSON.parse(body).code }
  }
  const before = await answer()
  expect(before).toMatchObject({ status: 500, code: 'internal' })
  // As a standby is, and a primary that its operator has closed.
  await sql`do $$ begin
    execute format('alter database %I set default_transaction_read_only = on', current_database());
  end $$`.execute(before.pools.db)
  await before.pools.close()
  const after = await answer()
  expect(after).toMatchObject({ status: 503, code: 'overloaded' })
  await after.pools.close()
  await other.drop()
})

function serverOf(reached: Pools, routes: readonly Route[]): Promise<FastifyInstance> {
  return buildServer({
    pools: reached,
    routes,
    baseUrl: null,
    logLevel: 'silent',
    webDirectory: null,
    refused: () => {},
    written: () => {},
    leaving: () => false,
    checkAnswers: true,
  })
}
