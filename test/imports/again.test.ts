import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moveDeal } from '../../src/contract/moves.ts'
import { listPeople } from '../../src/contract/people.ts'
import { type App, startApp } from '../kit/app.ts'
import { disagreementsIn } from '../kit/disagreements.ts'
import { csv, dealOf, factsOf, imported, pointedOut } from './importing.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo?.stop())

describe('coming again', () => {
  test('changed values are facts, and an empty cell takes nothing away', async () => {
    await imported(
      rondo.owner,
      csv('Id,Deal,Company,Owner,Stage,Amount,Expected close', 'u1,Old,Acme,Kim,New,5,2030-01-01'),
    )
    const done = await imported(
      rondo.owner,
      csv('Id,Deal,Company,Owner,Stage,Amount,Expected close', 'u1,New name,,Lee,Proposal,7,2030-02-02'),
    )
    expect(done).toMatchObject({ created: 0, updated: 1 })
    const deal = await dealOf(rondo.owner, 'u1')
    expect(deal).toMatchObject({
      name: 'New name',
      customer: { name: 'Acme' },
      owner: { name: 'Lee' },
      amountMinor: 700,
      expectedCloseOn: '2030-02-02',
      stage: { key: 'presentation' },
      version: 2,
    })
    const types = (await factsOf(rondo.owner, 'u1')).map(([type]) => type)
    expect(types.sort()).toEqual([
      'deal.amount_changed',
      'deal.assigned',
      'deal.expected_close_changed',
      'deal.moved',
      'deal.opened',
      'deal.renamed',
    ])
    expect(await disagreementsIn(rondo)).toEqual([])
  })

  test('a deal that has ended there ends here, and one that is open again is opened again', async () => {
    const header = 'Id,Deal,Stage,Created,Close Date'
    await imported(rondo.owner, csv(header, 'e1,Deal,New,2020-01-01,', 'e2,Deal,Won,2020-01-01,2020-02-01'))
    await imported(rondo.owner, csv(header, 'e1,Deal,Won,2020-01-01,2020-03-01', 'e2,Deal,Proposal,2020-01-01,'))
    expect(await factsOf(rondo.owner, 'e1')).toEqual([
      ['deal.opened', '2019-12-31'],
      ['deal.won', '2020-02-29'],
    ])
    expect((await factsOf(rondo.owner, 'e2')).map(([type]) => type)).toEqual([
      'deal.opened',
      'deal.won',
      'deal.reopened',
      'deal.moved',
    ])
    expect(await dealOf(rondo.owner, 'e2')).toMatchObject({ outcome: 'open', stage: { key: 'presentation' } })
    expect(await disagreementsIn(rondo)).toEqual([])
  })

  test('what somebody moved here since stays where it is, and that is said', async () => {
    await imported(rondo.owner, csv('Id,Deal,Stage', 'm1,Mine,New'))
    const { id } = await dealOf(rondo.owner, 'm1')
    const overrideReason = 'They called'
    await rondo.owner.call(moveDeal, { params: { id }, body: { stage: 'presentation', overrideReason } })
    const done = await imported(rondo.owner, csv('Id,Deal,Stage', 'm1,Mine,Engaging'))
    expect(pointedOut(done)).toMatchObject({ moved_here_since: 1 })
    expect((await dealOf(rondo.owner, 'm1')).stage.key).toBe('presentation')
  })
})

describe('files', () => {
  test.each([
    ['utf-16le', true],
    ['windows-1255', false],
  ])('written in %s', async (encoding, addBOM) => {
    const text = `מזהה,שם העסקה,שלב,סכום\n${encoding},מערכת חדשה,נסגרה בזכייה,1200\n`
    const content = new Uint8Array(iconv.encode(text, encoding, { addBOM }))
    expect(await imported(rondo.owner, [{ name: 'עסקאות.csv', content }])).toMatchObject({ created: 1, rejected: 0 })
    expect(await dealOf(rondo.owner, encoding)).toMatchObject({
      name: 'מערכת חדשה',
      outcome: 'won',
      amountMinor: 120_000,
    })
  })

  test('people come in beside deals, or alone, and belong to their companies', async () => {
    const content =
      'Notes:\n"Some fields may be empty, for reasons."\n\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n' +
      'Ada,Lovelace,https://www.linkedin.com/in/ada,,Analytical Engines,Founder,14 May 2026\nGrace,Hopper,https://www.linkedin.com/in/grace,grace@x.org,Compiler Corp,VP,02 Feb 2025\n'
    const done = await imported(rondo.owner, [{ name: 'Connections.csv', content }])
    expect(done).toMatchObject({ status: 'done', rows: 0, created: 0 })
    expect(done.files).toMatchObject([{ kind: 'people', rows: 2, created: 2 }])
    const { items } = await rondo.owner.call(listPeople, { query: { q: 'Grace' } })
    expect(items[0]).toMatchObject({
      name: 'Grace Hopper',
      email: 'grace@x.org',
      companyName: 'Compiler Corp',
      title: 'VP',
    })
  })

  test('accounts are found by their ids', async () => {
    const done = await imported(rondo.owner, [
      { name: 'accounts.csv', content: 'Account ID,Account Name,Industry\n001A,Ångström & Co,Optics\n' },
      {
        name: 'opportunities.csv',
        content:
          'ID,ACCOUNTID,NAME,STAGENAME,CLOSEDATE\n006A,001A,Lenses,Closed Won,2020-01-02\n006B,001X,Mirrors,Prospecting,\n',
      },
    ])
    expect(done).toMatchObject({ rows: 2, created: 2 })
    expect(pointedOut(done)).toMatchObject({ company_unknown: 1 })
    expect((await dealOf(rondo.owner, '006A')).customer?.name).toBe('Ångström & Co')
    expect((await dealOf(rondo.owner, '006B')).customer).toBeNull()
  })
})
