import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnyEndpoint } from '../../src/contract/endpoint.ts'
import { endpoints } from '../../src/contract/index.ts'
import { kindOfPath, rightsToRead } from '../../src/contract/live.ts'
import { type App, startApp } from '../kit/app.ts'
import { idsOf } from '../http/ids-of-endpoints.ts'
import { randomId } from '../http/random-id.ts'
import { bodies, kindOf, pathWith } from '../http/world-of-endpoints.ts'

// The law: whatever a call writes, it leaves word of in the same transaction. PostgreSQL itself says which transaction
// wrote a row (xmin), so that no list of writes has to be kept. A savepoint has a number of its own, after its transaction's.

const writes = endpoints
  .map(({ endpoint }) => endpoint)
  .filter(({ method, permission }) => method !== 'GET' && permission !== 'anyone' && permission !== 'user')
  .filter(({ path }) => kindOfPath(path) !== null)

// What nobody looks at; files on their way are asked for by whoever wants them.
const onTheirWay = ['exports', 'export_pieces', 'restores', 'restore_pieces']
// What a deal scored when it was opened, which a job writes once in its first minutes.
const ofJobs = ['deal_scores']
const silent = new Set([
  'change_log',
  'outbox',
  'idempotency_keys',
  'audit_entries',
  'api_keys',
  ...onTheirWay,
  ...ofJobs,
])
// Rows of these show as rows of another kind, which must be told of; those of other tables by any word.
const shownAs: Record<string, string> = {
  deals: 'deals',
  deal_lines: 'deals',
  facts: 'deals',
  stakeholders: 'deals',
  confirmations: 'deals',
  companies: 'companies',
  people: 'people',
  households: 'households',
  products: 'products',
  processes: 'processes',
  process_versions: 'processes',
  stages: 'processes',
  members: 'members',
}

let rondo: App
let ids: Record<string, string>
let tables: string[]
let beginning: string[]
const known = new Set<string>()

beforeAll(async () => {
  rondo = await startApp()
  const found = await sql<{ name: string }>`
    select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_name)
    where c.column_name = 'workspace_id' and c.table_schema = 'public' and t.table_type = 'BASE TABLE'`.execute(
    rondo.pools.db,
  )
  tables = found.rows.map(({ name }) => name).filter((name) => !silent.has(name))
  // What the kit wrote past the API.
  await untold(0)
  const before = await transactionNow()
  ids = await idsOf(rondo.owner)
  beginning = await untold(before)
})
afterAll(() => rondo.stop())

async function transactionNow(): Promise<number> {
  const { rows } = await sql<{ now: number }>`select pg_current_xact_id()::text::bigint as now`.execute(rondo.pools.db)
  return rows[0]?.now ?? 0
}

/** The tables with rows written after a transaction of which no word was left. */
async function untold(since: number): Promise<string[]> {
  const written = sql.join(
    tables.map(
      (
        table,
      ) => sql`select ${table}::text as table_name, ${shownAs[table] ?? null}::text as kind, xmin::text::bigint as xmin
        from ${sql.table(table)}`,
    ),
    sql` union all `,
  )
  const { rows } = await sql<{ table_name: string; xmin: number; told: boolean }>`
    select distinct w.table_name, w.xmin, exists (
      select 1 from change_log c
      where c.transaction_id::text::bigint > ${since} and c.transaction_id::text::bigint <= w.xmin
        and (w.kind is null or c.kind = w.kind)) as told
    from (${written}) w`.execute(rondo.pools.db)
  const fresh = rows.filter(({ table_name, xmin }) => !known.has(`${table_name} ${xmin}`))
  for (const { table_name, xmin } of fresh) known.add(`${table_name} ${xmin}`)
  return fresh.filter(({ told }) => !told).map(({ table_name }) => table_name)
}

function bodyOf(endpoint: AnyEndpoint): object | undefined {
  if (endpoint.multipart) return new FormData()
  return endpoint.body ? (bodies[endpoint.name] ?? {}) : undefined
}

test('the rows that the world begins with were told of', () => {
  expect(beginning).toEqual([])
})

describe('whatever a call writes, it leaves word of', () => {
  test.each(writes.map((endpoint) => [endpoint.name, endpoint] as const))('%s', async (_, endpoint) => {
    const path = pathWith(endpoint, ids[kindOf(endpoint)] ?? randomId)
    const before = await transactionNow()
    await rondo.owner.fetch(endpoint.method, path, bodyOf(endpoint), { 'if-match': '"1"' })
    expect(await untold(before)).toEqual([])
  })

  test('a write past it is found', async () => {
    const before = await transactionNow()
    await sql`update companies set city = 'Nowhere' where workspace_id = ${rondo.workspaceId}`.execute(rondo.pools.db)
    expect(await untold(before)).toEqual(['companies'])
  })
})

describe('there is a right to read what a call writes, or nobody could be told', () => {
  const rights = rightsToRead(endpoints.map(({ endpoint }) => endpoint))
  test.each(writes.map((endpoint) => [endpoint.name, endpoint] as const))('%s', (_, endpoint) => {
    expect(rights.has(kindOfPath(endpoint.path)?.kind ?? '')).toBe(true)
  })
})
