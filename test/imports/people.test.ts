import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { showScan } from '../../src/contract/duplicates.ts'
import { listPeople } from '../../src/contract/people.ts'
import { type App, startApp } from '../kit/app.ts'
import { finished, imported, upload } from './importing.ts'

let rondo: App
beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo?.stop())

const file = (...lines: string[]) => [
  { name: 'contacts.csv', content: `${['Contact ID,Name,Email,Phone,Company,Title', ...lines].join('\n')}\n` },
]
const sums = async (files: ReturnType<typeof file>, fields = {}) => {
  const { status, sum } = await imported(rondo.owner, files, fields)
  return { status, ...sum }
}
const named = async (q: string) => (await rondo.owner.call(listPeople, { query: { q } })).items

describe('people who come again', () => {
  test('are found by id, address, number, or name and company, in one file as in two', async () => {
    const lines = [
      'P-1,Ann Lee,ann@acme.example,+46 70 123 45 67,Acme,',
      ',Ann Lee,ANN@acme.example,,,Buyer',
      ',Ann Lee,,070-123 45 67,,',
      ',Ann Lee,,,Acme,',
      ',Bo Ek,info@acme.example,,Acme,',
      ',Cia Dahl,info@acme.example,,Acme,',
      'P-2,Ann Lee,ann@acme.example,,Acme,',
    ]
    expect(await sums(file(...lines), { dry_run: 'true' })).toMatchObject({ rows: 7, created: 4, merged: 3 })
    expect(await sums(file(...lines))).toMatchObject({ rows: 7, created: 4, updated: 0, merged: 3, rejected: 0 })
    const anns = await named('Ann Lee')
    expect(anns).toHaveLength(2)
    expect(anns.find(({ title }) => title === 'Buyer')).toMatchObject({
      email: 'ann@acme.example',
      companyName: 'Acme',
    })
    expect(await sums(file(...lines))).toMatchObject({ created: 0, updated: 4, merged: 3 })
    expect(await named('Ann Lee')).toHaveLength(2)
  })

  test('also thousands of rows later, in a trial as in earnest', async () => {
    const lines = Array.from({ length: 3_500 }, (_, row) => {
      const who = row % 7 === 6 ? row - 5 : row
      return `,Person ${who},p${who}@many.example,,Many ${who % 90},`
    })
    const doubles = lines.length - new Set(lines).size
    const expected = { rows: lines.length, created: lines.length - doubles, merged: doubles, updated: 0 }
    expect(await sums(file(...lines), { dry_run: 'true' })).toMatchObject(expected)
    expect(await sums(file(...lines))).toMatchObject(expected)
    // Doubles among so many are looked for at once.
    await expect
      .poll(async () => (await rondo.owner.call(showScan, {})).scanned, { timeout: 10_000 })
      .toBeGreaterThan(0)
    expect(await sums(file(...lines))).toMatchObject({ created: 0, updated: expected.created, merged: doubles })
  })

  test('a trial shows the first rows as they would come in', async () => {
    const { importId } = await upload(rondo.owner, file('T-1,Dan Holm,dan@x.example,070-222 33 44,Holm AB,CEO'), {
      start: 'true',
      dry_run: 'true',
    })
    const { samples } = await finished(rondo.owner, importId)
    expect(samples).toMatchObject([{ file: 'contacts.csv', row: 2, fate: 'created' }])
    expect(Object.fromEntries(samples[0]?.fields.map(({ field, value }) => [field, value]) ?? [])).toMatchObject({
      name: 'Dan Holm',
      externalId: 'T-1',
      phone: '+46702223344',
      company: 'Holm AB',
      title: 'CEO',
    })
    expect(await named('Dan Holm')).toEqual([])
  })
})
