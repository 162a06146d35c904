import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { showBoard } from '../../src/contract/board.ts'
import { listDeals } from '../../src/contract/deals.ts'
import { listTouches } from '../../src/contract/outreach.ts'
import { showPersistence } from '../../src/contract/persistence.ts'
import { showProcessMap } from '../../src/contract/process-map.ts'
import { makeLarge } from '../../src/server/commands/seed-large.ts'
import { openPools, type Pools } from '../../src/server/database/pool.ts'
import { startServer } from '../../src/server/main.ts'
import { findDisagreements } from '../../src/server/modules/deals/index.ts'
import { person, serving } from '../kit/app.ts'
import { type FreshDatabase, freshDatabase } from '../kit/database.ts'

let database: FreshDatabase
let pools: Pools
beforeAll(async () => {
  database = await freshDatabase()
  pools = openPools(database.connection, 2)
})
afterAll(async () => {
  await pools.close()
  await database.drop()
})

async function indexes(): Promise<unknown> {
  const { rows } = await sql`
    select tablename, indexname, indexdef from pg_indexes where schemaname = 'public' order by 1, 2 limit 1000`.execute(
    pools.db,
  )
  return rows
}

test('thousands of deals come by COPY, each is what its facts say, and no index is lost', async () => {
  const before = await indexes()
  const { ctx, deals, facts, apiKey, workspaceId } = await makeLarge(database.connection, 3_000, () => {}, 60)
  expect(await indexes()).toEqual(before)
  expect({ deals, facts }).toMatchObject({ deals: 3_000 })
  expect(facts).toBeGreaterThan(30_000)
  expect(await findDisagreements({ tx: pools.db, workspace: ctx.workspace }, 5)).toEqual([])
  const server = await startServer({
    config: serving(['web']),
    connection: database.connection,
    checkAnswers: true,
  })
  const owner = person(server.url, workspaceId, { authorization: `Bearer ${apiKey}` })
  const { columns } = await owner.call(showBoard, {})
  expect(columns.reduce((sum, { count }) => sum + count, 0)).toBe(60)
  const { items } = await owner.call(listDeals, { query: { outcome: 'won', limit: 3 } })
  expect(items).toHaveLength(3)
  const { items: touches } = await owner.call(listTouches, { query: { deal: items[0]?.id } })
  const { all } = await owner.call(showPersistence, { query: { aim: 'win' } })
  expect(touches.length).toBeGreaterThan(0)
  expect(all.touches[0]?.got).toBeGreaterThan(2_000)
  const { stages } = await owner.call(showProcessMap, {})
  expect(stages.reduce((sum, { activities }) => sum + activities.touches, 0)).toBeGreaterThan(0)
  await server.stop()
})

test('a second one comes beside the first', async () => {
  const before = await indexes()
  const { ctx, slug } = await makeLarge(database.connection, 500)
  expect(slug).not.toBe('large')
  expect(await indexes()).toEqual(before)
  expect(await findDisagreements({ tx: pools.db, workspace: ctx.workspace }, 5)).toEqual([])
})
