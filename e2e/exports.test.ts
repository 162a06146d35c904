import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCompany, addPerson } from '../src/contract/people.ts'
import { showDeal, openDeal } from '../src/contract/deals.ts'
import { type App, startApp } from '../test/kit/app.ts'
import { type ScreenPage, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
  const { owner } = screens.rondo
  await owner.call(addCompany, { body: { name: 'Northwind', phone: '+46 8 123 45 67' } })
  await owner.call(addCompany, { body: { name: '=1+1', city: 'Haifa' } })
  await owner.call(addPerson, { body: { name: 'Noa Levi', phones: [{ kind: 'mobile', number: '+972 52 123 4567' }] } })
})
afterAll(() => screens.close())

/** Presses what makes a file, and reads what the browser saves. */
async function saved({ web }: ScreenPage, press: () => Promise<void>): Promise<{ name: string; content: Buffer }> {
  const [file] = await Promise.all([web.waitForEvent('download'), press()])
  return { name: file.suggestedFilename(), content: await readFile((await file.path()) ?? '') }
}

test('a list is taken along as CSV, with the headers it shows', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/companies')
  await web.getByRole('button', { name: t('exports.button') }).click()
  await web.getByRole('radio', { name: t('exports.format.csv') }).check({ force: true })
  await page.checkAccess()
  const dialog = web.getByRole('dialog')
  const { name, content } = await saved(page, () => dialog.getByRole('button', { name: t('exports.button') }).click())
  expect(name).toMatch(/^Companies .*\.csv$/)
  const [header, first, second] = content.toString().split('\r\n')
  expect(header).toContain(`${t('views.field.name')},${t('views.field.ownerId')}`)
  expect(first).toContain("'=1+1,")
  expect(second).toContain('Northwind,')
  await dialog.waitFor({ state: 'detached' })
  await page.close()
})

test('one person goes to a telephone as a contact card', async () => {
  const page = await screens.page({ language: 'he', size: 'phone' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/people')
  await web.getByText('Noa Levi').first().click()
  await web.getByRole('button', { name: t('people.menu', { name: 'Noa Levi' }) }).click()
  const { content } = await saved(page, () => web.getByRole('menuitem', { name: t('exports.card') }).click())
  expect(content.toString()).toContain('TEL;TYPE=cell;PREF=1:+972521234567\r\n')
})

test('everything is taken along, and comes in whole where nobody has worked yet', async () => {
  const deal = await screens.rondo.owner.call(openDeal, { body: { name: 'Roof' } })
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/settings/export')
  await page.checkAccess()
  await web.getByRole('button', { name: t('exports.everything.title') }).click()
  const row = web.getByRole('listitem').filter({ hasText: 'rondo-kestrel' })
  const { name, content } = await saved(page, () => row.getByRole('button', { name: t('exports.download') }).click())
  expect(name).toMatch(/^rondo-kestrel-.*\.zip$/)
  const other = await openScreens(() => startApp({ name: 'Elsewhere', email: 'eva@elsewhere.example' }))
  try {
    const there = await other.page()
    await there.signIn('eva@elsewhere.example')
    await there.open('/w/elsewhere/settings/export')
    const archive = { name, mimeType: 'application/zip', buffer: content }
    await there.web.locator('input[type=file]').setInputFiles(archive)
    await there.web.getByRole('button', { name: t('exports.restore.open') }).click()
    await there.web.waitForURL('**/today')
    expect(await other.rondo.owner.call(showDeal, { params: { id: deal.id } })).toMatchObject({ name: 'Roof' })
  } finally {
    await other.close()
  }
})
