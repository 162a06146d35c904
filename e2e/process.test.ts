import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal, showDeal } from '../src/contract/deals.ts'
import { addProcess, changeDraft, draftProcess, publishDraft, showProcess } from '../src/contract/process.ts'
import { addUser, hashPassword } from '../src/server/modules/access/index.ts'
import type { App } from '../test/kit/app.ts'
import { draftsOf } from '../test/kit/world.ts'
import { type Look, type ScreenPage, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

test('Ada drafts the next version on its map, reads what it changes, and takes the running deals with her', async () => {
  const processId = await aProcess('Turbines')
  const body = { name: 'Pilot', stage: 'objections', processId }
  const first = await screens.rondo.owner.call(openDeal, { body })
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open(`/w/kestrel/process?process=${processId}`)
  await web.getByRole('button', { name: t('processes.edit') }).click()
  await web.waitForURL('**version=2')
  await openStage(page, 'Prospecting')
  const name = web.getByLabel(t('processes.field.name'), { exact: true })
  await name.fill('Find the right ones')
  await web.getByRole('button', { name: t('processes.add-stage') }).click()
  await expect.poll(() => name.inputValue()).not.toBe('Find the right ones')
  await name.fill('Pilot & proof')
  const up = web.getByRole('button', { name: t('processes.move-up', { name: 'Pilot & proof' }) })
  await up.click()
  await up.click()
  await web
    .getByText(t('errors.stages_invalid', { problem: 'phases_out_of_order' }))
    .first()
    .waitFor()
  await page.checkAccess()
  const publish = web.getByRole('button', { name: t('processes.draft.publish') })
  await expect.poll(() => publish.isDisabled()).toBe(true)
  await web.getByRole('button', { name: t('processes.problem.fit') }).click()
  await web.getByText(t('processes.draft.saved')).waitFor()
  await openStage(page, 'Objections')
  await web.getByRole('button', { name: t('processes.stage-actions') }).click()
  await web.getByRole('menuitem', { name: t('processes.remove-stage') }).click()
  await publish.click()
  const dialog = web.getByRole('dialog')
  await dialog.getByText(t('processes.change.added', { name: 'Pilot & proof' })).waitFor()
  await dialog.getByText(t('processes.change.renamed', { from: 'Prospecting', name: 'Find the right ones' })).waitFor()
  await dialog.getByText(t('processes.running.move', { number: 2 })).click()
  await dialog.getByText(t('processes.move.anew')).waitFor()
  await page.checkAccess()
  await dialog.getByRole('button', { name: t('processes.publish.send-move') }).click()
  await web.getByText(t('processes.move.done', { moved: 1, left: 0 })).waitFor()
  await web.getByRole('heading', { name: 'Pilot & proof' }).waitFor()
  const moved = await screens.rondo.owner.call(showDeal, { params: { id: first.id } })
  expect(moved).toMatchObject({ versionNumber: 2 })
  await web.getByRole('button', { name: t('processes.moves.undo') }).click()
  await web
    .getByText(t('processes.move.undone', { undone: 1, kept: 0 }))
    .first()
    .waitFor()
  await page.close()
})

test('stages are put in order by keyboard, a slip is undone, and a draft can be thrown away', async () => {
  const page = await screens.page({ language: 'he' })
  const { web, t } = page
  await page.signIn()
  await page.open(`/w/kestrel/process?process=${await aProcess('Towers')}`)
  await web.getByRole('button', { name: t('processes.edit') }).click()
  const rows = web.getByRole('grid', { name: t('processes.order') }).getByRole('row')
  await rows.first().focus()
  await web.keyboard.press('ArrowLeft')
  await web.keyboard.press('Enter')
  // Told aloud how to go on, and so taken up: a frame after the key.
  await web.locator('[data-live-announcer]', { hasText: /\S/ }).waitFor({ state: 'attached' })
  await web.keyboard.press('ArrowDown')
  await web.keyboard.press('Enter')
  await expect.poll(() => rows.nth(1).innerText()).toContain('Prospecting')
  await web
    .getByText(t('errors.stages_invalid', { problem: 'phases_out_of_order' }))
    .first()
    .waitFor()
  await web.keyboard.press('Control+z')
  await expect.poll(() => rows.first().innerText()).toContain('Prospecting')
  await web.getByText(t('processes.draft.saved')).waitFor()
  await web.getByRole('button', { name: t('processes.draft.discard') }).click()
  await web.getByRole('button', { name: t('processes.edit') }).waitFor()
  await page.close()
})

test('two who edit the same draft find both changes, and what both changed is said', async () => {
  const [mine, theirs] = [await screens.page(), await screens.page()]
  for (const page of [mine, theirs]) await page.signIn()
  const processId = await aProcess('Blades')
  await mine.open(`/w/kestrel/process?process=${processId}`)
  await mine.web.getByRole('button', { name: mine.t('processes.edit') }).click()
  await mine.web.waitForURL('**version=2')
  await theirs.open(`/w/kestrel/process?process=${processId}&version=2`)
  for (const page of [mine, theirs]) await openStage(page, 'Qualification')
  const field = ({ web, t }: ScreenPage, name: string) => web.getByLabel(t(`processes.field.${name}`), { exact: true })
  // Mine is on its way until theirs is stored.
  const isStored = Promise.withResolvers<void>()
  await mine.web.route('**/process-versions/*', (route) => void isStored.promise.then(() => route.continue()))
  await field(mine, 'purpose').fill('Mine')
  await field(mine, 'buyerStep').fill('My step')
  await field(theirs, 'purpose').fill('Theirs')
  await field(theirs, 'script').fill('Their script')
  const draft = () => screens.rondo.owner.call(showProcess, { params: { id: processId } })
  const scripts = async () => (await draft()).versions[0]?.stages.map(({ script }) => script)
  await expect.poll(scripts).toContain('Their script')
  isStored.resolve()
  await mine.web.getByText(mine.t('processes.merged.clash')).waitFor()
  await expect.poll(() => field(mine, 'script').inputValue()).toBe('Their script')
  expect(await field(mine, 'purpose').inputValue()).toBe('Mine')
  await expect.poll(() => field(theirs, 'buyerStep').inputValue()).toBe('My step')
  await mine.web.getByRole('button', { name: mine.t('processes.draft.discard') }).click()
  for (const page of [mine, theirs]) await page.close()
})

test('two versions are put side by side, with what the numbers were', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open(`/w/kestrel/process?process=${await twoVersions('Cables')}`)
  const act = t('processes.version-act', { version: t('processes.version-number', { number: 1 }) })
  await web.getByRole('button', { name: act }).click()
  await web.getByRole('menuitem', { name: t('processes.compare.with', { number: 2 }) }).click()
  await web.getByText(t('processes.change.removed', { name: 'Objections' })).waitFor()
  await web.getByText(t('processes.compare.unchanged')).first().waitFor()
  // Whoever is sent the address sees the same.
  await page.open(web.url())
  await web
    .getByText(t('processes.numbers.few', { least: 10 }))
    .first()
    .waitFor()
  await page.checkAccess()
  await page.close()
})

test('another process begins from a template, in words of the reader', async () => {
  const page = await screens.page({ language: 'da' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/process')
  await web.getByRole('button', { name: t('processes.add'), exact: true }).click()
  const dialog = web.getByRole('dialog')
  await dialog.getByRole('radio').nth(4).click({ force: true })
  await page.checkAccess()
  await dialog.getByLabel(t('processes.add.name')).fill('Havvind')
  await dialog.getByRole('button', { name: t('processes.add.send') }).click()
  await web.getByRole('heading', { name: 'Havvind' }).waitFor()
  await web.getByRole('button', { name: t('processes.acts', { name: 'Havvind' }) }).click()
  await web.getByRole('menuitem', { name: t('processes.rename') }).click()
  await dialog.getByLabel(t('processes.add.name')).fill('Havvind nord')
  await dialog.getByRole('button', { name: t('processes.rename.send') }).click()
  await web.getByRole('heading', { name: 'Havvind nord' }).waitFor()
  await page.open('/w/kestrel/today')
  await web.getByRole('button', { name: t('processes.which') }).click()
  await web.getByRole('option', { name: 'Havvind nord' }).click()
  await web.waitForURL('**/today?process=*')
  await page.close()
})

test('whoever may not change the process reads it', async () => {
  await addReader('rita@example.com', 'reads and nothing else')
  const page = await screens.page()
  const { web, t } = page
  await page.signIn('rita@example.com', 'reads and nothing else')
  await page.open('/w/kestrel/process')
  await web.getByText(t('processes.read-only')).waitFor()
  expect(await web.getByRole('button', { name: t('processes.edit') }).count()).toBe(0)
  expect(await web.getByRole('button', { name: t('processes.add') }).count()).toBe(0)
  await page.checkAccess()
  await page.close()
})

// The map is read so in process-figures.test.ts.
test.each<Look>([
  { language: 'he', theme: 'dark' },
  { language: 'th', size: 'phone' },
])('the process as a wheel can be used by everybody: %o', async (look) => {
  const page = await screens.page(look)
  await page.signIn()
  await page.open('/w/kestrel/process?view=wheel')
  await page.web.getByRole('heading', { name: page.t('processes.versions') }).waitFor()
  await page.checkAccess()
  await page.close()
})

async function addReader(email: string, password: string): Promise<void> {
  const { pools, workspaceId } = screens.rondo
  const passwordHash = await hashPassword(password)
  const reader = { workspaceId, name: 'Rita', email, passwordHash, role: 'read-only', language: 'en' } as const
  await pools.db.transaction().execute((tx) => addUser(tx, new Date(), reader))
}

/** A process of its own for a story, in seven steps. */
async function aProcess(name: string): Promise<string> {
  const { id } = await screens.rondo.owner.call(addProcess, { body: { template: 'seven-steps', name, language: 'en' } })
  return id
}

/** One whose second version has no objections. */
async function twoVersions(name: string): Promise<string> {
  const { owner } = screens.rondo
  const id = await aProcess(name)
  const draft = await owner.call(draftProcess, { params: { id } })
  const stages = draftsOf(draft).filter(({ key }) => key !== 'objections')
  const params = { id: draft.id }
  await owner.call(changeDraft, { params, version: draft.version, body: { stages } })
  await owner.call(publishDraft, { params })
  return id
}

/** Opens a stage of the draft's map for editing, and takes the pointer away from it. */
async function openStage({ web, t }: ScreenPage, name: string): Promise<void> {
  await web.getByRole('button', { name: t('processes.open-stage', { name }), exact: true }).click()
  await web.getByLabel(t('processes.field.name'), { exact: true }).waitFor()
  await web.mouse.move(4, 4)
}
