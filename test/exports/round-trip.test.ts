import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CardVersion, TableFormat } from '../../src/contract/exports.ts'
import {
  addCompany,
  addPerson,
  type Company,
  listCompanies,
  listPeople,
  type Person as Contact,
} from '../../src/contract/people.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { finished, upload } from '../imports/importing.ts'
import { exported } from './exporting.ts'

let rondo: App

const companies = [
  { name: '=cmd|calc', phone: '+46 8 123 45 67', revenueMinor: -150 },
  { name: '+SUM(A1)', phone: '+46 8 765 43 21', revenueMinor: 123_456 },
  { name: '-2+3 AB', phone: '08-123 45 68', revenueMinor: 100 },
  { name: '@risk', phone: '+45 20 11 22 33', revenueMinor: 0 },
  { name: '＝fullwidth', phone: '+45 20 11 22 34', revenueMinor: 7 },
  { name: "'=quoted", phone: '+45 20 11 22 35', revenueMinor: 900_719_925_474_099 },
  { name: 'Åke "the" Tall; sons, and\tcousins', phone: '+46 70 123 45 67', revenueMinor: 1_000_000 },
  { name: 'חברת הגליל בע"מ', phone: '+972 4 123 4567', revenueMinor: 5 },
  { name: 'บริษัท เคสเทรล จำกัด', phone: '+66 2 123 4567', revenueMinor: 12 },
].map((company) => ({ ...company, name: company.name.replaceAll('\t', ' ') }))

beforeAll(async () => {
  rondo = await startApp({ currency: 'SEK', timeZone: 'Europe/Stockholm' })
  for (const company of companies)
    await rondo.owner.call(addCompany, { body: { ...company, revenueCurrency: 'SEK', city: 'Lund' } })
  for (const person of people) await rondo.owner.call(addPerson, { body: person })
})
afterAll(() => rondo.stop())

/** Takes a file into a workspace of its own, as it is guessed. */
async function taken(name: string, content: Buffer): Promise<Person> {
  const other = await rondo.anotherWorkspace({ currency: 'SEK', timeZone: 'Europe/Stockholm' })
  const { importId } = await upload(other, [{ name, content: new Uint8Array(content) }], { start: 'true' })
  expect(await finished(other, importId)).toMatchObject({ status: 'done', files: [{ rejected: 0 }] })
  return other
}

const columns = ['name', 'phone', 'revenueMinor', 'city']
const kept = ({ name, phone, revenueMinor, city }: Company) => ({ name, phone, revenueMinor, city })
const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)

test.each<[TableFormat, 'comma' | 'semicolon' | 'tab']>([
  ['csv', 'comma'],
  ['csv', 'semicolon'],
  ['csv', 'tab'],
  ['xlsx', 'comma'],
])('what leaves as %s (%s) comes back as it was, formulas, debts and telephones too', async (format, delimiter) => {
  const wanted = { kind: 'table' as const, of: 'companies' as const, columns, format, delimiter }
  const { content } = await exported(rondo, rondo.owner, wanted)
  const other = await taken(`companies.${format}`, content)
  const there = await other.call(listCompanies, { query: {} })
  const here = await rondo.owner.call(listCompanies, { query: {} })
  expect(there.items.map(kept).toSorted(byName)).toEqual(here.items.map(kept).toSorted(byName))
})

const people = [
  {
    name: 'Freja Holst',
    title: 'Chief; Operating, Officer',
    linkedin: 'https://linkedin.com/in/frejaholst',
    phones: [
      { kind: 'work' as const, number: '+45 86 12 34 56' },
      { kind: 'mobile' as const, number: '+45 20 11 22 33' },
      { kind: 'home' as const, number: '+45 86 12 34 57' },
    ],
    emails: [
      { kind: 'work' as const, address: 'freja@nordlys.example' },
      { kind: 'private' as const, address: 'freja@holst.example' },
    ],
    addresses: [
      { kind: 'home' as const, street: 'Havnegade 12, 2. th', postalCode: '8000', city: 'Aarhus', country: 'Danmark' },
    ],
  },
  { name: 'สมชาย ใจดีเป็นอย่างยิ่งและมีชื่อที่ยาวมากจนต้องพับบรรทัด', title: 'ผู้จัดการฝ่ายจัดซื้อและพัฒนาธุรกิจระหว่างประเทศ' },
  { name: 'נועה לוי־בן דוד', title: 'סמנכ"לית שיווק ומכירות בינלאומיות; אירופה, אסיה' },
  { name: 'Cher' },
]

const met = ({ name, title, phones, emails, addresses, linkedin }: Contact) => ({
  name,
  title,
  linkedin,
  phones: phones.map(({ kind, e164 }) => ({ kind, e164 })),
  emails,
  addresses,
})

test.each<[CardVersion]>([['4.0'], ['3.0']])(
  'people who leave as vCard %s come back with every number',
  async (version) => {
    const { content, file } = await exported(rondo, rondo.owner, { kind: 'cards', version })
    expect(file.rows).toBe(people.length)
    const other = await taken('people.vcf', content)
    const there = await other.call(listPeople, { query: {} })
    const here = await rondo.owner.call(listPeople, { query: {} })
    expect(there.items.map(met).toSorted(byName)).toEqual(here.items.map(met).toSorted(byName))
  },
)
