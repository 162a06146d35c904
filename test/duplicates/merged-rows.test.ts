import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal } from '../../src/contract/deals.ts'
import { mergeCustomers, showMerge, undoMerge } from '../../src/contract/duplicates.ts'
import { writeNote } from '../../src/contract/notes.ts'
import { logTouch, showTouch } from '../../src/contract/outreach.ts'
import { addCompany, addHousehold, addPerson, changeCompany } from '../../src/contract/people.ts'
import { deleteHousehold } from '../../src/contract/records.ts'
import { addSequence, enrolPeople, listEnrolments } from '../../src/contract/sequences.ts'
import { forgetMerges } from '../../src/server/modules/duplicates/jobs.ts'
import { links } from '../../src/server/modules/duplicates/links.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { scanned } from './scanned.ts'

let rondo: App
let ada: Person
beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
})
afterAll(() => rondo.stop())

test('no column that names a customer is forgotten by a merge', async () => {
  const { rows } = await sql<{ link: string; to: string }>`
    select conrelid::regclass || '.' || a.attname as link, confrelid::regclass::text as to
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
    where c.contype = 'f' and confrelid in ('companies'::regclass, 'people'::regclass, 'households'::regclass)`.execute(
    rondo.pools.db,
  )
  const kinds = { companies: 'company', people: 'person', households: 'household' } as const
  const known = Object.entries(kinds).flatMap(([to, kind]) =>
    links[kind].map(({ table, column }) => ({ link: `${table}.${column}`, to })),
  )
  const sorted = (list: readonly { link: string; to: string }[]) => list.map(({ link, to }) => `${link} ${to}`).sort()
  expect(sorted(known)).toEqual(sorted(rows))
})

test('a row is changed while it is merged: the version that was seen counts', async () => {
  const one = await ada.call(addCompany, { body: { name: 'Tallbacken AB' } })
  const two = await ada.call(addCompany, { body: { name: 'Tallbacken' } })
  await ada.call(mergeCustomers, { body: { kind: 'company', survivorId: one.id, removedIds: [two.id] } })
  const change = { params: { id: one.id }, body: { city: 'Luleå' }, version: one.version }
  expect(await ada.refused(changeCompany, change)).toMatchObject({ code: 'version_conflict' })
  expect(await ada.refused(changeCompany, { ...change, params: { id: two.id } })).toMatchObject({ code: 'merged' })
})

test('nothing new hangs on a row that was merged', async () => {
  const one = await ada.call(addPerson, { body: { name: 'Vera Ek' } })
  const two = await ada.call(addPerson, { body: { name: 'Vera Eek' } })
  await ada.call(mergeCustomers, { body: { kind: 'person', survivorId: one.id, removedIds: [two.id] } })
  const content = { type: 'doc' as const, content: [{ type: 'paragraph' }] }
  const unknown = { code: 'unknown_reference', data: { field: 'personId' } }
  expect(await ada.refused(writeNote, { body: { personId: two.id, content } })).toMatchObject(unknown)
  expect(await ada.refused(openDeal, { body: { name: 'Late', personId: two.id } })).toMatchObject(unknown)
})

test('what a merge kept goes with the row, and when its time is over', async () => {
  const { db } = rondo.pools
  const pair = async () => {
    const one = await ada.call(addHousehold, { body: { name: 'Berg', street: 'Storgatan 5', city: 'Umeå' } })
    const two = await ada.call(addHousehold, { body: { name: 'Familjen Berg', street: 'Storgatan 5', city: 'Umeå' } })
    expect((await scanned(ada, 'household')).map(({ members }) => members.map(({ id }) => id))).toEqual([
      [one.id, two.id],
    ])
    return {
      one,
      merge: await ada.call(mergeCustomers, { body: { kind: 'household', survivorId: one.id, removedIds: [two.id] } }),
    }
  }
  const kept = async (id: string) =>
    (await sql`select 1 from merge_parts where merge_id = ${id}`.execute(db)).rows.length
  const first = await pair()
  expect(await kept(first.merge.id)).toBe(1)
  await ada.call(deleteHousehold, { params: { id: first.one.id } })
  expect(await kept(first.merge.id)).toBe(0)
  expect(await ada.refused(undoMerge, { params: { id: first.merge.id } })).toMatchObject({ code: 'merge_not_undoable' })
  const second = await pair()
  await sql`update merges set created_at = created_at - interval '31 days' where id = ${second.merge.id}`.execute(db)
  expect((await ada.call(showMerge, { params: { id: second.merge.id } })).undoable).toBe(false)
  await forgetMerges(db)
  expect(await kept(second.merge.id)).toBe(0)
})

test('two who were called together are one in the touch, and two again when the merge is undone', async () => {
  const one = await ada.call(addPerson, { body: { name: 'Lo Sund' } })
  const two = await ada.call(addPerson, { body: { name: 'Loo Sund' } })
  const touch = await ada.call(logTouch, { body: { channel: 'phone', personIds: [one.id, two.id] } })
  const names = async () =>
    (await ada.call(showTouch, { params: { id: touch.id } })).people.map(({ name }) => name).toSorted()
  const merge = await ada.call(mergeCustomers, { body: { kind: 'person', survivorId: one.id, removedIds: [two.id] } })
  expect(await names()).toEqual(['Lo Sund'])
  await ada.call(undoMerge, { params: { id: merge.id } })
  expect(await names()).toEqual(['Lo Sund', 'Loo Sund'])
})

test('of two who are in a sequence each one goes on when they turn out to be one', async () => {
  const person = (name: string, email: string) => ada.call(addPerson, { body: { name, email } })
  const one = await person('Mo Lind', 'mo@lind.example')
  const two = await person('Mo Linde', 'mo.l@lind.example')
  const step = { kind: 'task', channel: null, waitDays: 0, title: 'Read up', a: null, b: null } as const
  const { id } = await ada.call(addSequence, { body: { name: 'Spring', steps: [step] } })
  await ada.call(enrolPeople, { params: { id }, body: { personIds: [one.id, two.id] } })
  await ada.call(mergeCustomers, { body: { kind: 'person', survivorId: one.id, removedIds: [two.id] } })
  const { items } = await ada.call(listEnrolments, { query: { person: one.id } })
  expect(items.map(({ endReason }) => endReason)).toEqual(expect.arrayContaining(['stopped', null]))
})
