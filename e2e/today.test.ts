import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal } from '../src/contract/deals.ts'
import { winDeal } from '../src/contract/moves.ts'
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

test('an empty workspace shows a grey wheel, the two ways to the first deal, and four first steps', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel')
  await web.getByRole('heading', { name: t('today.first') }).waitFor()
  await web.getByText(t('today.first.done', { done: '0', total: '4' })).waitFor()
  await web.getByText(t('today.empty')).waitFor()
  await page.checkAccess()
  await web.getByRole('button', { name: t('today.empty.import') }).click()
  await web.waitForURL('**/w/kestrel/import')
  await page.open('/w/kestrel/today')
  await web.getByRole('button', { name: t('today.empty.add') }).click()
  await web.waitForURL('**/w/kestrel/board?new=deal')
  await page.close()
})

test('with deals their step is done, and the most urgent deal is one click away', async () => {
  await seed()
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/today')
  await web.getByText(t('today.first.done', { done: '1', total: '4' })).waitFor()
  const needs = web.getByRole('heading', { name: t('today.needs'), exact: true }).locator('xpath=ancestor::section')
  const names = await needs.getByRole('listitem').allInnerTexts()
  expect(names.map((text) => text.split('\n')[0])).toEqual(['Late', 'Today', 'Idle'])
  await needs.getByText(t('today.needs.overdue', { days: 3 })).waitFor()
  await web.getByRole('button', { name: t('today.first.dismiss') }).click()
  await web.reload()
  await needs.getByRole('link', { name: /Late/ }).waitFor()
  expect(await web.getByRole('heading', { name: t('today.first') }).count()).toBe(0)
  await needs.getByRole('link', { name: /Late/ }).click()
  await web.waitForURL('**/w/kestrel/deals/*')
  await page.close()
})

test('by keyboard an arc opens its stage on the board, and care opens the deals won', async () => {
  const page = await screens.page({ language: 'he' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/today')
  const wheel = web.getByRole('group', { name: t('today.wheel') })
  await wheel.getByRole('button').first().focus()
  await web.keyboard.press('ArrowLeft')
  await web.keyboard.press('Enter')
  await web.waitForURL('**/w/kestrel/board?stage=first-contact')
  await page.open('/w/kestrel/today')
  await wheel.getByRole('button').first().focus()
  await web.keyboard.press('End')
  await web.keyboard.press('Enter')
  await web.waitForURL('**/w/kestrel/insights?part=won')
  await web.getByRole('dialog').getByText('Signed').waitFor()
  await page.close()
})

test.each(looks)('today can be used by everybody: %o', async (look) => {
  const page = await screens.page(look)
  await page.signIn()
  await page.open('/w/kestrel/today')
  await page.web.getByText('Late').waitFor()
  await page.checkAccess()
  await page.close()
})

async function seed(): Promise<void> {
  const { owner } = screens.rondo
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  const me = (await owner.fetch('GET', '/members')).body as { items: { id: string }[] } // The contract's page of members.
  const ownerId = me.items[0]?.id ?? null
  const open = (name: string, offset?: number) =>
    owner.call(openDeal, {
      body: { name, ownerId, nextStep: offset === undefined ? null : { text: 'Call Freja', on: day(offset) } },
    })
  await open('Later', 9)
  await open('Idle')
  await open('Today', 0)
  await open('Late', -3)
  const signed = await open('Signed', 1)
  await owner.call(winDeal, { params: { id: signed.id }, body: {} })
}
