import { zstdDecompressSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOne } from '../../src/server/database/pool.ts'
import { readHistory } from '../../src/server/modules/measurement/kept-histories.ts'
import type { Reading } from '../../src/server/modules/measurement/loading.ts'
import { readStored, storeHistory } from '../../src/server/modules/measurement/stored-histories.ts'
import { type App, startApp } from '../kit/app.ts'
import { spelled } from './same-history.ts'
import { tell } from './told.ts'

// What may be used of a history that was stored, and by which program.

let rondo: App
let own: Awaited<ReturnType<typeof openOne>>

beforeAll(async () => {
  rondo = await startApp()
  own = await openOne(rondo.connection)
  await tell(rondo.owner, { opened: '2025-01-01', end: ['won', '2025-02-01'] })
  await tell(rondo.owner, { opened: '2025-01-05' })
  await reading(async (ctx) => storeHistory(ctx, await readHistory(ctx)))
}, 60_000)
afterAll(async () => {
  await own.client.end()
  await rondo.stop()
})

const workspace = () => ({ id: rondo.workspaceId, slug: '', language: 'en', currency: 'EUR', timeZone: 'UTC' }) as const

/** In a snapshot of one's own connection. */
function reading<Result>(read: (ctx: Reading) => Promise<Result>): Promise<Result> {
  const snapshot = own.db.transaction().setIsolationLevel('repeatable read')
  return snapshot.execute((tx) => read({ tx, workspace: workspace(), now: new Date() }))
}

test('a history that an earlier program stored as it lay in memory gives the same', async () => {
  const read = () => reading((ctx) => readStored(ctx, own.client))
  const before = await read()
  const { db } = rondo.pools
  const blocks = await db.selectFrom('stored_blocks').select(['id', 'bytes', 'is_compressed']).execute()
  expect(blocks.every(({ is_compressed }) => is_compressed)).toBe(true)
  for (const { id, bytes } of blocks) {
    const asItLay = { bytes: zstdDecompressSync(bytes), is_compressed: false }
    await db.updateTable('stored_blocks').set(asItLay).where('id', '=', id).execute()
  }
  const after = await read()
  expect(after && spelled(after.history)).toEqual(before && spelled(before.history))
  expect(before?.history.deals.length).toBe(2)
})

test('a stored history of another zone, of another program, or from another database is none', async () => {
  const read = (timeZone = workspace().timeZone as string) =>
    reading((ctx) => readStored({ ...ctx, workspace: { ...ctx.workspace, timeZone } }, own.client))
  expect(await read()).not.toBeNull()
  expect(await read('Europe/Rome')).toBeNull()
  const set = (values: object) => rondo.pools.db.updateTable('stored_histories').set(values).execute()
  // As when it is restored: another transaction has written the row.
  await set({ stored_at: new Date() })
  expect(await read()).toBeNull()
  await reading(async (ctx) => storeHistory(ctx, await readHistory(ctx)))
  await rondo.pools.db.transaction().execute(async (tx) => {
    await tx.updateTable('stored_histories').set({ format: 'older' }).execute()
    await tx
      .updateTable('stored_histories')
      .set({ transaction_id: sql`pg_current_xact_id()` as never })
      .execute()
  })
  expect(await read()).toBeNull()
})
