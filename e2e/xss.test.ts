import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeWorkspace, createApiKey, showWorkspace } from '../src/contract/access.ts'
import { openDeal, planNextStep } from '../src/contract/deals.ts'
import { addCompany, addPerson } from '../src/contract/people.ts'
import { changeDraft, draftProcess, listProcesses, publishDraft } from '../src/contract/process.ts'
import type { App } from '../test/kit/app.ts'
import { draftsOf } from '../test/kit/world.ts'
import { type ScreenPage, type Screens, openScreens } from './kit/browser.ts'

const image = '<img src=x onerror="window.ran=1">'
const vector = '"><svg/onload=window.ran=1>'
const script = "<script>window.ran=1</script>{window.ran=1}${window.ran=1}'"
const reversed = 'Invoice \u202efdp.exe'
const link = 'javascript:window.ran=1'

let screens: Screens<App>
let dealId: string

beforeAll(async () => {
  screens = await openScreens()
  const { owner } = screens.rondo
  const { items } = await owner.call(listProcesses, {})
  const draft = await owner.call(draftProcess, { params: { id: items[0]?.id ?? '' } })
  const [first, second, third, ...rest] = draftsOf(draft)
  if (!first || !second || !third) throw new Error('the process has too few stages')
  const named = [
    { ...first, name: image, purpose: vector, script, buyerStep: link },
    { ...second, name: vector },
    { ...third, name: reversed },
  ]
  const body = { stages: [...named, ...rest] }
  await owner.call(changeDraft, { params: { id: draft.id }, version: draft.version, body })
  await owner.call(publishDraft, { params: { id: draft.id } })
  const company = await owner.call(addCompany, { body: { name: image, domain: 'javascript:alert(1)', city: vector } })
  const companyId = company.id
  await owner.call(addPerson, { body: { name: vector, title: script, linkedin: link, companyId } })
  const deal = await owner.call(openDeal, { body: { name: image, companyId } })
  dealId = deal.id
  await owner.call(planNextStep, { params: { id: dealId }, body: { text: script, on: '2030-01-01' } })
  for (const name of [vector, script, reversed]) await owner.call(openDeal, { body: { name } })
  await screens.rondo.member('seller', image)
  await screens.rondo.member('manager', script)
  await owner.call(createApiKey, { body: { name: vector, role: 'read-only' } })
  const { version } = await owner.call(showWorkspace, {})
  await owner.call(changeWorkspace, { version, body: { name: image } })
})
afterAll(() => screens.close())

/** Nothing ran, nothing of what was typed became an element, and the page complained of nothing. */
async function expectInert({ web, checkQuiet }: ScreenPage): Promise<void> {
  expect(await web.evaluate('window.ran')).toBeUndefined()
  const made = 'document.querySelectorAll("img[src=x], svg[onload], [onerror], a[href^=javascript]").length'
  expect(await web.evaluate(made)).toBe(0)
  checkQuiet()
}

test('names that are markup are shown as they were typed, on every screen', async () => {
  const page = await screens.page()
  const { web } = page
  await page.signIn()
  await page.open('/w/kestrel/board')
  await web.getByText(image).first().waitFor()
  await expectInert(page)
  const addresses = [
    `board/${dealId}`,
    `deals/${dealId}`,
    'today',
    'process',
    'insights',
    'import',
    ...['profile', 'workspace', 'members', 'keys'].map((part) => `settings/${part}`),
  ]
  for (const address of addresses) {
    await page.open(`/w/kestrel/${address}`)
    await expectInert(page)
  }
  await page.open('/w/kestrel/settings/members')
  await web.getByText(image).first().waitFor()
  await page.close()
})

test('so are the headers, cells and names of a file that comes in', async () => {
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/import')
  const content = `deal_id,${image.replaceAll('"', '')},stage,"${vector.replaceAll('"', '""')}"\nX-1,${reversed},Won,"${script}"\n`
  const name = '<img src=x onerror=window.ran=1>.csv'
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(content) }
  await web.locator('input[type=file]').setInputFiles([file])
  await web.getByRole('button', { name: t('importing.read', { count: 1 }) }).click()
  await web.getByRole('heading', { name }).waitFor()
  await expectInert(page)
  await page.open('/w/kestrel/import')
  await expectInert(page)
  await page.close()
})

test.each(['//evil.example', '/\\evil.example', 'https:evil.example', link, 'https://evil.example/'])(
  'after signing in nobody is led to %s',
  async (target) => {
    const page = await screens.page()
    const { web, t } = page
    await page.open(`/sign-in?to=${encodeURIComponent(target)}`)
    await web.getByLabel(t('access.email')).fill('ada@example.com')
    await web.getByLabel(t('access.password'), { exact: true }).fill('correct horse battery')
    await web.keyboard.press('Enter')
    await expect.poll(() => new URL(web.url()).pathname).not.toBe('/sign-in')
    expect(new URL(web.url()).origin).toBe(screens.rondo.url)
    await expectInert(page)
    await page.close()
  },
)
