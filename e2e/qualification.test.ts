import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal, showDeal } from '../src/contract/deals.ts'
import type { App } from '../test/kit/app.ts'
import { type Look, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

const looks: Look[] = [{ language: 'en' }, { language: 'he', theme: 'dark', size: 'phone' }]

test.each(looks)('the means are learned by a clue and kept as a range: %o', async (look) => {
  const { owner } = screens.rondo
  const deal = await owner.call(openDeal, { body: { name: `Pilot ${look.language}` } })
  const page = await screens.page(look)
  const { web, t } = page
  await page.signIn()
  await page.open(`/w/kestrel/deals/${deal.id}`)
  await page.checkAccess()
  await web.getByRole('button', { name: t('qualification.edit', { aspect: t('codes.aspect.means') }) }).click()
  const dialog = web.getByRole('dialog', { name: t('qualification.ask.means') })
  await dialog.getByRole('textbox', { name: t('qualification.means.low') }).fill('8000')
  await dialog.getByRole('textbox', { name: t('qualification.means.high') }).fill('12000')
  await page.checkAccess()
  await dialog.getByRole('button', { name: t('people.save') }).click()
  await dialog.waitFor({ state: 'detached' })
  const { means } = (await owner.call(showDeal, { params: { id: deal.id } })).qualification
  expect(means).toMatchObject({ verdict: 'yes', lowMinor: 800_000, highMinor: 1_200_000 })
  await web.getByText(t('codes.verdict.yes'), { exact: true }).waitFor()
  await page.checkAccess()
  await page.close()
})
