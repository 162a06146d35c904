import { afterAll, beforeAll, expect, test } from 'vitest'
import { listMembers } from '../src/contract/access.ts'
import { listAppointments } from '../src/contract/appointments.ts'
import { openDeal } from '../src/contract/deals.ts'
import { addOptOut } from '../src/contract/calling.ts'
import { addCompany, addPerson } from '../src/contract/people.ts'
import { addSequence, enrolPeople, listEnrolments } from '../src/contract/sequences.ts'
import type { App } from '../test/kit/app.ts'
import { type Look, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

const looks: Look[] = [{ language: 'da' }, { language: 'he', theme: 'dark', size: 'phone' }]

test.each(looks)(
  'an appointment is made once it was asked who decides, and stands in the calendar: %o',
  async (look) => {
    const { owner } = screens.rondo
    const person = await owner.call(addPerson, { body: { name: `Dana ${look.language}`, country: 'Israel' } })
    const deal = await owner.call(openDeal, { body: { name: `Pilot ${look.language}` } })
    const page = await screens.page(look)
    const { web, t } = page
    await page.signIn()
    await page.open(`/w/kestrel/deals/${deal.id}`)
    const section = web.getByRole('region', { name: t('appointments.of', { deal: deal.name }) })
    await section.getByRole('button', { name: t('appointments.make') }).click()
    const dialog = web.getByRole('dialog', { name: t('appointments.make') })
    const whom = dialog.getByRole('combobox', { name: t('appointments.with') })
    await whom.fill(person.name)
    await expect.poll(() => web.getByRole('option').allTextContents()).toEqual([expect.stringContaining(person.name)])
    await whom.press('ArrowDown')
    await whom.press('Enter')
    await web.getByRole('option').first().waitFor({ state: 'detached' })
    // The times that suit both are those that are shown by then.
    await page.rest()
    await dialog
      .getByRole('group', { name: t('appointments.earliest') })
      .getByRole('button')
      .first()
      .click()
    await page.checkAccess()
    await dialog.getByRole('button', { name: t('appointments.make') }).click()
    const reason = dialog.getByRole('textbox', { name: t('appointments.reason') })
    await reason.fill('Met at the fair')
    await dialog.getByRole('button', { name: t('appointments.make-anyway') }).click()
    await dialog.waitFor({ state: 'detached' })
    await section.getByRole('listitem').waitFor()
    const { items } = await owner.call(listAppointments, { query: { deal: deal.id } })
    expect(items).toMatchObject([{ withoutDecider: 'Met at the fair', people: [{ id: person.id }] }])
    await page.open('/w/kestrel/calendar')
    await page.checkAccess()
    await page.close()
  },
)

test('a step of a sequence has its words ready, and is done by a press', async () => {
  const { owner } = screens.rondo
  const step = { kind: 'message', channel: 'email', waitDays: 0, title: 'First e-mail' } as const
  const { id } = await owner.call(addSequence, {
    body: {
      name: 'Cold',
      steps: [{ ...step, a: { subject: null, body: 'Hej {first_name}, one question?' }, b: null }],
    },
  })
  const [ada] = (await owner.call(listMembers, { query: {} })).items
  // In one of these countries people work today, whichever day it is.
  const countries = ['Israel', 'India', 'Iran', 'Thailand']
  const people = await Promise.all(
    countries.map((country) => owner.call(addPerson, { body: { name: `Frey ${country}`, country } })),
  )
  await owner.call(enrolPeople, {
    params: { id },
    body: { personIds: people.map((person) => person.id), ...(ada && { ownerId: ada.id }) },
  })
  const page = await screens.page()
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/sequences')
  await page.checkAccess()
  const card = web.getByRole('article').first()
  await card.getByText('Hej Frey, one question?').waitFor()
  const before = await web.getByRole('article').count()
  await card.getByRole('button', { name: t('sequences.sent') }).click()
  await expect.poll(() => web.getByRole('article').count()).toBe(before - 1)
  await page.open('/w/kestrel/insights?section=followup&list=appointments:n')
  await web.getByRole('dialog', { name: t('insights.appointments.who'), exact: true }).waitFor()
  await page.checkAccess()
  await page.close()
})

test('a sequence is started with the people of a company, whoever is left out is named, and it rests for one of them', async () => {
  const { owner } = screens.rondo
  const company = await owner.call(addCompany, { body: { name: 'Nordlys' } })
  const [freja, jens] = await Promise.all(
    ['Freja Holst', 'Jens Krogh'].map((name) => owner.call(addPerson, { body: { name, companyId: company.id } })),
  )
  await owner.call(addOptOut, { body: { personId: jens?.id ?? '' } })
  const call = { kind: 'call', channel: null, waitDays: 0, title: 'Ask about the pilot', a: null, b: null } as const
  await owner.call(addSequence, { body: { name: 'Wind farms', steps: [call] } })
  const page = await screens.page({ language: 'da' })
  const { web, t } = page
  await page.signIn()
  await page.open(`/w/kestrel/companies/${company.id}`)
  const section = web.getByRole('region', { name: t('sequences.section.of', { name: company.name }) })
  await section.getByRole('button', { name: t('sequences.start-some') }).click()
  const dialog = web.getByRole('dialog', { name: t('sequences.start-some') })
  await dialog.getByText(t('sequences.preview.left', { count: 1 })).click()
  await dialog.getByText('Jens Krogh').waitFor()
  await dialog.getByRole('button', { name: t('sequences.which') }).click()
  await web.getByRole('option', { name: /Wind farms/ }).click()
  await web.getByRole('option').first().waitFor({ state: 'detached' })
  await page.checkAccess()
  await dialog.getByRole('button', { name: t('sequences.start'), exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await section.getByText('Ask about the pilot').waitFor()
  await section.getByRole('button', { name: t('sequences.more-of', { name: 'Freja Holst, Wind farms' }) }).click()
  await web.getByRole('menuitem', { name: t('sequences.pause') }).click()
  const pausing = web.getByRole('dialog', { name: t('sequences.pause-of', { name: 'Freja Holst' }) })
  await pausing.getByRole('button', { name: t('sequences.pause.submit'), exact: true }).click()
  await pausing.waitFor({ state: 'detached' })
  await page.checkAccess()
  const { items } = await owner.call(listEnrolments, { query: { company: company.id } })
  expect(items).toMatchObject([{ person: { id: freja?.id }, step: 1, endReason: null }])
  expect((items[0]?.dueOn ?? '') > Temporal.Now.plainDateISO('Europe/Stockholm').add({ days: 10 }).toString()).toBe(
    true,
  )
  await page.close()
})
