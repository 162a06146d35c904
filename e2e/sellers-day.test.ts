import { afterAll, beforeAll, expect, test } from 'vitest'
import { listDeals, showDeal } from '../src/contract/deals.ts'
import { addList, pasteToList } from '../src/contract/lists.ts'
import { addAnswer, listObjections } from '../src/contract/objections.ts'
import type { App } from '../test/kit/app.ts'
import { type ScreenPage, type Screens, openScreens, untilFocused } from './kit/browser.ts'

// A day as sellers have it: from the ranked list to the won deal.

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
  const texts = [
    { language: 'da', text: 'Den måler i ti år uden service.' },
    { language: 'th', text: 'วัดได้สิบปีโดยไม่ต้องบำรุงรักษา' },
  ] as const
  await screens.rondo.owner.call(addAnswer, { body: { title: 'Ten years', kind: 'price', texts: [...texts] } })
})
afterAll(() => screens.close())

async function listOf(name: string, rows: readonly string[]): Promise<string> {
  const { owner } = screens.rondo
  const { id } = await owner.call(addList, { body: { name } })
  await owner.call(pasteToList, { params: { id }, body: { text: ['Name\tPhone', ...rows].join('\n') } })
  return id
}

async function dealOf(name: string) {
  const { items } = await screens.rondo.owner.call(listDeals, { query: { q: name } })
  const [deal] = items
  if (!deal) throw new Error(`there is no deal of ${name}`)
  return deal
}

const show = (id: string) => screens.rondo.owner.call(showDeal, { params: { id } })

/** Presses keys and counts them. */
function keyboardOf({ web }: ScreenPage) {
  let count = 0
  return {
    press: async (...keys: string[]) => {
      for (const key of keys) await web.keyboard.press(key)
      count += keys.length
    },
    /** What was pressed since it was last asked. */
    counted: () => {
      const pressed = count
      count = 0
      return pressed
    },
    /** Goes on with Tab until a button of this name has the focus. */
    tabTo: async (name: string) => {
      for (let tabs = 0; tabs < 40; tabs++) {
        const focused = await web.locator('*:focus').allInnerTexts()
        if (focused.some((text) => text.trim().startsWith(name))) return
        await web.keyboard.press('Tab')
      }
      throw new Error(`Tab does not come to ${name}`)
    },
  }
}

test('in Danish by keyboard alone: called from the list, logged, moved, an objection overcome, won', async () => {
  const list = await listOf('Forår', ['Freja Holst\t70 12 34 56'])
  const page = await screens.page({ language: 'da' })
  const { web, t } = page
  await page.signIn()
  const keys = keyboardOf(page)
  const counts: Record<string, number> = {}

  await page.open(`/w/kestrel/calls/${list}`)
  await web.getByRole('heading', { level: 2, name: 'Freja Holst' }).waitFor()
  await keys.press('1')
  const reached = web.getByRole('dialog', { name: t('calling.reached.title') })
  await untilFocused(reached)
  await keys.press('Enter')
  await reached.waitFor({ state: 'detached' })
  counts['call from the list, with the next step'] = keys.counted()
  await web.getByText(t('calling.toast.deal', { name: 'Freja Holst' })).waitFor()
  const { id } = await dealOf('Freja Holst')

  await page.open(`/w/kestrel/deals/${id}`)
  await keys.press('l')
  const log = web.getByRole('dialog', { name: t('outreach.log') })
  await untilFocused(log)
  await keys.press('1', 'Enter')
  await log.waitFor({ state: 'detached' })
  counts['log a call, with the next step'] = keys.counted()
  await expect.poll(() => show(id)).toMatchObject({ nextStep: { text: t('outreach.step.follow_up') } })

  await page.open('/w/kestrel/board')
  const card = web.locator(`[data-card="${id}"]`)
  await card.focus()
  await keys.press(']')
  counts['move'] = keys.counted()
  await expect.poll(async () => (await show(id)).stage.position).toBe(1)
  await untilFocused(card)

  await page.open(`/w/kestrel/deals/${id}`)
  await keys.press('o')
  await untilFocused(web.getByRole('group', { name: t('objections.kind') }))
  await keys.press('1')
  const answer = web.getByRole('dialog', { name: t('objections.answer') })
  await answer.getByRole('radio', { name: /Ten years/ }).waitFor()
  counts['log an objection'] = keys.counted()
  await untilFocused(answer)
  await keys.tabTo(t('objections.overcome'))
  await keys.press('Enter')
  await answer.getByRole('button', { name: t('objections.overcome.close') }).waitFor()
  await keys.tabTo(t('objections.overcome.close'))
  await keys.press('Enter')
  const end = web.getByRole('dialog', { name: t('deals.end.win.title') })
  await untilFocused(end)
  await keys.tabTo(t('deals.end.win.submit'))
  await keys.press('Enter')
  await end.waitFor({ state: 'detached' })
  await expect.poll(async () => (await show(id)).outcome).toBe('won')
  const [objection] = (await screens.rondo.owner.call(listObjections, { query: { deal: id } })).items
  expect(objection).toMatchObject({ kind: 'price', outcome: 'overcome' })

  console.info(
    Object.entries(counts)
      .map(([what, count]) => `${what}: ${count} keys`)
      .join(', '),
  )
  expect(counts).toEqual({
    'call from the list, with the next step': 2,
    'log a call, with the next step': 3,
    'log an objection': 2,
    move: 1,
  })
  await page.close()
})

test('in Thai by telephone: called from the list, an objection overcome, won', async () => {
  const list = await listOf('ฤดูร้อน', ['สมชาย ใจดี\t081 234 5678'])
  const page = await screens.page({ language: 'th', size: 'phone' })
  const { web, t } = page
  await page.signIn()
  await page.open(`/w/kestrel/calls/${list}`)
  await web.getByRole('heading', { level: 2, name: 'สมชาย ใจดี' }).waitFor()
  await web.getByRole('button', { name: t('calling.outcome.reached') }).tap()
  const reached = web.getByRole('dialog', { name: t('calling.reached.title') })
  await reached.waitFor()
  await page.checkAccess()
  await reached.locator('button[type=submit]').tap()
  await reached.waitFor({ state: 'detached' })
  await web.getByText(t('calling.toast.deal', { name: 'สมชาย ใจดี' })).waitFor()
  const { id } = await dealOf('สมชาย ใจดี')

  await page.open(`/w/kestrel/deals/${id}`)
  await web
    .getByRole('button', { name: t('objections.log') })
    .first()
    .tap()
  await web
    .getByRole('group', { name: t('objections.kind') })
    .getByText(t('codes.objection-kind.price'))
    .tap()
  const answer = web.getByRole('dialog', { name: t('objections.answer') })
  await answer.getByText('Ten years', { exact: true }).tap()
  await answer.getByRole('button', { name: t('objections.overcome'), exact: true }).tap()
  await answer.getByRole('button', { name: t('objections.overcome.close') }).tap()
  const end = web.getByRole('dialog', { name: t('deals.end.win.title') })
  await end.getByRole('button', { name: t('deals.end.win.submit') }).tap()
  await end.waitFor({ state: 'detached' })
  await expect.poll(async () => (await show(id)).outcome).toBe('won')
  await page.checkAccess()
  await page.close()
})
