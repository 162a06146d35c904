import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal, showDeal } from '../src/contract/deals.ts'
import { listPromises, listTouches } from '../src/contract/outreach.ts'
import { addPerson } from '../src/contract/people.ts'
import type { App } from '../test/kit/app.ts'
import { type Look, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

const soon = <Value>(read: () => Value) => expect.poll(read)

const looks: Look[] = [
  { language: 'he', theme: 'dark' },
  { language: 'th', size: 'phone' },
]

test.each(looks)('a call is logged with three keys, and the next one is planned by itself: %o', async (look) => {
  const { owner } = screens.rondo
  const freja = await owner.call(addPerson, { body: { name: `Freja ${look.language}` } })
  const deal = await owner.call(openDeal, { body: { name: `Pilot ${look.language}`, personId: freja.id } })
  const page = await screens.page(look)
  const { web, t } = page
  await page.signIn()
  await page.open(`/w/kestrel/deals/${deal.id}`)
  await web.keyboard.press('l')
  const dialog = web.getByRole('dialog', { name: t('outreach.log') })
  await dialog.waitFor()
  await page.checkAccess()
  await web.keyboard.press('2')
  await web.keyboard.press('Enter')
  // Under the pointer it stays until it is pressed, however long the looking takes.
  await web.getByText(t('outreach.logged')).hover()
  const { items } = await owner.call(listTouches, { query: { deal: deal.id } })
  expect(items).toMatchObject([{ channel: 'phone', outcome: 'no_answer', people: [{ id: freja.id }] }])
  const { nextStep } = await owner.call(showDeal, { params: { id: deal.id } })
  expect(nextStep?.text).toBe(t('outreach.step.call_again'))
  await web.getByText(t('outreach.step.call_again')).first().waitFor()
  await page.checkAccess()

  await web.getByRole('button', { name: t('ui.undo') }).click()
  await soon(async () => (await owner.call(listTouches, { query: { deal: deal.id } })).items.length).toBe(0)
  await page.close()
})

test('what a buyer waits for stands on the deal until it is given', async () => {
  const { owner } = screens.rondo
  const deal = await owner.call(openDeal, { body: { name: 'Waiting' } })
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open(`/w/kestrel/deals/${deal.id}`)
  await web.getByRole('button', { name: t('outreach.promise.add') }).click()
  await web.getByRole('textbox', { name: t('outreach.promise.text') }).fill('Drawings of the mast')
  await page.checkAccess()
  await web.keyboard.press('Enter')
  const line = web.getByRole('listitem').filter({ hasText: 'Drawings of the mast' })
  await line.getByRole('button', { name: t('outreach.promise.given') }).click()
  await web.getByText(t('outreach.promises.none')).waitFor()
  const { items } = await owner.call(listPromises, { query: { deal: deal.id, answered: 'true' } })
  expect(items).toMatchObject([{ text: 'Drawings of the mast' }])
  await page.close()
})
