import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  answerAdvice,
  backTestAdvice,
  chooseCoaching,
  listAdvices,
  showCoachingChoice,
} from '../../src/contract/coaching.ts'
import { addUser, hashPassword } from '../../src/server/modules/access/index.ts'
import { coachAll } from '../../src/server/modules/coaching/index.ts'
import { newId } from '../../src/server/kernel/id.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { dayAgo } from '../kit/world.ts'

let rondo: App
let ada: Person
let sam: Person & { readonly memberId: string }

beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
  sam = await signedIn('Sam')
  await ada.call(chooseCoaching, { body: { delayDays: 5, callsPerDay: 20 } })
}, 60_000)
afterAll(() => rondo.stop())

async function signedIn(name: string) {
  const [email, password] = [`${name.toLowerCase()}@kestrel.example`, 'correct horse battery']
  const user = { workspaceId: rondo.workspaceId, name, email, role: 'seller', language: 'en' } as const
  const memberId = await rondo.pools.db
    .transaction()
    .execute(async (tx) => addUser(tx, new Date(), { ...user, passwordHash: await hashPassword(password) }))
  return { ...(await rondo.signIn(email, password)), memberId }
}

async function given(back: number) {
  const id = newId()
  const row = {
    code: 'more_prospecting',
    on_day: dayAgo(back),
    given_at: new Date(),
    check_on: dayAgo(back - 28),
  } as const
  const about = {
    numbers: JSON.stringify({ entries: 4, usual: 15, calls: 9, weeks: 5, early: 1 }),
    before: 4,
    goal: 15,
  }
  await rondo.pools.db
    .insertInto('coaching_advices')
    .values({ workspace_id: rondo.workspaceId, id, member_id: sam.memberId, deal_id: null, ...row, ...about })
    .execute()
  return id
}

test('advice is the seller’s alone for as many days as was chosen, and theirs to answer', async () => {
  expect(await sam.call(showCoachingChoice, {})).toEqual({ delayDays: 5, callsPerDay: 20 })
  const id = await given(2)
  const mine = await sam.call(listAdvices, { query: {} })
  expect(mine.items).toMatchObject([{ id, code: 'more_prospecting', numbers: { calls: 9 }, managerFrom: dayAgo(-3) }])
  expect((await ada.call(listAdvices, { query: {} })).items).toEqual([])
  await rondo.pools.db
    .updateTable('coaching_advices')
    .set({ on_day: dayAgo(6) })
    .where('id', '=', id)
    .execute()
  expect((await ada.call(listAdvices, { query: { member: sam.memberId } })).items).toMatchObject([{ id }])
  expect(await ada.refused(answerAdvice, { params: { id }, body: { answer: 'dismissed' } })).toMatchObject({
    code: 'not_found',
  })
  expect(await sam.call(answerAdvice, { params: { id }, body: { answer: 'taken' } })).toMatchObject({ answer: 'taken' })
})

test('each day one looks once, and where too little is known nobody is advised', async () => {
  await coachAll(rondo.pools.db)
  await coachAll(rondo.pools.db)
  const { rows } = await sql<{ days: number }>`select count(*) as days from coaching_days`.execute(rondo.pools.db)
  expect(rows).toEqual([{ days: 0 }])
  const found = await ada.call(backTestAdvice, {})
  expect(found).toMatchObject({ months: 12, cases: 0, shortfalls: 0 })
  expect(await sam.refused(chooseCoaching, { body: { delayDays: 1, callsPerDay: 1 } })).toMatchObject({
    code: 'forbidden',
  })
})
