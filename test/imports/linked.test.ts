import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFacts, showDeal } from '../../src/contract/deals.ts'
import { previewUndo, undoImport } from '../../src/contract/import-undo.ts'
import { type ImportResult, showImport } from '../../src/contract/imports.ts'
import { listTouches } from '../../src/contract/outreach.ts'
import { listCompanies } from '../../src/contract/people.ts'
import { type App, startApp } from '../kit/app.ts'
import { disagreementsIn } from '../kit/disagreements.ts'
import { dealOf, factsOf, fatesOf, imported, notesOn, personNamed, pointedOut, textFile } from './importing.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp({ currency: 'EUR', timeZone: 'Europe/Stockholm' })
})
afterAll(() => rondo?.stop())

// The files of one system, in no helpful order.
const system = [
  textFile(
    'OpportunityHistory.csv',
    'Id,OpportunityId,CreatedDate,StageName,Amount,CloseDate,Probability,ForecastCategory',
    '008A,006A00000000001AAA,2026-01-05T09:00:00.000Z,Prospecting,100,2026-06-01,10,Pipeline',
    '008B,006A00000000001AAA,2026-01-20T09:00:00.000Z,Qualification,100,2026-06-01,20,Pipeline',
    '008C,006A00000000001AAA,2026-02-02T09:00:00.000Z,Proposal/Price Quote,100,2026-06-01,60,BestCase',
    '008D,006A00000000001AAA,2026-02-20T09:00:00.000Z,Closed Won,100,2026-02-20,100,Closed',
    '008E,006A00000000002AAB,2026-01-07T09:00:00.000Z,Prospecting,50,2026-06-01,10,Pipeline',
    '008F,006A00000000002AAB,2026-01-15T09:00:00.000Z,Negotiation/Review,50,2026-06-01,70,BestCase',
    '008G,006A0000000000XAAX,2026-01-15T09:00:00.000Z,Prospecting,50,2026-06-01,70,BestCase',
    '008H,006A00000000002AAB,,Qualification,50,2026-06-01,70,BestCase',
  ),
  textFile(
    'Task.csv',
    'Id,WhoId,WhatId,Subject,ActivityDate,Status,Description,TaskSubtype,CallType,CallDurationInSeconds,CallDisposition,Assigned To',
    '00TA,003A,006A00000000001AAA,Asked for a price,2026-01-21,Completed,"Wants it by May.',
    'Calls back.",Call,Inbound,750,Connected,Moa Frisk',
    '00TB,003A,,Sent the brochure,2026-01-22,Completed,,Email,,,,',
    '00TC,,001A,Visit,2026-01-23,Completed,,Task,,,,',
    '00TD,,006ZZZ,Lost thread,2026-01-23,Completed,,Task,,,,',
    '00TE,,006A00000000001AAA,Called again,2026-01-24,Not Started,,Call,,,,',
  ),
  textFile(
    'OpportunityLineItem.csv',
    'Id,OpportunityId,PricebookEntryId,Product2Id,Name,Quantity,UnitPrice,TotalPrice',
    '00kA,006A00000000001AAA,01uA,01tA,Mast,2,30,60',
    '00kB,006A00000000001AAA,01uB,01tB,Lamp,1,40,40',
  ),
  textFile(
    'Opportunity.csv',
    'Id,AccountId,Name,StageName,Amount,Probability,CloseDate,CreatedDate,NextStep,LeadSource,OwnerId,Description',
    '006A00000000001AAA,001A,Mast lights,Closed Won,100,100,2026-02-20,2026-01-05T09:00:00.000Z,,Web,005A,The north quay',
    '006A00000000002AAB,001A,Second quay,Negotiation/Review,50,70,2026-06-01,2026-01-07T09:00:00.000Z,Call Ida,Web,005A,',
    '006A00000000003AAC,001B,Odd,Closed Won,10,0,2026-02-20,2026-01-07T09:00:00.000Z,,,005A,',
  ),
  textFile('Product2.csv', 'Id,Name,ProductCode,Family', '01tA,Mast,M-1,Quay', '01tB,Lamp,L-1,Quay'),
  textFile(
    'Contact.csv',
    'Id,AccountId,LastName,FirstName,Title,Email,Phone,MobilePhone,MailingStreet,MailingCity,OtherStreet,OtherCity,Description',
    '003A,001A,Ek,Ida,Buyer,ida@fjordlys.example,+47 22 00 00 00,+47 40 00 00 00,Kaien 1,Oslo,Fjellet 2,Geilo,Met in Oslo',
  ),
  textFile(
    'Account.csv',
    'Id,Name,BillingStreet,BillingCity,ShippingStreet,ShippingCity,Phone,Website,ParentId',
    '001A,Fjordlys,Kaien 1,Oslo,Lageret 3,Moss,+47 22 00 00 01,fjordlys.example,001B',
    '001B,Fjordlys Holding,Kaien 1,Oslo,,,,,',
  ),
  textFile('User.csv', 'Id,Username,Alias,FirstName,LastName', '005A,moa@kestrel.example,mfri,Moa,Frisk'),
]

describe('all files of one system, in any order', () => {
  let trial: ImportResult
  let done: ImportResult

  beforeAll(async () => {
    trial = await imported(rondo.owner, system, { dry_run: 'true' })
    done = await imported(rondo.owner, system)
  })

  test('every row is accounted for, and a trial says the same', () => {
    expect(done.status).toBe('done')
    expect(done.files.every(({ system: from }) => from === 'salesforce')).toBe(true)
    expect(fatesOf(done)).toEqual({
      'OpportunityHistory.csv': [6, 0, 0, 2],
      'Task.csv': [4, 0, 0, 1],
      'OpportunityLineItem.csv': [2, 0, 0, 0],
      'Opportunity.csv': [3, 0, 0, 0],
      'Product2.csv': [2, 0, 0, 0],
      'Contact.csv': [1, 0, 0, 0],
      'Account.csv': [2, 0, 0, 0],
      'User.csv': [1, 0, 0, 0],
    })
    expect(fatesOf(trial)).toEqual(fatesOf(done))
    for (const { rows, created, updated, merged, rejected } of done.files)
      expect(created + updated + merged + rejected).toBe(rows)
    expect(pointedOut(done)).toMatchObject({
      deal_unknown: 1,
      moment_missing: 1,
      record_unknown: 1,
      probability_contradicts_stage: 1,
      next_step_noted: 1,
    })
  })

  test('a deal has the days of its history, and the log agrees with it', async () => {
    expect(await factsOf(rondo.owner, '006A00000000001AAA')).toEqual([
      ['deal.opened', '2026-01-05'],
      ['deal.moved', '2026-01-20'],
      ['deal.touched', '2026-01-20'],
      ['deal.moved', '2026-02-02'],
      ['deal.won', '2026-02-20'],
    ])
    const { id } = await dealOf(rondo.owner, '006A00000000002AAB')
    const { items } = await rondo.owner.call(listFacts, { params: { id } })
    const moved = items.find(({ type }) => type === 'deal.moved')
    expect(moved).toMatchObject({ dated: true, data: { direction: 'forward' } })
    expect(moved?.data['skipped']).toHaveLength(3)
    expect(await disagreementsIn(rondo)).toEqual([])
  })

  test('companies, people, owners and products are found by their ids', async () => {
    const { id } = await dealOf(rondo.owner, '006A00000000001AAA')
    const deal = await rondo.owner.call(showDeal, { params: { id } })
    expect(deal).toMatchObject({ customer: { name: 'Fjordlys' }, owner: { name: 'Moa Frisk' } })
    expect(deal.lines.map(({ productName, quantity, priceMinor }) => [productName, quantity, priceMinor])).toEqual([
      ['Mast', 2, 3000],
      ['Lamp', 1, 4000],
    ])
    const ida = await personNamed(rondo.owner, 'Ida Ek')
    expect(ida).toMatchObject({
      companyName: 'Fjordlys',
      phones: [{ number: '+47 22 00 00 00' }, { kind: 'mobile', number: '+47 40 00 00 00' }],
      addresses: [{ street: 'Kaien 1' }, { kind: 'other', street: 'Fjellet 2', city: 'Geilo' }],
    })
    const { items } = await rondo.owner.call(listCompanies, { query: { q: 'Fjordlys' } })
    const company = items.find(({ name }) => name === 'Fjordlys')
    expect(company).toMatchObject({ parentName: 'Fjordlys Holding' })
    expect(company?.addresses).toMatchObject([{ street: 'Kaien 1' }, { kind: 'delivery', street: 'Lageret 3' }])
  })

  test('what was done stands on the timeline of what it was about', async () => {
    const { id } = await dealOf(rondo.owner, '006A00000000001AAA')
    const called = await touchesOn({ deal: id })
    expect(called).toMatchObject([
      {
        channel: 'phone',
        direction: 'inbound',
        outcome: 'reached',
        minutes: 13,
        occurredAt: '2026-01-20T23:00:00.000Z',
        words: 'Call · Asked for a price · Connected\nWants it by May.\nCalls back.',
        people: [{ name: 'Ida Ek' }],
        company: { name: 'Fjordlys' },
        author: { name: 'Moa Frisk' },
      },
    ])
    expect((await notesOn(rondo.owner, { deal: id })).map(([, text]) => text)).toContain('Call · Called again')
    const ida = await personNamed(rondo.owner, 'Ida Ek')
    const onIda = await touchesOn({ person: ida?.id ?? '' })
    expect(onIda.map(({ channel, outcome }) => [channel, outcome])).toEqual([
      ['email', 'sent'],
      ['phone', 'reached'],
    ])
    expect(await notesOn(rondo.owner, { person: ida?.id ?? '' })).toMatchObject([[expect.any(String), 'Met in Oslo']])
    const second = await dealOf(rondo.owner, '006A00000000002AAB')
    expect((await notesOn(rondo.owner, { deal: second.id })).map(([, text]) => text)).toEqual(['Call Ida'])
  })

  test('brought again it doubles nothing, and keeps what somebody wrote', async () => {
    const again = await imported(rondo.owner, system)
    expect(fatesOf(again)).toMatchObject({
      'Task.csv': [0, 4, 0, 1],
      'OpportunityHistory.csv': [0, 6, 0, 2],
      'OpportunityLineItem.csv': [0, 2, 0, 0],
      'Opportunity.csv': [0, 3, 0, 0],
      'Contact.csv': [0, 1, 0, 0],
    })
    const { id } = await dealOf(rondo.owner, '006A00000000001AAA')
    expect(await notesOn(rondo.owner, { deal: id })).toHaveLength(2)
    expect(await factsOf(rondo.owner, '006A00000000001AAA')).toHaveLength(5)
    expect(await touchesOn({ deal: id })).toHaveLength(1)
    expect((await personNamed(rondo.owner, 'Ida Ek'))?.phones).toHaveLength(2)
    expect(await disagreementsIn(rondo)).toEqual([])
  })
})

describe('a deal with the days of its stages in its own row', () => {
  test('HubSpot’s columns become dated facts', async () => {
    const done = await imported(rondo.owner, [
      textFile(
        'hubspot-deals.csv',
        'Record ID,Deal Name,Deal Stage,Close Date,Create Date,Amount,Associated Company,Associated Contact,"Date entered ""Qualified To Buy (Sales Pipeline)""","Date entered ""Contract Sent (Sales Pipeline)""","Date entered ""Closed Lost (Sales Pipeline)""",Closed Lost Reason',
        'h1,Quay,Closed Lost,2026-03-20 10:00,2026-01-05 10:00,100,Kestrel,Bo Ek (bo@kestrel.example);Eva Ek,2026-02-01 10:00,2026-03-01 10:00,2026-03-20 10:00,Too expensive',
        'h2,Pier,Qualified To Buy,2026-09-20 10:00,2026-01-05 10:00,100,Kestrel,,2026-02-01 10:00,,,',
      ),
    ])
    expect(done).toMatchObject({ created: 2, rejected: 0 })
    expect(done.files[0]?.system).toBe('hubspot')
    expect(await factsOf(rondo.owner, 'h1')).toEqual([
      ['deal.opened', '2026-01-05'],
      ['deal.moved', '2026-02-01'],
      ['deal.moved', '2026-03-01'],
      ['deal.lost', '2026-03-20'],
    ])
    const { items } = await rondo.owner.call(listFacts, { params: { id: (await dealOf(rondo.owner, 'h1')).id } })
    expect(items.find(({ type }) => type === 'deal.lost')?.data).toMatchObject({ reason: 'price' })
    expect(await factsOf(rondo.owner, 'h2')).toEqual([
      ['deal.opened', '2026-01-05'],
      ['deal.moved', '2026-02-01'],
    ])
    expect(await disagreementsIn(rondo)).toEqual([])
  })

  test('a deal that was lost and won after all is opened again in between', async () => {
    await imported(rondo.owner, [
      textFile('deals.csv', 'Id,Deal,Stage,Created', 'b1,Back,Won,2026-01-02'),
      textFile(
        'stage history.csv',
        'Deal id,From stage,To stage,Date',
        'b1,Prospecting,Proposal,2026-01-10',
        'b1,Proposal,Lost,2026-01-20',
        'b1,Lost,Negotiation,2026-02-10',
        'b1,Negotiation,Won,2026-02-20',
      ),
    ])
    expect(await factsOf(rondo.owner, 'b1')).toEqual([
      ['deal.opened', '2026-01-01'],
      ['deal.moved', '2026-01-09'],
      ['deal.lost', '2026-01-19'],
      ['deal.reopened', '2026-02-09'],
      ['deal.moved', '2026-02-09'],
      ['deal.won', '2026-02-19'],
    ])
    expect(await disagreementsIn(rondo)).toEqual([])
  })
})

test('calls, mails and meetings of other systems are touches, by mail address too; undone they are gone', async () => {
  await imported(rondo.owner, [textFile('contacts.csv', 'Name,Email', 'Tor Vik,tor@vik.example')])
  await imported(rondo.owner, [textFile('deals.csv', 'Id,Deal,Stage,Created', 't1,Vik quay,New,2026-01-02')])
  const done = await imported(rondo.owner, [
    textFile(
      'hubspot-calls.csv',
      'Record ID,Call Title,Call notes,Activity date,Call direction,Call outcome,Call duration (HH:mm:ss),Associated Contact,Associated Deal',
      '1,Rang him,,2026-02-01 10:00,Outbound,Left voicemail,00:00:20,Tor V. (tor@vik.example),',
      '2,Rang back,About the quay,2026-02-02 10:00,Inbound,Connected,00:12:00,,Vik quay',
    ),
    textFile(
      'activities.csv',
      'Activity - ID,Activity - Type,Activity - Subject,Activity - Done,Activity - Marked as done time,Activity - Due date,Activity - Deal,Activity - Duration',
      '1,Meeting,On site,Done,2026-02-05 12:00,2026-02-05,Vik quay,01:30',
      '2,Task,Write the offer,Done,2026-02-06 12:00,2026-02-06,Vik quay,',
    ),
  ])
  expect([done.rejected, fatesOf(done)]).toEqual([
    0,
    { 'hubspot-calls.csv': [2, 0, 0, 0], 'activities.csv': [2, 0, 0, 0] },
  ])
  const tor = await personNamed(rondo.owner, 'Tor Vik')
  expect(await touchesOn({ person: tor?.id ?? '' })).toMatchObject([{ outcome: 'left_message', minutes: 1 }])
  const deal = await dealOf(rondo.owner, 't1')
  const told = (await touchesOn({ deal: deal.id })).map(({ channel, direction, minutes }) => [
    channel,
    direction,
    minutes,
  ])
  expect(told).toEqual([
    ['meeting', 'outbound', 90],
    ['phone', 'inbound', 12],
  ])
  const touched = async () => (await factsOf(rondo.owner, 't1')).filter(([type]) => type.startsWith('deal.touch'))
  expect(await touched()).toEqual([
    ['deal.touched', '2026-02-02'],
    ['deal.touched', '2026-02-05'],
  ])
  const preview = await rondo.owner.call(previewUndo, { params: { id: done.importId } })
  expect(preview.counts).toContainEqual({ kind: 'touches', removed: 3, restored: 0, kept: 0 })
  await rondo.owner.call(undoImport, { params: { id: done.importId } })
  await expect
    .poll(async () => (await rondo.owner.call(showImport, { params: { id: done.importId } })).status)
    .toBe('undone')
  expect([await touchesOn({ deal: deal.id }), await touchesOn({ person: tor?.id ?? '' })]).toEqual([[], []])
  expect((await touched()).map(([type]) => type).filter((type) => type === 'deal.touch_withdrawn')).toHaveLength(2)
  expect(await disagreementsIn(rondo)).toEqual([])
})

async function touchesOn(query: { deal?: string; person?: string }) {
  return (await rondo.owner.call(listTouches, { query })).items
}
