import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { showIdentity } from '../../src/contract/access.ts'
import { type Condition, type Filter, isCondition, operatorsOf } from '../../src/contract/filters.ts'
import { type Company, listCompanies } from '../../src/contract/people.ts'
import { newId } from '../../src/server/kernel/id.ts'
import { type App, type Person, ada, startApp } from '../kit/app.ts'

// Every filter over random companies is answered as the slow, obvious reading of it below would answer.

let rondo: App
let me: Person
let myId: string
let all: Company[]

const cities = ['Lund', 'lund', 'Århus', 'Aarhus', 'ลำปาง', 'חיפה', '50 % off_\\', 'Ærø', 'Çorum']
const sectors = ['Retail', 'Wind', 'retail and more']

beforeAll(async () => {
  rondo = await startApp()
  me = await rondo.signIn(ada.email, ada.password)
  myId = (await me.call(showIdentity, {})).current?.member.id ?? ''
  const now = Date.now()
  const rows = fc.sample(
    fc.record({
      city: fc.option(fc.constantFrom(...cities), { nil: null }),
      sector: fc.option(fc.constantFrom(...sectors), { nil: null }),
      employees: fc.option(fc.integer({ min: 0, max: 6 }), { nil: null }),
      owned: fc.boolean(),
      daysOld: fc.integer({ min: 0, max: 12 }),
    }),
    { numRuns: 120, seed: 4 },
  )
  await rondo.pools.db
    .insertInto('companies')
    .values(
      rows.map(({ city, sector, employees, owned, daysOld }, at) => ({
        workspace_id: rondo.workspaceId,
        id: newId(),
        name: `Company ${at % 40}`,
        name_folded: `company ${at % 40}`,
        city,
        sector,
        employees,
        owner_id: owned ? myId : null,
        created_at: new Date(now - daysOld * 43_200_000),
        updated_at: new Date(now),
      })),
    )
    .execute()
  all = await pages(rondo.owner, {})
})
afterAll(() => rondo.stop())

async function pages(who: Person, query: object, limit = 200): Promise<Company[]> {
  const found: Company[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page: { items: Company[]; next: string | null } = await who.call(listCompanies, {
      query: { ...query, limit, ...(after === '' ? {} : { after }) },
    })
    found.push(...page.items)
    after = page.next
  }
  return found
}

const dayIn = (instant: string) =>
  Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Stockholm').toPlainDate().toString()
const today = () => Temporal.Now.plainDateISO('Europe/Stockholm')

/** The slow, obvious reading of a filter. */
function passes(row: Company, filter: Filter): boolean {
  if (!isCondition(filter)) {
    return 'and' in filter ? filter.and.every((part) => passes(row, part)) : filter.or.some((part) => passes(row, part))
  }
  const { field, op, value } = filter
  const kept: unknown = Reflect.get(row, field)
  const is = (wanted: unknown) =>
    field === 'createdAt'
      ? dayIn(String(kept)) === (wanted === 'today' ? today().toString() : wanted)
      : kept === (wanted === 'me' ? myId : wanted)
  const has = (piece: unknown) => kept !== null && String(kept).toLowerCase().includes(String(piece).toLowerCase())
  const among = () => Array.isArray(value) && value.some(is)
  switch (op) {
    case 'is':
      return is(value)
    case 'is_not':
      return !is(value)
    case 'contains':
      return has(value)
    case 'contains_not':
      return !has(value)
    case 'starts':
      return kept !== null && String(kept).toLowerCase().startsWith(String(value).toLowerCase())
    case 'any_of':
      return among()
    case 'none_of':
      return !among()
    case 'greater':
      return kept !== null && Number(kept) > Number(value)
    case 'less':
      return kept !== null && Number(kept) < Number(value)
    case 'before':
      return dayIn(String(kept)) < (value === 'today' ? today().toString() : String(value))
    case 'after':
      return dayIn(String(kept)) > (value === 'today' ? today().toString() : String(value))
    case 'last_days':
      return (
        dayIn(String(kept)) >=
          today()
            .subtract({ days: Number(value) })
            .toString() && dayIn(String(kept)) <= today().toString()
      )
    case 'next_days':
      return (
        dayIn(String(kept)) >= today().toString() &&
        dayIn(String(kept)) <=
          today()
            .add({ days: Number(value) })
            .toString()
      )
    case 'empty':
      return kept === null
    case 'not_empty':
      return kept !== null
  }
}

const asked = {
  name: 'text',
  city: 'text',
  sector: 'text',
  employees: 'number',
  ownerId: 'reference',
  createdAt: 'instant',
} as const

const condition: fc.Arbitrary<Condition> = fc
  .constantFrom(...(Object.keys(asked) as (keyof typeof asked)[])) // Object.keys forgets the keys.
  .chain((field) =>
    fc.constantFrom(...operatorsOf[asked[field]]).chain((op): fc.Arbitrary<Condition> => {
      if (op === 'empty' || op === 'not_empty') return fc.constant({ field, op })
      if (op === 'last_days' || op === 'next_days')
        return fc.integer({ min: 0, max: 8 }).map((value) => ({ field, op, value }))
      if (op === 'any_of' || op === 'none_of')
        return fc
          .array(valueOf(field), { minLength: 1, maxLength: 3 })
          .map((value) => ({ field, op, value: value.map(String) }))
      return valueOf(field).map((value) => ({ field, op, value }))
    }),
  )

function valueOf(field: keyof typeof asked): fc.Arbitrary<string | number> {
  switch (asked[field]) {
    case 'number':
      return fc.integer({ min: 0, max: 6 })
    case 'reference':
      return fc.constantFrom('me', myId, '01890000-0000-7000-8000-000000000000')
    case 'instant':
      return fc.oneof(
        fc.constant('today'),
        fc.integer({ min: 0, max: 7 }).map((days) => today().subtract({ days }).toString()),
      )
    case 'text':
      if (field === 'name') return fc.constantFrom('Company 3', 'any 1', 'COMPANY', 'x')
      return fc.constantFrom(...cities, 'ret', 'AA', 'ÅR', '%', '_', '\\', 'ลำ', 'ฟ')
  }
}

const filters: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter; group: Filter }>((tie) => ({
  filter: fc.oneof({ maxDepth: 3 }, condition, tie('group')),
  group: fc.oneof(
    fc.array(tie('filter'), { maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('filter'), { maxLength: 3 }).map((or) => ({ or })),
  ),
})).filter

test('what is sorted by a number has those without one at its end, either way', async () => {
  const values = async (sort: string) => (await pages(me, { sort }, 33)).map(({ employees }) => employees)
  const known = all.flatMap(({ employees }) => employees ?? []).toSorted((a, b) => a - b)
  const unknown = all.flatMap(({ employees }) => (employees === null ? [null] : []))
  expect(known.length + unknown.length).toBe(120)
  expect(await values('employees')).toEqual([...known, ...unknown])
  expect(await values('-employees')).toEqual([...known.toReversed(), ...unknown])
})

test.each([
  ['en', ['Äpple', 'Ask', 'Öl', 'Zebra', 'אבי', 'เกม', 'ขา', 'เขา']],
  ['sv', ['Ask', 'Zebra', 'Åsa', 'Äpple', 'Öl']],
  ['da', ['Ask', 'Zebra', 'Ærø', 'Øl', 'Aarhus', 'Åse']],
  ['tr', ['Cem', 'Çiçek', 'Isı', 'İpek', 'Oya', 'Ödeme', 'Sam', 'Şule']],
  ['he', ['Zebra', 'אבי', 'דנה', 'תמר']],
  ['th', ['กา', 'เกม', 'ไก่', 'ขา', 'เขา']],
] as const)('names stand in the order of %s', async (language, names) => {
  const owner = await rondo.anotherWorkspace({ language })
  const now = new Date()
  const row = (name: string) => ({ name, name_folded: name, id: newId(), created_at: now, updated_at: now })
  const rows = names.toReversed().map((name) => ({ ...row(name), workspace_id: owner.workspaceId }))
  await rondo.pools.db.insertInto('companies').values(rows).execute()
  const listed = async (sort: string) => (await pages(owner, { sort }, 2)).map(({ name }) => name)
  expect(await listed('name')).toEqual(names)
  expect(await listed('-name')).toEqual(names.toReversed())
})

test.each([
  ['{"field":"nothing","op":"is","value":"x"}', 'filter.field', 'unknown'],
  ['{"and":[{"field":"city","op":"greater","value":"x"}]}', 'filter.and.0.op', 'choice'],
  ['{"or":[{"field":"city","op":"is"}]}', 'filter.or.0.value', 'required'],
  ['{"field":"employees","op":"is","value":"many"}', 'filter.value', 'type'],
  ['{"field":"createdAt","op":"after","value":"2026-02-30"}', 'filter.value', 'format'],
  ['{"field":"ownerId","op":"any_of","value":[]}', 'filter.value', 'too_short'],
  ['{"field":"ownerId","op":"is","value":"Sam"}', 'filter.value', 'format'],
  ['{"field":"city","op":"is","value":"\\u0000"}', 'filter.value', 'format'],
  ['{"field":"city","op":"empty","value":1}', 'filter.value', 'unknown'],
  ['{"and":[],"or":[]}', 'filter.or', 'unknown'],
  ['{"and":[{"or":[{"and":[{"or":[{"and":[]}]}]}]}]}', 'filter.and.0.or.0.and.0.or.0', 'too_large'],
  [
    JSON.stringify({ and: Array.from({ length: 41 }, () => ({ field: 'city', op: 'empty' })) }),
    'filter.and',
    'too_long',
  ],
  ['[]', 'filter', 'type'],
])('the filter %s is refused at %s', async (filter, field, code) => {
  const refused = await me.refused(listCompanies, { query: { filter } })
  expect(refused).toMatchObject({ status: 422, code: 'invalid' })
  expect(refused.fields).toContainEqual(expect.objectContaining({ field, code }))
})

test('a sort nobody knows, and a cursor of another sort, are refused', async () => {
  expect(await me.refused(listCompanies, { query: { sort: 'street' } })).toMatchObject({
    status: 400,
    data: { part: 'query' },
  })
  expect(await me.refused(listCompanies, { query: { filter: '{' } })).toMatchObject({
    status: 400,
    data: { part: 'query' },
  })
  const { next } = await me.call(listCompanies, { query: { sort: 'name', limit: 2 } })
  const other = await me.refused(listCompanies, { query: { sort: '-name', limit: 2, after: next ?? '' } })
  expect(other).toMatchObject({ status: 400, data: { part: 'cursor' } })
  for (const key of ['x', '9'.repeat(30), null]) {
    const after = Buffer.from(JSON.stringify(['createdAt', key, '01890000-0000-7000-8000-000000000000'])).toString(
      'base64url',
    )
    expect(await me.refused(listCompanies, { query: { sort: 'createdAt', after } })).toMatchObject({ status: 400 })
  }
})

test('a filter of alternatives stays within the workspace', async () => {
  const other = await rondo.anotherWorkspace()
  const filter = JSON.stringify({
    or: [
      { field: 'name', op: 'not_empty' },
      { field: 'city', op: 'empty' },
    ],
  })
  expect(await pages(other, { filter })).toEqual([])
  expect(await pages(other, { filter, sort: 'employees' })).toEqual([])
})

test('any filter finds what its slow reading finds, sorted either way, page by page', async () => {
  const sorts = ['name', '-name', 'employees', '-employees', 'ownerId', '-createdAt', 'updatedAt', '']
  await fc.assert(
    fc.asyncProperty(
      filters,
      fc.constantFrom(...sorts),
      fc.integer({ min: 40, max: 120 }),
      async (filter, sort, limit) => {
        const found = await pages(me, { filter: JSON.stringify(filter), ...(sort ? { sort } : {}) }, limit)
        const wanted = all.filter((row) => passes(row, filter)).map(({ id }) => id)
        expect(found.map(({ id }) => id).sort()).toEqual(wanted.sort())
      },
    ),
    { numRuns: 25 },
  )
})
