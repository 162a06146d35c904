import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listDeals } from '../src/contract/deals.ts'
import { addList, pasteToList } from '../src/contract/lists.ts'
import { listProspects } from '../src/contract/prospects.ts'
import type { App } from '../test/kit/app.ts'
import { type ScreenPage, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
let page: ScreenPage
beforeAll(async () => {
  screens = await openScreens()
  page = await screens.page()
  await page.signIn()
})
afterAll(() => screens.close())

const address = '/w/kestrel/prospects'
const soon = <Value>(read: () => Value) => expect.poll(read)

async function listOf(name: string, people: readonly string[]): Promise<string> {
  const { owner } = screens.rondo
  const { id } = await owner.call(addList, { body: { name } })
  const text = ['Name\tPhone', ...people.map((person, at) => `${person}\t+46 70 ${1000 + at}`)].join('\n')
  await owner.call(pasteToList, { params: { id }, body: { text } })
  return id
}

async function namesOf(list: string, show: 'waiting' | 'set_aside' | 'dropped'): Promise<string[]> {
  const { items } = await screens.rondo.owner.call(listProspects, { query: { list, show } })
  return items.map(({ name }) => name).sort()
}

function focused(web: Page): Promise<string | null> {
  return web.locator('[role=row]:focus [role=gridcell] bdi').nth(1).textContent()
}

test('an empty screen has three ways in; one line is understood, shown and added', async () => {
  const { web, t } = page
  await page.open(address)
  await web.getByRole('button', { name: t('prospects.way.paste') }).waitFor()
  await page.checkAccess()
  await web.getByRole('button', { name: t('prospects.way.add') }).click()
  const dialog = web.getByRole('dialog', { name: t('prospects.add.title') })
  await dialog.getByLabel(t('prospects.add.text'), { exact: true }).fill('Anna Berg, Kestrel AB, anna@kestrel.example')
  await dialog.getByText('anna@kestrel.example', { exact: true }).waitFor()
  await dialog.getByText(t('prospects.fate.new')).first().waitFor()
  await page.checkAccess()
  await web.keyboard.press('Enter')
  await web.getByText(t('prospects.toast.added', { added: 1, listed: 0 })).waitFor()
  await web.keyboard.press('Escape')
  await web.getByRole('row', { name: /Anna Berg/ }).waitFor()
})

test('a pasted table says who is new; a column is named anew; what is left out is told', async () => {
  const { web, t } = page
  await page.open(`${address}?form=add`)
  const dialog = web.getByRole('dialog', { name: t('prospects.add.title') })
  const table = 'Person\tFirma\tMail\nKim Dahl\tNordlys A/S\tkim@nordlys.example\n\t\tnobody\n'
  await dialog.getByLabel(t('prospects.add.text'), { exact: true }).fill(table)
  await dialog.getByRole('cell', { name: 'Kim Dahl' }).waitFor()
  await dialog.getByText(t('prospects.fate.nameless')).waitFor()
  await page.checkAccess()
  await dialog.getByRole('button', { name: t('prospects.add.submit', { count: 1 }) }).click()
  await web.getByRole('dialog', { name: t('prospects.rejected.title', { count: 1 }) }).waitFor()
  await page.checkAccess()
})

test('a list is worked by keys alone, the next one always in focus, and all of it is taken back', async () => {
  const people = ['One', 'Two', 'Three', 'Four', 'Five']
  const list = await listOf('By keys', people)
  const { web, t } = page
  await page.open(`${address}?list=${list}&show=waiting`)
  await web.getByRole('row').nth(4).waitFor()
  await page.checkAccess()
  await web.keyboard.press('j')
  await soon(() => web.locator('[role=row]:focus').count()).toBe(1)
  const second = await focused(web)
  await web.keyboard.press('c')
  await web.getByRole('dialog', { name: second ?? '' }).waitFor()
  await soon(() => focused(web)).not.toBe(second)
  await soon(() => namesOf(list, 'waiting')).toHaveLength(4)
  await web.getByText(t('prospects.done-of', { done: 1, total: 5 })).waitFor()
  await web.keyboard.press('j')
  await web.getByRole('dialog').waitFor({ state: 'detached' })
  await web.keyboard.press('d')
  await web.getByRole('dialog', { name: t('prospects.drop.title') }).waitFor()
  await page.checkAccess()
  await web.keyboard.press('2')
  await soon(() => namesOf(list, 'dropped')).toHaveLength(1)
  await web.getByRole('dialog').waitFor({ state: 'detached' })
  await web.getByText(t('prospects.done-of', { done: 2, total: 5 })).waitFor()
  await soon(() => web.getByRole('row').count()).toBe(3)
  await soon(() => web.locator('[role=row]:focus').count()).toBe(1)
  await web.keyboard.press('s')
  await web.getByRole('dialog', { name: t('prospects.set-aside.title') }).waitFor()
  await page.checkAccess()
  await web.keyboard.press('1')
  await soon(() => namesOf(list, 'set_aside')).toHaveLength(1)
  await web.getByText(t('prospects.done-of', { done: 3, total: 5 })).waitFor()
  await soon(() => web.locator('[role=row]:focus').count()).toBe(1)
  for (const rows of [3, 4, 5]) {
    await web.keyboard.press('z')
    await soon(() => web.getByRole('row').count()).toBe(rows)
  }
  await soon(() => namesOf(list, 'waiting')).toEqual(people.toSorted())
  await soon(async () => {
    const { items } = await screens.rondo.owner.call(listDeals, {})
    return items.filter(({ name }) => people.includes(name)).length
  }).toBe(0)
  await soon(() => web.getByRole('row').count()).toBe(5)
})

test('a grade by one key moves a prospect up, and it stays in focus', async () => {
  const list = await listOf('Graded', ['Ann', 'Ben', 'Cat'])
  const { web } = page
  await page.open(`${address}?list=${list}`)
  await web.getByRole('row').nth(2).waitFor()
  const nameAt = (row: number) => web.getByRole('row').nth(row).locator('[role=gridcell] bdi').nth(1).textContent()
  const name = await nameAt(2)
  await web.keyboard.press('j')
  await web.keyboard.press('j')
  await soon(() => focused(web)).toBe(name)
  await web.keyboard.press('1')
  await soon(() => nameAt(0)).toBe(name)
  await soon(() => focused(web)).toBe(name)
})

test('who was claimed by a colleague in the meantime is refused with the reason', async () => {
  const list = await listOf('Too late', ['Taken away'])
  const { web } = page
  // Nothing tells this screen of it before the key is pressed.
  await web.route('**/api/v1/live*', (route) => route.abort())
  await page.open(`${address}?list=${list}`)
  await web.getByRole('row', { name: /Taken away/ }).waitFor()
  const { items } = await screens.rondo.owner.call(listProspects, { query: { list } })
  await screens.rondo.owner.fetch('POST', `/prospects/${items[0]?.id}/claim`, {})
  await web.keyboard.press('c')
  await web.getByText(page.t('errors.already_claimed', { owner: 'none' })).waitFor()
  await web.unroute('**/api/v1/live*')
})

test('on a phone in Hebrew: cards, and the one that was touched in a panel', async () => {
  const list = await listOf('בטלפון', ['נועה לוי', 'דן כהן'])
  const phone = await screens.page({ language: 'he', size: 'phone', theme: 'dark' })
  await phone.signIn()
  await phone.open(`${address}?list=${list}`)
  await phone.web.getByRole('row').first().tap()
  await phone.web.getByRole('button', { name: phone.t('prospects.act.claim') }).waitFor()
  await phone.checkAccess()
  await phone.close()
})
