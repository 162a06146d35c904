import { afterAll, beforeAll, expect, test } from 'vitest'
import { showCallSheet } from '../src/contract/call-sheets.ts'
import { addCard, listDealCards } from '../src/contract/cards.ts'
import { openDeal } from '../src/contract/deals.ts'
import { addDossierFact, listDossierFacts, listPrivateStatements } from '../src/contract/dossiers.ts'
import { addCompany, addPerson } from '../src/contract/people.ts'
import type { App } from '../test/kit/app.ts'
import { type Look, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
  const text = { strengths: 'Known name', weaknesses: 'Repairs take six weeks', price: null, answer: 'Ask who paid' }
  const texts = [{ language: 'en' as const, ...text }]
  await screens.rondo.owner.call(addCard, { body: { kind: 'competitor', title: 'Zephyr', texts } })
})
afterAll(() => screens.close())

const looks: Look[] = [{ language: 'da' }, { language: 'he', theme: 'dark', size: 'phone' }]

test.each(looks)(
  'private life is stated, noted and read; the call is prepared by one key and ticked: %o',
  async (look) => {
    const { owner } = screens.rondo
    const company = await owner.call(addCompany, { body: { name: `Nordlys ${look.language}` } })
    const person = await owner.call(addPerson, { body: { name: `Freja ${look.language}`, companyId: company.id } })
    const deal = await owner.call(openDeal, { body: { name: `Masts ${look.language}`, companyId: company.id } })
    const page = await screens.page(look)
    const { web, t } = page
    await page.signIn()
    await page.open('/w/kestrel/settings/privacy')
    const interests = web.getByRole('checkbox', { name: t('research.kind.interests') })
    if (!(await interests.isChecked())) await web.getByText(t('research.kind.interests'), { exact: true }).click()
    await web.locator('textarea[name=wording]').fill(`Asked at the fair, ${look.language}`)
    await web.getByRole('button', { name: t('research.privacy.state') }).click()
    await web.getByRole('listitem').getByText(`Asked at the fair, ${look.language}`).waitFor()
    await page.checkAccess()
    const [stated] = (await owner.call(listPrivateStatements, { query: {} })).items
    expect(stated).toMatchObject({ kinds: ['interests'], statedBy: { name: 'Ada Lindqvist' } })

    await owner.call(addDossierFact, {
      body: { personId: person.id, kind: 'interests', text: 'Sails at Skagen', source: 'Told Sam' },
    })
    await page.open(`/w/kestrel/people/${person.id}`)
    const dossier = web.getByRole('region', { name: t('research.dossier.of', { name: person.name }) })
    await dossier.getByRole('button', { name: t('research.private.show', { count: 1 }) }).click()
    await dossier.getByText('Sails at Skagen').waitFor()
    await dossier.getByRole('button', { name: t('research.fact.add') }).click()
    const dialog = web.getByRole('dialog', { name: t('research.fact.add.to', { name: person.name }) })
    await dialog.locator('input[name=text]').fill('Engineer from DTU')
    await dialog.locator('input[name=source]').fill('LinkedIn')
    await page.checkAccess()
    await dialog.getByRole('button', { name: t('people.save'), exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await dossier.getByText('Engineer from DTU').waitFor()
    const { items } = await owner.call(listDossierFacts, { query: { person: person.id } })
    expect(items).toMatchObject([{ kind: 'business', text: 'Engineer from DTU', source: 'LinkedIn' }])

    await page.open(`/w/kestrel/deals/${deal.id}`)
    await web.keyboard.press('p')
    const tick = web.getByRole('checkbox', { name: t('research.sheet.tick') })
    await web.getByRole('heading', { name: t('research.sheet.touches') }).waitFor()
    await web.getByText('Engineer from DTU').waitFor()
    await page.checkAccess()
    await web.getByText(t('research.sheet.tick'), { exact: true }).click()
    await expect.poll(() => tick.isChecked()).toBe(true)
    const sheet = () => owner.call(showCallSheet, { params: { kind: 'deals', id: deal.id } })
    await expect.poll(async () => (await sheet()).preparedAt).not.toBeNull()
    await page.close()
  },
)

test('a competitor is named in a deal, and its card opens where it stands', async () => {
  const { owner } = screens.rondo
  const deal = await owner.call(openDeal, { body: { name: 'Fought for' } })
  const page = await screens.page({ language: 'th' })
  const { web, t } = page
  await page.signIn()
  await page.open(`/w/kestrel/deals/${deal.id}`)
  const cards = web.getByRole('region', { name: t('research.deal-cards.of', { deal: deal.name }) })
  await cards.getByRole('button', { name: t('research.competitor.name') }).click()
  const dialog = web.getByRole('dialog', { name: t('research.competitor.name') })
  await dialog.getByRole('combobox').fill('Zeph')
  await web.getByRole('option', { name: 'Zephyr' }).click()
  await dialog.getByRole('button', { name: t('people.save'), exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await cards.getByText('Zephyr').click()
  await cards.getByText('Repairs take six weeks').waitFor()
  await page.checkAccess()
  const { items } = await owner.call(listDealCards, { params: { id: deal.id } })
  expect(items).toMatchObject([{ title: 'Zephyr', why: 'competitor' }])
  await page.close()
})
