import { afterAll, beforeAll, expect, test } from 'vitest'
import { listCompanies } from '../src/contract/people.ts'
import type { App } from '../test/kit/app.ts'
import { type Look, type ScreenPage, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

test('a visitor reads how the API works, finds an operation and calls it with a key', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.open('/api')
  await web.getByRole('heading', { name: t('reference.title') }).waitFor()
  await web.getByRole('heading', { name: 'Authentication' }).waitFor()
  await page.checkAccess()
  await picture(page, {}, 'guide')
  await web.getByRole('textbox', { name: t('reference.search') }).fill('company add')
  const contents = web.getByRole('navigation', { name: t('reference.nav') })
  await contents.getByRole('link', { name: 'addCompany' }).click()
  await web.getByRole('heading', { name: 'addCompany' }).waitFor()
  expect(new URL(web.url()).hash).toBe('#addCompany')
  await web.getByText(t('reference.right', { right: 'base.edit' })).waitFor()
  await web.getByRole('button', { name: t('reference.try.open') }).click()
  await web.getByText(t('reference.try.warning')).waitFor()
  await page.checkAccess()
  const key = screens.rondo.owner.headers.authorization?.replace('Bearer ', '') ?? ''
  await web.getByLabel(t('reference.try.key'), { exact: true }).fill(key)
  await web.getByRole('textbox', { name: t('reference.body') }).fill('{ "name": "Tried Out AB" }')
  await web.getByRole('button', { name: t('reference.try.send.write') }).click()
  await web.getByText(/^201 in/).waitFor()
  await picture(page, {}, 'tried')
  const { items } = await screens.rondo.owner.call(listCompanies, { query: { q: 'tried out' } })
  expect(items).toHaveLength(1)
  await page.close()
})

test('whoever is signed in calls as themselves, and a refusal is shown as it is', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/api#showDeal')
  await web.getByRole('button', { name: t('reference.try.open') }).click()
  await web.getByRole('textbox', { name: 'id' }).fill('019a8f4e-5d7c-7b1a-9c3e-2f6d8a4b1c0e')
  await web.getByRole('button', { name: t('reference.try.send'), exact: true }).click()
  await web.getByText(/^404 in/).waitFor()
  await page.close()
})

test('the address of a problem leads to its code', async () => {
  const page = await screens.page()
  await page.open('/api#deal_not_open')
  await page.web.locator('#deal_not_open').getByText('The deal has ended').waitFor()
  await page.checkAccess()
  await page.close()
})

const looks: Look[] = [
  { language: 'he', theme: 'dark', size: 'phone' },
  { language: 'th', theme: 'dark' },
]
test.each(looks)('its frame speaks $language', async (look) => {
  const page = await screens.page(look)
  if (look.size === 'phone') {
    await page.open('/api')
    await page.web.getByRole('heading', { name: page.t('reference.title') }).waitFor()
    await page.checkAccess()
    await picture(page, look, 'guide')
  }
  await page.open('/api#openDeal')
  await page.web.getByRole('heading', { name: page.t('reference.refusals') }).waitFor()
  await page.checkAccess()
  await picture(page, look, 'operation')
})

/** Pictures to look at: RONDO_PICTURES names a directory. */
async function picture({ web }: ScreenPage, { language, theme, size }: Look, name: string): Promise<void> {
  const directory = process.env.RONDO_PICTURES
  if (directory)
    await web.screenshot({
      path: `${directory}/${name}-${language ?? 'en'}-${theme ?? 'light'}-${size ?? 'desktop'}.png`,
    })
}
