import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPools, type Pools } from '../../src/server/database/pool.ts'
import { restoreIndexes, setIndexesAside } from '../../src/server/modules/imports/set-aside.ts'
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

const indexes = async () => {
  const { rows } = await sql<{ indexdef: string }>`
    select indexdef from pg_indexes where tablename = 'people' order by indexname`.execute(pools.db)
  return rows.map(({ indexdef }) => indexdef)
}

test('indexes that are set aside for a flood of people are made again as they were, also twice', async () => {
  const before = await indexes()
  const aside = await pools.db.transaction().execute((tx) => setIndexesAside(tx, randomUUID()))
  expect(aside.length).toBeGreaterThan(10)
  const during = await indexes()
  // One more, of whom others bring meanwhile.
  expect(during).toHaveLength(before.length - aside.length + 1)
  // What keeps one id from being there twice.
  for (const name of ['people_pkey', 'people_by_external_id'])
    expect(during.some((definition) => definition.includes(` ${name} `))).toBe(true)
  await restoreIndexes(pools.db, aside)
  await restoreIndexes(pools.db, aside)
  expect(await indexes()).toEqual(before)
})
