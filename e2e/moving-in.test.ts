import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCompany, listCompanies } from '../src/contract/people.ts'
import type { App } from '../test/kit/app.ts'
import { type Look, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

const looks: Look[] = [
  { language: 'tr', theme: 'dark' },
  { language: 'he', size: 'phone' },
]

test.each(looks)('a file is brought in, what was there twice is merged, and all of it is undone: %j', async (look) => {
  const { owner } = screens.rondo
  const tag = look.language ?? ''
  const names = async () => {
    const { items } = await owner.call(listCompanies, { query: { q: tag } })
    return items.map(({ name }) => name).sort()
  }
  // One of the two companies in the file is known here under another name.
  const [known, alike, other] = [`Havørn ${tag} A/S`, `Havoern ${tag}`, `Lyng ${tag}`]
  await owner.call(addCompany, { body: { name: known, domain: `havorn-${tag}.dk`, city: 'Aarhus' } })
  const content = `name,city,website\n${alike},Odense,www.havorn-${tag}.dk\n${other},Ribe,lyng-${tag}.example\n`

  const page = await screens.page(look)
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/import')
  await web
    .locator('input[type=file]')
    .setInputFiles([{ name: 'companies.csv', mimeType: 'text/csv', buffer: Buffer.from(content) }])
  await web.getByRole('button', { name: t('importing.read', { count: 1 }) }).click()
  await web.getByRole('button', { name: t('importing.run', { count: 2 }) }).click()
  await web.getByRole('heading', { name: t('importing.done', { count: 2 }) }).waitFor()
  expect(await names()).toEqual([alike, known, other])
  const imported = new URL(web.url()).pathname

  await page.open('/w/kestrel/duplicates')
  await web.getByRole('button', { name: t('duplicates.scan') }).click()
  await web.getByRole('button', { name: t('duplicates.compare.of', { name: known }) }).click()
  const comparison = web.getByRole('dialog', { name: t('duplicates.dialog.title', { count: 2 }) })
  await comparison
    .getByRole('radio', { name: /Odense/ })
    .first()
    .waitFor()
  await comparison.getByRole('button', { name: t('duplicates.dialog.submit'), exact: true }).click()
  await web.getByText(t('duplicates.merged', { name: known })).waitFor()
  expect(await names()).toEqual([known, other])
  await web.getByRole('button', { name: t('ui.undo') }).click()
  await web.getByText(t('duplicates.undone')).waitFor()
  expect(await names()).toEqual([alike, known, other])

  await page.open(imported)
  await web.getByRole('button', { name: t('importing.undo') }).click()
  const dialog = web.getByRole('dialog')
  await dialog.getByRole('row', { name: t('importing.kind.companies') }).waitFor()
  await page.checkAccess()
  await dialog.getByRole('button', { name: t('importing.undo') }).click()
  await web.getByRole('heading', { name: t('importing.undone') }).waitFor()
  // It was merged and parted since it came, so that it stays, and is said to.
  await web.getByRole('row', { name: alike }).waitFor()
  expect(await names()).toEqual([alike, known])
  await page.checkAccess()
  await page.close()
})
