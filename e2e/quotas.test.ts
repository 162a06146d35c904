import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listMembers } from '../src/contract/access.ts'
import { addCommissionPlan, listCommissionPlans, putOnCommissionPlan } from '../src/contract/commission-plans.ts'
import { openDeal } from '../src/contract/deals.ts'
import { backTestForecast, sayCommit, showForecast, showStand } from '../src/contract/forecast.ts'
import { listHeldCommits } from '../src/contract/held-commits.ts'
import { beginQuotaPlan, listQuotaPlans, showFiscalCalendar, showQuotaPlan } from '../src/contract/quotas.ts'
import { yearName } from '../src/web/quotas/months.ts'
import { daysOf } from '../src/web/forecast/period.ts'
import type { App } from '../test/kit/app.ts'
import { dayAgo } from '../test/kit/world.ts'
import { tell } from '../test/measurement/told.ts'
import { type Look, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
let dealId: string
let adaId: string
beforeAll(async () => {
  screens = await openScreens()
  const { owner, member } = screens.rondo
  await Promise.all(['Sam Berg', 'Bo Lund'].map((name) => member('seller', name)))
  adaId = (await owner.call(listMembers, {})).items.find(({ role }) => role === 'owner')?.id ?? ''
  const terms = {
    currency: 'EUR',
    period: 'year',
    tiersBy: 'amount',
    tiers: [{ from: 0, rate: 1_000 }],
    accelerators: [],
    capMinor: null,
    clawBackDays: null,
    bonuses: [],
  } as const
  const body = { ...terms, tiers: [...terms.tiers], accelerators: [], bonuses: [] }
  const plan = await owner.call(addCommissionPlan, { body: { name: 'Field', validFrom: '2020-01-01', terms: body } })
  await owner.call(putOnCommissionPlan, { params: { id: plan.id }, body: { memberIds: [adaId], from: '2020-01-01' } })
  dealId = (await owner.call(openDeal, { body: { name: 'Wind farm', ownerId: adaId, amountMinor: 500_000 } })).id
})
afterAll(() => screens.close())

test('a year is planned, an amount is changed where it stands, and the plan holds when it was approved', async () => {
  const { owner } = screens.rondo
  const page = await screens.page({ language: 'sv' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/quotas')
  await web.getByRole('button', { name: t('quotas.begin') }).click()
  const dialog = web.getByRole('dialog', { name: t('quotas.begin') })
  await dialog.getByLabel(t('quotas.begin.goal')).fill('120000')
  await dialog.getByRole('button', { name: t('quotas.begin.submit') }).click()
  await dialog.waitFor({ state: 'detached' })
  await web
    .getByRole('button', { name: /^Sam Berg, / })
    .first()
    .click()
  const field = web.getByRole('textbox', { name: /^Sam Berg, / })
  await field.waitFor()
  await page.checkAccess()
  await field.fill('70000')
  await field.press('Enter')
  await web
    .getByRole('button', { name: /^Bo Lund, .*50\s000/ })
    .first()
    .waitFor()
  await web.getByRole('button', { name: t('quotas.approve') }).click()
  await web.getByText(t('quotas.approved')).first().waitFor()
  await page.checkAccess()
  const [plan] = (await owner.call(listQuotaPlans, {})).items
  const { nodes } = await owner.call(showQuotaPlan, { params: { id: plan?.id ?? '' }, query: {} })
  expect(nodes.map(({ amounts }) => amounts.reduce((sum, minor) => sum + minor, 0))).toEqual([
    12_000_000, 5_000_000, 7_000_000,
  ])
  expect(plan?.approvedVersion).toBe(plan?.version)
  await page.close()
})

test('a year begun by mistake is discarded, and a commission plan gets another name and goes out of use', async () => {
  const { owner } = screens.rondo
  const begun = await owner.call(beginQuotaPlan, { body: { on: dayAgo(-400), goalMinor: 1 } })
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/quotas')
  await web
    .getByRole('button', { name: new RegExp(t('quotas.year')) })
    .first()
    .click()
  await web.getByRole('option', { name: yearName(begun) }).click()
  await web.getByRole('button', { name: t('quotas.discard') }).click()
  const asking = web.getByRole('dialog', { name: t('quotas.discard') })
  await page.checkAccess()
  await asking.getByRole('button', { name: t('quotas.discard') }).click()
  await asking.waitFor({ state: 'detached' })
  await web.getByText(t('quotas.approved')).first().waitFor()
  expect((await owner.call(listQuotaPlans, {})).items).toHaveLength(1)

  await page.open('/w/kestrel/commission')
  await web.getByRole('radio', { name: t('commission.view.plans') }).click({ force: true })
  await web.getByRole('button', { name: t('commission.plans.acts-of', { plan: 'Field' }) }).click()
  await web.getByRole('menuitem', { name: t('commission.plans.rename') }).click()
  const naming = web.getByRole('dialog', { name: t('commission.plans.rename-of', { plan: 'Field' }) })
  await naming.getByRole('textbox').fill('Field sales')
  await naming.getByRole('button', { name: t('commission.plans.rename') }).click()
  await web.getByRole('button', { name: t('commission.plans.acts-of', { plan: 'Field sales' }) }).click()
  await web.getByRole('menuitem', { name: t('commission.plans.retire') }).click()
  await web.getByText(t('commission.plans.retired')).waitFor()
  await page.checkAccess()
  const { items } = await owner.call(listCommissionPlans, {})
  expect(items).toMatchObject([{ name: 'Field sales', retired: true }])
  await page.close()
})

test('on a phone the year stands beside the name, and its parts open in the row', async () => {
  const page = await screens.page({ language: 'he', size: 'phone' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/quotas')
  const grid = web.getByRole('region', { name: t('quotas.title') })
  await grid.getByRole('button', { name: `${t('ui.table.more')} Sam Berg` }).click()
  await grid
    .getByRole('button', { name: /^Sam Berg, / })
    .nth(4)
    .waitFor()
  await page.rest()
  expect(await grid.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(1)
  await page.checkAccess()
  await page.close()
})

const looks: Look[] = [{ language: 'en' }, { language: 'he', theme: 'dark', size: 'phone' }]

test.each(looks)('one sees what one earns, and what a deal would bring: %o', async (look) => {
  const page = await screens.page(look)
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/commission')
  await web.getByRole('main').getByRole('button', { name: 'Ada Lindqvist', exact: true }).click()
  await web.getByText(t('commission.no-lines')).waitFor()
  // The year that is over is the one to be paid.
  const closing = web.getByRole('button', { name: t('commission.close') })
  expect(await closing.count()).toBe(0)
  await web.getByRole('button', { name: t('commission.before') }).click()
  await closing.waitFor()
  await page.checkAccess()
  await page.open(`/w/kestrel/deals/${dealId}`)
  const section = web.getByRole('region', { name: t('commission.deal.of', { deal: 'Wind farm' }) })
  await section.getByText(/500/).first().waitFor()
  await section.getByRole('button', { name: t('commission.split') }).click()
  await web.getByRole('dialog', { name: t('commission.split.title') }).waitFor()
  await page.checkAccess()
  await page.close()
})

test('where one stands, what is expected, how it has held: the screens say what the API says', async () => {
  const { owner } = screens.rondo
  await sellForAYear()
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/forecast')
  const main = web.getByRole('main')
  const shows = async (...texts: string[]) => {
    for (const text of texts) await main.getByText(text).first().waitFor()
  }
  const stand = await owner.call(showStand, { query: {} })
  expect(stand).toMatchObject({ isEnough: true, open: 5 })
  await shows(euros(stand.sold), euros(stand.expected.expected), euros(stand.expected.high))
  if (stand.toCreate) await shows(euros(stand.toCreate.minor))
  await page.checkAccess()
  // What is sold opens the deals that it is the sum of.
  await main
    .getByRole('link', { name: euros(stand.sold) })
    .first()
    .click()
  await web.waitForURL('**/deals?**')
  await main.getByRole('row', { name: /^Deal/ }).first().waitFor()
  await web.goBack()
  await web.waitForURL('**/forecast')
  const places = web.getByRole('navigation', { name: t('forecast.places') })
  await places.getByRole('link', { name: t('forecast.place.expected') }).click()
  await web.waitForURL('**/forecast/expected')
  const { whole, deals } = await owner.call(showForecast, { query: { by: 'owner' } })
  await shows(euros(whole.total.expected), euros(whole.open.low), euros(whole.fresh.expected))
  const row = main.getByRole('row', { name: /^Ada Lindqvist/ })
  await expect.poll(() => row.innerText()).toContain(euros(whole.total.expected))
  await main.getByRole('row', { name: new RegExp(`^${deals[0]?.name}`) }).waitFor()
  await page.checkAccess()
  // What somebody said of two months that are over stands beside what came.
  const over = { from: dayAgo(70), until: dayAgo(10), ownerId: null, amountMinor: 777_700 }
  const said = await owner.call(sayCommit, { body: over })
  await sql`update forecast_commits set said_at = now() - interval '30 days' where id = ${said.id}`.execute(
    screens.rondo.pools.db,
  )
  await places.getByRole('link', { name: t('forecast.place.held') }).click()
  await web.waitForURL('**/forecast/held')
  const { open, whole: all } = await owner.call(backTestForecast, { query: { days: 30 } })
  expect(open.coverage.n).toBeGreaterThan(0)
  await shows(t('forecast.held.coverage', open.coverage), t('forecast.held.whole', all.coverage))
  await shows(euros(open.meanError ?? 0), euros(open.weightedError ?? 0))
  const [held] = (await owner.call(listHeldCommits, {})).items
  await shows(t('forecast.held.commits'), euros(777_700), euros(held?.cameMinor ?? 0))
  await page.checkAccess()
  await page.close()
})

test('a forecast looks to the end of the fiscal year, from an earlier day, and says so behind every number', async () => {
  const { owner } = screens.rondo
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/forecast/expected')
  const main = web.getByRole('main')
  await web.getByRole('button', { name: new RegExp(t('forecast.period')) }).click()
  await web.getByRole('option', { name: t('forecast.period.year') }).click()
  await web.waitForURL('**period=year**')
  const { firstMonth } = await owner.call(showFiscalCalendar, {})
  const asOf = dayAgo(40)
  await page.open(`/w/kestrel/forecast/expected?period=year&as_of=${asOf}`)
  const days = daysOf('year', asOf, firstMonth)
  const { whole } = await owner.call(showForecast, { query: { ...days, as_of: asOf } })
  await main.getByText(euros(whole.total.expected)).first().waitFor()
  expect(await main.getByRole('button', { name: t('forecast.commit.say') }).count()).toBe(0)
  await page.checkAccess()
  await web
    .getByRole('navigation', { name: t('forecast.places') })
    .getByRole('link', { name: t('forecast.place.stand') })
    .click()
  await web.waitForURL('**/forecast?**period=year**')
  const stand = await owner.call(showStand, { query: { ...days, as_of: asOf } })
  // What was won until then opens as deals.
  await main
    .getByRole('link', { name: euros(stand.sold) })
    .first()
    .click()
  await web.waitForURL('**/deals?**')
  await page.close()
})

test('a manager sees the team, what has changed down to the facts, and keeps what was agreed with a seller', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/forecast/team')
  const main = web.getByRole('main')
  const table = main.getByRole('region', { name: t('glance.sellers.table') })
  await table.getByRole('row', { name: /^Ada Lindqvist/ }).waitFor()
  const names = await table.getByRole('rowheader').allInnerTexts()
  expect(names).toEqual(['Ada Lindqvist', 'Bo Lund', 'Sam Berg'])
  await page.checkAccess()
  await page.open('/w/kestrel/forecast/changes?owner=all')
  // All of it was told today: a week ago nothing was known that could be compared with.
  await main.getByRole('button', { name: new RegExp(t('glance.kind.opened')) }).click()
  await main.getByRole('link', { name: 'Roof 27' }).waitFor()
  await page.checkAccess()
  await page.open('/w/kestrel/forecast/team')
  await table.getByRole('link', { name: 'Bo Lund' }).first().click()
  await main.getByLabel(t('glance.talk.agreed')).fill('Call Borealis')
  await main.getByRole('button', { name: t('glance.talk.keep'), exact: true }).click()
  const agreed = main.getByRole('checkbox', { name: 'Call Borealis' })
  await agreed.waitFor()
  await page.checkAccess()
  await main.getByText('Call Borealis').first().click()
  await agreed.waitFor({ state: 'detached' })
  await page.close()
})

test('the forecast can be used on a phone, from right to left and in the dark', async () => {
  const page = await screens.page({ language: 'he', theme: 'dark', size: 'phone' })
  const { web, t } = page
  await page.signIn()
  for (const [place, title] of [
    ['forecast', 'forecast.pace'],
    ['forecast/expected', 'forecast.groups'],
    ['forecast/held', 'forecast.held.beside'],
    ['forecast/team', 'glance.sellers'],
    ['forecast/changes?owner=all', 'glance.forecast'],
  ] as const) {
    await page.open(`/w/kestrel/${place}`)
    await web.getByRole('heading', { name: t(title) }).waitFor()
    await page.checkAccess()
  }
  await page.close()
})

/** A deal every ninth day for most of a year, won after some weeks, of Ada's. */
async function sellForAYear(): Promise<void> {
  for (let number = 0; number < 28; number++) {
    const opened = 270 - number * 9
    const took = 15 + ((number * 7) % 20)
    const end = number < 24 ? { end: ['won', dayAgo(opened - took)] as const } : {}
    const body = { ownerId: adaId, amountMinor: 1_000_000 + number * 31_700 }
    await tell(screens.rondo.owner, { opened: dayAgo(opened), body, ...end }, `Roof ${number}`)
  }
}

/** As the screens write it: whole euros. */
function euros(minor: number): string {
  const shape = { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 } as const
  return new Intl.NumberFormat('en-GB', shape).format(Math.round(minor / 100))
}
