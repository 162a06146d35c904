import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal } from '../src/contract/deals.ts'
import { winDeal } from '../src/contract/moves.ts'
import type { App } from '../test/kit/app.ts'
import { type ScreenPage, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
  const { owner } = screens.rondo
  const yesterday = Temporal.Now.instant().subtract({ hours: 24 })
  const occurredAt = yesterday.toString({ smallestUnit: 'millisecond' })
  const { id } = await owner.call(openDeal, { body: { name: 'Harbour school', occurredAt } })
  await owner.call(winDeal, { params: { id }, body: { occurredAt } })
})
afterAll(() => screens.close())

test('what moved, where hours go, signals and techniques are pinned with what the address says, and lead back to it', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await takeOffToday(page)
  const row = web.getByRole('region', { name: t('dashboards.today') })
  const all = [
    {
      address: 'insights?section=stages&moved=7',
      name: t('insights.flow'),
      says: t('insights.flow.table', { days: 7 }),
    },
    { address: 'insights?section=hours', name: t('insights.hours'), says: t('insights.hours.none') },
    { address: 'insights?section=signals', name: t('insights.signals'), says: t('insights.signals.by-signal') },
    {
      address: 'insights/closing?ask_days=60',
      name: t('closing.figures.techniques'),
      says: t('closing.figures.techniques.none'),
    },
  ]
  await pinAll(page, all)
  await row.getByRole('link', { name: t('closing.figures.techniques') }).click()
  await web.waitForURL('**/insights/closing?ask_days=60#techniques')
  await page.open('/w/kestrel/today')
  await row.getByRole('link', { name: t('insights.flow') }).click()
  await web.waitForURL('**/insights?section=stages&moved=7#flow')
  await page.open('/w/kestrel/insights?section=hours')
  // Its period is of work, not of deals that were opened.
  await web.getByRole('button', { name: t('insights.work-days.all') }).waitFor()
  const hours = web.getByRole('region', { name: t('insights.hours'), exact: true })
  await hours.getByRole('button', { name: t('dashboards.remarks.add') }).press('Enter')
  await web.keyboard.type('Two of us were at the fair.')
  await hours.getByRole('button', { name: t('people.save') }).press('Enter')
  await hours.getByRole('paragraph').filter({ hasText: 'Two of us were at the fair.' }).waitFor()
  await page.checkAccess()
  await takeOffToday(page)
  await page.close()
})

test('what selling brings a day, what touches bring and how long stages last are pinned too', async () => {
  const page = await screens.page({ language: 'he', size: 'phone' })
  const { web, t } = page
  await page.signIn()
  await takeOffToday(page)
  const row = web.getByRole('region', { name: t('dashboards.today') })
  const all = [
    { address: 'insights', name: t('insights.velocity'), says: t('insights.velocity.unknown') },
    {
      address: 'insights?section=followup&aim=win',
      name: t('insights.persistence'),
      says: t('insights.persistence.few'),
    },
    { address: 'insights?section=stages', name: t('insights.times'), says: t('insights.times.median') },
  ]
  await pinAll(page, all)
  await row.getByRole('link', { name: t('insights.persistence') }).click()
  await web.waitForURL('**/insights?section=followup&aim=win#persistence')
  await page.open('/w/kestrel/today')
  await row.getByRole('link', { name: t('insights.times') }).click()
  await web.waitForURL('**/insights?section=stages#stage-times')
  await page.close()
})

test('what must be asked, appointments, skipped stages and win-backs are pinned, lead back to where they stand, and are remarked on', async () => {
  const page = await screens.page({ theme: 'dark' })
  const { web, t } = page
  await page.signIn()
  await takeOffToday(page)
  const row = web.getByRole('region', { name: t('dashboards.today') })
  const all = [
    {
      address: 'insights?section=works',
      name: t('insights.works.playbook'),
      says: t('insights.works.playbook.none'),
    },
    {
      address: 'insights?section=followup&from=2026-01-01',
      name: t('insights.appointments'),
      says: t('insights.appointments.none'),
    },
    {
      address: 'insights?section=stages&by_day=30',
      name: t('insights.skips'),
      says: t('insights.skips.sentence', { passed: 0 }),
    },
    {
      address: 'insights/closing?end_days=180',
      name: t('closing.figures.win-backs'),
      says: t('closing.figures.win-backs.none'),
    },
  ]
  await pinAll(page, all)
  // Its days are those of appointments, not of deals that were opened.
  expect(await row.getByText(t('insights.period.since', { from: '1 January 2026' })).count()).toBe(0)
  for (const [name, address] of [
    [t('closing.figures.win-backs'), 'insights/closing?end_days=180#win-backs'],
    [t('insights.skips'), 'insights?section=stages&by_day=30#skipping'],
    [t('insights.appointments'), 'insights?section=followup&from=2026-01-01#appointments'],
    [t('insights.works.playbook'), 'insights?section=works#playbook'],
  ] as const) {
    await row.getByRole('link', { name, exact: true }).click()
    await web.waitForURL(`**/${address}`)
    const figure = web.getByRole('region', { name, exact: true })
    await figure.getByRole('button', { name: t('dashboards.remarks.add') }).press('Enter')
    await web.keyboard.type(`Seen in spring: ${name}`)
    await figure.getByRole('button', { name: t('people.save') }).press('Enter')
    // Not what is still in the field that it was typed in.
    await figure
      .getByRole('paragraph')
      .filter({ hasText: `Seen in spring: ${name}` })
      .waitFor()
    await page.checkAccess()
    await page.open('/w/kestrel/today')
  }
  await takeOffToday(page)
  await page.close()
})

/** What others have pinned leaves no room for more. */
async function takeOffToday({ web }: ScreenPage) {
  const { url, workspaceId } = screens.rondo
  const headers = { origin: url, 'x-rondo-workspace': workspaceId }
  const taken = await web.context().request.put('/api/v1/today-figures', { data: { figures: [] }, headers })
  expect(taken.status()).toBe(200)
}

interface Pinned {
  /** Where the figure stands, and what its card says on Today. */
  readonly address: string
  readonly name: string
  readonly says: string
}

/** Pins figures to Today, which says then what they say. */
async function pinAll(page: ScreenPage, all: readonly Pinned[]): Promise<void> {
  const { web, t } = page
  for (const { address, name } of all) {
    await page.open(`/w/kestrel/${address}`)
    await web.getByRole('button', { name: t('dashboards.figure.acts', { name }) }).click()
    await web.getByRole('menuitem', { name: t('dashboards.today.pin') }).click()
    await web.getByText(t('dashboards.today.done')).waitFor()
  }
  await page.open('/w/kestrel/today')
  const row = web.getByRole('region', { name: t('dashboards.today') })
  for (const { says } of all) await row.getByText(says).waitFor()
  await page.checkAccess()
}
