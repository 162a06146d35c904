import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { showDeal } from '../../src/contract/deals.ts'
import { listHouseholds } from '../../src/contract/people.ts'
import { type App, startApp } from '../kit/app.ts'
import { dealOf, fatesOf, imported, notesOn, personNamed, pointedOut, textFile } from './importing.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp({ currency: 'EUR', timeZone: 'Europe/Stockholm' })
})
afterAll(() => rondo?.stop())

test('a report with a row for each product brings a deal with all of them', async () => {
  await imported(rondo.owner, [
    textFile(
      'report.csv',
      'Opportunity ID,Opportunity Name,Stage,Amount,Product Name,Quantity,Sales Price',
      'r1,Breakwater,Prospecting,90,Mast,1,50',
      'r1,Breakwater,Prospecting,90,Lamp,2,20',
    ),
  ])
  const { id } = await dealOf(rondo.owner, 'r1')
  const { lines } = await rondo.owner.call(showDeal, { params: { id } })
  expect(lines.map(({ productName, quantity, priceMinor }) => [productName, quantity, priceMinor])).toEqual([
    ['Mast', 1, 5000],
    ['Lamp', 2, 2000],
  ])
})

test('what lies in the bin of the other system is handed back', async () => {
  const done = await imported(rondo.owner, [
    textFile(
      'deals.csv',
      'Id,IsDeleted,Name,StageName,AccountId,CloseDate',
      'x1,true,Gone,Prospecting,,2026-02-20',
      'x2,false,Here,Prospecting,,2026-02-20',
    ),
    textFile('more.csv', 'Deal - ID,Deal - Title,Deal - Stage,Deal - Status', 'x3,Binned,Lead In,Deleted'),
  ])
  expect(fatesOf(done)).toEqual({ 'deals.csv': [1, 0, 0, 1], 'more.csv': [0, 0, 0, 1] })
  expect(pointedOut(done)).toMatchObject({ row_deleted: 2 })
})

describe('people and households', () => {
  test('all numbers, addresses, tags and notes of a row are kept, each once', async () => {
    const google = [
      textFile(
        'contacts.csv',
        'First Name,Last Name,Organization Name,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Street,Address 1 - City,Address 1 - Region',
        'Pia,Berg,Kestrel,"Line one',
        'Line two",North ::: VIP ::: * myContacts,Work,pia@kestrel.example ::: pia@berg.example,Mobile,070-174 06 05 ::: 070-174 06 06,Home,08-465 004 00,Home,Kajen 4,Lund,Skåne',
      ),
    ]
    for (const round of [1, 2]) {
      const done = await imported(rondo.owner, google)
      expect(fatesOf(done)).toEqual({ 'contacts.csv': round === 1 ? [1, 0, 0, 0] : [0, 1, 0, 0] })
    }
    const pia = await personNamed(rondo.owner, 'Pia Berg')
    expect(pia).toMatchObject({
      companyName: 'Kestrel',
      phones: [
        { kind: 'mobile', e164: '+46701740605' },
        { kind: 'mobile', e164: '+46701740606' },
        { kind: 'home', e164: '+46846500400' },
      ],
      emails: [
        { kind: 'work', address: 'pia@kestrel.example' },
        { kind: 'work', address: 'pia@berg.example' },
      ],
      addresses: [{ kind: 'home', street: 'Kajen 4', city: 'Lund, Skåne' }],
    })
    expect(pia?.tagIds).toHaveLength(2)
    expect((await notesOn(rondo.owner, { person: pia?.id ?? '' })).map(([, text]) => text)).toEqual([
      'Line one\nLine two',
    ])
  })

  test('households come in as such', async () => {
    const done = await imported(rondo.owner, [
      textFile(
        'hushåll.csv',
        'Hushåll;Adress;Postnummer;Ort;Telefon;Mobil',
        'Familjen Ek;Kajen 1;223 50;Lund;046-12 34 56;070-174 06 05',
      ),
    ])
    expect(fatesOf(done)).toEqual({ 'hushåll.csv': [1, 0, 0, 0] })
    const { items } = await rondo.owner.call(listHouseholds, { query: { q: 'Familjen' } })
    expect(items[0]).toMatchObject({ name: 'Familjen Ek', street: 'Kajen 1', phones: [{}, { kind: 'mobile' }] })
  })
})
