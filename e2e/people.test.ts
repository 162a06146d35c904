import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeDeal, openDeal, setStakeholder, showDeal } from '../src/contract/deals.ts'
import { comeBack, loseDeal } from '../src/contract/moves.ts'
import { listNotes, writeNote } from '../src/contract/notes.ts'
import { addCompany, addPerson, listPeople, showCompany } from '../src/contract/people.ts'
import { addPriceList, setPrice } from '../src/contract/prices.ts'
import { addProduct } from '../src/contract/products.ts'
import { addSource, listCosts } from '../src/contract/sources.ts'
import type { App } from '../test/kit/app.ts'
import { type ScreenPage, type Screens, openScreens, untilFocused } from './kit/browser.ts'

let screens: Screens<App>
let page: ScreenPage
let company: { id: string; name: string }
let deal: { id: string }
beforeAll(async () => {
  screens = await openScreens()
  const { owner } = screens.rondo
  company = await owner.call(addCompany, { body: { name: 'Nordlys A/S', city: 'Aarhus', country: 'Danmark' } })
  const companyId = company.id
  const freja = await owner.call(addPerson, { body: { name: 'Freja Holst', title: 'COO', companyId } })
  const first = await owner.call(openDeal, { body: { name: 'Mast pilot', companyId } })
  await owner.call(loseDeal, { params: { id: first.id }, body: { reason: 'timing' } })
  deal = await owner.call(comeBack, { params: { id: first.id }, body: { name: 'Masts for Anholt' } })
  await owner.call(setStakeholder, { params: { id: deal.id, personId: freja.id }, body: { role: 'decides' } })
  await owner.call(addSource, { body: { name: 'Wind Expo', kind: 'event' } })
  page = await screens.page()
  await page.signIn()
})
afterAll(() => screens.close())

const soon = <Value>(read: () => Value) => expect.poll(read)
const read = () => screens.rondo.owner.call(showCompany, { params: { id: company.id } })
const place = () => `/w/kestrel/companies/${company.id}`

test('a company tells its passes through the cycle, its people and their part, and takes another number', async () => {
  const { web, t } = page
  await page.open(place())
  await web.getByRole('img', { name: t('people.cycles.picture', { count: 2, won: 0, open: 1 }) }).waitFor()
  await web.getByRole('link', { name: 'Freja Holst' }).getByText(t('codes.stakeholder_role.decides')).waitFor()
  await page.checkAccess()
  const edit = t('people.reach.edit', { field: t('people.reach.phones') })
  await web.getByRole('button', { name: edit }).click()
  await web.getByRole('textbox', { name: t('people.field.phone') }).fill('86 12 34 56')
  await page.checkAccess()
  await web.keyboard.press('Enter')
  await web.getByRole('link', { name: '+45 86 12 34 56' }).waitFor()
  expect((await read()).phones).toMatchObject([{ e164: '+4586123456' }])
})

test('a tag is made where it is needed, and taken off again', async () => {
  const { web, t } = page
  await page.open(place())
  await web.getByRole('button', { name: t('people.tags.add') }).click()
  await web.getByRole('textbox', { name: t('people.tags.find') }).fill('Partner')
  await web.getByRole('button', { name: t('people.tags.new', { name: 'Partner' }) }).click()
  await soon(async () => (await read()).tagIds.length).toBe(1)
  await web.keyboard.press('Escape')
  await web.getByRole('button', { name: t('ui.remove', { name: 'Partner' }) }).click()
  await soon(async () => (await read()).tagIds.length).toBe(0)
})

test('N writes a note that names a colleague; it is pinned, deleted, and brought back', async () => {
  const { web, t } = page
  const { owner } = screens.rondo
  await page.open(place())
  await web.keyboard.press('n')
  const editor = web.getByRole('textbox', { name: t('notes.new') })
  await untilFocused(editor)
  await web.keyboard.type('Budget is free in March, tell @ad')
  await web
    .getByRole('list', { name: t('notes.mention') })
    .getByText('Ada Lindqvist')
    .waitFor()
  await web.keyboard.press('Enter')
  await page.checkAccess()
  await web.keyboard.press('ControlOrMeta+Enter')
  await web.getByText('Budget is free in March').waitFor()
  const notes = async () => (await owner.call(listNotes, { query: { company: company.id } })).items
  await soon(async () => (await notes()).length).toBe(1)
  expect(JSON.stringify((await notes())[0]?.content)).toContain('"label":"Ada Lindqvist"')
  // The note stands in the timeline as well.
  const menu = web.getByRole('button', { name: t('notes.actions', { author: 'Ada Lindqvist' }) }).first()
  await menu.click()
  await web.getByRole('menuitem', { name: t('notes.pin') }).click()
  await web.getByText(t('notes.pinned')).waitFor()
  await menu.click()
  await web.getByRole('menuitem', { name: t('notes.delete') }).click()
  await soon(async () => (await notes()).length).toBe(0)
  await web.getByRole('button', { name: t('ui.undo') }).click()
  await soon(async () => (await notes()).length).toBe(1)
})

test('a file is kept and saved again; the timeline is narrowed to files', async () => {
  const { web, t } = page
  await page.open(place())
  const chooser = web.waitForEvent('filechooser')
  await web.getByRole('button', { name: t('notes.files.add') }).click()
  await (await chooser).setFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('Two masts') })
  await web.getByText('plan.txt').first().waitFor()
  const saved = web.waitForEvent('download')
  await web
    .getByRole('button', { name: /^plan\.txt/ })
    .first()
    .click()
  expect((await saved).suggestedFilename()).toBe('plan.txt')
  await web.getByRole('radio', { name: t('people.story.file') }).click()
  await expect.poll(() => web.getByText('Mast pilot').count()).toBeLessThan(3)
})

test('whoever adds a person again is told that they are known', async () => {
  const { web, t } = page
  await page.open(place())
  await web.getByRole('button', { name: t('people.colleagues.add') }).click()
  await web.getByRole('textbox', { name: t('people.field.name') }).fill('Freja')
  await web.getByText(t('people.alike.title', { count: 1 })).waitFor()
  await page.checkAccess()
  await web.getByRole('textbox', { name: t('people.field.name') }).fill('Jens Krogh')
  await web.getByRole('button', { name: t('people.add.submit'), exact: true }).click()
  await web.getByRole('link', { name: 'Jens Krogh' }).waitFor()
  const { items } = await screens.rondo.owner.call(listPeople, { query: { company: company.id } })
  expect(items.map(({ name }) => name).sort()).toEqual(['Freja Holst', 'Jens Krogh'])
})

test('a company is archived from its panel beside the deal, with a way back', async () => {
  const { web, t } = page
  await page.open(`/w/kestrel/deals/${deal.id}?customer=company.${company.id}`)
  const panel = web.getByRole('dialog', { name: company.name })
  await panel
    .getByRole('link', { name: /Mast pilot/ })
    .first()
    .waitFor()
  await page.checkAccess()
  await panel.getByRole('button', { name: t('people.menu', { name: company.name }) }).click()
  await web.getByRole('menuitem', { name: t('people.archive') }).click()
  await soon(async () => (await read()).archivedAt !== null).toBe(true)
  await panel.getByText(t('people.archived.notice')).waitFor()
  await web.getByRole('button', { name: t('ui.undo') }).click()
  await soon(async () => (await read()).archivedAt).toBeNull()
})

test('a deal says terms and market; a line takes the price of the list that applies', async () => {
  const { web, t } = page
  const { owner } = screens.rondo
  const mast = await owner.call(addProduct, { body: { name: 'Mast', priceMinor: 100_000 } })
  const list = await owner.call(addPriceList, { body: { name: 'List 2026' } })
  await owner.call(setPrice, { params: { id: list.id, productId: mast.id }, body: { priceMinor: 90_000 } })
  await page.open(`/w/kestrel/deals/${deal.id}`)
  await web.getByRole('button', { name: t('people.field.edit', { field: t('products.terms') }) }).click()
  await web.getByRole('menuitem', { name: 'Net 30 days' }).click()
  await web.getByText(/set the payment terms to .?Net 30 days/).waitFor()
  await web.getByRole('button', { name: t('deals.lines.add') }).click()
  await web.getByRole('combobox', { name: t('deals.lines.product') }).fill('Mast')
  await web.getByRole('option', { name: 'Mast' }).click()
  await web.getByText(t('deals.lines.from-list', { list: 'List 2026' })).waitFor()
  await web.getByRole('button', { name: t('deals.save') }).click()
  const shown = () => owner.call(showDeal, { params: { id: deal.id } })
  await soon(async () => (await shown()).amountMinor).toBe(90_000)
  expect((await shown()).lines).toMatchObject([{ priceList: { name: 'List 2026' } }])
  const { version } = await shown()
  await owner.call(changeDeal, { params: { id: deal.id }, version, body: { marketMaturity: 'growth' } })
})

test('what a source cost is entered in the settings', async () => {
  const { web, t } = page
  await page.open('/w/kestrel/settings/sources')
  await web.getByRole('button', { name: t('people.costs.add') }).click()
  await web.getByRole('textbox', { name: t('people.costs.amount') }).fill('1200')
  await web.getByRole('textbox', { name: t('people.costs.campaign') }).fill('Stand B12')
  await page.checkAccess()
  await web.keyboard.press('Enter')
  await web.getByText('Stand B12').waitFor()
  expect((await screens.rondo.owner.call(listCosts, {})).items).toMatchObject([{ amountMinor: 120_000 }])
  for (const part of ['prices', 'tags']) {
    await page.open(`/w/kestrel/settings/${part}`)
    await page.checkAccess()
  }
})

test.each([
  ['in Hebrew, in the dark', { language: 'he', theme: 'dark' }],
  ['with long words, on a phone', { language: 'th', size: 'phone' }],
] as const)('%s the page is whole', async (_, look) => {
  const body = { type: 'doc' as const, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'שלום' }] }] }
  await screens.rondo.owner.call(writeNote, { body: { companyId: company.id, content: body } })
  const other = await screens.page(look)
  await other.signIn()
  await other.open(place())
  await other.web.getByRole('heading', { name: other.t('people.story.title') }).waitFor()
  const { width } = other.web.viewportSize() ?? { width: 0 }
  expect(await other.web.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  await other.checkAccess()
  await other.close()
  await page.signIn()
})

test('all that is kept about somebody is read whole, and erased when the name is typed once more', async () => {
  const { web, t } = page
  const { owner } = screens.rondo
  const name = 'Alma Trygg'
  const alma = await owner.call(addPerson, { body: { name, email: 'alma@trygg.example' } })
  const body = [{ type: 'paragraph', content: [{ type: 'text', text: 'Sails at Skagen' }] }]
  await owner.call(writeNote, { body: { personId: alma.id, content: { type: 'doc', content: body } } })
  await page.open(`/w/kestrel/people/${alma.id}`)
  await web.getByRole('button', { name: t('people.menu', { name }) }).click()
  await web.getByRole('menuitem', { name: t('privacy.menu.read') }).click()
  await web
    .getByRole('region', { name: t('privacy.part.notes') })
    .getByText('Sails at Skagen')
    .waitFor()
  await page.checkAccess()
  await web.getByRole('link', { name: t('privacy.read.back') }).click()
  await web.getByRole('button', { name: t('people.menu', { name }) }).click()
  await web.getByRole('menuitem', { name: t('privacy.menu.erase') }).click()
  const dialog = web.getByRole('dialog', { name: t('privacy.erase.title', { name }) })
  await dialog.getByRole('textbox').fill(name)
  await page.checkAccess()
  await dialog.getByRole('button', { name: t('privacy.menu.erase') }).click()
  await dialog.getByText(t('privacy.erase.done')).waitFor()
  await dialog
    .getByRole('button', { name: t('ui.close'), exact: true })
    .last()
    .click()
  await web.getByRole('heading', { name: t('privacy.erased.person') }).waitFor()
  await page.checkAccess()
})
