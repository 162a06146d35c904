import { describe, expect, test } from 'vitest'
import { readPasted } from '../../src/server/modules/prospects/pasted-table.ts'

async function fieldsOf(text: string) {
  const table = await readPasted(text, undefined, 100)
  return typeof table === 'string' ? table : table.rows.map(({ fields }) => fields)
}

describe('a line as people type it is taken apart', () => {
  test.each([
    [
      'Anna Berg, Kestrel AB, anna@kestrel.se, +46 70 123 45 67',
      { name: 'Anna Berg', company: 'Kestrel AB', email: 'anna@kestrel.se', phone: '+46 70 123 45 67' },
    ],
    ['Anna Berg', { name: 'Anna Berg' }],
    ['Anna Berg; anna@kestrel.se', { name: 'Anna Berg', email: 'anna@kestrel.se' }],
    ['Nordlys A/S, nordlys.dk, Aarhus', { company: 'Nordlys A/S', domain: 'nordlys.dk', city: 'Aarhus' }],
    ['Ayşe Yılmaz, Genel Müdür, Deniz A.Ş.', { name: 'Ayşe Yılmaz', title: 'Genel Müdür', company: 'Deniz A.Ş.' }],
    ['נועה לוי, 03-1234567', { name: 'נועה לוי', phone: '03-1234567' }],
    ['anna@kestrel.se', { email: 'anna@kestrel.se' }],
  ])('%s', async (line, fields) => {
    expect(await fieldsOf(line)).toEqual([fields])
  })
})

describe('a table from a spreadsheet', () => {
  test('with a header, in the words of six languages', async () => {
    const named = { name: 'Anna', company: 'Kestrel', email: 'a@kestrel.se' }
    for (const header of [
      'Name\tCompany\tE-mail',
      'Namn\tFöretag\tE-post',
      'שם\tחברה\tאימייל',
      'Navn\tVirksomhed\tE-mail',
    ])
      expect(await fieldsOf(`${header}\nAnna\tKestrel\ta@kestrel.se`)).toEqual([named])
  })

  test('first and last names stay apart, commas inside cells stay in them', async () => {
    expect(await fieldsOf('First name\tLast name\tJob title\nAnna\tBerg\tVP, Sales')).toEqual([
      { firstName: 'Anna', lastName: 'Berg', title: 'VP, Sales' },
    ])
  })

  test('a name beside a website is a company', async () => {
    expect(await fieldsOf('Name\tWebsite\tCity\nKestrel\thttps://www.kestrel.se/en\tLund')).toEqual([
      { company: 'Kestrel', domain: 'kestrel.se', city: 'Lund' },
    ])
  })

  test('without a header, by what stands in the columns', async () => {
    expect(await fieldsOf('Anna Berg\tKestrel AB\t070-123 45 67\nBo Ek\tNordlys A/S\t070-765 43 21')).toEqual([
      { name: 'Anna Berg', company: 'Kestrel AB', phone: '070-123 45 67' },
      { name: 'Bo Ek', company: 'Nordlys A/S', phone: '070-765 43 21' },
    ])
  })

  test('columns that somebody named are taken at their word', async () => {
    const table = await readPasted('a\tb\nAnna\tLund', ['name', 'city'], 10)
    expect(table).toMatchObject({
      rows: [{ fields: { name: 'a', city: 'b' } }, { row: 2, fields: { name: 'Anna', city: 'Lund' } }],
    })
  })

  test('nothing, a header alone, too many rows, and cells that would be computed', async () => {
    expect(await readPasted(' \n\t\n', undefined, 10)).toBe('empty')
    expect(await readPasted('Name\tCompany', undefined, 10)).toBe('empty')
    expect(await readPasted('a\nb\nc', undefined, 2)).toBe('too_many_rows')
    expect(await fieldsOf("Name\tE-mail\n'=Anna\tnot an address")).toEqual([{ name: '=Anna' }])
  })
})
