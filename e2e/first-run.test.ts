import { afterEach, expect, test } from 'vitest'
import { languages } from '../src/contract/primitives.ts'
import { type ScreenPage, type Screens, type Running, openScreens } from './kit/browser.ts'
import { startEmptyRondo } from './kit/empty-rondo.ts'

let screens: Screens<Running>
afterEach(() => screens.close())

async function fillCompany({ web }: ScreenPage, password: string): Promise<void> {
  await web.locator('[name=workspaceName]').fill('Nordlys')
  await web.locator('[name=name]').fill('Ada Lindqvist')
  await web.locator('[name=email]').fill('ada@example.com')
  await web.locator('[name=password]').fill(password)
}

test('a newcomer sets Rondo up in Hebrew and stands before four doors', async () => {
  screens = await openScreens(startEmptyRondo)
  const page = await screens.page({ language: 'he' })
  const { web, t } = page
  await page.open('/')
  expect(new URL(web.url()).pathname).toBe('/first-run')
  expect(await web.locator('html').getAttribute('dir')).toBe('rtl')
  await page.checkAccess()
  await web.getByRole('button', { name: t('access.continue') }).click()
  await web.getByRole('heading', { name: t('access.company.title') }).waitFor()
  await page.checkAccess()
  await fillCompany(page, 'correct horse battery')
  await web.getByRole('button', { name: t('access.continue') }).click()
  await web.getByRole('heading', { name: t('access.process.title') }).waitFor()
  await web.getByRole('radio').nth(4).focus()
  await web.keyboard.press('Space')
  await page.checkAccess()
  await web.getByRole('button', { name: t('access.process.finish') }).click()
  await web.getByRole('heading', { name: t('access.doors.title') }).waitFor()
  await page.checkAccess()
  const session = await web.context().request.get('/api/v1/session')
  expect(await session.json()).toMatchObject({
    user: { email: 'ada@example.com' },
    current: {
      workspace: { name: 'Nordlys', language: 'he', currency: 'ILS', timeZone: 'Europe/Stockholm' },
      member: { role: 'owner', language: 'he' },
    },
  })
  await web.getByRole('link', { name: t('access.doors.import') }).click()
  await web.getByText(t('importing.drop'), { exact: true }).waitFor()
})

test('the last door brings the sample company, and the settings take it away again', async () => {
  screens = await openScreens(startEmptyRondo)
  const page = await screens.page({ language: 'da' })
  const { web, t } = page
  await page.open('/first-run')
  await web.getByRole('button', { name: t('access.continue') }).click()
  await fillCompany(page, 'correct horse battery')
  await web.getByRole('button', { name: t('access.continue') }).click()
  await web.getByRole('button', { name: t('access.process.finish') }).click()
  await web.getByRole('button', { name: t('access.doors.sample') }).click()
  await web.getByText(t('sample.looking')).waitFor()
  await page.checkAccess()
  await web.getByRole('link', { name: t('sample.remove') }).click()
  await web.getByRole('button', { name: t('sample.remove') }).click()
  const dialog = web.getByRole('dialog')
  await dialog.getByText(t('sample.remove.more')).waitFor()
  await page.checkAccess()
  await dialog.getByRole('button', { name: t('sample.remove') }).click()
  await web.getByText(t('sample.removed')).waitFor()
  await web.getByText(t('sample.offer')).waitFor()
  await page.checkAccess()
})

test('every language can be chosen first; what was typed stays when the server refuses, and the refusal stands beside its field', async () => {
  screens = await openScreens(startEmptyRondo)
  const page = await screens.page({ size: 'phone', theme: 'dark' })
  const { web, t } = page
  await page.open('/first-run')
  // English last, in which it goes on.
  for (const language of languages.toReversed()) {
    await web.getByRole('radio').nth(languages.indexOf(language)).focus()
    await web.keyboard.press('Space')
    await web.locator(`html[lang=${language}]`).waitFor()
    await page.checkAccess()
  }
  await web.getByRole('button', { name: t('access.continue') }).click()
  await web.getByRole('button', { name: t('access.continue') }).click()
  await expect.poll(() => web.getByText(t('errors.field.required')).count()).toBe(4)
  await fillCompany(page, 'password1234')
  await web.getByRole('button', { name: t('access.continue') }).click()
  await web.getByRole('button', { name: t('access.process.finish') }).click()
  await web.getByText(t('errors.password_too_common')).waitFor()
  await page.checkAccess()
  expect(await web.locator('[name=workspaceName]').inputValue()).toBe('Nordlys')
  await web.locator('[name=password]').fill('correct horse battery')
  await web.getByRole('button', { name: t('access.continue') }).click()
  await web.getByRole('button', { name: t('access.process.finish') }).click()
  await web.getByRole('heading', { name: t('access.doors.title') }).waitFor()
})
