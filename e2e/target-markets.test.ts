import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCompany } from '../src/contract/people.ts'
import { showScoring } from '../src/contract/scoring.ts'
import { listSegments } from '../src/contract/segments.ts'
import type { App } from '../test/kit/app.ts'
import { type Look, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

test('a target market is written down, and a customer shows that it fits and why', async () => {
  const { owner } = screens.rondo
  const company = await owner.call(addCompany, { body: { name: 'Vindøe', country: 'DK' } })
  const page = await screens.page({ language: 'en' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/prospects/markets')
  await page.checkAccess()
  await web.getByRole('button', { name: t('segments.add') }).click()
  const dialog = web.getByRole('dialog', { name: t('segments.add') })
  await dialog.getByRole('textbox', { name: t('segments.name') }).fill('Wind')
  await dialog.getByRole('button', { name: t('segments.rules.add') }).click()
  const rules = web.getByRole('dialog', { name: t('views.filter.title') })
  await rules.getByRole('textbox', { name: t('views.filter.value') }).fill('vind')
  await rules.getByRole('button', { name: t('views.filter.apply') }).click()
  await rules.waitFor({ state: 'detached' })
  await dialog.getByText('vind').waitFor()
  await dialog.getByRole('button', { name: t('people.save') }).click()
  await dialog.waitFor({ state: 'detached' })
  await web.getByRole('heading', { name: 'Wind' }).waitFor()
  await page.checkAccess()
  expect((await owner.call(listSegments, { query: {} })).items).toMatchObject([{ name: 'Wind', fitting: 1 }])
  await page.open(`/w/kestrel/companies/${company.id}`)
  const fit = web.getByRole('region', { name: t('segments.of', { name: 'Vindøe' }) })
  await fit.getByText(t('segments.inside'), { exact: true }).waitFor()
  await web.getByRole('region', { name: t('scoring.of', { name: 'Vindøe' }) }).waitFor()
  await page.checkAccess()
  await page.close()
})

test.each<Look>([
  { language: 'he', theme: 'dark' },
  { language: 'th', size: 'phone' },
])('what a reason is worth is set, and prospects are scored by it: %o', async (look) => {
  const { owner } = screens.rondo
  const page = await screens.page(look)
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/prospects/score')
  await page.checkAccess()
  const before = (await owner.call(showScoring, {})).rules.points.email
  const email = web.getByRole('textbox', { name: t('prospects.reason.email') })
  await email.fill(String(before + 3))
  await email.blur()
  await web.getByRole('button', { name: t('scoring.rules.save') }).click()
  await web.getByText(t('scoring.rules.saved')).waitFor()
  expect((await owner.call(showScoring, {})).rules.points.email).toBe(before + 3)
  await page.close()
})
