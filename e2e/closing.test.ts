import { afterAll, beforeAll, expect, test } from 'vitest'
import { listMembers } from '../src/contract/access.ts'
import { addScarcity, listCloseAsks, offerIncentive, showClosing } from '../src/contract/closing.ts'
import { addCompetitor, listCompetitors } from '../src/contract/competitors.ts'
import { openDeal, showDeal } from '../src/contract/deals.ts'
import { addHandoffKind, offerHandoff } from '../src/contract/handoffs.ts'
import { addNurtureTrack, showNurtures } from '../src/contract/nurture.ts'
import { addUser, hashPassword } from '../src/server/modules/access/index.ts'
import type { App } from '../test/kit/app.ts'
import { type Look, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
  const { owner } = screens.rondo
  await owner.call(addScarcity, { body: { name: 'Spring prices', endsOn: '2090-03-31' } })
  await owner.call(addCompetitor, { body: { name: 'Windex' } })
  const steps = [{ afterDays: 0, channel: 'email', content: 'The harbour case' }] as const
  await owner.call(addNurtureTrack, { body: { name: 'Quarterly', steps: [...steps] } })
})
afterAll(() => screens.close())

const looks: Look[] = [{ language: 'da' }, { language: 'he', theme: 'dark', size: 'phone' }]

test.each(looks)('the order is asked for with what really ends, and the yes wins the deal: %o', async (look) => {
  const { owner } = screens.rondo
  const deal = await owner.call(openDeal, { body: { name: `Close ${look.language}` } })
  const page = await screens.page(look)
  const { web, t } = page
  await page.signIn()
  await page.open(`/w/kestrel/deals/${deal.id}`)
  await web.getByRole('button', { name: t('closing.ask') }).click()
  const dialog = web.getByRole('dialog', { name: t('closing.ask') })
  await dialog.getByRole('button', { name: t('closing.technique') }).click()
  await web.getByRole('option', { name: t('codes.technique.standing_room_only') }).click()
  await web.getByRole('option').first().waitFor({ state: 'detached' })
  await dialog.getByRole('button', { name: t('closing.scarcity') }).click()
  await web.getByRole('option', { name: /Spring prices/ }).click()
  await web.getByRole('option').first().waitFor({ state: 'detached' })
  await page.checkAccess()
  await dialog.getByRole('button', { name: t('closing.ask.win') }).click()
  await dialog.waitFor({ state: 'detached' })
  await web.getByText(t('codes.close_answer.yes'), { exact: true }).first().waitFor()
  await page.checkAccess()
  await expect.poll(() => owner.call(showDeal, { params: { id: deal.id } })).toMatchObject({ outcome: 'won' })
  const { items } = await owner.call(listCloseAsks, { query: {} })
  expect(items[0]).toMatchObject({
    technique: 'standing_room_only',
    scarcity: { name: 'Spring prices' },
    answer: 'yes',
  })
  await page.close()
})

test('a lost deal says to whom, and goes onto a track of touches', async () => {
  const { owner } = screens.rondo
  const deal = await owner.call(openDeal, { body: { name: 'Second site' } })
  const page = await screens.page({ language: 'th' })
  const { web, t } = page
  await page.signIn()
  await page.open(`/w/kestrel/deals/${deal.id}`)
  await web.getByRole('button', { name: t('deals.act.lose') }).click()
  const dialog = web.getByRole('dialog', { name: t('deals.end.lose.title') })
  for (const [field, option] of [
    ['closing.competitor', 'Windex'],
    ['nurture.track', 'Quarterly'],
  ] as const) {
    await dialog.getByRole('button', { name: t(field) }).click()
    await web.getByRole('option', { name: option, exact: true }).click()
    await web.getByRole('option').first().waitFor({ state: 'detached' })
  }
  await page.checkAccess()
  await dialog.getByRole('button', { name: t('deals.end.lose.submit') }).click()
  await web.getByText('The harbour case').waitFor()
  await web.getByText(t('closing.lost-to', { name: 'Windex' })).waitFor()
  await page.checkAccess()
  expect((await owner.call(listCompetitors, { query: {} })).items).toMatchObject([{ lostTo: 1 }])
  expect((await owner.call(showNurtures, { params: { id: deal.id } })).items).toMatchObject([
    { track: { name: 'Quarterly' } },
  ])
  await page.close()
})

test('how deals were closed opens to exactly those deals; what was asked stands in the address', async () => {
  const page = await screens.page({ language: 'th' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/insights/closing?ask_days=60')
  await web.getByRole('region', { name: t('closing.figures.win-backs'), exact: true }).waitFor()
  const asked = web.getByRole('region', { name: t('closing.figures.techniques'), exact: true })
  await expect.poll(() => asked.getByLabel(t('closing.figures.by-day.ask')).inputValue()).toBe('60')
  await page.checkAccess()
  // Of the two deals that were asked for, both, and nothing that was lost.
  await asked.getByRole('row').last().getByRole('link').first().click()
  await web.waitForURL('**group=techniques*')
  const panel = web.getByRole('dialog', { name: t('insights.behind') })
  await panel.getByText('Close da').waitFor()
  await panel.getByText('Close he').waitFor()
  expect(await panel.getByRole('listitem').count()).toBe(2)
  await page.close()
})

test('what sellers ask to add waits in one list, and is decided by a key', async () => {
  const { owner, member } = screens.rondo
  const sam = await member('seller', 'Sam Berg')
  const deal = await sam.call(openDeal, { body: { name: 'Harbour', amountMinor: 100_000 } })
  const expiresOn = '2090-01-01'
  for (const name of ['A month free', 'A spare part']) {
    const body = { kind: 'discount', name, costMinor: 20_000, expiresOn } as const
    await sam.call(offerIncentive, { params: { id: deal.id }, body })
  }
  const page = await screens.page({ language: 'sv' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/incentives')
  await web.getByRole('link', { name: 'A spare part' }).focus()
  await page.checkAccess()
  await web.keyboard.press('a')
  await web.getByRole('link', { name: 'A spare part' }).waitFor({ state: 'detached' })
  await web.keyboard.press('r')
  await web.getByText(t('closing.incentives.none')).waitFor()
  const { incentives } = await owner.call(showClosing, { params: { id: deal.id } })
  expect(incentives.map(({ name, state }) => [name, state]).toSorted()).toEqual([
    ['A month free', 'refused'],
    ['A spare part', 'approved'],
  ])
  await page.close()
})

test('a link opens the handoffs that a number counts', async () => {
  const { owner, workspaceId, pools } = screens.rondo
  const [ada] = (await owner.call(listMembers, { query: {} })).items
  const bo = { workspaceId, name: 'Bo Lund', role: 'seller', language: 'en' } as const
  const login = { email: 'bo.lund@kestrel.example', passwordHash: await hashPassword('correct horse battery') }
  const toId = await addUser(pools.db, new Date(), { ...bo, ...login })
  const { id } = await owner.call(openDeal, { body: { name: 'Handed off', ownerId: ada?.id ?? null } })
  const told = { acceptWithinHours: 8, checklist: [], introductions: [] }
  const kind = await owner.call(addHandoffKind, { body: { name: 'Over', route: 'seller_to_seller', ...told } })
  await owner.call(offerHandoff, { params: { id }, body: { kindId: kind.id, toId } })
  const page = await screens.page({ language: 'he' })
  const { web, t } = page
  await page.signIn()
  await page.open(`/w/kestrel/insights/closing?list=handoffs:waiting:${kind.id}`)
  const panel = web.getByRole('dialog', { name: `Over · ${t('closing.figures.waiting')}` })
  await panel.getByRole('link', { name: 'Handed off' }).waitFor()
  await page.checkAccess()
  await web.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  expect(web.url()).not.toContain('list=')
  const name = t('closing.figures.handoffs')
  await web.getByRole('button', { name: t('dashboards.figure.acts', { name }) }).click()
  await web.getByRole('menuitem', { name: t('dashboards.today.pin') }).click()
  await web.getByText(t('dashboards.today.done')).waitFor()
  await page.open('/w/kestrel/today')
  const row = web.getByRole('region', { name: t('dashboards.today') })
  await row.getByText(t('closing.figures.in-time.sentence', { n: 0 })).waitFor()
  await page.checkAccess()
  await row.getByRole('link', { name, exact: true }).click()
  await web.waitForURL('**/insights/closing#handoffs')
  await page.close()
})
