import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FileMapping } from '../../src/server/modules/imports/cells.ts'
import { openPools, type Pools } from '../../src/server/database/pool.ts'
import { newId } from '../../src/server/kernel/id.ts'
import { workspaceOf } from '../../src/server/kernel/job.ts'
import { type BaseRow, readBase } from '../../src/server/modules/imports/base-columns.ts'
import { batchContext, type Run } from '../../src/server/modules/imports/batch-context.ts'
import { rowReader } from '../../src/server/modules/imports/cells.ts'
import { beginFlood, type Flood } from '../../src/server/modules/imports/flood.ts'
import { keySet } from '../../src/server/modules/imports/key-set.ts'
import { keyHash, keyTable } from '../../src/server/modules/imports/key-table.ts'
import { lookups } from '../../src/server/modules/imports/lookups.ts'
import { type PeoplePlan, planPeople, writePeople } from '../../src/server/modules/imports/people-batch.ts'
import { countProblems } from '../../src/server/modules/imports/problems.ts'
import { type FreshDatabase, freshDatabase } from '../kit/database.ts'

let database: FreshDatabase
let pools: Pools
beforeAll(async () => {
  database = await freshDatabase()
  pools = openPools(database.connection, 3)
})
afterAll(async () => {
  await pools?.close()
  await database?.drop()
})

const headers = ['id', 'name', 'email', 'phone', 'company']
const fields = { externalId: 'id', name: 'name', email: 'email', phone: 'phone', company: 'company' }
const mapping: FileMapping = { kind: 'people', encoding: 'utf-8', skipLines: 0, dateOrder: 'dmy', decimal: '.', fields }
const reader = rowReader('people.csv', mapping, headers, 'SEK')

function read(records: readonly (readonly string[])[]): BaseRow[] {
  return records.flatMap((record, at) => {
    const row = readBase('people', reader.row(record, at, countProblems()), {
      reader,
      currency: 'SEK',
      rules: { timeZone: 'Europe/Stockholm' },
    })
    return typeof row === 'string' ? [] : [row]
  })
}

async function workspaceWithImport(): Promise<Run> {
  const [workspaceId, importId] = [newId(), newId()]
  await sql`
    insert into workspaces (id, slug, name, language, currency, time_zone, created_at)
    values (${workspaceId}, ${workspaceId}, 'W', 'sv', 'SEK', 'Europe/Stockholm', now())`.execute(pools.db)
  await sql`
    insert into imports (workspace_id, id, status, mapping, confidence, result, created_by, created_at)
    values (${workspaceId}, ${importId}, 'running', '{}', '{}', '{}', ${newId()}, now())`.execute(pools.db)
  const workspace = await workspaceOf(pools.db, workspaceId)
  if (!workspace) throw new Error('it was just made')
  return { db: pools.db, importId, workspace }
}

/** Takes batches in as an import does: each is planned while the one before is not written yet. */
async function takeIn(run: Run, batches: readonly BaseRow[][], flood: Flood | null) {
  const [refs, seen] = [lookups(), keySet()]
  const fates: string[] = []
  let before: PeoplePlan | null = null
  const write = (plan: PeoplePlan) =>
    run.db.transaction().execute(async (tx) => writePeople(await batchContext(run, tx), plan, flood))
  for (const batch of batches) {
    const underWay: PeoplePlan[] = before ? [before] : []
    const plan = await run.db
      .transaction()
      .execute(async (tx) =>
        planPeople(await batchContext(run, tx), batch, { refs, underWay, seen, dryRun: false, flood }),
      )
    fates.push(...plan.fates)
    if (before) await write(before)
    before = plan
  }
  if (before) await write(before)
  const { rows } = await sql`
    select p.name, p.external_id, p.email, p.phone_e164, c.name as company from people p
    left join companies c on c.workspace_id = p.workspace_id and c.id = p.company_id
    where p.workspace_id = ${run.workspace.id} order by p.id`.execute(run.db)
  return { fates, rows }
}

const record = fc.tuple(
  fc.constantFrom('', '', 'A', 'B', 'C'),
  fc.constantFrom('Ann Lee', 'Ann Berg', 'Bo Ek', 'Åsa Berg'),
  fc.constantFrom('', '', 'info@acme.example', 'ann@acme.example'),
  fc.constantFrom('', '', '+46 70 123 45 67', '070-765 43 21'),
  fc.constantFrom('', 'Acme', 'Kestrel'),
)
const file = fc.array(fc.array(record, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 })

test('a flood finds the same people as look-ups in the base do', async () => {
  await fc.assert(
    fc.asyncProperty(file, file, async (there, coming) => {
      const results = []
      for (const isFlood of [false, true]) {
        const run = await workspaceWithImport()
        await takeIn(run, there.map(read), null)
        const flood = isFlood ? await beginFlood(run, 0) : null
        results.push(await takeIn(run, coming.map(read), flood))
      }
      expect(results[1]).toEqual(results[0])
    }),
    { numRuns: 12 },
  )
})

test('a flood meets people whom others bring meanwhile', async () => {
  const run = await workspaceWithImport()
  const flood = await beginFlood(run, 0)
  const ann = ['', 'Ann Lee', 'ann@acme.example', '', '']
  await takeIn(run, [read([['', 'Bo Ek', 'bo@acme.example', '', '']])], flood)
  await sql`
    insert into people (workspace_id, id, name, name_folded, email, created_at, updated_at)
    values (${run.workspace.id}, ${newId()}, 'Ann Lee', 'ann lee', 'ann@acme.example', now(), now())`.execute(run.db)
  // As long as it takes until it looks again.
  await sql`select pg_sleep(1.05)`.execute(run.db)
  expect((await takeIn(run, [read([ann])], flood)).fates).toEqual(['updated'])
})

test('a table of keys finds whoever was entered, also when it has grown, and few besides', () => {
  const table = keyTable()
  const ids = Array.from({ length: 20_000 }, () => newId())
  for (const [at, id] of ids.entries()) {
    const owner = table.enter(id)
    for (const key of [`id ${at}`, `name ${at % 10_000}`, 'all']) table.add(keyHash(key, '', ''), owner)
  }
  const found = (key: string) => table.owners(keyHash(key, '', '')).map(table.idOf)
  for (const [at, id] of ids.entries()) {
    expect(found(`id ${at}`)).toContain(id)
    expect(found(`name ${at % 10_000}`).slice(0, 2)).toContain(id)
  }
  expect(found('all')).toEqual(ids.slice(0, 8))
  expect(ids.flatMap((_, at) => found(`nobody ${at}`)).length).toBeLessThan(5)
  table.rename(7, ids[1] ?? '')
  expect(found('id 7')).toEqual([ids[1]])
})
