import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeDeal, openDeal } from '../src/contract/deals.ts'
import { type Company, addCompany, listCompanies, showCompany } from '../src/contract/people.ts'
import { listPaymentTerms } from '../src/contract/terms.ts'
import type { App } from '../test/kit/app.ts'
import { dayAgo } from '../test/kit/world.ts'
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
const cell = (web: Page, row: number, column: number) => web.locator(`[data-cell="${row}.${column}"]`)
const names = (web: Page) => web.getByRole('rowheader').allInnerTexts()

async function add(...rows: readonly { name: string; city?: string; sector?: string }[]): Promise<Company[]> {
  const added: Company[] = []
  for (const body of rows) added.push(await screens.rondo.owner.call(addCompany, { body }))
  return added
}

test('a sheet of companies: typed into, sorted, undone', async () => {
  const [lund] = await add({ name: 'Lundberg', city: 'Lund' }, { name: 'Aalto', city: 'Ankara' }, { name: 'Zander' })
  const { web } = page
  await page.open('/w/kestrel/companies')
  await soon(() => names(web)).toEqual(['Zander', 'Aalto', 'Lundberg'])
  await web.getByRole('button', { name: 'Name' }).click()
  await soon(() => names(web)).toEqual(['Aalto', 'Lundberg', 'Zander'])
  expect(web.url()).toContain('sort=name')
  await cell(web, 0, 0).focus()
  await web.keyboard.press('j')
  await web.keyboard.press('ArrowRight')
  await web.keyboard.press('ArrowRight')
  await web.keyboard.type('Wind')
  await web.keyboard.press('Tab')
  await web.keyboard.type('Malmö')
  await web.keyboard.press('Enter')
  const read = () => screens.rondo.owner.call(showCompany, { params: { id: lund?.id ?? '' } })
  await soon(async () => (await read()).city).toBe('Malmö')
  expect((await read()).sector).toBe('Wind')
  await web.getByText('Town of Lundberg is changed.').waitFor()
  await web.keyboard.press('Control+z')
  await soon(async () => (await read()).city).toBe('Lund')
  await page.checkAccess()
})

test('a filter in plain words, saved as a view that its address holds', async () => {
  await add({ name: 'Retailer', sector: 'Retail', city: 'Lund' })
  const { web } = page
  await page.open('/w/kestrel/companies')
  await web.getByRole('button', { name: 'Filter', exact: true }).click()
  const dialog = web.getByRole('dialog')
  await dialog.getByLabel('Value').fill('retail')
  await page.checkAccess()
  await dialog.getByRole('button', { name: 'Show these' }).click()
  await web.getByText('Name contains “retail”').waitFor()
  await soon(() => names(web)).toEqual(['Retailer'])
  await web.getByRole('button', { name: 'Usual view' }).click()
  await web.getByRole('menuitem', { name: 'Save as a new view' }).click()
  await web.getByLabel('Name of the view').fill('Shops')
  await web.getByRole('button', { name: 'Save', exact: true }).click()
  await web.getByRole('button', { name: 'Shops' }).waitFor()
  await web.reload()
  await soon(() => names(web)).toEqual(['Retailer'])
})

test('rows are chosen by key, changed at once, and brought back', async () => {
  const { web } = page
  await page.open('/w/kestrel/companies?sort=name')
  await cell(web, 0, 0).focus()
  await web.keyboard.press('x')
  await web.keyboard.press('Shift+ArrowDown')
  await web.getByText('2 chosen').waitFor()
  await web.getByRole('button', { name: 'Archive' }).click()
  await web.getByText('2 rows changed.').waitFor()
  const count = async () => (await screens.rondo.owner.call(listCompanies, { query: {} })).items.length
  await soon(count).toBe(2)
  await web.getByRole('button', { name: /^Undo/ }).click()
  await soon(count).toBe(4)
})

test('deals by group with their sums, by days, and in Hebrew', async () => {
  const body = { name: 'Pilot', amountMinor: 100_00, expectedCloseOn: dayAgo(0) }
  const { owner } = screens.rondo
  const { id, version } = await owner.call(openDeal, { body })
  const { items } = await owner.call(listPaymentTerms, {})
  const onDelivery = items.find(({ kind }) => kind === 'on_delivery')?.id ?? ''
  await owner.call(changeDeal, { params: { id }, version, body: { paymentTermsId: onDelivery } })
  const { web } = page
  const filter = JSON.stringify({ field: 'paymentTermsId', op: 'is', value: onDelivery })
  await page.open(`/w/kestrel/deals?group=paymentTermsId&filter=${encodeURIComponent(filter)}`)
  await web.getByText('Payment terms is on delivery').waitFor()
  await web.getByRole('button', { name: /^On delivery/ }).waitFor()
  await page.open('/w/kestrel/deals?group=stage')
  await web.getByRole('button', { name: /Prospecting/ }).waitFor()
  await soon(() => web.getByRole('button', { name: /Prospecting/ }).innerText()).toContain('€100')
  await cell(web, 1, 0).focus()
  await web.keyboard.press('Enter')
  await web.getByRole('dialog', { name: 'Pilot' }).waitFor()
  await page.checkAccess()
  const he = await screens.page({ language: 'he', theme: 'dark' })
  await he.signIn()
  await he.open('/w/kestrel/deals?form=calendar')
  await he.web.getByRole('link', { name: 'Pilot' }).waitFor()
  await he.checkAccess()
  await he.close()
})

test('on a phone the list is cards', async () => {
  const th = await screens.page({ language: 'th', size: 'phone' })
  await th.signIn()
  await th.open('/w/kestrel/companies')
  await th.web.getByRole('link', { name: /Zander/ }).waitFor()
  await th.checkAccess()
  expect(await th.web.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  await th.close()
})

test('fifty thousand rows scroll without a pause', async () => {
  const { pools, workspaceId } = screens.rondo
  for (let batch = 0; batch < 5; batch++)
    await sql`
      insert into people (workspace_id, id, name, name_folded, title, created_at, updated_at)
      select ${workspaceId}, gen_random_uuid(), 'Guest ' || i, 'guest ' || i, 'Guest', now(), now()
      from generate_series(1, 10000) i`.execute(pools.db)
  const { web } = page
  await page.open('/w/kestrel/people')
  await cell(web, 0, 0).waitFor()
  const devtools = await web.context().newCDPSession(web)
  // The thread's own time, so that other work of the machine does not count.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const spent = async () =>
    (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
  const scroll = (frames: number) =>
    web.evaluate(`(async () => {
      const grid = document.querySelector('[role=grid]')
      for (let frame = 0; frame < ${frames}; frame++) {
        grid.scrollTop += 40
        await new Promise(requestAnimationFrame)
      }
    })()`)
  await scroll(60)
  const before = await spent()
  await scroll(150)
  const perFrame = ((await spent()) - before) * (1000 / 150)
  // A frame has 16.7 ms. About 10 ms were measured; twice the frame means that rows are drawn that need not be.
  expect(perFrame).toBeLessThan(30)
  expect(await web.getByRole('row').count()).toBeLessThan(80)
})
