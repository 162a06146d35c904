import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal, setStakeholder, showDeal } from '../src/contract/deals.ts'
import { moveDeal } from '../src/contract/moves.ts'
import { addPerson } from '../src/contract/people.ts'
import { listAskedQuestions, listFeedback } from '../src/contract/playbooks.ts'
import { listNeeds, listPresentations, listTrials } from '../src/contract/presenting.ts'
import type { App } from '../test/kit/app.ts'
import { type Look, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

test.each<Look>([{ language: 'en' }, { language: 'he', theme: 'dark', size: 'phone' }])(
  'the means are learned by a clue and kept as a range: %o',
  async (look) => {
    const { owner } = screens.rondo
    const deal = await owner.call(openDeal, { body: { name: `Pilot ${look.language}` } })
    const page = await screens.page(look)
    const { web, t } = page
    await page.signIn()
    await page.open(`/w/kestrel/deals/${deal.id}`)
    await page.checkAccess()
    await web.getByRole('button', { name: t('qualification.edit', { aspect: t('codes.aspect.means') }) }).click()
    const dialog = web.getByRole('dialog', { name: t('qualification.ask.means') })
    await dialog.getByRole('textbox', { name: t('qualification.means.low') }).fill('8000')
    await dialog.getByRole('textbox', { name: t('qualification.means.high') }).fill('12000')
    await page.checkAccess()
    await dialog.getByRole('button', { name: t('people.save') }).click()
    await dialog.waitFor({ state: 'detached' })
    const { means } = (await owner.call(showDeal, { params: { id: deal.id } })).qualification
    expect(means).toMatchObject({ verdict: 'yes', lowMinor: 800_000, highMinor: 1_200_000 })
    await web.getByText(t('codes.verdict.yes'), { exact: true }).waitFor()
    await page.checkAccess()
    await page.close()
  },
)

async function dealInQualification(name: string) {
  const { owner } = screens.rondo
  const deal = await owner.call(openDeal, { body: { name } })
  const { id: personId } = await owner.call(addPerson, { body: { name: 'Freja Holst' } })
  const params = { id: deal.id }
  await owner.call(setStakeholder, { params: { ...params, personId }, body: { role: 'decides' } })
  await owner.call(moveDeal, { params, body: { stage: 'qualification' } })
  return params
}

test.each<Look>([{ language: 'he', theme: 'dark', size: 'phone' }])(
  'the questions of the stage are ticked off, and the sum that a buyer names makes the range: %o',
  async (look) => {
    const params = await dealInQualification(`Mast ${look.language}`)
    const { owner } = screens.rondo
    const page = await screens.page(look)
    const { web, t } = page
    await page.signIn()
    await page.open(`/w/kestrel/deals/${params.id}`)
    const playbook = web.getByRole('region', { name: t('playbooks.of', { deal: `Mast ${look.language}` }) })
    await playbook.getByText(t('qualification.clue.need.first')).click()
    await playbook.getByText(t('playbooks.musts', { done: 1, musts: 4 })).waitFor()
    const question = t('qualification.clue.means.first')
    await playbook.getByRole('button', { name: t('playbooks.said.of', { question }) }).click()
    const dialog = web.getByRole('dialog', { name: t('playbooks.said') })
    await dialog.getByRole('textbox', { name: t('playbooks.said.money') }).fill('9000')
    await dialog.getByRole('textbox', { name: t('playbooks.said.words') }).fill('The old mast')
    await page.checkAccess()
    await dialog.getByRole('button', { name: t('people.save') }).click()
    await dialog.waitFor({ state: 'detached' })
    await playbook.getByText('The old mast').waitFor()
    await page.checkAccess()
    const { items } = await owner.call(listAskedQuestions, { params })
    expect(items.map((each) => [each.question, each.minor])).toEqual([
      ['need-first', null],
      ['means-first', 900_000],
    ])
    expect((await owner.call(showDeal, { params })).qualification.means).toMatchObject({ lowMinor: 900_000 })
    await playbook.getByRole('button', { name: t('playbooks.feedback.give') }).click()
    const word = web.getByRole('dialog', { name: t('playbooks.feedback.give') })
    await word.getByRole('textbox').fill('Nobody answers that.')
    await word.getByRole('button', { name: t('playbooks.feedback.send') }).click()
    await word.waitFor({ state: 'detached' })
    const told = await owner.call(listFeedback, { query: {} })
    expect(told.items.map((each) => each.words)).toContain('Nobody answers that.')
    await page.close()
  },
)

test.each<Look>([{ language: 'da' }])(
  'a need, a presentation and a trial that convinces lead to the close: %o',
  async (look) => {
    const name = `Vane ${look.language}`
    const params = await dealInQualification(name)
    const { owner } = screens.rondo
    const page = await screens.page(look)
    const { web, t } = page
    await page.signIn()
    await page.open(`/w/kestrel/deals/${params.id}`)
    const needs = web.getByRole('region', { name: t('presenting.needs.of', { deal: name }) })
    await needs.getByRole('button', { name: t('presenting.need.add') }).click()
    const need = web.getByRole('dialog', { name: t('presenting.need.add') })
    await need.getByRole('textbox').fill('Works in ice')
    await need.getByRole('radio', { name: t('codes.need-weight.3') }).click()
    await page.checkAccess()
    await need.getByRole('button', { name: t('people.save') }).click()
    await need.waitFor({ state: 'detached' })
    await needs.getByText('Works in ice').waitFor()
    const shown = web.getByRole('region', { name: t('presenting.of', { deal: name }) })
    await shown.getByRole('button', { name: t('presenting.presentation.log') }).click()
    const held = web.getByRole('dialog', { name: t('presenting.presentation.log') })
    await held.getByText('Freja Holst').click()
    await held
      .getByRole('textbox', { name: t('presenting.presentation.asked', { person: 'Freja Holst' }) })
      .fill('How cold?')
    await page.checkAccess()
    await held.getByRole('button', { name: t('people.save') }).click()
    await held.waitFor({ state: 'detached' })
    await shown.getByText('How cold?').waitFor()
    await shown.getByRole('button', { name: t('presenting.trial.start') }).click()
    const start = web.getByRole('dialog', { name: t('presenting.trial.start') })
    await start.getByRole('textbox', { name: t('presenting.trial.what') }).fill('One vane')
    await page.checkAccess()
    await start.getByRole('button', { name: t('people.save') }).click()
    await start.waitFor({ state: 'detached' })
    await shown.getByRole('button', { name: t('presenting.trial.how-of', { what: 'One vane' }) }).click()
    const how = web.getByRole('dialog', { name: t('presenting.trial.how') })
    await how.getByRole('button', { name: t('codes.trial-outcome.convinced'), exact: true }).waitFor()
    await page.checkAccess()
    await how.getByRole('button', { name: t('codes.trial-outcome.convinced'), exact: true }).click()
    await how.getByRole('button', { name: t('objections.overcome.close') }).click()
    await web
      .getByRole('dialog', { name: t('deals.end.win.title') })
      .getByText(t('codes.signal.trial_succeeded'))
      .first()
      .waitFor()
    const query = { deal: params.id }
    expect((await owner.call(listNeeds, { query })).items).toMatchObject([{ weight: 3 }])
    expect((await owner.call(listPresentations, { query })).items).toMatchObject([{ people: [{ asked: 'How cold?' }] }])
    expect((await owner.call(listTrials, { query })).items).toMatchObject([{ outcome: 'convinced' }])
    await page.close()
  },
)
