import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findAlike as askTyped } from '../../src/contract/duplicates.ts'
import { addCompany, addPerson, changePerson } from '../../src/contract/people.ts'
import type { Context } from '../../src/server/kernel/context.ts'
import { nowOf, workspaceOf } from '../../src/server/kernel/job.ts'
import { duplicateJobs, findAlike } from '../../src/server/modules/duplicates/index.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { newId } from '../../src/server/kernel/id.ts'
import { labelledSet } from './labelled-set.ts'
import { pairsFound } from './measured.ts'
import { scanned } from './scanned.ts'

let rondo: App
let ada: Person
let ctx: Context
beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
  const { db } = rondo.pools
  const workspace = await workspaceOf(db, rondo.workspaceId)
  if (!workspace) throw new Error('the kit has a workspace')
  const actor = { kind: 'import', id: rondo.workspaceId, role: 'admin', sees: null } as const
  ctx = { tx: db, workspace, actor, now: await nowOf(db), version: null }
})
afterAll(() => rondo.stop())

test('rows that come in are told who is there already, and which of them came before', async () => {
  const kestrel = await ada.call(addCompany, { body: { name: 'Kestrel AB', domain: 'kestrel.example' } })
  const anna = await ada.call(addPerson, {
    body: { name: 'Anna Berg', email: 'anna@kestrel.example', companyId: kestrel.id, phone: '+46 70 123 45 67' },
  })
  const rows = [
    { name: 'BERG, Anna', emails: ['Anna@Kestrel.example'] },
    { name: 'Anna Bergh', phones: ['+46701234567'], company: 'Kestrel' },
    { name: 'Bo Ek', emails: ['bo.ek@gmail.com'] },
    { name: 'Bo Ek', emails: ['boek+list@gmail.com'] },
    { name: 'Eva Holm' },
  ]
  const told = await findAlike(ctx, 'person', rows)
  expect(told.map(([best]) => best?.id ?? best?.earlier ?? null)).toEqual([anna.id, anna.id, null, 2, null])
  expect(told[0]?.[0]).toMatchObject({ score: expect.closeTo(1, 2), reasons: ['same_name', 'same_email'] })
  expect(await findAlike(ctx, 'person', [])).toEqual([])
  const companies = await findAlike(ctx, 'company', [{ name: 'Kestrel', domain: 'https://www.kestrel.example/om' }])
  expect(companies[0]?.[0]).toMatchObject({ id: kestrel.id, reasons: ['same_name', 'same_domain'] })
})

test('what only the name tells is known once the scan has come by', async () => {
  const sven = { name: 'Sven Öberg', company: 'Havørn ApS' }
  const employer = await ada.call(addCompany, { body: { name: 'Havoern' } })
  const { id } = await ada.call(addPerson, { body: { name: 'Sven Åke Oeberg', companyId: employer.id } })
  expect((await findAlike(ctx, 'person', [sven]))[0]).toEqual([])
  await scanned(ada, 'person')
  expect((await findAlike(ctx, 'person', [sven]))[0]).toMatchObject([{ id, reasons: ['name_more', 'same_company'] }])
})

test('whoever types is told the likeliest first', async () => {
  const query = { kind: 'person', name: 'Sven Oberg', company: 'Havørn' } as const
  const { items } = await ada.call(askTyped, { query })
  expect(items[0]).toMatchObject({ name: 'Sven Åke Oeberg', hint: 'Havoern', reasons: ['name_more', 'same_company'] })
})

test('a scan that is stopped goes on, and sees what was changed since', async () => {
  const { db } = rondo.pools
  const job = { workspaceId: rondo.workspaceId, payload: {}, db, isLastTry: false }
  const run = (signal: AbortSignal) => duplicateJobs['duplicates.scan']?.({ ...job, signal })
  const one = await ada.call(addPerson, { body: { name: 'Ida Skov', email: 'ida@skov.example' } })
  const two = await ada.call(addPerson, { body: { name: 'Ida Skov', email: 'ida.skov@lund.example' } })
  expect(await run(AbortSignal.abort())).toBe('later')
  expect(await run(new AbortController().signal)).toBe('done')
  const pairs = async () =>
    (await sql`select 1 from duplicates where one_id = ${one.id} and other_id = ${two.id}`.execute(db)).rows.length
  expect(await pairs()).toBe(0)
  await ada.call(changePerson, { params: { id: two.id }, body: { email: 'ida@skov.example' }, version: two.version })
  await run(new AbortController().signal)
  expect(await pairs()).toBe(1)
  const now = await ada.call(changePerson, {
    params: { id: two.id },
    body: { name: 'Bo Ek' },
    version: two.version + 1,
  })
  await run(new AbortController().signal)
  expect([await pairs(), now.name]).toEqual([0, 'Bo Ek'])
})

test('a scan, and one that goes on from it, find the pairs that a look at everybody beside everybody finds', async () => {
  const other = await rondo.anotherWorkspace()
  const { db } = rondo.pools
  const people = labelledSet(11, 70).filter(({ kind }) => kind === 'person')
  const ids = people.map(() => newId())
  const add = async (from: number, to: number) => {
    const rows = people.slice(from, to).map(({ row }, at) => {
      const [email = null, ...emails] = row.emails ?? []
      const [phone = null, ...phones] = row.phones ?? []
      const more_emails = emails.map((address) => ({ address }))
      return { ...row, id: ids[from + at], email, phone, more_emails, more_phones: phones.map((e164) => ({ e164 })) }
    })
    await sql`
      with r as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, name text, email text, phone text, more_emails jsonb,
          more_phones jsonb, linkedin text, street text, "postalCode" text, city text, company text)),
      c as (
        insert into companies (workspace_id, id, name, name_folded, created_at, updated_at)
        select ${other.workspaceId}, md5(r.id::text)::uuid, r.company, '', now(), now() from r where r.company is not null)
      insert into people (workspace_id, id, name, name_folded, email, phone_e164, more_emails, more_phones, linkedin, street, postal_code,
        city, created_at, updated_at, company_id)
      select ${other.workspaceId}, r.id, r.name, '', r.email, r.phone, r.more_emails, r.more_phones, r.linkedin, r.street, r."postalCode",
        r.city, now(), now(), case when r.company is not null then md5(r.id::text)::uuid end from r`.execute(db)
  }
  await add(0, 700)
  await scanned(other, 'person')
  await add(700, people.length)
  await sql`update people set updated_at = now() where workspace_id = ${other.workspaceId} and name < 'F'`.execute(db)
  await scanned(other, 'person')
  const { rows } = await sql<{ pair: string; score: number }>`
    select one_id || ' ' || other_id as pair, score from duplicates
    where workspace_id = ${other.workspaceId} and kind = 'person'`.execute(db)
  const idOf = new Map(people.map((one, at) => [one, ids[at] ?? '']))
  const expected = pairsFound(people, 0.5).map(({ one, other: two, score }) => {
    const pair = [idOf.get(one) ?? '', idOf.get(two) ?? ''].sort()
    return `${pair.join(' ')} ${score.toFixed(3)}`
  })
  expect(expected.length).toBeGreaterThan(300)
  expect(rows.map(({ pair, score }) => `${pair} ${score.toFixed(3)}`).sort()).toEqual(expected.sort())
})
