import { afterAll, beforeAll, expect, test } from 'vitest'
import type { App } from '../test/kit/app.ts'
import { after, tell } from '../test/measurement/told.ts'
import { type Look, type Screens, openScreens, untilFocused } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
  for (let number = 0; number < 12; number++) {
    const opened = after('2026-02-01', number * 2)
    const moved = after(opened, 3 + (number % 4))
    await tell(screens.rondo.owner, {
      opened,
      moves: [['qualification', moved]],
      ...(number % 3 ? { end: [number % 2 ? 'won' : 'lost', after(moved, 5)] as const } : {}),
    })
  }
}, 60_000)
afterAll(() => screens.close())

test('Ada reads the map with its figures, opens the deals behind one, and keeps what an audit finds', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/process')
  const behind = t('insights.behind.link', { what: `Qualification: ${t('insights.part.in_stage')}` })
  await page.checkAccess()
  await web.getByRole('link', { name: behind }).click()
  await expect.poll(() => web.getByRole('dialog').getByRole('listitem').count()).toBe(4)
  await untilFocused(web.getByRole('dialog'))
  await web.keyboard.press('Escape')
  await web.getByRole('dialog').waitFor({ state: 'detached' })
  const file = web.waitForEvent('download')
  await web.getByRole('button', { name: t('processes.download') }).click()
  await web.getByRole('menuitem', { name: t('processes.download.xlsx') }).click()
  expect((await file).suggestedFilename()).toMatch(/\.xlsx$/)
  await web.getByText(t('processes.view.qualities'), { exact: true }).click()
  await web.getByRole('heading', { name: t('processes.quality.predictable') }).waitFor()
  await page.checkAccess()
  await web.getByText(t('processes.view.audits'), { exact: true }).click()
  await web.getByRole('button', { name: t('processes.audits.make') }).click()
  await web.getByRole('heading', { name: t('processes.audit.title.slowest') }).waitFor()
  await web.getByRole('button', { name: t('processes.audits.replay') }).click()
  await web.getByText(t('processes.audits.same')).waitFor()
  await page.checkAccess()
  await web.getByRole('button', { name: t('processes.audits.back') }).click()
  await expect.poll(() => web.getByText(t('processes.audits.made', { when: '', who: null }).trim()).count()).toBe(1)
  await page.close()
})

test('a map kept in a spreadsheet comes into the draft, and goes again', async () => {
  const page = await screens.page({ language: 'sv' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/process')
  await web.getByRole('button', { name: t('processes.edit') }).click()
  await web.getByText(t('processes.draft.saved')).waitFor()
  const buffer = Buffer.from('Steg;Syfte;Måldagar\nPilot;Visa att det går;12\n')
  await web.locator('input[type=file]').setInputFiles({ name: 'karta.csv', mimeType: 'text/csv', buffer })
  await web.getByRole('dialog').getByText('Visa att det går').waitFor()
  await page.checkAccess()
  await web.getByRole('button', { name: t('processes.file.take') }).click()
  await web.getByRole('heading', { name: 'Pilot' }).waitFor()
  await web.getByRole('button', { name: t('processes.undo') }).click()
  await web.getByRole('heading', { name: 'Qualification' }).waitFor()
  await web.getByText(t('processes.draft.saved')).waitFor()
  await web.getByRole('button', { name: t('processes.draft.discard') }).click()
  await web.getByRole('button', { name: t('processes.edit') }).waitFor()
  await page.close()
})

test.each<Look>([
  { language: 'he', theme: 'dark' },
  { language: 'th', size: 'phone' },
  // The longest names of the views.
  { language: 'sv', size: 'phone' },
])('the map and the qualities are read in %o, and nothing is wider than the screen', async (look) => {
  const page = await screens.page(look)
  await page.signIn()
  for (const view of ['map', 'qualities', 'improvements']) {
    await page.open(`/w/kestrel/process?view=${view}`)
    await page.web.getByRole('heading', { level: 2 }).first().waitFor()
    const beyond = await page.web.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(Number(beyond), view).toBeLessThanOrEqual(0)
    await page.checkAccess()
  }
  await page.close()
})
