import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as deals from '../src/contract/deals.ts'
import * as moves from '../src/contract/moves.ts'
import { addCompany, addPerson, showCompany } from '../src/contract/people.ts'
import { addProduct } from '../src/contract/products.ts'
import type { App } from '../test/kit/app.ts'
import { type Look, type ScreenPage, type Screens, openScreens, untilFocused } from './kit/browser.ts'

let screens: Screens<App>
let page: ScreenPage
let company: { id: string }
beforeAll(async () => {
  screens = await openScreens()
  const { owner } = screens.rondo
  company = await owner.call(addCompany, { body: { name: 'Nordlys A/S', city: 'Aarhus' } })
  await owner.call(addPerson, { body: { name: 'Freja Holst', title: 'COO', companyId: company.id } })
  await owner.call(addProduct, { body: { name: 'Anemometer', priceMinor: 12_550, costMinor: 7_000 } })
  page = await screens.page()
  await page.signIn()
})
afterAll(() => screens.close())

const soon = <Value>(read: () => Value) => expect.poll(read)

function openPilot(name: string): Promise<deals.Deal> {
  const body = { name, companyId: company.id, amountMinor: 1_200_000 }
  return screens.rondo.owner.call(deals.openDeal, { body })
}

function show(deal: { id: string }): Promise<deals.Deal> {
  return screens.rondo.owner.call(deals.showDeal, { params: { id: deal.id } })
}

const address = (deal: { id: string }) => `/w/kestrel/deals/${deal.id}`

/** Opens a field where it stands. */
async function edit(web: Page, field: string): Promise<void> {
  await web.getByRole('button', { name: page.t('people.field.edit', { field: page.t(field) }) }).click()
}

test('a field is edited where it stands, and told in the timeline', async () => {
  const deal = await openPilot('Pilot')
  const { web, t } = page
  await page.open(address(deal))
  await edit(web, 'deals.field.amount')
  await web.getByRole('textbox', { name: t('deals.field.amount') }).fill('15000')
  await page.checkAccess()
  await web.keyboard.press('Enter')
  await soon(async () => (await show(deal)).amountMinor).toBe(1_500_000)
  await web.getByText(/Ada Lindqvist.? changed the amount from .?€12,000.? to .?€15,000/).waitFor()
  await edit(web, 'deals.field.name')
  await web.getByRole('textbox', { name: t('deals.field.name') }).fill('Not this')
  await web.keyboard.press('Escape')
  expect((await show(deal)).name).toBe('Pilot')
})

test('two people change different fields: both changes stand', async () => {
  const deal = await openPilot('Merged')
  const { web, t } = page
  await page.open(address(deal))
  await edit(web, 'deals.field.name')
  const params = { id: deal.id }
  const { version } = await show(deal)
  await screens.rondo.owner.call(deals.changeDeal, { params, version, body: { expectedCloseOn: '2030-03-01' } })
  await web.getByRole('textbox', { name: t('deals.field.name') }).fill('Merged by the screen')
  await web.keyboard.press('Enter')
  await soon(async () => (await show(deal)).name).toBe('Merged by the screen')
  expect((await show(deal)).expectedCloseOn).toBe('2030-03-01')
  await web.getByText('1 Mar 2030', { exact: true }).waitFor()
})

test('two people change the same field: both versions are shown, and one is chosen', async () => {
  const deal = await openPilot('Disputed')
  const { web, t } = page
  await page.open(address(deal))
  await edit(web, 'deals.field.name')
  const { version } = await show(deal)
  await screens.rondo.owner.call(deals.changeDeal, { params: { id: deal.id }, version, body: { name: 'Theirs' } })
  await web.getByRole('textbox', { name: t('deals.field.name') }).fill('Mine')
  await web.keyboard.press('Enter')
  await web.getByText(t('live.dispute.why')).waitFor()
  await page.checkAccess()
  expect((await show(deal)).name).toBe('Theirs')
  await web.getByRole('button', { name: t('live.dispute.keep-mine') }).click()
  await soon(async () => (await show(deal)).name).toBe('Mine')
})

test('the next step is planned, done, and the next one asked for', async () => {
  const deal = await openPilot('With a plan')
  const { web, t } = page
  await page.open(address(deal))
  await web.getByText('Nothing planned').waitFor()
  await web.getByRole('button', { name: t('deals.next.plan') }).click()
  await web.getByLabel(t('deals.next.text')).fill('Call Freja')
  await web.getByRole('button', { name: t('deals.next.plan') }).click()
  await soon(async () => (await show(deal)).nextStep?.text).toBe('Call Freja')
  await web.getByRole('button', { name: t('deals.next.done') }).click()
  await soon(async () => (await show(deal)).nextStep).toBe(null)
  await web.getByLabel(t('deals.next.text')).waitFor()
})

test('products make the amount, people the committee, ticks the gate', async () => {
  const deal = await openPilot('Complete')
  const { web, t } = page
  await page.open(address(deal))
  await web.getByRole('button', { name: t('deals.lines.add') }).click()
  const lines = web.getByRole('dialog', { name: t('deals.lines.title') })
  await lines.getByRole('combobox').fill('Anemo')
  await web.getByRole('option', { name: 'Anemometer' }).click()
  await lines.getByRole('textbox', { name: t('deals.lines.quantity') }).fill('12')
  const price = lines.getByRole('textbox', { name: t('deals.lines.price') })
  await soon(() => price.inputValue()).toContain('125.5')
  await price.fill('120')
  await page.checkAccess()
  await lines.getByRole('button', { name: t('deals.save') }).click()
  await lines.waitFor({ state: 'detached' })
  await web.getByText('List price €125.50').waitFor()
  expect((await show(deal)).amountMinor).toBe(144_000)
  await web.getByRole('button', { name: t('deals.committee.add') }).click()
  await web.getByRole('combobox', { name: t('deals.committee.person') }).fill('Freja')
  await web
    .getByRole('option', { name: /Freja Holst/ })
    .first()
    .click()
  await web.getByRole('button', { name: t('deals.committee.add') }).click()
  await soon(async () => (await show(deal)).stakeholders.map(({ name, role }) => `${name} ${role}`)).toEqual([
    'Freja Holst decides',
  ])
  await web.getByRole('combobox', { name: t('deals.committee.person') }).waitFor({ state: 'detached' })
  await web.getByRole('checkbox').first().press('Space')
  await soon(async () => (await show(deal)).confirmed.length).toBe(1)
})

test('won, reversed, and taken up again as a deal that knows the one before', async () => {
  const deal = await openPilot('There and back')
  const { web, t } = page
  await page.open(address(deal))
  await web.getByRole('button', { name: t('deals.act.win'), exact: true }).click()
  await web
    .getByRole('dialog')
    .getByRole('button', { name: t('deals.end.win.submit'), exact: true })
    .click()
  await web.getByRole('dialog').waitFor({ state: 'detached' })
  expect((await show(deal)).outcome).toBe('won')
  await web.getByRole('button', { name: t('deals.act.reverse') }).click()
  await web
    .getByRole('dialog')
    .getByRole('button', { name: t('deals.end.reverse.submit'), exact: true })
    .click()
  await web.getByRole('dialog').waitFor({ state: 'detached' })
  await soon(async () => (await show(deal)).outcome).toBe('lost')
  await web.getByRole('button', { name: t('deals.act.come-back') }).click()
  await web.getByRole('link', { name: t('deals.chain.previous') }).waitFor()
  const next = (await show(deal)).nextDealId
  expect(new URL(web.url()).pathname).toBe(`/w/kestrel/deals/${next}`)
})

test('what was undone stays in the timeline, struck through', async () => {
  const deal = await openPilot('Undone')
  const { web, t } = page
  await page.open(address(deal))
  await web.getByRole('button', { name: t('deals.act.lose'), exact: true }).click()
  await web
    .getByRole('dialog')
    .getByRole('button', { name: t('deals.end.lose.submit'), exact: true })
    .click()
  await web.getByRole('dialog').waitFor({ state: 'detached' })
  await web.getByRole('button', { name: t('ui.undo'), exact: true }).click()
  await soon(async () => (await show(deal)).outcome).toBe('open')
  await web.locator('s', { hasText: 'marked the deal as lost' }).waitFor()
  await page.checkAccess()
})

test('the customer opens beside, is edited there, and shows every deal', async () => {
  const deal = await openPilot('With a customer')
  const { web, t } = page
  await page.open(address(deal))
  await web.getByRole('button', { name: 'Nordlys A/S' }).click()
  const panel = web.getByRole('dialog', { name: 'Nordlys A/S' })
  await panel
    .getByRole('link', { name: /With a customer/ })
    .first()
    .waitFor()
  await page.checkAccess()
  await panel.getByRole('button', { name: t('people.field.edit', { field: t('people.field.sector') }) }).click()
  await panel.getByRole('textbox', { name: t('people.field.sector') }).fill('Wind power')
  await web.keyboard.press('Enter')
  const read = () => screens.rondo.owner.call(showCompany, { params: { id: company.id } })
  await panel.getByRole('textbox', { name: t('people.field.sector') }).waitFor({ state: 'detached' })
  expect((await read()).sector).toBe('Wind power')
  await untilFocused(panel)
  await web.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
})

test('a deal that is not there says so', async () => {
  await page.open(address({ id: '01890000-0000-7000-8000-000000000000' }))
  await page.web.getByText(page.t('errors.not_found', { kind: 'deal' })).waitFor()
  await page.checkAccess()
})

const looks: Look[] = [
  { language: 'he', theme: 'dark' },
  { language: 'th', size: 'phone' },
]

test.each(looks)('a deal can be used by everybody: %o', async (look) => {
  const deal = await openPilot('For everybody')
  await screens.rondo.owner.call(moves.loseDeal, {
    params: { id: deal.id },
    body: { reason: 'timing', comeBackOn: '2030-01-15' },
  })
  const own = await screens.page(look)
  await own.signIn()
  await own.open(address(deal))
  await own.web.getByRole('heading', { name: own.t('deals.timeline.title') }).waitFor()
  if (look.language === 'th') await own.web.getByText(/2573/).first().waitFor()
  await own.checkAccess()
  await own.close()
})
