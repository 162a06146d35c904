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
  const aside = await pools.db.transaction().execute(setIndexesAside)
  expect(aside.length).toBeGreaterThan(10)
  const during = await indexes()
  expect(during).toHaveLength(before.length - aside.length)
  // What keeps one id from being there twice, and what an import looks people up by.
  for (const name of ['people_pkey', 'people_by_external_id', 'people_by_email', 'people_by_phone', 'people_by_name'])
    expect(during.some((definition) => definition.includes(` ${name} `))).toBe(true)
  await restoreIndexes(pools.db, aside)
  await restoreIndexes(pools.db, aside)
  expect(await indexes()).toEqual(before)
})
