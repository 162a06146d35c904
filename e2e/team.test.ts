import { afterAll, beforeAll, expect, test } from 'vitest'
import { changePreferences, listMembers } from '../src/contract/access.ts'
import { assignDeal, openDeal, showDeal } from '../src/contract/deals.ts'
import { inviteMember } from '../src/contract/invitations.ts'
import { addTeam } from '../src/contract/team.ts'
import { type App, ada } from '../test/kit/app.ts'
import { type Look, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

const password = 'a long enough word'

test('alone, nothing but the way to become two', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/settings/members')
  await web.getByText(t('team.alone')).waitFor()
  expect(await web.getByRole('link', { name: t('settings.part.roles') }).count()).toBe(0)
  await page.checkAccess()
  await page.close()
})

test('Ada invites Eva by a link; Eva chooses a password and is in', async () => {
  await screens.rondo.owner.call(addTeam, { body: { name: 'North' } })
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/settings/members')
  await web
    .getByRole('button', { name: t('team.invite'), exact: true })
    .first()
    .click()
  await web.getByLabel(t('team.invite.name'), { exact: true }).fill('Eva Strand')
  await web.getByLabel(t('access.email'), { exact: true }).fill('eva@kestrel.example')
  await web.getByRole('button', { name: new RegExp(t('team.sees')) }).click()
  await web.getByRole('option', { name: t('codes.sees.own') }).click()
  await web.getByRole('button', { name: t('team.invite.make') }).click()
  const link = await web.getByLabel(t('team.invite.link'), { exact: true }).inputValue()
  await page.checkAccess()
  await web.getByRole('button', { name: t('settings.done') }).click()
  await web.getByRole('heading', { name: t('team.invitations') }).waitFor()

  const hers = await screens.page({ size: 'phone' })
  await hers.open(link)
  await hers.web.getByRole('heading', { name: t('access.join.title', { workspace: 'Kestrel' }) }).waitFor()
  await hers.checkAccess()
  await hers.web.getByLabel(t('access.join.password'), { exact: true }).fill(password)
  await hers.web.getByRole('button', { name: t('access.join.submit'), exact: true }).click()
  await hers.web.waitForURL(/\/w\/kestrel\/today/)
  expect(new URL(hers.web.url()).hash).toBe('')
  const { items } = await screens.rondo.owner.call(listMembers, {})
  expect(items.find(({ email }) => email === 'eva@kestrel.example')).toMatchObject({ name: 'Eva Strand', sees: 'own' })
  // The link has opened its one door.
  await hers.open(link)
  await hers.web.getByText(t('access.join.closed')).waitFor()
  await hers.checkAccess()
  await hers.close()
  await page.close()
})

test('what Eva sees is changed and taken back; when she leaves, her deals are handed over and her screen ends at the door', async () => {
  const { owner } = screens.rondo
  const { items } = await owner.call(listMembers, {})
  const eva = items.find(({ name }) => name === 'Eva Strand')
  const deal = await owner.call(openDeal, { body: { name: 'Masts' } })
  await owner.call(assignDeal, { params: { id: deal.id }, body: { ownerId: eva?.id ?? null } })
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/settings/members')
  await web.getByRole('button', { name: t('team.sees-of', { name: 'Eva Strand' }) }).click()
  await web.getByRole('option', { name: t('codes.sees.team') }).click()
  await web.getByText(t('team.changed.sees', { name: 'Eva Strand', sees: t('codes.sees.team') })).waitFor()
  await web.getByRole('button', { name: t('ui.undo') }).click()
  await web.getByText(t('team.changed.sees', { name: 'Eva Strand', sees: t('codes.sees.own') })).waitFor()

  const hers = await screens.page()
  await hers.signIn('eva@kestrel.example', password)
  await hers.open(`/w/kestrel/deals/${deal.id}`)
  await hers.web.getByRole('heading', { name: 'Masts' }).first().waitFor()
  await web.getByRole('button', { name: t('team.more-for', { name: 'Eva Strand' }) }).click()
  await web.getByRole('menuitem', { name: t('team.leave') }).click()
  await web.getByText(t('team.leave.deals', { count: 1 })).waitFor()
  await web.getByRole('button', { name: new RegExp(t('team.leave.to')) }).click()
  await web.getByRole('option', { name: ada.name }).click()
  await page.checkAccess()
  await web
    .getByRole('dialog')
    .getByRole('button', { name: t('team.leave'), exact: true })
    .click()
  await web.getByText(t('team.leave.done', { name: 'Eva Strand' })).waitFor()
  await hers.open('/w/kestrel/board')
  await hers.web.getByRole('heading', { name: t('access.sign-in.title') }).waitFor()
  await expect.poll(async () => (await owner.call(showDeal, { params: { id: deal.id } })).owner?.name).toBe(ada.name)
  await hers.close()
  await page.close()
})

const looks: Look[] = [{ theme: 'dark', size: 'phone' }, { language: 'he' }]

test.each(looks)('team, rights, audit log and the door of the invited can be used by everybody: %o', async (look) => {
  const { token } = await screens.rondo.owner.call(inviteMember, {
    body: { name: 'Ida', email: `ida-${JSON.stringify(look).length}@example.com`, role: 'care' },
  })
  const page = await screens.page(look)
  await page.signIn()
  for (const part of ['members', 'roles', 'audit']) {
    await page.open(`/w/kestrel/settings/${part}`)
    await page.checkAccess()
  }
  await page.open(`/join#${token}`)
  await page.web.getByRole('button', { name: page.t('access.join.sign-out') }).waitFor()
  await page.checkAccess()
  await page.close()
  const before = await screens.rondo.signIn(ada.email, ada.password)
  await before.call(changePreferences, { body: { language: 'en' } })
})
