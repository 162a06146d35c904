import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { type App, ada, startApp } from '../test/kit/app.ts'
import { openScreens, type ScreenPage, type Screens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  // Passkeys belong to a name, not to a bare address.
  screens = await openScreens(async () => {
    const rondo = await startApp()
    return { ...rondo, url: rondo.url.replace('127.0.0.1', 'localhost') }
  })
})
afterAll(() => screens.close())

async function fillPassword(page: ScreenPage): Promise<void> {
  await page.web.getByRole('dialog').getByLabel(page.t('settings.second-factor.password')).fill(ada.password)
}

async function leave(web: Page): Promise<void> {
  await web.context().clearCookies()
  await web.goto('/sign-in')
}

test('Ada sets up two-step sign-in with her phone, and comes in with its code', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/settings/profile')
  await web.getByRole('button', { name: t('settings.second-factor.set-up') }).click()
  await fillPassword(page)
  await web.getByRole('button', { name: t('settings.second-factor.continue') }).click()
  const dialog = web.getByRole('dialog')
  await dialog.getByRole('img', { name: t('settings.second-factor.picture') }).waitFor()
  await page.checkAccess()
  const key = (await dialog.locator('.select-all').textContent()) ?? ''
  const app = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) })
  await dialog.getByLabel(t('settings.second-factor.code')).fill(app.generate())
  await dialog.getByRole('button', { name: t('settings.second-factor.turn-on') }).click()
  await expect.poll(() => dialog.getByRole('listitem').count()).toBe(10)
  await page.checkAccess()
  await dialog.getByRole('button', { name: t('settings.second-factor.kept') }).click()
  await web.getByText(t('settings.second-factor.left', { count: 10 })).waitFor()

  await leave(web)
  await web.getByLabel(t('access.email')).fill(ada.email)
  await web.getByLabel(t('access.password'), { exact: true }).fill(ada.password)
  await web.getByRole('button', { name: t('access.sign-in.submit'), exact: true }).click()
  await web.getByRole('heading', { name: t('access.code.title') }).waitFor()
  await page.checkAccess()
  await web.getByLabel(t('access.code.field')).fill('000000')
  await web.getByRole('button', { name: t('access.code.submit') }).click()
  await web.getByText(t('errors.code_refused')).waitFor()
  // A code opens once, so it is the next one, which is good for half a minute before its time.
  await web.getByLabel(t('access.code.field')).fill(app.generate({ timestamp: Date.now() + 30_000 }))
  await web.getByRole('button', { name: t('access.code.submit') }).click()
  await web.waitForURL(/\/w\/kestrel\//)

  await page.open('/w/kestrel/settings/profile')
  await web.getByRole('button', { name: t('settings.second-factor.turn-off') }).click()
  await fillPassword(page)
  await web
    .getByRole('dialog')
    .getByRole('button', { name: t('settings.second-factor.turn-off') })
    .click()
  await web.getByRole('button', { name: t('settings.second-factor.set-up') }).waitFor()
})

test('in Hebrew she adds a passkey, comes in with it, and removes it', async () => {
  const page = await screens.page({ language: 'he', size: 'phone' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/settings/profile')
  await web.getByRole('button', { name: t('settings.passkeys.add') }).click()
  await web.getByRole('dialog').getByLabel(t('settings.passkeys.name')).fill('Pixel')
  await fillPassword(page)
  await page.checkAccess()
  // From here on until the last step: whatever else talks to the debugger takes the device away.
  const devtools = await web.context().newCDPSession(web)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await web
    .getByRole('dialog')
    .getByRole('button', { name: t('settings.passkeys.add') })
    .click()
  await web.getByText('Pixel', { exact: true }).waitFor()

  await leave(web)
  await web.getByRole('button', { name: t('access.passkey.submit') }).click()
  await web.waitForURL(/\/w\/kestrel\//)
  await page.open('/w/kestrel/settings/profile')
  await page.checkAccess()
  await web.getByRole('button', { name: t('settings.passkeys.remove.label', { name: 'Pixel' }) }).click()
  await expect.poll(() => web.getByText('Pixel', { exact: true }).count()).toBe(0)
})
