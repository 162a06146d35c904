import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listDeals, showDeal } from '../../src/contract/deals.ts'
import {
  type ImportMapping,
  type ImportResult,
  listImports,
  runImport,
  showImport,
} from '../../src/contract/imports.ts'
import { type App, startApp } from '../kit/app.ts'
import { disagreementsIn } from '../kit/disagreements.ts'
import { csv, dealOf, factsOf, finished, imported, pointedOut, upload } from './importing.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo?.stop())

const sum = ({ created, updated, merged, rejected }: ImportResult) => created + updated + merged + rejected

describe('staging', () => {
  test('a file is looked through and nothing is written until it is asked for', async () => {
    const staged = await upload(rondo.owner, csv('Deal;Stage;Amount', 'Roof;Offert;1 200,50 kr', 'Wall;Nowhere;5'))
    expect(staged).toMatchObject({ status: 'staged', rows: 2, created: 0, processed: 0 })
    const mapping = staged.mapping.files['deals.csv']
    expect(mapping).toMatchObject({ kind: 'deals', delimiter: ';', decimal: ',', encoding: 'utf-8' })
    expect(mapping?.fields).toEqual({ name: 'Deal', stage: 'Stage', amount: 'Amount' })
    expect(staged.mapping.stages).toEqual({ Offert: { stage: 'presentation', outcome: 'open' } })
    expect(staged.confidence['deals.csv']?.['stage']).toBeGreaterThan(0.8)
    expect(staged.files[0]).toMatchObject({
      headers: ['Deal', 'Stage', 'Amount'],
      sample: [
        ['Roof', 'Offert', '1 200,50 kr'],
        ['Wall', 'Nowhere', '5'],
      ],
    })
    const stages = { ...staged.mapping.stages, Nowhere: { stage: null, outcome: 'lost' as const } }
    await rondo.owner.call(runImport, {
      params: { id: staged.importId },
      body: { mapping: { ...staged.mapping, stages } },
    })
    const done = await finished(rondo.owner, staged.importId)
    expect(done).toMatchObject({ status: 'done', rows: 2, created: 2, rejected: 0 })
    const { items } = await rondo.owner.call(listDeals, { query: { limit: 2 } })
    expect(
      items.map(({ name, outcome, stage, amountMinor, currency }) => [name, outcome, stage.key, amountMinor, currency]),
    ).toEqual([
      ['Wall', 'lost', 'prospecting', 500, 'EUR'],
      ['Roof', 'open', 'presentation', 120_050, 'SEK'],
    ])
  })

  test('after a dry run comes the real one, once', async () => {
    const staged = await upload(rondo.owner, csv('Id,Deal,Stage', 'd1,Door,New'))
    const run = (dryRun: boolean) => rondo.owner.call(runImport, { params: { id: staged.importId }, body: { dryRun } })
    await run(true)
    expect(await finished(rondo.owner, staged.importId)).toMatchObject({ status: 'done', dryRun: true, created: 1 })
    expect((await rondo.owner.call(listDeals, { query: { externalId: 'd1' } })).items).toEqual([])
    await run(false)
    expect(await finished(rondo.owner, staged.importId)).toMatchObject({ status: 'done', dryRun: false, created: 1 })
    expect((await dealOf(rondo.owner, 'd1')).name).toBe('Door')
    const again = await rondo.owner.refused(runImport, { params: { id: staged.importId }, body: {} })
    expect(again).toMatchObject({ code: 'import_not_ready', data: { status: 'done' } })
  })
})

describe('rows', () => {
  test('a row that cannot be taken is kept with its reason, and a formula in it is defused', async () => {
    const done = await imported(
      rondo.owner,
      csv('Id,Deal,Stage,Phone', 'r1,Good,Won,1', 'r2,=cmd(),Schrödinger,+46 8 123', ',,,', `r3,"Say ""hi""",Dunno,-5`),
    )
    expect(done).toMatchObject({ rows: 3, created: 1, rejected: 2 })
    expect(pointedOut(done)).toMatchObject({ stage_unknown: 2 })
    const { body, headers } = await rondo.owner.fetch('GET', `/imports/${done.importId}/rejected`)
    expect(headers.get('content-disposition')).toContain('attachment')
    expect(body).toBe(
      [
        'Id,Deal,Stage,Phone,Row in the file,Why it was not imported',
        "r2,'=cmd(),Schrödinger,+46 8 123,3,Nobody has said what this stage means here",
        'r3,"Say ""hi""",Dunno,-5,5,Nobody has said what this stage means here',
        '',
      ].join('\r\n'),
    )
  })

  test('of two rows of one deal the later says more, and both are counted', async () => {
    const done = await imported(
      rondo.owner,
      csv(
        'Id,Deal,Stage,Amount,Owner',
        't1,Twin,New,5,Kim',
        't1,Twin,Proposal,,',
        't2,Same,New,1,Kim',
        't2,Same,New,1,Kim',
      ),
    )
    expect(done).toMatchObject({ rows: 4, created: 2, merged: 2, updated: 0, rejected: 0 })
    expect(pointedOut(done)).toMatchObject({ same_id_twice: 1, identical_row: 1, owner_new: 1 })
    expect(await dealOf(rondo.owner, 't1')).toMatchObject({
      stage: { key: 'presentation' },
      amountMinor: 500,
      owner: { name: 'Kim' },
    })
  })

  test('rows without an id are the same deal when they are the same row', async () => {
    const file = csv('Deal,Stage', 'Alpha,New', 'Beta,Won')
    expect(await imported(rondo.owner, file)).toMatchObject({ created: 2 })
    expect(await imported(rondo.owner, file)).toMatchObject({ created: 0, updated: 2 })
  })

  test('what contradicts itself is pointed out, and taken without a guess', async () => {
    const done = await imported(
      rondo.owner,
      csv(
        'Id,Deal,Stage,Created,Close Date,Amount',
        'c1,Backwards,Closed Won,2006-06-15T20:47:07Z,2005-11-09,10',
        'c2,Tomorrow,Won,2090-01-01,2090-01-02,10',
        'c3,Odd,Won,soon,2020-02-02,-3',
        'c4,Open,Proposal,2020-01-01,2030-05-05,ask',
      ),
    )
    expect(done).toMatchObject({ created: 4, rejected: 0 })
    expect(pointedOut(done)).toMatchObject({
      closed_before_opened: 1,
      date_in_future: 2,
      date_unreadable: 1,
      amount_negative: 1,
      amount_unreadable: 1,
      opened_undated: 3,
      closed_undated: 1,
    })
    expect(await factsOf(rondo.owner, 'c1')).toEqual([
      ['deal.opened', false],
      ['deal.won', '2005-11-08'],
    ])
    expect(await factsOf(rondo.owner, 'c3')).toEqual([
      ['deal.opened', false],
      ['deal.won', '2020-02-01'],
    ])
    // The day is known when it opened, not when it came to where it is.
    expect(await factsOf(rondo.owner, 'c4')).toEqual([
      ['deal.opened', '2019-12-31'],
      ['deal.moved', false],
    ])
    expect(await dealOf(rondo.owner, 'c4')).toMatchObject({ expectedCloseOn: '2030-05-05', amountMinor: null })
    expect(await disagreementsIn(rondo)).toEqual([])
  })

  test('a first contact, a stage and a close are told in their order', async () => {
    await imported(
      rondo.owner,
      csv(
        'Id,Deal,Stage,Created,First contact,Last stage change date,Close date',
        'o1,Long,Proposal,2020-01-01,2020-01-05,2020-02-01,',
        'o2,Done,Lost,2020-01-01,2020-01-05,,2020-03-01',
      ),
    )
    expect(await factsOf(rondo.owner, 'o1')).toEqual([
      ['deal.opened', '2019-12-31'],
      ['deal.moved', '2020-01-04'],
      ['deal.moved', '2020-01-31'],
    ])
    expect(await factsOf(rondo.owner, 'o2')).toEqual([
      ['deal.opened', '2019-12-31'],
      ['deal.moved', '2020-01-04'],
      ['deal.lost', '2020-02-29'],
    ])
  })
})

describe('what is refused', () => {
  const file = csv('Id,Deal,Stage', 'x1,No,New')

  test.each([
    ['no files', [], {}, 'invalid', { field: 'file', code: 'required' }],
    ['an unknown field', file, { color: 'red' }, 'invalid', { field: 'color', code: 'unknown' }],
    [
      'a day that is none',
      file,
      { observed_from: '2017-02-30' },
      'invalid',
      { field: 'observed_from', code: 'format' },
    ],
  ])('%s', async (_, files, fields, code, field) => {
    await expect(upload(rondo.owner, files, fields)).rejects.toMatchObject({ details: { code, fields: [field] } })
  })

  test.each([
    ['an empty file', '', 'empty'],
    ['a picture', '\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\0\u0001\u0002', 'not_text'],
    ['a file of byte 0', '\0'.repeat(10_000), 'not_text'],
    ['a table too wide', `${'a,'.repeat(1_500)}\n`, 'too_many_columns'],
    ['a table of nothing known', 'column1,column2\nx,y\n', 'unknown_kind'],
  ])('%s', async (_, content, reason) => {
    const refused = upload(rondo.owner, [{ name: 'x.csv', content }], { start: 'true' })
    await expect(refused).rejects.toMatchObject({
      details: { code: 'import_file_unreadable', data: { file: 'x.csv', reason } },
    })
  })

  test('a mapping that names what is not there', async () => {
    const { importId, mapping } = await upload(rondo.owner, file)
    const own = mapping.files['deals.csv']
    if (!own) throw new Error('no mapping')
    const wrong: ImportMapping[] = [
      { ...mapping, files: { 'other.csv': own } },
      { ...mapping, files: { 'deals.csv': { ...own, fields: { ...own.fields, amount: 'Price' } } } },
      { ...mapping, files: { 'deals.csv': { ...own, fields: { ...own.fields, secret: 'Deal' } } } },
      { ...mapping, files: { 'deals.csv': { ...own, encoding: 'klingon' } } },
      { ...mapping, stages: { New: { stage: 'care', outcome: 'open' as const } } },
    ]
    for (const one of wrong) {
      const problem = await rondo.owner.refused(runImport, { params: { id: importId }, body: { mapping: one } })
      expect(problem.code).toBe('import_mapping_invalid')
    }
    await expect(upload(rondo.owner, file, { mapping: '{' })).rejects.toMatchObject({
      details: { code: 'import_mapping_invalid' },
    })
  })

  test('whoever lacks the right, or belongs to another workspace', async () => {
    const seller = await rondo.member('seller', 'Sam')
    const care = await rondo.member('care', 'Cara')
    await expect(upload(seller, file)).rejects.toMatchObject({ details: { code: 'forbidden' } })
    const { importId } = await imported(rondo.owner, file)
    const params = { id: importId }
    expect(await seller.call(showImport, { params })).toMatchObject({ status: 'done' })
    expect(await care.refused(showImport, { params })).toMatchObject({ code: 'forbidden' })
    const stranger = await rondo.anotherWorkspace()
    expect(await stranger.refused(showImport, { params })).toMatchObject({ code: 'not_found' })
    expect(await stranger.refused(runImport, { params, body: {} })).toMatchObject({ code: 'not_found' })
    expect((await stranger.fetch('GET', `/imports/${importId}/rejected`)).status).toBe(404)
    expect((await stranger.call(listImports, {})).items).toEqual([])
    expect((await rondo.owner.call(listImports, { query: { limit: 1 } })).items[0]).toMatchObject({
      importId,
      created: 1,
    })
  })

  test('counts add up whatever happened', async () => {
    const { items } = await rondo.owner.call(listImports, { query: { limit: 200 } })
    for (const { importId } of items.filter(({ status }) => status === 'done')) {
      const result = await rondo.owner.call(showImport, { params: { id: importId } })
      expect(sum(result)).toBe(result.rows)
    }
    expect(
      (await rondo.owner.call(showDeal, { params: { id: (await dealOf(rondo.owner, 'x1')).id } })).externalId,
    ).toBe('x1')
  })
})
