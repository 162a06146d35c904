import { readFile } from 'node:fs/promises'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listDeals } from '../src/contract/deals.ts'
import { changePerson, listCompanies, listPeople } from '../src/contract/people.ts'
import { xlsxOf } from '../test/imports/reading/workbooks.ts'
import type { App } from '../test/kit/app.ts'
import { type ScreenPage, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

const deals = `deal_id,deal name,company,owner,stage,created,close_date,amount
D-1,Pilot,Northwind,Sam Holt,Prospecting,2026-01-05,,1200
D-2,Licence,Kestrel Health,Sam Holt,Won,2026-01-12,2026-02-20,4500
D-3,Renewal,Acme,Noa Levi,Lost,2026-01-19,2026-03-02,800
D-4,Expansion,Acme,Noa Levi,Waiting for Godot,2026-02-01,,950
D-5,Rollout,Northwind,Sam Holt,Beyond the hills,2026-02-03,,700
`
const companies = `name,city,country
Northwind,Stockholm,Sweden
Acme,Haifa,Israel
`

function csv(name: string, content: string) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(content) }
}

async function chooseFiles({ web, t, open }: ScreenPage): Promise<void> {
  await open('/w/kestrel/import')
  await web.locator('input[type=file]').setInputFiles([csv('deals.csv', deals), csv('companies.csv', companies)])
  await web.getByRole('button', { name: t('importing.read', { count: 2 }) }).click()
  await web.getByRole('heading', { name: 'deals.csv' }).waitFor()
}

test('a pipeline is brought in: guessed, corrected, tried out, imported, and the rest handed back', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await chooseFiles(page)
  await page.checkAccess()
  const guessed = web.getByRole('button', { name: t('importing.column.field-of', { column: 'amount' }) })
  expect(await guessed.textContent()).toContain(t('imports.field.amount'))

  await web.getByRole('button', { name: t('importing.try') }).click()
  await web.getByRole('heading', { name: t('importing.trial') }).waitFor()
  await expect.poll(() => countOf(page, 'created')).toBe('5')
  await web.getByText(t('importing.samples')).waitFor()
  await expect.poll(() => countOf(page, 'rejected')).toBe('2')
  await page.checkAccess()

  await web.getByRole('button', { name: t('importing.stages.target-of', { stage: 'Waiting for Godot' }) }).click()
  await web.getByRole('option', { name: t('codes.outcome.not_now') }).click()
  await web.getByText(t('importing.trial.changed')).waitFor()
  await web.getByRole('button', { name: t('importing.run', { count: 7 }) }).click()
  await web.getByRole('heading', { name: t('importing.done', { count: 6 }) }).waitFor()
  await expect.poll(() => countOf(page, 'rejected')).toBe('1')
  await page.checkAccess()

  const [download] = await Promise.all([
    web.waitForEvent('download'),
    web.getByRole('button', { name: t('importing.rejected') }).click(),
  ])
  const rejected = await readFile(await download.path(), 'utf8')
  expect(rejected).toContain('Beyond the hills')
  expect(rejected).not.toContain('Northwind,Sam Holt,Prospecting')

  await web.getByRole('link', { name: t('importing.all') }).click()
  await web.getByRole('link', { name: /deals\.csv/ }).waitFor()
  await page.checkAccess()
  const kept = await screens.rondo.owner.call(listDeals, { query: { limit: 10 } })
  expect(kept.items.map(({ name }) => name).sort()).toEqual(['Expansion', 'Licence', 'Pilot', 'Renewal'])
  await page.close()
})

// moving-in.test.ts undoes an import in other languages, demo.test.ts opens the first page in them.

test('in Hebrew, on a phone, columns that nobody knows become fields at one press', async () => {
  const page = await screens.page({ language: 'he', theme: 'dark', size: 'phone' })
  const { web, t } = page
  const lines = [1, 2, 3, 4, 5, 6].map(
    (at) => `Pier ${at},${at % 2 ? 'Granite' : 'Oak'},${at * 3},${at < 4 ? 'yes' : 'no'}`,
  )
  const piers = ['Account,Built of,Berths,Lit', ...lines, ''].join('\n')
  await page.signIn()
  await page.open('/w/kestrel/import')
  await web.locator('input[type=file]').setInputFiles([csv('accounts.csv', piers)])
  await web.getByRole('button', { name: t('importing.read', { count: 1 }) }).click()
  await web.getByRole('button', { name: t('importing.column.make-of', { column: 'Lit' }) }).click()
  await web.getByText(t('importing.column.left-out', { count: 2 })).waitFor()
  await web.getByRole('button', { name: t('importing.column.make-all') }).click()
  const made = web.getByRole('group', { name: t('importing.new-field', { column: 'Built of' }) })
  await made.getByText('Granite').waitFor()
  const kind = made.getByRole('button', { name: t('fields.kind') })
  expect(await kind.textContent()).toContain(t('fields.kind.choice'))
  await made.getByLabel(t('fields.name')).fill('Material')
  await page.checkAccess()
  await web.getByRole('button', { name: t('importing.try') }).click()
  await web.getByRole('heading', { name: t('importing.trial') }).waitFor()
  await web.getByText(t('importing.run.fields', { count: 3 })).waitFor()
  const tooWide = await web.evaluate('document.documentElement.scrollWidth > innerWidth')
  expect(tooWide, 'the page is wider than the window').toBe(false)
  await web.getByRole('button', { name: t('importing.run', { count: 6 }) }).click()
  await web.getByRole('heading', { name: t('importing.done', { count: 6 }) }).waitFor()
  await web.getByText('Material').waitFor()
  await page.checkAccess()
  const { items } = await screens.rondo.owner.call(listCompanies, { query: { q: 'Pier 1' } })
  expect(items[0]?.custom).toEqual({ material: 'granite', berths: 3, lit: true })
  await page.close()
})

test('an import is undone: what is worked on since stays, and is listed', async () => {
  const page = await screens.page()
  const { web, t } = page
  const { owner } = screens.rondo
  const people = 'Contact ID,Name,Email,Company\nen-1,Tove Ek,tove@ek.example,Ek AB\nen-2,Ulf Ek,ulf@ek.example,Ek AB\n'
  await page.signIn()
  await page.open('/w/kestrel/import')
  await web.locator('input[type=file]').setInputFiles([csv('contacts.csv', people)])
  await web.getByRole('button', { name: t('importing.read', { count: 1 }) }).click()
  await web.getByRole('button', { name: t('importing.run', { count: 2 }) }).click()
  await web.getByRole('heading', { name: t('importing.done', { count: 2 }) }).waitFor()
  await page.checkAccess()
  const [tove] = (await owner.call(listPeople, { query: { q: 'Tove Ek' } })).items
  if (!tove) throw new Error('she came in')
  await owner.call(changePerson, { params: { id: tove.id }, version: tove.version, body: { title: 'Owner' } })

  await web.getByRole('button', { name: t('importing.undo') }).click()
  const dialog = web.getByRole('dialog')
  await dialog.getByRole('row', { name: t('importing.kind.people') }).waitFor()
  await page.checkAccess()
  await dialog.getByRole('button', { name: t('importing.undo') }).click()
  await web.getByRole('heading', { name: t('importing.undone') }).waitFor()
  await web.getByRole('row', { name: 'Tove Ek' }).waitFor()
  await page.checkAccess()
  const tooWide = await web.evaluate('document.documentElement.scrollWidth > innerWidth')
  expect(tooWide, 'the page is wider than the window').toBe(false)
  expect((await owner.call(listPeople, { query: { q: 'Ulf Ek' } })).items).toEqual([])
  await page.close()
})

test('a file that is no table is refused in words, and what was chosen stays', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/import')
  await web.locator('input[type=file]').setInputFiles([csv('empty.csv', '')])
  await web.getByRole('button', { name: t('importing.read', { count: 1 }) }).click()
  await web.getByText(t('errors.import_file_unreadable', { file: 'empty.csv', reason: 'empty' })).waitFor()
  await page.checkAccess()
  await web.locator('input[type=file]').setInputFiles([csv('deals.csv', deals)])
  await web.getByRole('button', { name: t('ui.remove', { name: 'empty.csv' }) }).click()
  await web.getByRole('button', { name: t('importing.read', { count: 1 }) }).click()
  await web.getByRole('heading', { name: 'deals.csv' }).waitFor()
  await page.close()
})

test('with long words on a phone columns are matched, and nothing is wider than the screen', async () => {
  const page = await screens.page({ language: 'th', size: 'phone' })
  const { web } = page
  await page.signIn()
  await chooseFiles(page)
  await web.locator('summary').first().click()
  await page.checkAccess()
  const tooWide = await web.evaluate('document.documentElement.scrollWidth > innerWidth')
  expect(tooWide, 'the page is wider than the window').toBe(false)
  await page.close()
})

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
  await page.close()
})

async function countOf({ web, t }: ScreenPage, count: 'created' | 'rejected'): Promise<string | null> {
  const term = web.locator('dl div').filter({ has: web.getByText(t(`importing.count.${count}`), { exact: true }) })
  return term.locator('dd').first().textContent()
}
