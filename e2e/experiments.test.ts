import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal } from '../src/contract/deals.ts'
import { addExperiment, endExperiment, listExperiments, readExperiment } from '../src/contract/experiments.ts'
import { winDeal } from '../src/contract/moves.ts'
import { logTouch } from '../src/contract/outreach.ts'
import { changeDraft, draftProcess, listProcesses } from '../src/contract/process.ts'
import { addSequence } from '../src/contract/sequences.ts'
import type { App } from '../test/kit/app.ts'
import { daysAgo, draftsOf } from '../test/kit/world.ts'
import { type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
let sellers: string[]
beforeAll(async () => {
  screens = await openScreens()
  const { owner } = screens.rondo
  const team = await Promise.all(['Sam Berg', 'Bo Lund'].map((name) => screens.rondo.member('seller', name)))
  sellers = team.map(({ memberId }) => memberId)
  const { items } = await owner.call(listProcesses, {})
  const draft = await owner.call(draftProcess, { params: { id: items[0]?.id ?? '' } })
  const stages = draftsOf(draft).map((stage) =>
    stage.key === 'qualification' ? { ...stage, script: 'Ask first.' } : stage,
  )
  await owner.call(changeDraft, { params: { id: draft.id }, version: draft.version, body: { stages } })
  await dealsOf(20, 40)
})
afterAll(() => screens.close())

/** So many deals, opened so many days ago and later, every third one won. */
async function dealsOf(count: number, days: number): Promise<void> {
  const { owner } = screens.rondo
  await Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const opened = days - Math.floor((at * days) / count)
      const { id } = await owner.call(openDeal, {
        body: { name: `Deal ${at}`, ownerId: sellers[at % 2] ?? null, occurredAt: daysAgo(opened) },
      })
      const body = { occurredAt: daysAgo(Math.max(0, opened - 6)) }
      if (at % 3 === 0) await owner.call(winDeal, { params: { id }, body })
    }),
  )
}

test('an experiment is planned in four steps, told how long it takes, begun, read and decided', async () => {
  const page = await screens.page()
  await page.signIn()
  await page.open('/w/kestrel/experiments')
  await page.checkAccess()
  const { web, t } = page
  const button = (id: string) => web.getByRole('button', { name: t(id), exact: true })
  await web.getByText(t('experiments.none')).waitFor()
  await web
    .getByRole('link', { name: t('experiments.new') })
    .first()
    .click()
  await web.getByLabel(t('experiments.field.name')).fill('Ask first')
  await web.getByLabel(t('experiments.field.hypothesis')).fill('Who is asked first, buys more')
  await web.getByText(t('experiments.version.draft')).click()
  await web.getByText(t('experiments.differences')).waitFor()
  await page.checkAccess()
  await button('experiments.continue').click()
  await web.getByText(t('experiments.unit.deal.why')).waitFor()
  await page.checkAccess()
  await button('experiments.continue').click()
  // Another measure first: a stage has to be chosen before it goes on.
  await web.getByText(t('experiments.measure.reached'), { exact: true }).click()
  expect(await button('experiments.continue').isDisabled()).toBe(true)
  await web.getByRole('button', { name: t('experiments.field.measure-stage') }).click()
  await web.getByRole('option', { name: 'Presentation' }).click()
  expect(await button('experiments.continue').isDisabled()).toBe(false)
  await page.checkAccess()
  await web.getByText(t('experiments.measure.won'), { exact: true }).click()
  await web.getByLabel(t('experiments.field.horizon', { measure: 'won' })).fill('14')
  await page.checkAccess()
  await button('experiments.continue').click()
  // So few deals: it says that it takes long, or cannot be decided, before anything begins.
  await web.getByText(t('experiments.plan.arrivals')).waitFor()
  await page.checkAccess()
  const isDecidable = await button('experiments.start').isVisible()
  await button(isDecidable ? 'experiments.start' : 'experiments.start-anyway').click()
  await web.getByText(t('experiments.say.no_deals')).waitFor()

  const { items } = await screens.rondo.owner.call(listExperiments, {})
  await screens.rondo.pools.db
    .updateTable('experiments')
    .set({ started_at: new Date(daysAgo(61)) })
    .where('workspace_id', '=', screens.rondo.workspaceId)
    .where('id', '=', items[0]?.id ?? '')
    .execute()
  await dealsOf(90, 60)
  await web.reload()
  await web.locator('[data-state]:not([data-state=no_deals])').waitFor()
  await page.checkAccess()
  const [file] = await Promise.all([web.waitForEvent('download'), web.getByLabel(t('insights.csv')).click()])
  const { arms } = await screens.rondo.owner.call(readExperiment, { params: { id: items[0]?.id ?? '' } })
  const rows = (await readFile(await file.path(), 'utf8')).split('\r\n')
  expect(rows[1]).toBe(`${t('experiments.count.n')},${arms.control.n},,,${arms.changed.n},,`)
  await button('experiments.decide').click()
  await web.getByText(t('experiments.decided.keep.long'), { exact: true }).click()
  await web.getByLabel(t('experiments.decide.reason')).fill('No difference that we would feel')
  await page.checkAccess()
  await button('experiments.decide.send').click()
  await web.getByText('No difference that we would feel').waitFor()
  await page.checkAccess()
  await page.close()
})

test('an experiment on answers is read by what came of touches', async () => {
  const { owner } = screens.rondo
  const [first] = (await owner.call(listExperiments, {})).items
  if (!first) throw new Error('one was decided')
  const { id } = await owner.call(addExperiment, {
    body: {
      name: 'Ask by phone',
      hypothesis: 'Who is asked by phone, answers',
      processId: first.process.id,
      changedVersionId: first.changed.id,
      measure: 'replied',
      horizonDays: 3,
      smallestEffect: 20,
    },
  })
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open(`/w/kestrel/experiments/${id}`)
  await web.getByText(t('experiments.measure.replied'), { exact: true }).waitFor()
  const start = web.getByRole('button', { name: t('experiments.start-anyway') })
  await start.or(web.getByRole('button', { name: t('experiments.start'), exact: true })).click()
  await web.getByText(t('experiments.say.no_deals')).waitFor()
  const opened = await Promise.all(
    Array.from({ length: 12 }, (_, at) => owner.call(openDeal, { body: { name: `Asked ${at}` } })),
  )
  for (const deal of opened.slice(0, 5))
    await owner.call(logTouch, { body: { channel: 'phone', outcome: 'reached', dealId: deal.id } })
  await web.reload()
  const title = t('experiments.came-by', { measure: 'replied', days: 3 })
  await web.getByText(title).first().waitFor()
  await page.checkAccess()
  const { arms } = await owner.call(readExperiment, { params: { id } })
  expect(arms.control.came + arms.changed.came).toBe(5)
  const [file] = await Promise.all([web.waitForEvent('download'), web.getByLabel(t('insights.csv')).click()])
  const rows = (await readFile(await file.path(), 'utf8')).split('\r\n')
  const answered = t('experiments.count.came', { measure: 'replied' })
  expect(rows).toContain(`${answered},${arms.control.came},,,${arms.changed.came},,`)
  await page.close()
})

test('two sequences are tested against each other: chosen, begun and ended on the screen', async () => {
  const { owner } = screens.rondo
  const step = { kind: 'call', channel: null, title: 'Call', waitDays: 0, a: null, b: null } as const
  const [gentle, direct] = await Promise.all(
    ['Gentle', 'Direct'].map((name) => owner.call(addSequence, { body: { name, steps: [step] } })),
  )
  const running = (await owner.call(listExperiments, {})).items.filter(({ status }) => status === 'running')
  for (const { id } of running) await owner.call(endExperiment, { params: { id } })
  const page = await screens.page()
  const { web, t } = page
  const button = (id: string) => web.getByRole('button', { name: t(id), exact: true })
  const choose = async (field: string, name: string) => {
    await web.getByRole('button', { name: t(field) }).click()
    await web.getByRole('option', { name }).click()
  }
  await page.signIn()
  await page.open('/w/kestrel/experiments/new')
  await web.getByLabel(t('experiments.field.name')).fill('Direct words')
  await web.getByLabel(t('experiments.field.hypothesis')).fill('Who is asked directly, answers')
  await web.getByText(t('experiments.kind.sequence'), { exact: true }).click()
  expect(await button('experiments.continue').isDisabled()).toBe(true)
  await choose('experiments.field.control-sequence', 'Gentle')
  await choose('experiments.field.changed-sequence', 'Direct')
  await page.checkAccess()
  await button('experiments.continue').click()
  await web.getByText(t('experiments.unit.deal.why')).waitFor()
  await button('experiments.continue').click()
  await web.getByText(t('experiments.measure.replied'), { exact: true }).click()
  await button('experiments.continue').click()
  await web.getByText(t('experiments.plan.arrivals')).waitFor()
  await button('experiments.start').or(button('experiments.start-anyway')).click()
  await web.getByText(t('experiments.say.no_deals')).waitFor()
  await web.getByText(t('experiments.health.moved.sequence'), { exact: true }).waitFor()
  await page.checkAccess()
  const { items } = await owner.call(listExperiments, {})
  expect(items[0]).toMatchObject({ sequences: { control: { id: gentle?.id }, changed: { id: direct?.id } } })
  await button('experiments.end').click()
  await web
    .getByRole('dialog')
    .getByRole('button', { name: t('experiments.end') })
    .click()
  await button('experiments.decide').click()
  await web.getByText(t('experiments.decide.adopt.sequence.why', { name: 'Direct' })).waitFor()
  await page.checkAccess()
  await page.close()
})

test('what was decided reads in Hebrew, on a phone, in the dark', async () => {
  const page = await screens.page({ language: 'he', size: 'phone', theme: 'dark' })
  await page.signIn()
  await page.open('/w/kestrel/experiments')
  await page.checkAccess()
  await page.web.getByRole('link', { name: 'Ask first' }).click()
  await page.web.getByText(page.t('experiments.health')).waitFor()
  await page.checkAccess()
  expect(await page.web.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await page.open('/w/kestrel/experiments')
  await page.web.getByRole('link', { name: 'Ask by phone' }).click()
  await page.web
    .getByText(page.t('experiments.came-by', { measure: 'replied', days: 3 }))
    .first()
    .waitFor()
  await page.checkAccess()
  expect(await page.web.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
})
