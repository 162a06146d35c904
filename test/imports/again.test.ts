import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { undoImport } from '../../src/contract/import-undo.ts'
import { moveDeal } from '../../src/contract/moves.ts'
import { listPeople } from '../../src/contract/people.ts'
import { listSources } from '../../src/contract/sources.ts'
import { type App, startApp } from '../kit/app.ts'
import { disagreementsIn } from '../kit/disagreements.ts'
import { csv, dealOf, factsOf, fatesOf, imported, pointedOut, textFile, upload } from './importing.ts'

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

test('a file of first contacts and one of wins about the same deals are one story, whichever is dropped first', async () => {
  const files = [
    textFile('closed_deals.csv', 'mql_id,won_date', 'mq1,2026-03-02 19:58:54', 'mq3,2026-03-05 08:00:00'),
    textFile(
      'qualified.csv',
      'mql_id,first_contact_date,origin',
      'mq1,2026-02-01 09:30,social',
      'mq2,2026-02-02 10:00,email',
      'mq4,2026-02-03 10:00,unknown',
    ),
  ]
  const trial = await imported(rondo.owner, files, { dry_run: 'true' })
  const done = await imported(rondo.owner, files)
  expect(fatesOf(done)).toMatchObject({ 'qualified.csv': [3, 0, 0, 0], 'closed_deals.csv': [1, 1, 0, 0] })
  expect([fatesOf(trial), pointedOut(trial)]).toEqual([fatesOf(done), pointedOut(done)])
  expect(await factsOf(rondo.owner, 'mq1')).toEqual([
    ['deal.opened', '2026-02-01'],
    ['deal.won', '2026-03-02'],
  ])
  expect(await factsOf(rondo.owner, 'mq2')).toEqual([['deal.opened', '2026-02-02']])
  const { items: sources } = await rondo.owner.call(listSources, { query: {} })
  expect(sources.map(({ name }) => name)).toEqual(expect.arrayContaining(['email', 'social']))
  expect(sources.map(({ name }) => name)).not.toContain('unknown')
  // Of a win alone nobody knows when it began.
  expect(await factsOf(rondo.owner, 'mq3')).toEqual([
    ['deal.opened', false],
    ['deal.won', '2026-03-05'],
  ])
  await rondo.owner.call(undoImport, { params: { id: done.importId } })
})

test('what sounds like an end is none where cases go on after it; what is filed afterwards does not speak against one', async () => {
  const header = 'case:concept:name,case:REG_DATE,case:AMOUNT_REQ,concept:name,time:timestamp,lifecycle:transition'
  const at = (day: number) => `2026-01-${String(day).padStart(2, '0')} 09:00:00.000000+01:00`
  const event = (id: number, name: string, day: number) => `${id},${at(1)},5000,${name},${at(day)},COMPLETE`
  // Offers are cancelled for better ones; who is declined has a letter filed some days later.
  const rows = Array.from({ length: 12 }, (_, number) => {
    const id = 7001 + number
    const offered = [event(id, 'A_SUBMITTED', 1), event(id, 'O_SENT', 3), event(id, 'O_CANCELLED', 5)]
    const again = number % 3 === 0 ? [] : [event(id, 'O_SENT', 7)]
    return [...offered, ...again, event(id, 'A_DECLINED', 12), event(id, 'W_Filed', 15)]
  })
  const log = textFile('loans.csv', header, ...rows.flat())
  const staged = await upload(rondo.owner, [log])
  const meant = ['O_CANCELLED', 'A_DECLINED', 'W_Filed'].map((name) => staged.mapping.stages[name]?.outcome)
  expect(meant).toEqual(['open', 'lost', 'open'])
  expect(staged.problems.filter(({ code }) => code === 'end_passed')).toMatchObject([
    { count: 1, example: { file: 'loans.csv', column: 'concept:name', value: 'O_CANCELLED' } },
  ])
  const trial = await imported(rondo.owner, [log], { dry_run: 'true' })
  const ended = trial.problems.find(({ code }) => code === 'case_ended')
  expect(ended).toMatchObject({ count: 12, example: { value: 'A_DECLINED' } })
})

test('the deals of an event log are opened by what happened to them, up to the last end', async () => {
  const log = textFile(
    'applications.csv',
    'case:concept:name,case:REG_DATE,case:AMOUNT_REQ,org:resource,concept:name,time:timestamp,lifecycle:transition',
    '9001,2026-01-07 09:00:00.000000+01:00,5000,Ines,A_SUBMITTED,2026-01-07 09:00:00.000000+01:00,COMPLETE',
    '9002,2026-01-08 09:00:00.000000+01:00,700,Ines,A_SUBMITTED,2026-01-08 09:00:00.000000+01:00,COMPLETE',
    '9001,2026-01-07 09:00:00.000000+01:00,5000,Olle,Proposal sent,2026-01-10 10:00:00.000000+01:00,COMPLETE',
    '9001,2026-01-07 09:00:00.000000+01:00,5000,Olle,A_APPROVED,2026-01-14 10:00:00.000000+01:00,COMPLETE',
    '9001,2026-01-07 09:00:00.000000+01:00,5000,Olle,Proposal sent,2026-01-14 11:00:00.000000+01:00,COMPLETE',
    '9003,2026-01-09 09:00:00.000000+01:00,,Olle,A_DECLINED,2026-01-09 09:01:00.000000+01:00,COMPLETE',
    '9001,2026-01-07 09:00:00.000000+01:00,5000,Olle,W_Filed,2026-01-20 11:00:00.000000+01:00,COMPLETE',
  )
  const trial = await imported(rondo.owner, [log], { dry_run: 'true' })
  const done = await imported(rondo.owner, [log])
  expect([done.status, done.rejected, fatesOf(done)]).toEqual(['done', 0, { 'applications.csv': [7, 0, 0, 0] }])
  // How many deals that makes is said before, and where what is taken for the end may be none.
  for (const told of [trial, done])
    expect(pointedOut(told)).toMatchObject({ case_opened: 3, case_ended: 2, case_went_on: 1 })
  expect(trial.problems.find(({ code }) => code === 'case_went_on')?.example).toMatchObject({ row: 2, value: '9001' })
  expect(await factsOf(rondo.owner, '9001')).toEqual([
    ['deal.opened', '2026-01-07'],
    ['deal.moved', '2026-01-10'],
    ['deal.won', '2026-01-14'],
  ])
  expect(await factsOf(rondo.owner, '9002')).toEqual([['deal.opened', '2026-01-08']])
  expect(await factsOf(rondo.owner, '9003')).toEqual([
    ['deal.opened', '2026-01-09'],
    ['deal.lost', '2026-01-09'],
  ])
  const { amountMinor, owner } = await dealOf(rondo.owner, '9001')
  expect([amountMinor, owner?.name]).toEqual([500_000, 'Olle'])
  const alone = textFile('history.csv', 'Deal ID,From stage,Stage,Changed on', '9009,Prospecting,Demo,2026-01-09')
  expect(fatesOf(await imported(rondo.owner, [alone]))).toEqual({ 'history.csv': [0, 0, 0, 1] })
  expect(await disagreementsIn(rondo)).toEqual([])
  // The log again tells of deals that are here.
  expect(fatesOf(await imported(rondo.owner, [log]))).toEqual({ 'applications.csv': [0, 7, 0, 0] })
  await rondo.owner.call(undoImport, { params: { id: done.importId } })
})
