import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeMember, listMembers } from '../src/contract/access.ts'
import { addCommissionPlan, putOnCommissionPlan } from '../src/contract/commission-plans.ts'
import { openDeal } from '../src/contract/deals.ts'
import { winDeal } from '../src/contract/moves.ts'
import { listQuotaVersions } from '../src/contract/quota-history.ts'
import { beginQuotaPlan, showQuotaPlan } from '../src/contract/quotas.ts'
import { addTeam } from '../src/contract/team.ts'
import type { App } from '../test/kit/app.ts'
import { dayAgo } from '../test/kit/world.ts'
import { type Look, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
let planId: string
beforeAll(async () => {
  screens = await openScreens()
  const { owner, member } = screens.rondo
  await Promise.all(['Sam Berg', 'Bo Lund'].map((name) => member('seller', name)))
  const ada = (await owner.call(listMembers, {})).items.find(({ role }) => role === 'owner')?.id ?? ''
  const terms = {
    currency: 'EUR',
    period: 'year' as const,
    tiersBy: 'amount' as const,
    tiers: [
      { from: 0, rate: 500 },
      { from: 100_000, rate: 1_000 },
    ],
    accelerators: [],
    capMinor: null,
    clawBackDays: null,
    bonuses: [],
  }
  const plan = await owner.call(addCommissionPlan, { body: { name: 'Field', validFrom: '2020-01-01', terms } })
  await owner.call(putOnCommissionPlan, { params: { id: plan.id }, body: { memberIds: [ada], from: '2020-01-01' } })
  const deal = await owner.call(openDeal, { body: { name: 'Wind farm', ownerId: ada, amountMinor: 150_000 } })
  await owner.call(winDeal, { params: { id: deal.id }, body: {} })
  planId = (await owner.call(beginQuotaPlan, { body: { on: dayAgo(0), goalMinor: 12_000_000 } })).id
})
afterAll(() => screens.close())

const looks: Look[] = [{ language: 'en' }, { language: 'he', theme: 'dark', size: 'phone' }]

test.each(looks)('a line of a statement opens and says how it came about: %o', async (look) => {
  const page = await screens.page(look)
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/commission')
  await web.getByRole('main').getByRole('button', { name: 'Ada Lindqvist', exact: true }).click()
  const lines = web.getByRole('region', { name: t('commission.lines') })
  await lines.getByRole('button', { name: `${t('ui.table.more')} Wind farm` }).click()
  await lines.getByText(t('commission.part.total')).waitFor()
  const told = await lines.innerText()
  // 1,000 of it in the first tier, 500 in the second.
  for (const amount of ['50.00', '50.00', '100.00']) expect(told).toContain(amount)
  expect(told).toContain('10%')
  await page.checkAccess()
  await page.close()
})

test('on paper every line says how it came about, opened or not', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/commission')
  await web.getByRole('main').getByRole('button', { name: 'Ada Lindqvist', exact: true }).click()
  const lines = web.getByRole('region', { name: t('commission.lines') })
  await lines.getByText('Wind farm').waitFor()
  expect(await lines.innerText()).not.toContain('10%')
  await web.emulateMedia({ media: 'print' })
  const printed = await lines.innerText()
  for (const part of ['5% of €1,000 (up to €1,000)', '10% of €500 (beyond €1,000)', '€50.00'])
    expect(printed).toContain(part)
  // Buttons are not printed, the names on them are.
  const everybody = web.getByRole('region', { name: t('commission.team') }).first()
  expect(await everybody.innerText()).toContain('Ada Lindqvist')
  await web.emulateMedia({ media: null })
  await page.close()
})

test('the plan follows a seller who changed team with one press, and says why it did', async () => {
  const { owner } = screens.rondo
  const north = await owner.call(addTeam, { body: { name: 'North' } })
  const place = async (name: string) => {
    const { items } = await owner.call(listMembers, {})
    const { id = '', version = 0 } = items.find((member) => member.name === name) ?? {}
    await owner.call(changeMember, { params: { id }, version, body: { teamId: north.id } })
  }
  await place('Sam Berg')
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/quotas')
  const follow = (kind: string, name: string) =>
    web.getByRole('button', { name: t('quotas.drift.follow-of', { what: t('quotas.drift.follow', { kind }), name }) })
  await web.getByText(t('quotas.drift.team', { team: 'North' })).waitFor()
  await page.checkAccess()
  await follow('team', 'North').click()
  const leave = t('quotas.drift.follow-of', { what: t('quotas.drift.leave'), name: 'Sam Berg' })
  await web.getByRole('button', { name: leave }).click()
  await web.getByText(t('quotas.drift.left-as-is', { count: 1 })).click()
  await page.checkAccess()
  await follow('moved', 'Sam Berg').click()
  await web.getByText(t('quotas.drift.left-as-is', { count: 1 })).waitFor({ state: 'detached' })
  expect(await web.getByText(t('quotas.drift')).count()).toBe(0)
  const { nodes, differences } = await owner.call(showQuotaPlan, { params: { id: planId }, query: {} })
  expect(differences).toEqual([])
  const team = nodes.find(({ name }) => name === 'North')
  expect(nodes.find(({ name, until }) => name === 'Sam Berg' && until === null)?.parentId).toBe(team?.id)
  // The latest version stands first in the history.
  await web
    .getByText(t('quotas.history.of', { what: t('quotas.edit.move'), name: 'Sam Berg' }))
    .first()
    .waitFor()
  await web.getByRole('button', { name: t('quotas.history.say-of', { how: 'first', number: 3 }) }).click()
  const dialog = web.getByRole('dialog', { name: t('quotas.history.say-of', { how: 'first', number: 3 }) })
  await dialog.getByRole('textbox').fill('Bergen is looked after from the north.')
  await page.checkAccess()
  await dialog.getByRole('button', { name: t('people.save') }).click()
  await web.getByText(t('quotas.history.reason', { reason: 'Bergen is looked after from the north.' })).waitFor()
  const { items } = await owner.call(listQuotaVersions, { params: { id: planId }, query: {} })
  expect(items[0]).toMatchObject({ number: 3, reasons: [{ reason: 'Bergen is looked after from the north.' }] })
  await web.getByRole('button', { name: t('quotas.history.say-of', { how: 'more', number: 3 }) }).waitFor()
  await page.close()
})
