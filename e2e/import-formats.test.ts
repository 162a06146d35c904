import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { xlsxOf } from '../test/imports/reading/workbooks.ts'
import type { App } from '../test/kit/app.ts'
import { type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

const row = (...cells: string[]) =>
  `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`
const header = row('Id', 'Deal', 'Stage', 'Created')

test('a workbook, an old text and a file that is none: a sheet, letters and days are chosen by what is seen', async () => {
  const page = await screens.page({ language: 'he' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/import')
  const sheets = {
    North: header + row('n1', 'Roof', 'Won', '3/4/2020'),
    South: row('Report') + header + row('s1', 'Wall', 'Lost', '5/6/2021'),
  }
  const old = iconv.encode('Företag;Stad\nÅkeri Öst AB;Örebro\n', 'windows-1252')
  await web.locator('input[type=file]').setInputFiles([
    { name: 'deals.xlsx', mimeType: '', buffer: await xlsxOf({ sheets }) },
    { name: 'customers.csv', mimeType: 'text/csv', buffer: old },
    { name: 'list.xls', mimeType: '', buffer: Buffer.from('%PDF-1.4 of a printer') },
  ])
  await web.getByRole('button', { name: t('importing.read', { count: 3 }) }).click()
  await web.getByText(t('errors.import_file_unreadable', { file: 'list.xls', reason: 'pdf' })).waitFor()
  await web.getByText(t('importing.date.which', { date: '3/4/2020' })).waitFor()
  await page.checkAccess()

  await web.getByRole('button', { name: t('importing.sheet') }).click()
  await web.getByRole('option', { name: 'South' }).click()
  await web.getByText(t('importing.date.which', { date: '5/6/2021' })).waitFor()
  const day = new Intl.DateTimeFormat('he', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.UTC(2021, 4, 6))
  await web.getByRole('radio', { name: day }).click()

  const card = web.locator('section', { has: web.getByRole('heading', { name: 'customers.csv' }) })
  await card.locator('summary').click()
  await card.getByRole('button', { name: t('importing.encoding') }).click()
  await web.getByRole('option', { name: 'MACINTOSH' }).click()
  await card.getByText('MACINTOSH').first().waitFor()
  await card.getByRole('button', { name: t('importing.encoding') }).click()
  await web.getByRole('option', { name: 'WINDOWS-1252' }).click()
  await card.getByText('Åkeri Öst AB').waitFor()
  await page.checkAccess()
  // What was said of one file is kept while another is read again.
  expect(await web.getByRole('radio', { name: day }).getAttribute('aria-checked')).toBe('true')
})
