import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Deal, listDeals, openDeal, showDeal } from '../src/contract/deals.ts'
import { moveDeal } from '../src/contract/moves.ts'
import { addUser, hashPassword } from '../src/server/modules/access/index.ts'
import type { App } from '../test/kit/app.ts'
import { type ScreenPage, type Screens, openScreens, untilFocused } from './kit/browser.ts'

let screens: Screens<App>
let page: ScreenPage
beforeAll(async () => {
  screens = await openScreens()
  page = await screens.page()
  await page.signIn()
})
afterAll(() => screens.close())

const board = '/w/kestrel/board'
const soon = <Value>(read: () => Value) => expect.poll(read)
const stages = {
  first: 'Prospecting',
  second: 'Preparation and first contact',
  third: 'Qualification',
  fourth: 'Presentation',
}

/** Overdue, so that it stands among the first cards. */
function openOne(name: string): Promise<Deal> {
  const nextStep = { text: 'Call', on: '2026-01-02' }
  return screens.rondo.owner.call(openDeal, { body: { name, amountMinor: 1_200_000, nextStep } })
}

async function stageOf(deal: Deal): Promise<string> {
  return (await screens.rondo.owner.call(showDeal, { params: { id: deal.id } })).stage.name
}

function column(web: Page, stage: string): Locator {
  return web.getByRole('region', { name: stage, exact: true })
}

function card(web: Page | Locator, deal: Deal): Locator {
  return web.locator(`[data-card="${deal.id}"]`)
}

/** Takes a card by the mouse and lets it go in the middle of something else. */
async function drag(web: Page, from: Locator, to: () => Locator): Promise<void> {
  const start = await from.boundingBox()
  if (!start) throw new Error('nothing to drag')
  await web.mouse.move(start.x + 40, start.y + 30)
  await web.mouse.down()
  await web.mouse.move(start.x + 60, start.y + 45, { steps: 4 })
  await to().waitFor()
  const end = await to().boundingBox()
  if (!end) throw new Error('nowhere to drop')
  await web.mouse.move(end.x + end.width / 2, end.y + Math.min(end.height / 2, 120), { steps: 6 })
  await web.mouse.up()
}

test('the empty board shows the cycle that waits, and where to begin', async () => {
  await page.open(board)
  await page.web.getByText(page.t('deals.board.empty')).waitFor()
  await page.checkAccess()
  await page.web.getByRole('button', { name: page.t('deals.board.first') }).click()
  await page.web.getByRole('dialog', { name: page.t('shell.new-deal') }).waitFor()
  await page.checkAccess()
})

test('a card is dragged to the next stage, and one key takes it back', async () => {
  const deal = await openOne('Dragged by mouse')
  const { web } = page
  await page.open(board)
  await drag(web, card(web, deal), () => column(web, stages.second).getByRole('grid'))
  await card(column(web, stages.second), deal).waitFor()
  await web.getByText(page.t('deals.toast.moved', { deal: deal.name, stage: stages.second })).waitFor()
  await soon(() => stageOf(deal)).toBe(stages.second)
  await web.keyboard.press('Control+z')
  await card(column(web, stages.first), deal).waitFor()
  await soon(() => stageOf(deal)).toBe(stages.first)
})

test('by keyboard: arrows between cards, brackets between stages, Enter beside, Shift+Enter as a page', async () => {
  const deal = await openOne('Moved by keys')
  const { web } = page
  await page.open(board)
  await card(web, deal).focus()
  await web.keyboard.press(']')
  await card(column(web, stages.second), deal).waitFor()
  await soon(() => web.locator('*:focus').getAttribute('data-card')).toBe(deal.id)
  await soon(() => stageOf(deal)).toBe(stages.second)
  await web.keyboard.press('[')
  await soon(() => stageOf(deal)).toBe(stages.first)
  await card(column(web, stages.first), deal).waitFor()
  await soon(() => web.locator('*:focus').getAttribute('data-card')).toBe(deal.id)
  await web.keyboard.press('Enter')
  await untilFocused(web.getByRole('dialog', { name: deal.name }))
  await web.keyboard.press('Escape')
  await soon(() => web.locator('*:focus').getAttribute('data-card')).toBe(deal.id)
  await web.keyboard.press('Shift+Enter')
  await web.getByRole('heading', { name: deal.name, level: 1 }).waitFor()
  expect(new URL(web.url()).pathname).toBe(`/w/kestrel/deals/${deal.id}`)
})

test('dragged without a mouse, with every step said aloud', async () => {
  const deal = await openOne('Dragged by keys')
  const { web } = page
  await page.open(board)
  await card(web, deal).focus()
  await web.keyboard.press('Tab')
  await web.keyboard.press('Enter')
  await web
    .getByText(/Press Enter to drop/i)
    .first()
    .waitFor({ state: 'attached' })
  await web.getByRole('button', { name: page.t('deals.act.win') }).waitFor({ state: 'attached' })
  await web.keyboard.press('Enter')
  await soon(() => stageOf(deal)).not.toBe(stages.first)
})

test('a gate names what is missing; it is confirmed on the spot, and the deal moves on', async () => {
  const deal = await openOne('Stopped by a gate')
  const { web, t } = page
  await page.open(board)
  await card(web, deal).hover()
  await card(web, deal)
    .getByRole('button', { name: t('deals.card.menu', { deal: deal.name }) })
    .click()
  await page.checkAccess()
  await web.getByRole('menuitem', { name: stages.fourth }).click()
  const dialog = web.getByRole('dialog', { name: t('deals.gate.title', { stage: stages.fourth }) })
  await dialog.waitFor()
  await page.checkAccess()
  const go = dialog.getByRole('button', { name: t('deals.gate.move', { stage: stages.fourth }) })
  expect(await go.isDisabled()).toBe(true)
  expect(await stageOf(deal)).toBe(stages.first)
  for (const box of await dialog.getByRole('checkbox').all()) await box.check({ force: true })
  await soon(() => go.isEnabled()).toBe(true)
  await go.click()
  await soon(() => stageOf(deal)).toBe(stages.fourth)
})

test('whoever goes on anyway says why', async () => {
  const deal = await openOne('Over the gate')
  const { web, t } = page
  await page.open(`${board}/${deal.id}`)
  const panel = web.getByRole('dialog', { name: deal.name })
  await panel.getByRole('button', { name: t('deals.gate.move', { stage: stages.fourth }) }).click()
  await web.getByRole('button', { name: t('deals.gate.override') }).click()
  await web.getByLabel(t('deals.gate.reason')).fill('They have bought from us before')
  await web.getByRole('button', { name: t('deals.gate.override') }).click()
  await soon(() => stageOf(deal)).toBe(stages.fourth)
  await panel.getByText('They have bought from us before').waitFor()
})

test('a deal is won by dropping it at the bottom, from any stage', async () => {
  const deal = await openOne('Won by a drop')
  const { web, t } = page
  await page.open(board)
  await drag(web, card(web, deal), () => web.getByText(t('deals.act.win'), { exact: true }))
  const dialog = web.getByRole('dialog', { name: t('deals.end.win.title') })
  await dialog.waitFor()
  await page.checkAccess()
  await dialog.getByRole('button', { name: t('deals.end.win.submit') }).click()
  await web.getByText(t('deals.toast.win', { deal: deal.name })).waitFor()
  await card(web, deal).waitFor({ state: 'detached' })
  const { items } = await screens.rondo.owner.call(listDeals, { query: { outcome: 'won' } })
  expect(items.map(({ id }) => id)).toEqual([deal.id])
})

test('a move that somebody else was quicker with is rolled back, and the reason said', async () => {
  const deal = await openOne('Two at once')
  const { web, t } = page
  // Nothing tells this board of it before the key is pressed.
  await web.route('**/api/v1/live*', (route) => route.abort())
  await page.open(board)
  await screens.rondo.owner.call(moveDeal, {
    params: { id: deal.id },
    body: { stage: 'qualification', overrideReason: 'Met' },
  })
  await card(web, deal).focus()
  await web.keyboard.press(']')
  await web.getByText(t('errors.deal_elsewhere')).waitFor()
  await card(column(web, stages.third), deal).waitFor()
  await web.unroute('**/api/v1/live*')
})

test('a new deal for a new customer, from anywhere by one key', async () => {
  const { web, t } = page
  await page.open(board)
  await web.keyboard.press('c')
  await untilFocused(web.getByRole('dialog', { name: t('shell.new-deal') }))
  await web.getByLabel(t('deals.field.name')).fill('Yearly contract')
  await web.getByRole('combobox', { name: t('deals.field.customer') }).fill('Nordlys A/S')
  await web
    .getByRole('option', { name: /Nordlys A\/S/ })
    .first()
    .click()
  await web.getByLabel(t('deals.field.amount')).fill('1250')
  await web.getByLabel(t('deals.next.title')).fill('Call Freja')
  await web.getByRole('button', { name: t('deals.new.submit') }).click()
  await web.getByRole('dialog', { name: 'Yearly contract' }).waitFor()
  const { items } = await screens.rondo.owner.call(listDeals, { query: { limit: 1 } })
  expect(items[0]).toMatchObject({
    name: 'Yearly contract',
    customer: { kind: 'company', name: 'Nordlys A/S' },
    amountMinor: 125_000,
    nextStep: { text: 'Call Freja' },
    owner: { name: 'Ada Lindqvist' },
  })
})

test('a long column gives 50 cards, then the rest when asked', async () => {
  for (let n = 1; n <= 55; n += 1) await screens.rondo.owner.call(openDeal, { body: { name: `Deal ${n}` } })
  const page = await screens.page({ size: 'phone' })
  const { web } = page
  await page.signIn()
  await page.open(board)
  const cards = column(web, stages.first).locator('[data-card]')
  await cards.first().waitFor()
  await page.checkAccess()
  // Cards are drawn as one comes near them.
  const atEnd = async () => {
    await cards.last().scrollIntoViewIfNeeded()
    return cards.count()
  }
  await soon(atEnd).toBe(50)
  await column(web, stages.first)
    .getByRole('button', { name: /^Show more/ })
    .click()
  await soon(atEnd).toBeGreaterThan(54)
  expect(
    await column(web, stages.first)
      .getByRole('button', { name: /^Show more/ })
      .count(),
  ).toBe(0)
  await web.getByRole('button', { name: new RegExp(stages.second) }).click()
  await column(web, stages.second).getByRole('grid').waitFor()
  await column(web, stages.first).waitFor({ state: 'hidden' })
  await page.close()
})

test('who may only read finds nothing to move', async () => {
  const rita = { email: 'rita@example.com', password: 'a long enough secret' }
  await addReader(rita.email, rita.password)
  const deal = await openOne('Only looked at')
  const page = await screens.page()
  const { web, t } = page
  await page.signIn(rita.email, rita.password)
  await page.open(`${board}/${deal.id}`)
  await web.getByRole('dialog', { name: deal.name }).waitFor()
  expect(await web.getByRole('button', { name: t('shell.new-deal') }).count()).toBe(0)
  expect(await web.getByRole('button', { name: t('deals.act.win'), exact: true }).count()).toBe(0)
  expect(await web.getByRole('button', { name: t('deals.next.plan') }).count()).toBe(0)
  expect(await web.locator('[slot=drag]').count()).toBe(0)
  await page.checkAccess()
  await page.close()
})

async function addReader(email: string, password: string): Promise<void> {
  const { pools, workspaceId } = screens.rondo
  const passwordHash = await hashPassword(password)
  const user = { workspaceId, name: 'Rita Holm', email, passwordHash, language: 'en', role: 'read-only' } as const
  await addUser(pools.db, new Date(), user)
}

// The newcomers of demo.test.ts read a full board with long words and on a phone.
test('in Hebrew the left bracket leads on, because the next stage lies to the left', async () => {
  const deal = await openOne('שמאלה')
  const page = await screens.page({ language: 'he', theme: 'dark' })
  await page.signIn()
  await page.open(`${board}?new=deal`)
  await page.web.getByRole('dialog', { name: page.t('shell.new-deal') }).waitFor()
  await page.checkAccess()
  await page.open(board)
  await page.checkAccess()
  await card(page.web, deal).focus()
  await page.web.keyboard.press('[')
  await card(column(page.web, stages.second), deal).waitFor()
  await soon(() => stageOf(deal)).toBe(stages.second)
  await page.close()
})
