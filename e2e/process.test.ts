import { afterAll, beforeAll, expect, test } from 'vitest'
import { addUser, hashPassword } from '../src/server/modules/access/index.ts'
import type { App } from '../test/kit/app.ts'
import { type Look, type Screens, openScreens } from './kit/browser.ts'

const looks: Look[] = [
  {},
  { theme: 'dark', size: 'phone' },
  { language: 'he', theme: 'dark' },
  { language: 'th', size: 'phone' },
]

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

test('Ada drafts the next version, reads what it changes, and publishes it', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/process')
  await web.getByRole('button', { name: t('processes.edit') }).click()
  await web.waitForURL('**/process?version=2')
  const name = web.getByLabel(t('processes.field.name'), { exact: true })
  await name.fill('Find the right ones')
  await web.getByRole('button', { name: t('processes.add-stage') }).click()
  await name.fill('Pilot & proof')
  const up = web.getByRole('button', { name: t('processes.move-up', { name: 'Pilot & proof' }) })
  const down = web.getByRole('button', { name: t('processes.move-down', { name: 'Pilot & proof' }) })
  await up.click()
  await up.click()
  await page.checkAccess()
  await web.getByRole('button', { name: t('processes.draft.save') }).click()
  await web.getByText(t('errors.stages_invalid', { problem: 'phases_out_of_order' })).waitFor()
  await down.click()
  await web.getByRole('button', { name: t('processes.draft.publish') }).click()
  const dialog = web.getByRole('dialog')
  await dialog.getByText(t('processes.change.added', { name: 'Pilot & proof' })).waitFor()
  await dialog.getByText(t('processes.change.renamed', { from: 'Prospecting', name: 'Find the right ones' })).waitFor()
  await page.checkAccess()
  await dialog.getByRole('button', { name: t('processes.publish.send') }).click()
  await web.getByText(t('processes.draft.published', { number: 2 })).waitFor()
  await web.getByRole('heading', { name: 'Pilot & proof' }).waitFor()
  expect(new URL(web.url()).search).toBe('')
  await web.getByRole('button', { name: t('processes.version-number', { number: 1 }) }).click()
  await web.getByRole('heading', { name: 'Prospecting' }).waitFor()
  await page.close()
})

test('stages are put in order by keyboard, and a draft can be thrown away', async () => {
  const page = await screens.page({ language: 'sv' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/process')
  await web.getByRole('button', { name: t('processes.edit') }).click()
  const rows = web.getByRole('grid', { name: t('processes.order') }).getByRole('row')
  await rows.first().focus()
  await web.keyboard.press('ArrowRight')
  await web.keyboard.press('Enter')
  await web.keyboard.press('ArrowDown')
  await web.keyboard.press('Enter')
  await expect.poll(() => rows.nth(1).innerText()).toContain('Find the right ones')
  await web.getByRole('button', { name: t('processes.draft.discard') }).click()
  await web.getByRole('button', { name: t('processes.edit') }).waitFor()
  await expect.poll(() => web.getByRole('heading', { level: 3 }).first().innerText()).toBe('Find the right ones')
  await page.close()
})

test('another process begins from a template, in words of the reader', async () => {
  const page = await screens.page({ language: 'da' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/process')
  await web.getByRole('button', { name: t('processes.add'), exact: true }).click()
  const dialog = web.getByRole('dialog')
  await dialog.getByRole('radio').nth(4).click({ force: true })
  await page.checkAccess()
  await dialog.getByLabel(t('processes.add.name')).fill('Havvind')
  await dialog.getByRole('button', { name: t('processes.add.send') }).click()
  await web.getByRole('heading', { name: 'Havvind' }).waitFor()
  await page.close()
})

test('whoever may not change the process reads it', async () => {
  await addReader('rita@example.com', 'reads and nothing else')
  const page = await screens.page()
  const { web, t } = page
  await page.signIn('rita@example.com', 'reads and nothing else')
  await page.open('/w/kestrel/process')
  await web.getByText(t('processes.read-only')).waitFor()
  expect(await web.getByRole('button', { name: t('processes.edit') }).count()).toBe(0)
  expect(await web.getByRole('button', { name: t('processes.add') }).count()).toBe(0)
  await page.checkAccess()
  await page.close()
})

test.each(looks)('the process can be used by everybody, as a map and as a wheel: %o', async (look) => {
  const page = await screens.page(look)
  await page.signIn()
  for (const address of ['/w/kestrel/process', '/w/kestrel/process?view=wheel']) {
    await page.open(address)
    await page.web.getByRole('heading', { name: page.t('processes.versions') }).waitFor()
    await page.checkAccess()
  }
  await page.close()
})

async function addReader(email: string, password: string): Promise<void> {
  const { pools, workspaceId } = screens.rondo
  const passwordHash = await hashPassword(password)
  const reader = { workspaceId, name: 'Rita', email, passwordHash, role: 'read-only', language: 'en' } as const
  await pools.db.transaction().execute((tx) => addUser(tx, new Date(), reader))
}
