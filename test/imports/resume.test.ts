import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ImportResult, showImport } from '../../src/contract/imports.ts'
import { openPools, type Pools } from '../../src/server/database/pool.ts'
import { type RunningServer, startServer } from '../../src/server/main.ts'
import { insertKey } from '../../src/server/modules/access/index.ts'
import { beginWorkspace } from '../../src/server/modules/setup/index.ts'
import { ada, type Person, person, serving } from '../kit/app.ts'
import { type FreshDatabase, freshDatabase } from '../kit/database.ts'
import { finished, upload } from './importing.ts'

const rows = 14_000
let database: FreshDatabase
let pools: Pools
let owner: { workspaceId: string; key: string }

beforeAll(async () => {
  database = await freshDatabase()
  pools = openPools(database.connection, 2)
  owner = await pools.db.transaction().execute(async (tx) => {
    const wanted = { name: 'Kestrel', ownerName: ada.name, email: ada.email, password: ada.password, language: 'en' }
    const ctx = await beginWorkspace(tx, {
      ...wanted,
      language: 'en',
      currency: 'EUR',
      timeZone: 'Europe/Stockholm',
      process: 'seven-steps',
    })
    const { key } = await insertKey(ctx, { name: 'test', role: 'owner', expiresAt: null })
    return { workspaceId: ctx.workspace.id, key }
  })
})
afterAll(async () => {
  await pools?.close()
  await database?.drop()
})

function start(): Promise<RunningServer> {
  return startServer({
    config: serving(['web', 'worker']),
    connection: database.connection,
    checkAnswers: true,
  })
}

const at = (server: RunningServer): Person =>
  person(server.url, owner.workspaceId, { authorization: `Bearer ${owner.key}` })

/** A file of many deals; every tenth row comes twice, every hundredth cannot be taken. */
function pipeline(series: string): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const id = row % 10 === 9 ? row - 5_000 : row
    const stage = row % 100 === 50 ? 'Nowhere' : row % 2 === 0 ? 'Won' : 'Proposal'
    return `${series}${id},Deal ${id},${stage},Customer ${row % 300},Seller ${row % 7}`
  })
  return `Id,Deal,Stage,Company,Owner\n${lines.join('\n')}\n`
}

async function underway(who: Person, importId: string): Promise<ImportResult> {
  for (;;) {
    const found = await who.call(showImport, { params: { id: importId } })
    if (found.processed > 0 || found.status === 'done') return found
    await pause(5)
  }
}

async function expectWhole(series: string, result: ImportResult): Promise<void> {
  // Of the rows that come twice only those whose first row lies in the file are doubles.
  const ids = new Set<number>()
  let merged = 0
  let rejected = 0
  for (let row = 0; row < rows; row++) {
    const id = row % 10 === 9 ? row - 5_000 : row
    if (row % 100 === 50) rejected++
    else if (ids.has(id)) merged++
    else ids.add(id)
  }
  expect(result).toMatchObject({ status: 'done', rows, created: ids.size, updated: 0, merged, rejected })
  const { rows: found } = await sql<{ deals: number; facts: number; rejections: number }>`
    select count(*) as deals, count(distinct d.external_id) as ids,
      (select count(*) from facts f join deals x on x.id = f.deal_id
        where x.external_id like ${`${series}%`} and f.type = 'deal.opened') as facts,
      (select count(*) from import_rejections where import_id = ${result.importId}) as rejections
    from deals d where external_id like ${`${series}%`}`.execute(pools.db)
  expect(found[0]).toEqual({ deals: ids.size, ids: ids.size, facts: ids.size, rejections: rejected })
}

test('an import that was stopped in the middle goes on where it was when the server is there again', async () => {
  const first = await start()
  const { importId } = await upload(at(first), [{ name: 'deals.csv', content: pipeline('s') }], { start: 'true' })
  const before = await underway(at(first), importId)
  await first.stop()
  const second = await start()
  try {
    await expectWhole('s', await finished(at(second), importId))
    expect(before.status).toBe('running')
  } finally {
    await second.stop()
  }
}, 60_000)

test('an import whose connections are cut goes on by itself, and no row comes twice', async () => {
  const server = await start()
  try {
    const { importId } = await upload(at(server), [{ name: 'deals.csv', content: pipeline('k') }], { start: 'true' })
    await underway(at(server), importId)
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(pools.db)
    await pause(1_000)
    await expectWhole('k', await finished(at(server), importId))
  } finally {
    await server.stop()
  }
}, 60_000)
