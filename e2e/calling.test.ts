import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCampaign, showCampaign } from '../src/contract/campaigns.ts'
import { listDeals } from '../src/contract/deals.ts'
import { addList, pasteToList } from '../src/contract/lists.ts'
import { listProspects } from '../src/contract/prospects.ts'
import type { App } from '../test/kit/app.ts'
import { type ScreenPage, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
let page: ScreenPage
beforeAll(async () => {
  screens = await openScreens()
  page = await screens.page()
  await page.signIn()
})
afterAll(() => screens.close())

async function listOf(name: string, ...rows: string[]): Promise<string> {
  const { owner } = screens.rondo
  const { id } = await owner.call(addList, { body: { name } })
  await owner.call(pasteToList, { params: { id }, body: { text: ['Name\tPhone', ...rows].join('\n') } })
  return id
}

test('a list is called by keys alone: a key a call, two where something more must be known, and one to take it back', async () => {
  const list = await listOf('By phone', 'Ann Ek\t070 123 45 61', 'Ben Ek\t070 123 45 62', 'Cia Ek\t070 123 45 63')
  const { owner } = screens.rondo
  const { items } = await owner.call(listProspects, { query: { list } })
  const [first = '', second = '', third = ''] = items.map(({ name }) => name)
  const { web, t } = page
  await page.open(`/w/kestrel/calls/${list}`)
  // A key counts as soon as its button does.
  const onLine = async (name: string) => {
    await web.getByRole('heading', { level: 2, name }).waitFor()
    await web.getByRole('button', { name: t('calling.outcome.no_answer'), disabled: false }).waitFor()
  }
  const press = async (...keys: string[]) => {
    for (const key of keys) await web.keyboard.press(key)
    return keys.length
  }
  await onLine(first)
  expect(await web.getByRole('link', { name: /45/ }).getAttribute('href')).toMatch(/^tel:\+46701234/)
  await page.checkAccess()

  const noAnswer = await press('2')
  await onLine(second)
  await press('z')
  await onLine(first)
  await press('2')
  await onLine(second)

  let callBack = await press('5')
  const back = web.getByRole('dialog', { name: t('calling.outcome.call_back') })
  await back.waitFor()
  await page.checkAccess()
  callBack += await press('3')
  await back.waitFor({ state: 'detached' })
  await onLine(third)

  let reached = await press('1')
  const next = web.getByRole('dialog', { name: t('calling.reached.title') })
  await next.waitFor()
  await page.checkAccess()
  reached += await press('Enter')
  await next.waitFor({ state: 'detached' })
  await web.getByText(t('calling.toast.deal', { name: third })).waitFor()
  await web.getByRole('link', { name: t('calling.to-list') }).waitFor()
  await page.checkAccess()
  const { items: deals } = await owner.call(listDeals, { query: { q: third } })
  expect(deals).toMatchObject([{ nextStep: { text: t('outreach.step.follow_up') } }])
  expect({ noAnswer, callBack, reached }).toEqual({ noAnswer: 1, callBack: 2, reached: 2 })
})

test('who wants no contact says so on their page, and may be contacted again', async () => {
  const list = await listOf('Left alone', 'Lo Ek\t070 423 45 61')
  const { items } = await screens.rondo.owner.call(listProspects, { query: { list } })
  const { web, t } = page
  await page.open(`/w/kestrel/people/${items[0]?.customer?.id}`)
  await web.getByRole('button', { name: t('people.menu', { name: 'Lo Ek' }) }).click()
  await web.getByRole('menuitem', { name: t('calling.outcome.opted_out') }).click()
  const back = web.getByRole('button', { name: t('calling.opt-out.remove') })
  await back.waitFor()
  await page.open(`/w/kestrel/people/${items[0]?.customer?.id}`)
  await back.waitFor()
  await page.checkAccess()
  await back.click()
  await back.waitFor({ state: 'detached' })
})

test('a campaign says whom it cannot reach, waits until that is mended, and starts', async () => {
  const listId = await listOf('Spring', 'Dan Ek\t070 223 45 61', 'Eva Ek\t12')
  const { owner } = screens.rondo
  const { id } = await owner.call(addCampaign, { body: { name: 'Spring', listId, message: 'Good morning' } })
  const params = { id }
  await expect.poll(async () => (await owner.call(showCampaign, { params })).check?.isRunning).toBe(false)
  const { web, t } = page
  await page.open(`/w/kestrel/campaigns/${id}`)
  await web.getByText(t('campaigns.usable-of', { usable: 1, checked: 2 })).waitFor()
  await page.checkAccess()
  await web.getByRole('button', { name: t('campaigns.start') }).click()
  await web.getByText(t('errors.campaign_data_unusable', { usable: 1, checked: 2, percent: 50, least: 80 })).waitFor()
  await web.getByRole('button', { name: t('campaigns.drop.all') }).click()
  await web.getByText(t('campaigns.usable-of', { usable: 1, checked: 1 })).waitFor()
  await web.getByRole('button', { name: t('campaigns.start') }).click()
  await web.getByText(t('campaigns.results')).waitFor()
  await web.getByRole('link', { name: t('campaigns.call') }).click()
  await web.getByRole('heading', { level: 2, name: 'Dan Ek' }).waitFor()
  await web.getByText('Good morning').waitFor()
})

test('on a phone in Hebrew: who it is, the number to touch, what became of it', async () => {
  const list = await listOf('בטלפון', 'נועה לוי\t070 323 45 61')
  const phone = await screens.page({ language: 'he', size: 'phone', theme: 'dark' })
  await phone.signIn()
  await phone.open(`/w/kestrel/calls/${list}`)
  await phone.web.getByRole('heading', { level: 2, name: 'נועה לוי' }).waitFor()
  await phone.checkAccess()
  await phone.web.getByRole('button', { name: phone.t('calling.outcome.no_answer') }).tap()
  await phone.web.getByRole('link', { name: phone.t('calling.to-list') }).waitFor()
  await phone.close()
})
