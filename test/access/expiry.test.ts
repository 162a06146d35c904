import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCompany } from '../../src/contract/people.ts'
import { showIdentity } from '../../src/contract/access.ts'
import { deleteExpired } from '../../src/server/modules/access/index.ts'
import { ada, type App, startApp } from '../kit/app.ts'

let rondo: App
beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo.stop())

test('what has served its time is deleted, and only that', async () => {
  const { db } = rondo.pools
  const browser = await rondo.signIn(ada.email, ada.password)
  await rondo.signIn(ada.email, ada.password)
  for (const key of ['old', 'new'])
    await rondo.owner.call(addCompany, { body: { name: key } }, { 'idempotency-key': key })
  const before = new Date(Date.now() - 25 * 3_600_000)
  await db.updateTable('idempotency_keys').set({ created_at: before }).where('key', '=', 'old').execute()
  const { token } = await db
    .selectFrom('sessions')
    .select('token')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  await db.updateTable('sessions').set({ expires_at: before }).where('token', '=', token).execute()
  await db.insertInto('sign_in_attempts').values({ key: 'long ago', failures: 3, window_ends_at: before }).execute()

  await deleteExpired(db)

  expect(await db.selectFrom('idempotency_keys').select('key').execute()).toEqual([{ key: 'new' }])
  expect(await db.selectFrom('sessions').select('token').where('token', '=', token).execute()).toEqual([])
  expect(await db.selectFrom('sign_in_attempts').select('key').where('key', '=', 'long ago').execute()).toEqual([])
  await browser.call(showIdentity, {})
})
