import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal } from '../src/contract/deals.ts'
import { winDeal } from '../src/contract/moves.ts'
import { promiseAnswer } from '../src/contract/outreach.ts'
import { addProcess } from '../src/contract/process.ts'
import type { App } from '../test/kit/app.ts'
import { dayAgo } from '../test/kit/world.ts'
import { type Screens, openScreens } from './kit/browser.ts'

// The newcomers of demo.test.ts read a full day from right to left, in the dark, with long words and on a phone.

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

test('with deals their step is done, and what is worth most is one click away', async () => {
  await seed()
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/today')
  await web.getByText(t('today.first.done', { done: '1', total: '4' })).waitFor()
  const needs = web.getByRole('heading', { name: t('today.needs'), exact: true }).locator('xpath=ancestor::section')
  await needs.getByText(t('today.needs.overdue', { days: 3 })).waitFor()
  const names = await needs.getByRole('listitem').allInnerTexts()
  expect(names.map((text) => text.split('\n')[0])).toEqual(['Late', 'Today', 'Idle'])
  await page.checkAccess()
  await web.getByRole('button', { name: t('today.first.dismiss') }).click()
  await web.getByRole('heading', { name: t('today.first') }).waitFor({ state: 'detached' })
  await web.reload()
  await needs.getByRole('link', { name: /Late/ }).waitFor()
  expect(await web.getByRole('heading', { name: t('today.first') }).count()).toBe(0)
  await needs.getByRole('link', { name: /Late/ }).click()
  await web.waitForURL('**/w/kestrel/deals/*')
  await page.close()
})

test('the day is done by keys: a step is put off, a call is logged, an answer is given', async () => {
  const deal = await openOne('By keys', -1)
  await screens.rondo.owner.call(promiseAnswer, {
    body: { dealId: deal.id, text: 'Delivery in May?', dueAt: new Date().toISOString() },
  })
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/today')
  const line = (text: string) => web.getByRole('list', { name: t('today.needs') }).getByRole('link', { name: text })
  const focused = async () => (await web.locator('[data-row]:focus').allTextContents()).join('')
  await line('Delivery in May?').waitFor()
  for (let down = 0; !(await focused()).includes('Delivery in May?') && down < 8; down++) await web.keyboard.press('j')
  expect(await focused()).toContain('Delivery in May?')
  await web.keyboard.press('a')
  await line('Delivery in May?').waitFor({ state: 'detached' })
  for (let up = 0; up < 8; up++) await web.keyboard.press('k')
  for (let down = 0; !(await focused()).includes('By keys') && down < 8; down++) await web.keyboard.press('j')
  await web.keyboard.press('s')
  await line('By keys').waitFor({ state: 'detached' })
  await web
    .getByRole('button', { name: t('ui.undo') })
    .last()
    .click()
  await line('By keys').focus()
  await web.keyboard.press('l')
  const dialog = web.getByRole('dialog', { name: t('outreach.log') })
  await dialog.getByText('By keys').waitFor()
  await page.checkAccess()
  await web.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await line('By keys').waitFor({ state: 'detached' })
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
  await web.waitForURL('**/w/kestrel/insights?part=closed_won')
  await web.getByRole('dialog').getByText('Signed').waitFor()
  await page.close()
})

test('with two processes the pictures are of the one in the wheel, and lead to its deals', async () => {
  const { owner } = screens.rondo
  const renewals = await owner.call(addProcess, { body: { template: 'seven-steps', name: 'Renewals', language: 'en' } })
  const renewed = await owner.call(openDeal, { body: { name: 'Renewed', processId: renewals.id } })
  await owner.call(winDeal, { params: { id: renewed.id }, body: {} })
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open(`/w/kestrel/today?process=${renewals.id}`)
  for (const title of ['insights.win', 'insights.funnel', 'insights.survival']) {
    const heading = web.getByRole('heading', { name: t(title), exact: true })
    await web
      .locator('header')
      .filter({ has: heading })
      .getByText(t('insights.n', { n: 1 }), { exact: true })
      .waitFor()
  }
  await page.checkAccess()
  await web
    .getByRole('group', { name: t('today.wheel') })
    .getByRole('button')
    .first()
    .focus()
  await web.keyboard.press('End')
  await web.keyboard.press('Enter')
  await web.waitForURL(`**/w/kestrel/insights?process=${renewals.id}&part=closed_won`)
  const panel = web.getByRole('dialog')
  await panel.getByText('Renewed').waitFor()
  expect(await panel.getByRole('listitem').count()).toBe(1)
  await page.close()
})

/** Opens a deal of the signed-in owner, with a step so many days from now. */
async function openOne(name: string, offset?: number) {
  const { owner } = screens.rondo
  const me = (await owner.fetch('GET', '/members')).body as { items: { id: string }[] } // The contract's page of members.
  const ownerId = me.items[0]?.id ?? null
  return owner.call(openDeal, {
    body: { name, ownerId, nextStep: offset === undefined ? null : { text: 'Call Freja', on: dayAgo(-offset) } },
  })
}

async function seed(): Promise<void> {
  await openOne('Later', 9)
  await openOne('Idle')
  await openOne('Today', 0)
  await openOne('Late', -3)
  const signed = await openOne('Signed', 1)
  await screens.rondo.owner.call(winDeal, { params: { id: signed.id }, body: {} })
}
