import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listProcesses } from '../src/contract/process.ts'
import type { App } from '../test/kit/app.ts'
import { dayAgo } from '../test/kit/world.ts'
import { begunDaysAgo, sell, typed } from '../test/improvements/list.ts'
import { type Screens, openScreens, untilFocused } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
  await sell(screens.rondo.owner, dayAgo(100), 32, 2)
}, 60_000)
afterAll(() => screens.close())

/** As a finger on the keyboard does it. */
async function press(control: Locator): Promise<void> {
  await control.focus()
  await control.press('Enter')
}

test('Ada puts a finding on the list, starts with it, and says what came of it, all by keyboard', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/process?view=improvements')
  await web.getByText(t('improvements.none')).waitFor()
  await page.checkAccess()
  await press(web.getByRole('link', { name: t('improvements.to-audits') }))
  await press(web.getByRole('button', { name: t('processes.audits.make') }))
  const finding = web.getByRole('listitem').filter({ hasText: t('processes.audit.title.slowest') })
  await press(finding.getByRole('button', { name: t('improvements.put') }))
  await press(finding.getByRole('link', { name: t('improvements.listed') }))
  const slowest = t('improvements.title.slowest', { stage: 'Qualification' })
  await web.getByRole('heading', { name: slowest }).waitFor()

  const add = web.getByRole('button', { name: t('improvements.add') })
  await press(add)
  const dialog = web.getByRole('dialog')
  await untilFocused(dialog.getByLabel(t('improvements.field.title')))
  await web.keyboard.type('Shorter offers')
  await page.checkAccess()
  await web.keyboard.press('Enter')
  const rows = web.getByRole('grid', { name: t('improvements.waiting') }).getByRole('heading')
  const order = () => expect.poll(() => rows.allInnerTexts().then((all) => all.map((text) => text.split('\n')[0])))
  await order().toEqual([slowest, 'Shorter offers'])
  await untilFocused(add)
  await page.checkAccess()
  await press(web.getByRole('button', { name: t('processes.move-up', { name: 'Shorter offers' }) }))
  await order().toEqual(['Shorter offers', slowest])
  await page.checkAccess()

  await press(web.getByRole('button', { name: `${t('improvements.start')} ${slowest}` }))
  await dialog.getByRole('radio', { name: t('improvements.measure.goes_on') }).focus()
  await web.keyboard.press('ArrowDown')
  await page.checkAccess()
  await press(dialog.getByRole('button', { name: t('improvements.start'), exact: true }))
  await web.getByRole('heading', { name: t('improvements.under-way') }).waitFor()
  const before = web.getByText(t('improvements.before', { from: '', to: '' }).split(':')[0] ?? '')
  await before.first().waitFor()
  await web.getByText(t('experiments.no-test')).waitFor()
  await web
    .getByText(t('improvements.few', { n: 0, least: 30 }))
    .first()
    .waitFor()

  await press(web.getByRole('button', { name: `${t('improvements.start')} Shorter offers` }))
  await press(dialog.getByRole('button', { name: t('improvements.start'), exact: true }))
  await dialog.getByText(t('errors.change_under_way', { kind: 'improvement', name: slowest })).waitFor()
  await web.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  await press(web.getByRole('button', { name: t('improvements.finish') }))
  await dialog.getByRole('radio', { name: t('improvements.outcome.helped') }).focus()
  await web.keyboard.press('Space')
  await dialog.getByLabel(t('improvements.remark')).fill('They call back the same day.')
  await press(dialog.getByRole('button', { name: t('improvements.finish') }))
  await web.getByText('They call back the same day.').waitFor()
  await press(web.getByRole('link', { name: `${t('experiments.before-after')} ${slowest}` }))
  await web.getByText(t('experiments.no-test')).waitFor()
  await page.checkAccess()
  await press(web.getByRole('button', { name: t('improvements.take-up') }))
  await order().toEqual(['Shorter offers', slowest])
  await press(web.getByRole('button', { name: t('improvements.menu', { name: 'Shorter offers' }) }))
  await press(web.getByRole('menuitem', { name: t('improvements.remove') }))
  await order().toEqual([slowest])
  // The way back from moving it up may still be there.
  const removed = web.getByRole('listitem').filter({ hasText: t('improvements.removed', { name: 'Shorter offers' }) })
  await press(removed.getByRole('button', { name: t('ui.undo') }))
  await order().toEqual(['Shorter offers', slowest])
  await page.close()
})

test('on a phone in Thai the change under way is read, with the deals behind it, and nothing is wider than the screen', async () => {
  const { owner } = screens.rondo
  const processId = (await owner.call(listProcesses, {})).items[0]?.id ?? ''
  const id = await typed(owner, processId, 'โทรกลับภายในวันเดียว', { stage: 'qualification' })
  await owner.fetch('POST', `/improvements/${id}/start`, { measure: 'goes_on', stage: 'qualification', byDay: 5 })
  await begunDaysAgo(screens.rondo, id, 40)
  await sell(owner, dayAgo(30), 31, 2)
  const page = await screens.page({ language: 'th', size: 'phone' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/process?view=improvements')
  await web
    .getByText(t('experiments.deals', { count: 31 }))
    .first()
    .waitFor()
  await page.checkAccess()
  expect(Number(await web.evaluate('document.documentElement.scrollWidth - innerWidth'))).toBeLessThanOrEqual(0)
  await web.getByRole('button', { name: /^31/ }).first().click()
  await expect.poll(() => web.getByRole('dialog').getByRole('listitem').count()).toBe(31)
  await page.checkAccess()
  await page.close()
})
