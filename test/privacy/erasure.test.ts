import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAudit } from '../../src/contract/audit.ts'
import { listOptOuts } from '../../src/contract/calling.ts'
import { type Deal, listFacts, openDeal, showDeal } from '../../src/contract/deals.ts'
import { addDashboard, listDashboards } from '../../src/contract/dashboards.ts'
import { addHousehold, addPerson, listPeople, showPerson } from '../../src/contract/people.ts'
import { addList, pasteToList } from '../../src/contract/lists.ts'
import { eraseAll, keptParts, readKept, showErasure } from '../../src/contract/privacy.ts'
import { restorePerson } from '../../src/contract/records.ts'
import { ofDealsAlone, parts } from '../../src/server/modules/privacy/parts.ts'
import { bytes } from '../../src/server/modules/privacy/search.ts'
import { actThemselves } from '../kit/themselves.ts'
import { startWorld, type World } from '../kit/world.ts'
import { known, secret, tellOf } from './told-of.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await actThemselves(world)
}, 120_000)
afterAll(() => world.rondo.stop())

/** Every row of every table that has any of these words, as text. */
async function rowsWith(...words: string[]): Promise<string[]> {
  const { db } = world.rondo.pools
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker')`.execute(db)
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const any = words.map((word) => `%${word}%`)
      const { rows } = await sql<{ row: string }>`
        select ${sql.lit(name)} || ' ' || t::text as row from ${sql.raw(name)} t where t::text ilike any(${any}::text[])`.execute(
        db,
      )
      return rows.map(({ row }) => row)
    }),
  )
  return found.flat()
}

test('everything about somebody is read whole, erased whole, and what is counted stays', async () => {
  const { ada } = world
  const { alma, own, theirs } = await tellOf(world)
  const marks = [known.name, known.email, '555 91 27', '+46705559127', 'alma-trygg', 'Alma  Trygg', secret]
  await ada.call(readKept, { body: { personId: alma.id } })
  const kept = await ada.call(readKept, { body: { personId: alma.id } })
  expect([...new Set(kept.parts.map(({ part }) => part))].sort()).toEqual(
    keptParts.filter((part) => part !== 'household').sort(),
  )
  expect(JSON.stringify(kept).split(secret).length).toBeGreaterThan(20)
  expect(kept.names[own]).toContain(known.name)

  const reminder = `Ring alma  trygg på 070-555 91 27`
  await ada.call(addDashboard, { body: { name: reminder, shared: 'own', figures: [] } })
  const before = await Promise.all([own, theirs].map((id) => ada.call(showDeal, { params: { id } })))
  const facts = await ada.call(listFacts, { params: { id: own }, query: {} })
  expect((await rowsWith(...marks)).length).toBeGreaterThan(30)

  const wrong = await ada.refused(eraseAll, { body: { personId: alma.id, name: 'Alma' } })
  expect(wrong).toMatchObject({ code: 'name_differs' })
  const { id } = await ada.call(eraseAll, { body: { personId: alma.id, name: ' alma trygg' } })
  await expect.poll(async () => (await ada.call(showErasure, { params: { id } })).status).toBe('done')

  expect(await rowsWith(...marks)).toEqual([])
  const after = await Promise.all([own, theirs].map((each) => ada.call(showDeal, { params: { id: each } })))
  const counted = ({ amountMinor, openedAt, outcome, stage, stakeholders }: Deal) => {
    return { amountMinor, openedAt, outcome, stage, people: stakeholders.length }
  }
  expect(after.map(counted)).toEqual(before.map(counted))
  expect((await ada.call(listFacts, { params: { id: own }, query: {} })).items.map(({ type }) => type)).toEqual(
    facts.items.map(({ type }) => type),
  )
  expect(await world.disagreements()).toEqual([])
  const { items } = await ada.call(listAudit, { query: { topic: 'privacy' } })
  expect(items.map(({ action }) => action)).toEqual(['person.erased', 'person.read', 'person.read'])

  // What is left of her is nobody, and stays it; whoever comes with her number again is not contacted.
  expect(await ada.call(showPerson, { params: { id: alma.id } })).toMatchObject({ name: 'Erased person', emails: [] })
  expect(await ada.refused(restorePerson, { params: { id: alma.id } })).toMatchObject({ code: 'erased' })
  expect(await ada.refused(eraseAll, { body: { personId: alma.id, name: 'Erased person' } })).toMatchObject({
    code: 'unknown_reference',
  })
  expect((await ada.call(listPeople, { query: { q: 'erased' } })).items).toEqual([])
  const again = await ada.call(addPerson, { body: { name: 'A. Trygg', phone: '070-555 91 27' } })
  expect((await ada.call(listOptOuts, { query: { person: again.id } })).items).toHaveLength(1)
})

test('a household is erased with its deal; what a namesake is told of stays, and a pasted list knows who was erased', async () => {
  const { ada } = world
  const erase = async (body: { personId: string; name: string } | { householdId: string; name: string }) => {
    const { id } = await ada.call(eraseAll, { body })
    await expect.poll(async () => (await ada.call(showErasure, { params: { id } })).status).toBe('done')
  }
  const name = 'Familjen Bergström'
  const household = await ada.call(addHousehold, { body: { name, street: 'Grusvägen 17', phone: '+46 90 555 31 44' } })
  const deal = await ada.call(openDeal, { body: { name: `Boiler, ${name}`, householdId: household.id } })
  await erase({ householdId: household.id, name })
  expect(await rowsWith('Bergström', 'Grusvägen', '+46905553144')).toEqual([])
  expect(await ada.call(showDeal, { params: { id: deal.id } })).toMatchObject({ name: 'Erased household' })

  const one = await ada.call(addPerson, { body: { name: 'Elin Fors', email: 'elin@one.example' } })
  await ada.call(addPerson, { body: { name: 'Elin Fors', email: 'elin@other.example' } })
  const said = await ada.call(addDashboard, {
    body: { name: 'Elin Fors, elin@one.example', shared: 'own', figures: [] },
  })
  await erase({ personId: one.id, name: one.name })
  const { items } = await ada.call(listDashboards, {})
  expect(items.find(({ id }) => id === said.id)?.name).toBe('Elin Fors, …')

  const list = await ada.call(addList, { body: { name: 'Fair' } })
  const text = 'Name\tE-mail\nElin F.\telin@one.example\nAxel Ny\taxel@ny.example'
  await ada.call(pasteToList, { params: { id: list.id }, body: { text } })
  const { items: optOuts } = await ada.call(listOptOuts, { query: {} })
  expect(optOuts.map(({ customer }) => customer.name)).toEqual(expect.arrayContaining(['Elin F.']))
  expect(optOuts.map(({ customer }) => customer.name)).not.toContain('Axel Ny')
})

test('no table that names a person or a household, or hangs on a deal of theirs, is forgotten', async () => {
  const { rows } = await sql<{ table: string; column: string; to: string }>`
    select conrelid::regclass::text as "table", a.attname as column, confrelid::regclass::text as "to"
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
    where c.contype = 'f' and confrelid in ('people'::regclass, 'households'::regclass, 'deals'::regclass)
      and conrelid not in ('people'::regclass, 'households'::regclass, 'deals'::regclass)`.execute(world.rondo.pools.db)
  const by = { people: 'person', households: 'household', deals: 'deal' } as const
  const isKnown = ({ table, column, to }: (typeof rows)[0]) => {
    const way = by[to as keyof typeof by] // The query asks for these three.
    const isTold = parts.some((part) => part.table === table && part.by.includes(way) && column === `${way}_id`)
    return isTold || (way === 'deal' && ofDealsAlone.includes(table))
  }
  expect(rows.length).toBeGreaterThan(40)
  expect(rows.filter((row) => !isKnown(row))).toEqual([])
  expect(isKnown({ table: 'notes', column: 'author_of_words_id', to: 'people' })).toBe(false)
})

test('no column is of a kind whose words an erasure does not see', async () => {
  const { rows } = await sql<{ column: string }>`
    select c.relname || '.' || a.attname as column
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and exists (select from pg_attribute w where w.attrelid = c.oid and w.attname = 'workspace_id')
      and format_type(a.atttypid, null) <> all(array['uuid', 'text', 'jsonb', 'text[]', 'uuid[]', 'smallint[]', 'date', 'boolean',
        'timestamp with time zone', 'integer', 'bigint', 'smallint', 'numeric', 'real', 'double precision', 'character',
        'pg_snapshot', 'xid8'])
    order by 1`.execute(world.rondo.pools.db)
  expect(rows.map(({ column }) => column)).toEqual(Object.keys(bytes).sort())
})
