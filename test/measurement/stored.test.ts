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

test('a history comes back as it was stored, also where a column is several blocks', async () => {
  const read = async () => {
    const stored = await reading((ctx) => readStored(ctx, own.client))
    return stored && spelled(stored.history)
  }
  const before = await read()
  expect(before).toEqual(spelled((await reading((ctx) => readHistory(ctx))).history))
  await reading(async (ctx) => storeHistory(ctx, await readHistory(ctx), undefined, 7))
  expect(
    await rondo.pools.db.selectFrom('stored_blocks').select('number').where('number', '=', 2).execute(),
  ).not.toEqual([])
  expect(await read()).toEqual(before)
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
