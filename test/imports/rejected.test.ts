import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workbook } from '../../src/server/kernel/xlsx.ts'
import { type App, startApp } from '../kit/app.ts'
import { imported, upload } from './importing.ts'

let rondo: App
beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo?.stop())

async function rejected(importId: string, file: string): Promise<Uint8Array<ArrayBuffer>> {
  const address = `${rondo.url}/api/v1/imports/${importId}/rejected?file=${encodeURIComponent(file)}`
  const answer = await fetch(address, { headers: rondo.owner.headers })
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

test('rejected rows come back as their file came: its separator, its letters, its columns, the reason last', async () => {
  const lines = ['Id;Affär;Fas', 'é1;Rör & skruv;Vunnen', 'é2;"Fläkt; stor";Bortom bergen', 'é3;=1+1;Bortom bergen']
  const content = new Uint8Array(iconv.encode(`${lines.join('\r\n')}\r\n`, 'windows-1252'))
  const done = await imported(rondo.owner, [
    { name: 'affärer.csv', content },
    { name: 'people.csv', content: 'Name,Email\nAnn,ann@x.example\n,\n' },
  ])
  expect(done.mapping.files['affärer.csv']).toMatchObject({ encoding: 'windows-1252', delimiter: ';' })
  const text = iconv.decode(Buffer.from(await rejected(done.importId, 'affärer.csv')), 'windows-1252')
  expect(text.split('\r\n')).toEqual([
    'Id;Affär;Fas;Row in the file;Why it was not imported',
    'é2;"Fläkt; stor";Bortom bergen;3;Nobody has said what this stage means here',
    "é3;'=1+1;Bortom bergen;4;Nobody has said what this stage means here",
    '',
  ])
  const again = await upload(rondo.owner, [
    { name: 'again.csv', content: new Uint8Array(iconv.encode(text, 'windows-1252')) },
  ])
  expect(again.files).toMatchObject([{ kind: 'deals', rows: 2 }])
})

test('rows of a workbook come back as a workbook, which is read again', async () => {
  async function* rows() {
    yield ['w1', 'Roof', 'Won']
    yield ['w2', '=SUM(A1)', 'Over the moon']
  }
  const columns = ['Id', 'Deal', 'Stage'].map((title) => ({ title }))
  const pieces = await Array.fromAsync(
    workbook([{ name: 'Deals', rows: rows(), columns, rightToLeft: false, timeZone: 'UTC' }]),
  )
  const content = new Uint8Array(Buffer.concat(pieces))
  const done = await imported(rondo.owner, [{ name: 'deals.xlsx', content }])
  expect(done.sum).toMatchObject({ rows: 2, created: 1, rejected: 1 })
  const back = await rejected(done.importId, 'deals.xlsx')
  const again = await upload(rondo.owner, [{ name: 'back.xlsx', content: back }])
  expect(again.mapping.files['back.xlsx']).toMatchObject({ format: 'xlsx', kind: 'deals' })
  expect(again.files).toMatchObject([
    {
      rows: 1,
      headers: ['Id', 'Deal', 'Stage', 'Row in the file', 'Why it was not imported'],
      sample: [['w2', '=SUM(A1)', 'Over the moon', '3', 'Nobody has said what this stage means here']],
    },
  ])
})

test('a file that is not of the import has no rejected rows', async () => {
  const { importId } = await upload(rondo.owner, [{ name: 'deals.csv', content: 'Id,Deal,Stage\n1,A,Won\n' }])
  const { status } = await rondo.owner.fetch('GET', `/imports/${importId}/rejected?file=other.csv`)
  expect(status).toBe(404)
})
