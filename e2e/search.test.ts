import type { Response } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal, showDeal } from '../src/contract/deals.ts'
import { addCompany, addPerson, listCompanies } from '../src/contract/people.ts'
import { listRecents, noteRecent } from '../src/contract/search.ts'
import type { App } from '../test/kit/app.ts'
import { type Look, type ScreenPage, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
let page: ScreenPage
let pilot: { id: string }
beforeAll(async () => {
  screens = await openScreens()
  const { owner } = screens.rondo
  const add = (body: { name: string; city?: string; domain?: string }) => owner.call(addCompany, { body })
  const nordlys = await add({ name: 'Nordlys Vindkraft A/S', city: 'Aarhus', domain: 'nordlys.example' })
  for (const name of ['Nordic Cargo', 'Ørsted Nord', 'Çelik Işıklandırma', 'บริษัท ศรีสวัสดิ์พาณิชย์', 'בן־גוריון יועצים'])
    await add({ name })
  const companyId = nordlys.id
  await owner.call(addPerson, { body: { name: 'Nora Holst', title: 'COO', companyId } })
  await owner.call(addPerson, { body: { name: 'Freja Krogh', companyId } })
  pilot = await owner.call(openDeal, { body: { name: 'Nordlys – mast pilot', companyId, amountMinor: 1_200_000 } })
  await owner.call(openDeal, { body: { name: 'North Sea survey' } })
  page = await screens.page()
  await page.signIn()
})
afterAll(() => screens.close())

const soon = <Value>(read: () => Value) => expect.poll(read)
const field = ({ web, t }: ScreenPage) => web.getByRole('combobox', { name: t('search.field') })
const selected = ({ web }: ScreenPage) => web.getByRole('option', { selected: true })

test('typing finds records and commands; Enter opens the first, whatever the speed of the fingers', async () => {
  const { web, t } = page
  await page.open('/w/kestrel/today')
  await web.keyboard.press('Control+k')
  await field(page).fill('nordlys m')
  await web.keyboard.press('Enter')
  await web.waitForURL(`**/deals/${pilot.id}`)
  await field(page).waitFor({ state: 'detached' })
  await web.keyboard.press('Control+k')
  await field(page).fill('nor')
  await web.getByRole('group', { name: t('search.group.company') }).waitFor()
  await web.getByRole('group', { name: t('search.group.deal') }).waitFor()
  await page.checkAccess()
  await web.keyboard.press('ArrowDown')
  await web.keyboard.press('ArrowUp')
  await web.keyboard.press('Escape')
  await web.getByRole('dialog').waitFor({ state: 'detached' })
})

test('what was opened stands first the next time, on every device', async () => {
  const { web, t } = page
  const isNoted = (answer: Response) => answer.url().endsWith('/recents') && answer.request().method() === 'POST'
  const noted = web.waitForResponse(isNoted)
  await page.open(`/w/kestrel/deals/${pilot.id}`)
  await noted
  await page.open('/w/kestrel/today')
  await web.keyboard.press('Control+k')
  await web
    .getByRole('group', { name: t('search.group.recent') })
    .getByText('Nordlys – mast pilot')
    .waitFor()
})

test('the deal in front is moved, planned and ended from the palette', async () => {
  const { web, t } = page
  await page.open(`/w/kestrel/deals/${pilot.id}`)
  await web.keyboard.press('Control+k')
  await web
    .getByRole('group', { name: t('search.group.here') })
    .getByText(t('deals.act.win'))
    .waitFor()
  await field(page).fill('move qual')
  await soon(() => selected(page).textContent()).toContain('Qualification')
  await web.keyboard.press('Enter')
  const { owner } = screens.rondo
  await soon(async () => (await owner.call(showDeal, { params: { id: pilot.id } })).stage.key).toBe('qualification')
  await field(page).waitFor({ state: 'detached' })
  await web.keyboard.press('Control+k')
  await field(page).fill('next step')
  await web.keyboard.press('Enter')
  await web.getByRole('textbox', { name: t('deals.next.text') }).waitFor()
})

test('a name that nobody has is added, but not by mistake', async () => {
  const { web, t } = page
  await page.open('/w/kestrel/today')
  await web.keyboard.press('Control+k')
  await field(page).fill('Zebrafink AB')
  await web
    .getByText(t('search.nothing', { text: 'Zebrafink AB' }))
    .first()
    .waitFor()
  await web.keyboard.press('Enter')
  expect(await selected(page).count()).toBe(0)
  await web.keyboard.press('ArrowDown')
  await page.checkAccess()
  await web.keyboard.press('Enter')
  await web.waitForURL(/company|companies/)
  const { items } = await screens.rondo.owner.call(listCompanies, { query: { q: 'zebrafink' } })
  expect(items).toHaveLength(1)
})

const looks: Look[] = [
  { language: 'he', theme: 'dark', size: 'phone' },
  { language: 'tr', theme: 'dark' },
]
test.each(looks)('it speaks $language, and English too', async (look) => {
  const { owner } = screens.rondo
  const { items } = await owner.call(listCompanies, { query: { limit: 1 } })
  await owner.call(noteRecent, { body: { kind: 'company', id: items[0]?.id ?? '' } })
  expect((await owner.call(listRecents, {})).items).not.toEqual([])
  const other = await screens.page(look)
  await other.signIn()
  await other.open('/w/kestrel/today')
  if (look.size === 'phone') await other.web.getByRole('button', { name: other.t('shell.search'), exact: true }).click()
  else await other.web.keyboard.press('Control+k')
  await other.web.getByRole('group', { name: other.t('search.group.go') }).waitFor()
  await other.checkAccess()
  await picture(other, look, 'empty')
  await field(other).fill('board')
  await soon(() => selected(other).textContent()).toContain(other.t('shell.place.board'))
  await field(other).fill('nord')
  await other.web.getByText('Nordic Cargo').waitFor()
  await other.checkAccess()
  await picture(other, look, 'nord')
  await other.close()
})

/** Pictures to look at: RONDO_PICTURES names a directory. */
async function picture({ web }: ScreenPage, { language, theme, size }: Look, name: string): Promise<void> {
  const directory = process.env.RONDO_PICTURES
  if (directory)
    await web.screenshot({ path: `${directory}/${name}-${language}-${theme ?? 'light'}-${size ?? 'desktop'}.png` })
}
