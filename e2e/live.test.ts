import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Deal, openDeal, showDeal } from '../src/contract/deals.ts'
import { moveDeal } from '../src/contract/moves.ts'
import { addUser, hashPassword } from '../src/server/modules/access/index.ts'
import type { App } from '../test/kit/app.ts'
import { type ScreenPage, type Screens, openScreens } from './kit/browser.ts'

const boss = { email: 'ines@example.com', password: 'another horse battery' }
const soon = <Value>(read: () => Value) => expect.poll(read)

let screens: Screens<App>
let ada: ScreenPage
let ines: ScreenPage

beforeAll(async () => {
  screens = await openScreens()
  const { pools, workspaceId } = screens.rondo
  const passwordHash = await hashPassword(boss.password)
  const user = {
    workspaceId,
    name: 'Ines Moreau',
    email: boss.email,
    passwordHash,
    role: 'manager',
    language: 'en',
  } as const
  await addUser(pools.db, new Date(), user)
  ada = await screens.page()
  await ada.signIn()
  ines = await screens.page()
  await ines.signIn(boss.email, boss.password)
})
afterAll(() => screens.close())

function openOne(name: string): Promise<Deal> {
  return screens.rondo.owner.call(openDeal, { body: { name, amountMinor: 1_200_000 } })
}

/** Opened, and listening: whatever happens from now on comes by itself. */
async function openLive(page: ScreenPage, address: string): Promise<void> {
  const listening = page.web.waitForResponse((response) => response.url().includes('/api/v1/live'))
  await page.open(address)
  await listening
}

function column(web: Page, stage: string): Locator {
  return web.getByRole('region', { name: stage, exact: true })
}

function field(web: Page, name: string): Locator {
  return web.getByRole('button', { name: new RegExp(`Edit ${name}`, 'i') })
}

test('a move by one appears to the other, who did nothing', async () => {
  const deal = await openOne('Wind park')
  await openLive(ines, '/w/kestrel/board')
  await ines.web.locator(`[data-card="${deal.id}"]`).waitFor()
  await screens.rondo.owner.call(moveDeal, { params: { id: deal.id }, body: { stage: 'qualification' } })
  await column(ines.web, 'Qualification').locator(`[data-card="${deal.id}"]`).waitFor()
})

test('two edit different fields of a deal: both changes stay, and a draft survives what the other saves', async () => {
  const deal = await openOne('Harbour cranes')
  await openLive(ada, `/w/kestrel/deals/${deal.id}`)
  await openLive(ines, `/w/kestrel/deals/${deal.id}`)
  await field(ada.web, 'Name').click()
  const draft = ada.web.getByRole('textbox', { name: 'Name', exact: true })
  await draft.fill('Harbour cranes, north')
  await field(ines.web, 'Amount').click()
  await ines.web.getByRole('textbox', { name: 'Amount' }).fill('9000')
  await ines.web.keyboard.press('Enter')
  await soon(() => ada.web.getByText('€9,000').count()).toBeGreaterThan(0)
  expect(await draft.inputValue()).toBe('Harbour cranes, north')
  await draft.press('Enter')
  await ines.web.getByRole('heading', { name: 'Harbour cranes, north' }).waitFor()
  const kept = await screens.rondo.owner.call(showDeal, { params: { id: deal.id } })
  expect(kept).toMatchObject({ name: 'Harbour cranes, north', amountMinor: 900_000 })
})

test('two edit the same field: whoever is second sees both values and chooses', async () => {
  const deal = await openOne('Ferry')
  await openLive(ada, `/w/kestrel/deals/${deal.id}`)
  await openLive(ines, `/w/kestrel/deals/${deal.id}`)
  const name = ada.web.getByRole('textbox', { name: 'Name', exact: true })
  const rename = async (page: ScreenPage, to: string) => {
    await field(page.web, 'Name').click()
    await page.web.getByRole('textbox', { name: 'Name', exact: true }).fill(to)
  }
  await rename(ada, 'Ferry to Åland')
  await rename(ines, 'Ferry to Gotland')
  await ines.web.keyboard.press('Enter')
  await ada.web.getByRole('heading', { name: 'Ferry to Gotland' }).waitFor()
  await name.press('Enter')
  const question = ada.web.getByRole('dialog', { name: 'Name: which one is right?' })
  await question.getByText('Ferry to Gotland').waitFor()
  await question.getByText('Ferry to Åland').waitFor()
  await ada.checkAccess()
  // Put away, nothing is decided and nothing lost.
  await ada.web.keyboard.press('Escape')
  await question.waitFor({ state: 'hidden' })
  expect(await name.inputValue()).toBe('Ferry to Åland')
  await name.press('Enter')
  await question.getByRole('button', { name: 'Use mine' }).click()
  await ines.web.getByRole('heading', { name: 'Ferry to Åland' }).waitFor()
})

test('who looks at the same deal is seen, and gone when they leave', async () => {
  const deal = await openOne('Lighthouse')
  await openLive(ada, `/w/kestrel/board/${deal.id}`)
  const ines1 = ada.web.getByRole('img', { name: 'Ines Moreau is looking at this too' })
  expect(await ines1.count()).toBe(0)
  await openLive(ines, `/w/kestrel/deals/${deal.id}`)
  await ines1.waitFor()
  await ines.web.getByRole('img', { name: 'Ada Lindqvist is looking at this too' }).waitFor()
  await ada.checkAccess()
  await ines.open('/w/kestrel/today')
  await ines1.waitFor({ state: 'hidden' })
})

test('what happened while the network was away is made good, and said quietly', async () => {
  const deal = await openOne('Sluice')
  await openLive(ines, `/w/kestrel/deals/${deal.id}`)
  const context = ines.web.context()
  await context.setOffline(true)
  await ines.web.getByText('No connection.').waitFor()
  await screens.rondo.owner.fetch('PATCH', `/deals/${deal.id}`, { name: 'Sluice gates' }, { 'if-match': '"1"' })
  await context.setOffline(false)
  await ines.web.getByRole('heading', { name: 'Sluice gates' }).waitFor()
  await soon(() => ines.web.getByText('No connection.').count()).toBe(0)
})
