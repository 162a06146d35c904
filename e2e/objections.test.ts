import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal, showDeal } from '../src/contract/deals.ts'
import { addAnswer, listAnswers, listObjections, logObjection } from '../src/contract/objections.ts'
import type { App } from '../test/kit/app.ts'
import { type Look, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
  const texts = [
    { language: 'en', text: 'It measures for ten years without service.' },
    { language: 'da', text: 'Den måler i ti år uden service.' },
  ] as const
  await screens.rondo.owner.call(addAnswer, { body: { title: 'Ten years', kind: 'price', texts: [...texts] } })
})
afterAll(() => screens.close())

const looks: Look[] = [{ language: 'da' }, { language: 'he', theme: 'dark', size: 'phone' }]

test.each(looks)(
  'an objection is logged by two keys, overcome with a prepared answer, and the deal is closed on it: %o',
  async (look) => {
    const { owner } = screens.rondo
    const deal = await owner.call(openDeal, { body: { name: `Pilot ${look.language}` } })
    const page = await screens.page(look)
    const { web, t } = page
    await page.signIn()
    await page.open(`/w/kestrel/deals/${deal.id}`)
    await web.keyboard.press('o')
    const choice = web.getByRole('group', { name: t('objections.kind') })
    await choice.waitFor()
    await page.checkAccess()
    await web.keyboard.press('1')
    const dialog = web.getByRole('dialog', { name: t('objections.answer') })
    const prepared = dialog.getByRole('radio', { name: /Ten years/ })
    await prepared.waitFor()
    await page.checkAccess()
    expect((await owner.call(listObjections, { query: { deal: deal.id } })).items).toMatchObject([{ kind: 'price' }])
    await dialog.getByRole('textbox', { name: t('objections.words') }).fill('Too dear for us')
    await dialog.getByText('Ten years', { exact: true }).click()
    await dialog.getByRole('button', { name: t('objections.overcome'), exact: true }).click()
    await dialog.getByRole('button', { name: t('objections.overcome.close') }).click()
    const end = web.getByRole('dialog', { name: t('deals.end.win.title') })
    await end.getByText(t('codes.signal.objection_overcome')).first().waitFor()
    await end.getByRole('button', { name: t('deals.end.win.submit') }).click()
    await end.waitFor({ state: 'detached' })
    await web.getByText(t('codes.objection-outcome.overcome')).first().waitFor()
    await page.checkAccess()
    expect(await owner.call(showDeal, { params: { id: deal.id } })).toMatchObject({ outcome: 'won' })
    const [settled] = (await owner.call(listObjections, { query: { deal: deal.id } })).items
    expect(settled).toMatchObject({ outcome: 'overcome', words: 'Too dear for us', answer: { title: 'Ten years' } })
    await page.close()
  },
)

test.each<Look>([{ language: 'en' }, { language: 'th', size: 'phone' }])(
  'an answer is prepared, in the languages of the buyers: %o',
  async (look) => {
    const page = await screens.page(look)
    const { web, t } = page
    await page.signIn()
    await page.open('/w/kestrel/answers')
    await page.checkAccess()
    await web.getByRole('button', { name: t('objections.answers.add') }).click()
    const dialog = web.getByRole('dialog', { name: t('objections.answers.add') })
    await dialog.getByRole('textbox', { name: t('objections.answers.title') }).fill(`Lasting ${look.language}`)
    await dialog.locator('textarea[name=texts]').fill('It lasts.')
    await page.checkAccess()
    await dialog.getByRole('button', { name: t('people.save') }).click()
    await web.getByText(`Lasting ${look.language}`).waitFor()
    const { items } = await screens.rondo.owner.call(listAnswers, { query: { q: `lasting ${look.language}` } })
    expect(items).toMatchObject([{ texts: [{ language: look.language, text: 'It lasts.' }] }])
    await page.close()
  },
)

test('a kind is split by what buyers said, and put together again by undo', async () => {
  const { owner } = screens.rondo
  const deal = await owner.call(openDeal, { body: { name: 'Split' } })
  await owner.call(logObjection, { body: { dealId: deal.id, kind: 'price', words: 'And the fee to begin?' } })
  const ownKind = async () => (await owner.call(listObjections, { query: { deal: deal.id } })).items[0]?.ownKind?.name
  const page = await screens.page({ language: 'en' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/answers')
  await web.getByRole('button', { name: t('objections.move'), exact: true }).click()
  const dialog = web.getByRole('dialog', { name: t('objections.move.title') })
  await dialog.getByRole('textbox', { name: t('objections.move.words') }).fill('the FEE')
  await dialog.getByRole('textbox', { name: t('objections.own-kinds.name') }).fill('Setup fee')
  const move = dialog.getByRole('button', { name: t('objections.move.submit', { count: 1 }), exact: true })
  await move.waitFor()
  await page.rest()
  await page.checkAccess()
  await move.click()
  await dialog.waitFor({ state: 'detached' })
  await web.getByText(t('objections.own-kinds.count', { count: 1 }), { exact: true }).waitFor()
  expect(await ownKind()).toBe('Setup fee')
  await web.getByRole('button', { name: t('ui.undo') }).click()
  await web.getByText(t('objections.own-kinds.count', { count: 0 }), { exact: true }).waitFor()
  expect(await ownKind()).toBeUndefined()
  await page.close()
})
