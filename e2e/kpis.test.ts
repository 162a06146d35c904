import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCustomField, changeCustomField } from '../src/contract/custom-fields.ts'
import { openDeal } from '../src/contract/deals.ts'
import { addProcess } from '../src/contract/process.ts'
import { addProduct } from '../src/contract/products.ts'
import { winDeal } from '../src/contract/moves.ts'
import type { App } from '../test/kit/app.ts'
import { type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

/** The same day of the month before the last one: in a period that is over. */
function monthsAgo(months: number): string {
  return Temporal.Now.plainDateISO('Europe/Stockholm').with({ day: 10 }).subtract({ months }).toString()
}

async function sell(won: string, amountMinor: number, currency: string) {
  const { owner } = screens.rondo
  const occurredAt = `${won}T09:00:00.000Z`
  const deal = await owner.call(openDeal, { body: { name: `Sale in ${currency}`, occurredAt, amountMinor, currency } })
  await owner.call(winDeal, { params: { id: deal.id }, body: { occurredAt: `${won}T10:00:00.000Z` } })
}

test('a rate that is missing is given where the figure says so, and the figure is whole', async () => {
  await sell(monthsAgo(1), 100_000, 'EUR')
  await sell(monthsAgo(1), 300_000, 'USD')
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/insights/kpis')
  const figure = web.getByRole('region', { name: t('kpis.name.average_purchase'), exact: true })
  await figure.getByText('€1,000', { exact: true }).waitFor()
  await page.checkAccess()
  await figure.getByRole('link', { name: t('measurement.give.rate') }).click()
  const dialog = web.getByRole('dialog', { name: t('kpis.rates.add') })
  await dialog.getByLabel(t('kpis.rates.worth', { currency: 'USD', reporting: 'EUR' })).fill('0.5')
  await page.checkAccess()
  await web.keyboard.press('Enter')
  await web.getByRole('rowheader').first().waitFor()
  await web.goBack()
  await page.open('/w/kestrel/insights/kpis')
  await figure.getByText('€1,250', { exact: true }).waitFor()
  await figure.getByRole('button', { name: t('kpis.n.deals', { n: 2 }) }).click()
  const panel = web.getByRole('dialog', { name: t('insights.behind') })
  await expect.poll(() => panel.getByRole('listitem').count()).toBe(2)
  await page.close()
})

test('a figure is pinned, put on a dashboard and remarked on, and moved by keyboard', async () => {
  const page = await screens.page({ theme: 'dark' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/insights/kpis')
  const name = t('kpis.name.sales_growth')
  const figure = web.getByRole('region', { name, exact: true })
  const acts = figure.getByRole('button', { name: t('dashboards.figure.acts', { name }) })
  await acts.click()
  await web.getByRole('menuitem', { name: t('dashboards.today.pin') }).click()
  await web.getByText(t('dashboards.today.done')).waitFor()
  await acts.click()
  await web.getByRole('menuitem', { name: t('dashboards.new') }).click()
  await web.getByLabel(t('views.view.name')).fill('Mondays')
  await web.keyboard.press('Enter')
  await web.getByText(t('dashboards.saved', { name: 'Mondays' })).waitFor()
  await figure.getByRole('button', { name: t('dashboards.remarks.add') }).click()
  await figure.getByLabel(t('dashboards.remarks.text')).fill('The fair was in this month.')
  await figure.getByRole('button', { name: t('people.save') }).click()
  await figure.getByText('The fair was in this month.').waitFor()
  const churn = t('kpis.name.churn')
  await web.getByRole('button', { name: t('dashboards.figure.acts', { name: churn }) }).click()
  await web.getByRole('menuitem', { name: 'Mondays' }).click()
  await web.getByText(t('dashboards.added', { name: 'Mondays' })).waitFor()
  await page.open('/w/kestrel/insights/dashboards')
  const names = () => web.getByRole('main').getByRole('listitem').getByRole('heading').allInnerTexts()
  await expect.poll(names).toEqual([name, churn])
  expect(await web.getByText(t('kpis.n.deals', { n: 2 })).count()).toBe(1)
  await page.checkAccess()
  await web.getByRole('button', { name: t('dashboards.figure.acts', { name: churn }) }).focus()
  await web.keyboard.press('Enter')
  await web.getByRole('menuitem', { name: t('dashboards.earlier') }).press('Enter')
  await expect.poll(names).toEqual([churn, name])
  await page.open('/w/kestrel/today')
  await web
    .getByRole('region', { name: t('dashboards.today') })
    .getByRole('link', { name })
    .waitFor()
  await page.checkAccess()
  await page.close()
})

test('a manager says where a product stands, in Hebrew on a phone', async () => {
  await screens.rondo.owner.call(addProduct, { body: { name: 'Anemometer', priceMinor: 12_550 } })
  const page = await screens.page({ language: 'he', size: 'phone' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/insights/products')
  const product = web.getByRole('region', { name: 'Anemometer', exact: true })
  await product.getByText(t('kpis.life.unknown')).waitFor()
  await page.checkAccess()
  await product.getByRole('button', { name: t('kpis.life.judge') }).click()
  const dialog = web.getByRole('dialog')
  await dialog.getByText(t('codes.market_maturity.decline')).click()
  await dialog.getByLabel(t('kpis.life.reason')).fill('A rival gives it away')
  await page.checkAccess()
  await dialog.getByRole('button', { name: t('people.save') }).click()
  await product.getByText('A rival gives it away').waitFor()
  await product.getByText(t('kpis.life.means.decline')).waitFor()
  await page.checkAccess()
  await page.close()
})

test('on a phone the strips stand where one is, and figures of stages say of which process they are', async () => {
  await screens.rondo.owner.call(addProcess, { body: { template: 'seven-steps', name: 'Renewals', language: 'en' } })
  const page = await screens.page({ language: 'he', size: 'phone' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/insights?section=stages')
  const times = web.getByRole('region', { name: t('insights.times'), exact: true })
  await times.getByText(/תהליך המכירה "/).waitFor()
  await page.open('/w/kestrel/insights?section=works')
  for (const [strip, link] of [
    ['insights.sections', 'insights.section.works'],
    ['kpis.places', 'kpis.place.insights'],
  ] as const) {
    const box = await web
      .getByRole('navigation', { name: t(strip) })
      .getByRole('link', { name: t(link), exact: true })
      .boundingBox()
    expect(box?.x).toBeGreaterThanOrEqual(0)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390)
  }
  await page.checkAccess()
  await page.close()
})

test('a comparison by a field of one’s own is pinned, opened from Today and remarked on, until the field is retired', async () => {
  const { owner } = screens.rondo
  const options = [{ name: 'Partner' }, { name: 'Direct' }]
  const route = await owner.call(addCustomField, { body: { record: 'deals', kind: 'choice', name: 'Route', options } })
  for (const chosen of ['partner', 'partner', 'direct', 'direct'])
    await owner.call(openDeal, { body: { name: `By ${chosen}`, custom: { route: chosen } } })
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open(`/w/kestrel/insights?section=comparing&by=field&field=${route.id}&least=2`)
  const name = t('insights.compare')
  const figure = web.getByRole('region', { name, exact: true })
  const acts = { name: t('dashboards.figure.acts', { name }) }
  await figure.getByRole('button', acts).press('Enter')
  await web.getByRole('menuitem', { name: t('dashboards.today.pin') }).press('Enter')
  await web.getByText(t('dashboards.today.done')).waitFor()
  await page.open('/w/kestrel/today')
  const row = web.getByRole('region', { name: t('dashboards.today') })
  const by = t('insights.compare.plot', { measure: t('insights.compare.measure.winRate', { days: 90 }), by: 'Route' })
  const groups = row.getByRole('list', { name: by }).getByRole('listitem')
  await expect
    .poll(async () => (await groups.allInnerTexts()).map((text) => text.split('\n')[0]))
    .toEqual(['Direct', 'Partner'])
  await page.checkAccess()
  await row.getByRole('link', { name, exact: true }).press('Enter')
  await web.waitForURL(`**by=field&field=${route.id}&least=2#comparing`)
  await figure.getByRole('button', { name: t('dashboards.remarks.add') }).press('Enter')
  await web.keyboard.type('Partners are new this year.')
  await figure.getByRole('button', { name: t('people.save') }).press('Enter')
  await figure.getByText('Partners are new this year.').waitFor()
  await page.open(`/w/kestrel/insights?section=comparing&by=source&least=2`)
  await figure.getByRole('button', { name: t('dashboards.remarks.add') }).waitFor()
  expect(await figure.getByText('Partners are new this year.').count()).toBe(0)
  await owner.call(changeCustomField, { params: { id: route.id }, body: { retired: true }, version: route.version })
  await page.open('/w/kestrel/today')
  await row.getByText(t('errors.field_not_comparable', { name: 'Route', reason: 'retired', limit: 300 })).waitFor()
  await page.checkAccess()
  await row.getByRole('button', acts).press('Enter')
  await web.getByRole('menuitem', { name: t('dashboards.today.off') }).press('Enter')
  await web.getByText(t('dashboards.today.off.done')).waitFor()
  await expect.poll(() => row.getByRole('link', { name, exact: true }).count()).toBe(0)
  await page.close()
})
