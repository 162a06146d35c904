import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCustomField } from '../src/contract/custom-fields.ts'
import { listFacts, openDeal } from '../src/contract/deals.ts'
import { addCompany, changeCompany, type Company, showCompany } from '../src/contract/people.ts'
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

const soon = <Value>(read: () => Value) => expect.poll(read)
const read = ({ id }: Company) => screens.rondo.owner.call(showCompany, { params: { id } })

test('a field made in the settings is a column, typed into, chosen from, filtered by and grouped', async () => {
  const { web } = page
  const { owner } = screens.rondo
  const [first, second] = await Promise.all(
    ['Nordlys', 'Havvind'].map((name) => owner.call(addCompany, { body: { name } })),
  )
  if (!first || !second) throw new Error('two companies')
  await page.open('/w/kestrel/settings/fields')
  await web.getByRole('button', { name: 'Add field' }).click()
  const dialog = web.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Segment')
  await dialog.getByLabel('What it holds').click()
  await web.getByRole('option', { name: 'One of several options' }).click()
  await dialog.getByLabel('Option', { exact: true }).first().fill('Offshore')
  await dialog.getByLabel('Option', { exact: true }).last().fill('Onshore')
  await page.checkAccess()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await web.getByText('“Segment” was saved').waitFor()
  await web.getByText('One of several options · 2 options').waitFor()
  await owner.call(addCustomField, { body: { record: 'companies', kind: 'number', name: 'Turbines' } })

  await page.open('/w/kestrel/companies?columns=name.220.p~custom.segment~custom.turbines')
  const cell = (row: number, column: number) => web.locator(`[data-cell="${row}.${column}"]`)
  await web.getByRole('rowheader', { name: 'Nordlys' }).waitFor()
  const row = (await web.getByRole('rowheader').allInnerTexts()).indexOf('Nordlys')
  await cell(row, 1).focus()
  await web.keyboard.press('Enter')
  await web.getByRole('option', { name: 'Offshore' }).waitFor()
  await web.keyboard.type('off')
  await web.getByRole('option', { name: 'Onshore' }).waitFor({ state: 'detached' })
  await web.keyboard.press('Enter')
  await web.getByText(page.t('views.cell.saved', { field: 'Segment', name: 'Nordlys' })).waitFor()
  expect((await read(first)).custom).toEqual({ segment: 'offshore' })
  await cell(row, 2).focus()
  await web.keyboard.type('12.5')
  await web.keyboard.press('Enter')
  await soon(async () => (await read(first)).custom).toEqual({ segment: 'offshore', turbines: 12.5 })
  // The way back is offered when the answer is here, a moment after the value is stored.
  await web.getByText(page.t('views.cell.saved', { field: 'Turbines', name: 'Nordlys' })).waitFor()
  await web.keyboard.press('Control+z')
  await soon(async () => (await read(first)).custom).toEqual({ segment: 'offshore' })

  await web.getByRole('button', { name: 'Filter', exact: true }).click()
  const filter = web.getByRole('dialog')
  await filter.getByLabel('Field').click()
  await web.getByRole('option', { name: 'Segment' }).click()
  await filter.getByLabel('Value').click()
  await web.getByRole('option', { name: 'Offshore' }).click()
  await filter.getByRole('button', { name: 'Show these' }).click()
  await web.getByText('Segment is Offshore').waitFor()
  await soon(() => web.getByRole('rowheader').allInnerTexts()).toEqual(['Nordlys'])
  expect(web.url()).toContain('custom.segment')

  await page.open('/w/kestrel/companies?columns=name.220.p~custom.segment&group=custom.segment')
  await web.getByRole('button', { name: 'Not filled in' }).waitFor()
  await page.checkAccess()
})

test('a panel shows own fields, changes them, and asks whose counts when two have changed one', async () => {
  const { web } = page
  const { owner } = screens.rondo
  await owner.call(addCustomField, {
    body: { record: 'companies', kind: 'text', name: 'Harbour', group: 'At sea', required: true },
  })
  const company = await owner.call(addCompany, { body: { name: 'Skagen Havn' } })
  await page.open(`/w/kestrel/companies/at/${company.id}`)
  const panel = web.getByRole('complementary').or(web.getByRole('dialog')).last()
  await panel.getByRole('heading', { name: 'At sea' }).waitFor()
  await panel.getByRole('button', { name: /Harbour/ }).click()
  await panel.getByLabel('Harbour').fill('Skagen')
  await owner.call(changeCompany, { params: company, version: 1, body: { custom: { harbour: 'Hirtshals' } } })
  await web.keyboard.press('Enter')
  await web.getByText('Hirtshals').first().waitFor()
  await web.getByRole('button', { name: page.t('live.dispute.keep-mine') }).click()
  await soon(async () => (await read(company)).custom).toEqual({ harbour: 'Skagen' })
  await page.checkAccess()
})

test('in Hebrew a deal’s own field is changed, and its timeline tells it', async () => {
  const { owner } = screens.rondo
  const field = await owner.call(addCustomField, {
    body: {
      record: 'deals',
      kind: 'choice',
      name: 'סיכון',
      key: 'risk',
      options: [{ name: 'נמוך' }, { name: 'גבוה' }],
    },
  })
  const deal = await owner.call(openDeal, { body: { name: 'Blades' } })
  const hebrew = await screens.page({ language: 'he', theme: 'dark' })
  await hebrew.signIn()
  await hebrew.open(`/w/kestrel/deals/${deal.id}`)
  await hebrew.web.getByRole('button', { name: /סיכון/ }).click()
  await hebrew.web.getByRole('menuitem', { name: 'גבוה' }).click()
  await hebrew.web.getByText(/השדה .*סיכון/).waitFor()
  const facts = await owner.call(listFacts, { params: deal, query: {} })
  expect(facts.items[0]).toMatchObject({
    type: 'deal.custom_changed',
    data: { fieldId: field.id, from: null, to: field.options[1]?.key },
  })
  await hebrew.checkAccess()
  await hebrew.close()
})
