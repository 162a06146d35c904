import { afterAll, beforeAll, expect, test } from 'vitest'
import { showProcessMap } from '../../src/contract/process-map.ts'
import { words } from '../../src/words/node.ts'
import { cellsOf, unzipped } from '../exports/exporting.ts'
import { type App, startApp } from '../kit/app.ts'
import { tell } from './told.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp()
  const { owner } = rondo
  const moves = [['qualification', '2026-02-04']] as const
  await tell(owner, { opened: '2026-02-01', moves, end: ['won', '2026-02-11'] }, '=HYPERLINK("http://x","y")')
  await tell(owner, { opened: '2026-02-02', moves }, 'Pilot')
})
afterAll(() => rondo.stop())

async function file(query: Record<string, string>): Promise<Buffer> {
  const search = new URLSearchParams({ as_of: '2026-03-01', ...query })
  const { headers } = rondo.owner
  const answer = await fetch(`${rondo.url}/api/v1/measurement/process-map/file?${search}`, { headers })
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

test('the days of each deal in each stage are taken away as a table, and nothing in it is computed', async () => {
  const text = (await file({ format: 'csv', table: 'intervals' })).toString().replace('\ufeff', '')
  const [titles = [], ...rows] = cellsOf(text)
  const { t } = words('en')
  expect(titles.slice(0, 5)).toEqual(['Deal', t('insights.filter.owner'), 'Opened on', 'Outcome', 'Ended on'])
  const at = titles.indexOf('Qualification')
  const told = rows.map((row) => [row[0], row[2], row[4], row[5], row[at]])
  expect(told).toEqual([
    ['Pilot', '2026-02-02', '', '2', '25'],
    [`'=HYPERLINK("http://x","y")`, '2026-02-01', '2026-02-11', '3', '7'],
  ])
})

test('the map is taken away in any language, as many rows as stages, with the numbers that the screen shows', async () => {
  const map = await rondo.owner.call(showProcessMap, { query: { as_of: '2026-03-01' } })
  for (const language of ['en', 'he', 'th'] as const) {
    const text = (await file({ format: 'csv', language })).toString().replace('\ufeff', '')
    const [titles = [], ...rows] = cellsOf(text)
    const { t } = words(language)
    expect(titles[0]).toBe(t('insights.column.stage'))
    const reached = titles.indexOf(t('insights.funnel.reached'))
    expect(rows.map((row) => [row[0], row[reached]])).toEqual(
      map.stages.map((stage) => [stage.name, String(stage.reached)]),
    )
  }
})

test('a workbook has both, from right to left in Hebrew', async () => {
  const parts = await unzipped(await file({ language: 'he' }))
  const workbook = String(parts.get('xl/workbook.xml'))
  const { t } = words('he')
  expect(workbook).toContain(t('processes.file.map'))
  expect(workbook).toContain(t('processes.file.intervals'))
  expect(String(parts.get('xl/worksheets/sheet1.xml'))).toContain('rightToLeft="1"')
  expect(String(parts.get('xl/worksheets/sheet2.xml'))).not.toContain('<f>')
})
