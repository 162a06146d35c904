import { afterAll, beforeAll, expect, test } from 'vitest'
import { changePreferences, listApiKeys, listMembers } from '../src/contract/access.ts'
import { addUser, hashPassword } from '../src/server/modules/access/index.ts'
import { type App, ada } from '../test/kit/app.ts'
import { type Look, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

const looks: Look[] = [
  { language: 'he', theme: 'dark' },
  { language: 'th', size: 'phone' },
]

test.each(looks)('sign-in and the settings can be used by everybody: %o', async (look) => {
  const page = await screens.page(look)
  await page.open('/sign-in')
  await page.checkAccess()
  await page.signIn()
  for (const part of ['profile', 'workspace', 'members', 'keys']) {
    await page.open(`/w/kestrel/settings/${part}`)
    await page.checkAccess()
  }
  await page.close()
})

test('Ada asks for a page, is sent to the door, mistypes, and arrives where she wanted to go', async () => {
  // Whoever used her account before may have left another language there, which the page follows once she is in.
  const before = await screens.rondo.signIn(ada.email, ada.password)
  await before.call(changePreferences, { body: { language: 'en' } })
  const page = await screens.page()
  const { web, t } = page
  await page.open('/w/kestrel/settings/members')
  await web.getByRole('heading', { name: t('access.sign-in.title') }).waitFor()
  await web.getByLabel(t('access.email')).fill(ada.email)
  await web.getByLabel(t('access.password'), { exact: true }).fill('not hers at all')
  await web.getByRole('button', { name: t('access.sign-in.submit') }).click()
  await web.getByText(t('errors.sign_in_refused')).waitFor()
  await page.checkAccess()
  await web.getByLabel(t('access.password'), { exact: true }).fill(ada.password)
  await web.keyboard.press('Enter')
  await web.getByRole('heading', { name: t('settings.part.members') }).waitFor()
  expect(new URL(web.url()).pathname).toBe('/w/kestrel/settings/members')
  await page.close()
})

test('after ten wrong passwords the door says for how long it is closed', async () => {
  const page = await screens.page({ language: 'sv' })
  const { web, t } = page
  const guess = { email: 'eve@example.com', password: 'a guess of hers' }
  const headers = { origin: screens.rondo.url }
  for (let tried = 0; tried < 10; tried++) await web.request.post('/api/v1/session', { data: guess, headers })
  await page.open('/sign-in')
  await web.getByLabel(t('access.email')).fill(guess.email)
  await web.getByLabel(t('access.password'), { exact: true }).fill(guess.password)
  await web.keyboard.press('Enter')
  await web.getByText(t('access.sign-in.throttled', { minutes: 15 })).waitFor()
  await expect.poll(() => web.getByRole('button', { name: t('access.sign-in.submit') }).isDisabled()).toBe(true)
  await page.checkAccess()
  await page.close()
})

test('a key is shown once, and revoked with a warning', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/settings/keys')
  await web.getByRole('button', { name: t('settings.keys.new') }).click()
  await web.getByLabel(t('settings.keys.name'), { exact: true }).fill('Till')
  await page.checkAccess()
  await web.getByRole('button', { name: t('settings.keys.create') }).click()
  const secret = await web.getByLabel(t('settings.keys.secret'), { exact: true }).inputValue()
  await page.checkAccess()
  const used = await web.request.get('/api/v1/workspace', { headers: { authorization: `Bearer ${secret}` } })
  expect(used.status()).toBe(200)
  await web.getByRole('button', { name: t('settings.done') }).click()
  await web.getByRole('button', { name: t('settings.keys.revoke-of', { name: 'Till' }) }).click()
  await web.getByText(t('settings.keys.revoke.more')).waitFor()
  await web.getByRole('button', { name: t('settings.keys.revoke'), exact: true }).click()
  await web.getByText(t('settings.keys.revoked', { name: 'Till' })).waitFor()
  const { items } = await screens.rondo.owner.call(listApiKeys, {})
  expect(items.map(({ name }) => name)).not.toContain('Till')
  await page.close()
})

test('a role is changed and taken back', async () => {
  await screens.rondo.member('seller', 'Sam')
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/settings/members')
  await web.getByRole('button', { name: t('settings.members.role-of', { name: 'Sam' }) }).click()
  await web.getByRole('option', { name: t('codes.role.manager') }).click()
  await web.getByText(t('settings.members.changed', { name: 'Sam', role: t('codes.role.manager') })).waitFor()
  await expect.poll(() => roleOf('Sam')).toBe('manager')
  await page.checkAccess()
  await web.getByRole('button', { name: t('ui.undo') }).click()
  await expect.poll(() => roleOf('Sam')).toBe('seller')
  await page.close()
})

test('a new name is seen at once wherever it stands', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/settings/workspace')
  await web.getByLabel(t('access.company.name')).fill('Kestrel Trading')
  await web.getByRole('button', { name: t('settings.save') }).click()
  await web.getByRole('banner').getByText('Kestrel Trading').waitFor()
  await page.checkAccess()
  await page.close()
})

test('a seller sees the workspace without changing it, and no keys at all', async () => {
  await addSeller('selma@example.com', 'a long enough word')
  const page = await screens.page()
  const { web, t } = page
  await page.signIn('selma@example.com', 'a long enough word')
  await page.open('/w/kestrel/settings/workspace')
  await web.getByText(t('settings.workspace.read-only')).waitFor()
  expect(await web.getByRole('button', { name: t('settings.save') }).count()).toBe(0)
  expect(await web.getByRole('link', { name: t('settings.part.keys') }).count()).toBe(0)
  await page.open('/w/kestrel/settings/keys')
  await web.getByText(t('errors.forbidden')).waitFor()
  await page.checkAccess()
  await page.open('/w/kestrel/import')
  await web.getByText(t('importing.read-only')).waitFor()
  expect(await web.locator('input[type=file]').count()).toBe(0)
  await page.checkAccess()
  await page.close()
})

async function roleOf(name: string): Promise<string | undefined> {
  const { items } = await screens.rondo.owner.call(listMembers, {})
  return items.find((member) => member.name === name)?.role
}

async function addSeller(email: string, password: string): Promise<void> {
  const { pools, workspaceId } = screens.rondo
  const passwordHash = await hashPassword(password)
  const seller = { workspaceId, name: 'Selma', email, passwordHash, role: 'seller', language: 'en' } as const
  await pools.db.transaction().execute((tx) => addUser(tx, new Date(), seller))
}
