import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCustomField, changeCustomField } from '../src/contract/custom-fields.ts'
import { changeDeal, listDeals, openDeal } from '../src/contract/deals.ts'
import { loseDeal, moveDeal, winDeal } from '../src/contract/moves.ts'
import { showWeeklySummary } from '../src/contract/summaries.ts'
import { linkSecret } from '../src/server/modules/access/index.ts'
import type { App } from '../test/kit/app.ts'
import { type Look, type ScreenPage, type Screens, openScreens, untilFocused } from './kit/browser.ts'

// The newcomers of demo.test.ts read the first section so; these are the others.
const looks: Look[] = [
  { language: 'he', theme: 'dark' },
  { language: 'th', size: 'phone' },
]

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

test('without deals the screen says so and shows the way', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/insights')
  await web.getByText(t('insights.none'), { exact: true }).waitFor()
  await page.checkAccess()
  await page.open('/w/kestrel/forecast')
  await web.getByRole('link', { name: t('measurement.give.board') }).waitFor()
  await page.checkAccess()
  await page.close()
})

test('few deals are said to be few, and every number opens to its deals', async () => {
  await seed()
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/insights')
  await web.getByText(t('insights.few', { n: 12, least: '30' })).waitFor()
  const cycle = web.getByRole('region', { name: t('insights.cycle') })
  await cycle.getByRole('link', { name: new RegExp(`^5.*${t('codes.outcome.won')}`) }).click()
  await web.waitForURL('**/insights?part=won')
  const panel = web.getByRole('dialog', { name: t('insights.behind') })
  await expect.poll(() => panel.getByRole('listitem').count()).toBe(5)
  await page.checkAccess()
  await untilFocused(panel)
  await web.keyboard.press('Escape')
  await web.waitForURL('**/insights')
  const funnel = web.getByRole('row', { name: /^Qualification/ })
  await funnel.getByRole('link', { name: new RegExp(t('insights.funnel.skipped')) }).click()
  await panel.getByText('Skipper').click()
  await web.waitForURL('**/w/kestrel/deals/*')
  await page.close()
})

test('a week is a table too, and a number of it opens to its deals', async () => {
  const day = new Date(Date.now() - 28 * 86_400_000).toISOString().slice(0, 10)
  const { counts } = await screens.rondo.owner.call(showWeeklySummary, { query: { day } })
  const { count = 0 } = counts[0] ?? {}
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open(`/w/kestrel/insights/week?day=${day}`)
  await web.getByRole('region', { name: t('summary.part.week') }).waitFor()
  await page.checkAccess()
  await web.getByRole('button', { name: t('ui.chart.table') }).click()
  const table = web.getByRole('region', { name: t('summary.title') })
  const row = table.getByRole('row', { name: t('summary.count.opened', { count }) })
  expect(await row.getByRole('cell').first().innerText()).toBe(String(count))
  await page.checkAccess()
  await web.getByRole('button', { name: t('summary.as-text') }).click()
  await web.getByRole('link', { name: t('summary.count.opened', { count }), exact: true }).click()
  const panel = web.getByRole('dialog', { name: t('insights.behind') })
  await expect.poll(() => panel.getByRole('listitem').count()).toBe(count)
  await page.close()
})

test('the link under a mail has stopped the mails when it is open, and brings them back', async () => {
  const { pools, workspaceId } = screens.rondo
  const { token, hash } = linkSecret({ workspace: { id: workspaceId } })
  const { id: member_id } = await pools.db.selectFrom('members').select('id').executeTakeFirstOrThrow()
  const row = { workspace_id: workspaceId, id: member_id, member_id, week_on: '2026-01-05', created_at: new Date() }
  await pools.db
    .insertInto('weekly_summaries')
    .values({ ...row, mail: 'sent', stop_token_hash: hash })
    .execute()
  const page = await screens.page({ language: 'he', size: 'phone' })
  const { web, t } = page
  await page.open(`/stop-summary#${token}`)
  await web.getByRole('heading', { name: t('summary.stopped', { workspace: 'Kestrel' }) }).waitFor()
  await page.checkAccess()
  await web.getByRole('button', { name: t('summary.stopped.again') }).click()
  await web.getByRole('heading', { name: t('summary.begun', { workspace: 'Kestrel' }) }).waitFor()
  await page.close()
})

test('filters stand in the address: a copied link shows the same figures', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/insights')
  await web.getByRole('button', { name: t('insights.period.all') }).click()
  await web.getByRole('button', { name: t('insights.period.preset.last-90') }).click()
  await web.keyboard.press('Escape')
  await web.waitForURL('**/insights?from=*')
  await web.getByRole('radio', { name: '30', exact: true }).click()
  await web.waitForURL('**by_day=30')
  await web.getByText(t('insights.few', { n: 11, least: '30' })).waitFor()
  const figure = web.getByRole('region', { name: t('insights.win'), exact: true })
  await expect.poll(() => figure.innerText()).toContain('within 30 days')
  const sentence = await figure.innerText()
  await web.reload()
  await web.getByText(t('insights.few', { n: 11, least: '30' })).waitFor()
  expect(await figure.innerText()).toBe(sentence)
  await web.getByRole('button', { name: t('insights.filter.clear') }).click()
  await web.getByText(t('insights.few', { n: 12, least: '30' })).waitFor()
  await page.close()
})

test('a table carries the numbers of the screen and its link, and the movement opens all deals that stand in a stage', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/insights?by_day=60')
  await page.checkAccess()
  const [file] = await Promise.all([
    web.waitForEvent('download'),
    web
      .getByRole('region', { name: t('insights.funnel'), exact: true })
      .getByLabel(t('insights.csv'))
      .click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^funnel-\d{4}-\d\d-\d\d\.csv$/)
  const rows = (await readFile(await file.path(), 'utf8')).split('\r\n')
  expect(rows[1]).toMatch(/^Prospecting,12,0,/)
  // Whoever gets the file finds the figure again, narrowed as it was.
  expect(rows.at(-2)).toMatch(/\/insights\?by_day=60&as_of=\d{4}-\d\d-\d\d&known_at=.*#funnel/)
  // The movement is of all deals, whatever period of openings is chosen: what stands in a stage opens all that stand there.
  const [from, to] = [58, 54].map((ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10))
  await page.open(`/w/kestrel/insights?section=stages&from=${from}&to=${to}`)
  const movement = web.getByRole('region', { name: t('insights.flow'), exact: true })
  await movement.getByRole('link', { name: `contact: ${t('insights.flow.atEnd')}` }).click()
  const panel = web.getByRole('dialog', { name: t('insights.behind') })
  await expect.poll(() => panel.getByRole('listitem').count()).toBe(4)
  await page.close()
})

test('sellers are compared: a link shows the same, and each opens to their deals', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/insights')
  await web.getByRole('link', { name: t('insights.section.comparing'), exact: true }).click()
  await web.waitForURL('**/insights?section=comparing')
  const figure = web.getByRole('region', { name: t('insights.compare'), exact: true })
  // All are one person's: there is nobody to compare her with.
  await figure.getByText(t('insights.compare.verdict.not_enough')).waitFor()
  await web.getByRole('radio', { name: t('insights.compare.choose.closedOnly') }).click()
  await web.waitForURL('**measure=closedOnly')
  await page.open('/w/kestrel/insights?section=comparing&by=stakeholders&least=2')
  await figure.getByRole('link', { name: /^Nobody named/ }).click()
  await web.waitForURL('**group=stakeholders%3A0*')
  const panel = web.getByRole('dialog', { name: t('insights.behind') })
  await expect.poll(() => panel.getByRole('listitem').count()).toBe(12)
  // What nobody entered is said, and is entered where the link leads: the deals that lack it.
  await page.open('/w/kestrel/insights?section=comparing&by=source')
  await figure.getByText(t('insights.compare.missing', { by: t('insights.compare.by.source'), count: 12 })).waitFor()
  await figure.getByRole('link', { name: t('measurement.give.sources') }).click()
  await web.waitForURL('**/deals?filter=*')
  await web.getByText('Skipper').waitFor()
  await page.close()
})

test('a field of one’s own divides the deals, and a link to one that is retired lets another be chosen', async () => {
  const { owner } = screens.rondo
  const options = [{ name: 'Partner' }, { name: 'Direct' }]
  const route = await owner.call(addCustomField, { body: { record: 'deals', kind: 'choice', name: 'Route', options } })
  const { items } = await owner.call(listDeals, { query: { limit: 200 } })
  for (const [number, { id, version }] of items.slice(0, 10).entries()) {
    const body = { custom: { route: number < 4 ? 'partner' : 'direct' } }
    await owner.call(changeDeal, { params: { id }, body, version })
  }
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/insights?section=comparing&least=2')
  await web.getByRole('button', { name: t('insights.compare.by') }).click()
  await web.getByRole('option', { name: /^Route/ }).click()
  await web.waitForURL(`**by=field&field=${route.id}`)
  const figure = web.getByRole('region', { name: t('insights.compare'), exact: true })
  await figure.getByText(t('insights.compare.missing', { by: '\u2068Route\u2069', count: items.length - 10 })).waitFor()
  await page.checkAccess()
  await figure.getByRole('link', { name: /^Partner/ }).click()
  await web.waitForURL('**group=field%3A%3Apartner*')
  const panel = web.getByRole('dialog', { name: t('insights.behind') })
  await expect.poll(() => panel.getByRole('listitem').count()).toBe(4)
  await panel.getByText('Partner', { exact: true }).waitFor()
  await owner.call(changeCustomField, { params: { id: route.id }, body: { retired: true }, version: route.version })
  await page.open(`/w/kestrel/insights?section=comparing&by=field&field=${route.id}`)
  await web.getByText(t('errors.field_not_comparable', { name: 'Route', reason: 'retired', limit: 300 })).waitFor()
  await web.getByRole('button', { name: t('insights.compare.by') }).click()
  await web.getByRole('option', { name: t('insights.compare.by.source') }).click()
  await figure.waitFor()
  await page.close()
})

test('in the stages the deals that are stuck are named, in the signals the wins', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/insights?section=stages&moved=365')
  const moved = web.getByRole('region', { name: t('insights.flow'), exact: true })
  await moved
    .getByRole('row', { name: /^Prospecting/ })
    .getByRole('link', { name: /^\W*12/ })
    .first()
    .click()
  await web.waitForURL('**part=came_in*')
  const panel = web.getByRole('dialog', { name: t('insights.behind') })
  await expect.poll(() => panel.getByRole('listitem').count()).toBe(12)
  await untilFocused(panel)
  await web.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  await web.getByRole('link', { name: t('insights.section.signals'), exact: true }).click()
  await web.getByText(t('insights.signals.sentence', { stated: 0, won: 5 })).waitFor()
  await web.getByText(t('insights.signals.missing', { count: 5 })).waitFor()
  await page.close()
})

test.each(looks)('the other insights can be used by everybody: %o', async (look) => {
  const page = await screens.page(look)
  await page.signIn()
  for (const section of ['comparing', 'stages', 'signals']) {
    const least = section === 'comparing' ? '&by=stakeholders&least=2' : ''
    await page.open(`/w/kestrel/insights?section=${section}${least}`)
    await page.web.getByRole('heading', { level: 2 }).first().waitFor()
    if (look.size === 'phone' && section === 'stages') await openRow(page)
    await page.checkAccess()
  }
  await page.close()
})

/** What has no room beside the others on a phone stands in its row, which opens by keyboard. */
async function openRow({ web, t }: ScreenPage) {
  const times = web.getByRole('region', { name: t('insights.times.table') })
  await expect.poll(() => times.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThan(2)
  await times
    .getByRole('row', { name: /^Prospecting/ })
    .getByRole('button', { name: /Prospecting/ })
    .press('Enter')
  await times
    .getByRole('term')
    .filter({ hasText: t('insights.times.zombies') })
    .waitFor()
}

test('a link gives a figure again, whatever is told later of days gone by', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/insights?by_day=30')
  const figure = web.getByRole('region', { name: t('insights.win'), exact: true })
  await figure.getByText(t('insights.n', { n: 12 })).waitFor()
  await web.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await figure.getByRole('button', { name: t('insights.copy-link') }).click()
  await web.getByText(t('insights.copied')).waitFor()
  const link: string = await web.evaluate('navigator.clipboard.readText()')
  const occurredAt = new Date(Date.now() - 30 * 86_400_000).toISOString()
  await screens.rondo.owner.call(openDeal, { body: { name: 'Told late', occurredAt } })
  await page.open(link)
  await figure.getByText(t('insights.n', { n: 12 })).waitFor()
  await page.checkAccess()
  await web.getByRole('button', { name: t('insights.known-at.button', { moment: '' }) }).click()
  await web.getByRole('button', { name: t('insights.known-at.now') }).click()
  await figure.getByText(t('insights.n', { n: 13 })).waitFor()
  await page.close()
})

/** Twelve deals: five won, three lost, four open; one of those won has skipped qualification, one is older than 90 days. */
async function seed(): Promise<void> {
  const { owner } = screens.rondo
  const at = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString()
  for (let index = 0; index < 12; index++) {
    const began = index === 0 ? 120 : 20 + index * 4
    const name = index === 1 ? 'Skipper' : `Deal ${index}`
    const { id } = await owner.call(openDeal, { body: { name, occurredAt: at(began) } })
    const to = index === 1 ? 'objections' : 'first-contact'
    await owner.call(moveDeal, {
      params: { id },
      body: { stage: to, occurredAt: at(began - 3), overrideReason: 'test' },
    })
    if (index < 5) await owner.call(winDeal, { params: { id }, body: { occurredAt: at(began - 10 - index) } })
    else if (index < 8)
      await owner.call(loseDeal, { params: { id }, body: { reason: 'price', occurredAt: at(began - 8) } })
  }
}
