import { afterAll, beforeAll, expect, test } from 'vitest'
import { addHousehold } from '../src/contract/people.ts'
import { listTouches } from '../src/contract/outreach.ts'
import { type App, ada } from '../test/kit/app.ts'
import { type Look, type Screens, openScreens, untilFocused } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

const looks: (Look & { postalCode: string })[] = [
  { language: 'th', size: 'phone', postalCode: '41460' },
  { language: 'he', theme: 'dark', size: 'phone', postalCode: '41560' },
]

test.each(looks)('an area is walked from door to door by one thumb: %o', async ({ postalCode, ...look }) => {
  const { owner } = screens.rondo
  const street = (number: number) => `Gatan ${number} ${look.language}`
  for (const number of [10, 9]) {
    await owner.call(addHousehold, {
      body: { name: `Home ${number} ${look.language}`, street: street(number), postalCode },
    })
  }
  const page = await screens.page(look)
  const { web, t } = page
  await page.signIn(ada.email)
  await page.open('/w/kestrel/visits')
  await page.checkAccess()
  await web.getByRole('button', { name: t('visits.areas') }).click()
  const areas = web.getByRole('dialog', { name: t('visits.areas') })
  await areas.getByRole('button', { name: t('visits.area.add') }).click()
  await areas.locator('input[name=name]').fill(`Area ${look.language}`)
  await areas.locator('input[name=postalCodes]').fill(postalCode.slice(0, 3))
  await page.checkAccess()
  await areas.getByRole('button', { name: t('people.save'), exact: true }).click()
  await areas.getByText(`Area ${look.language}`).waitFor()
  await untilFocused(areas)
  await web.keyboard.press('Escape')
  await areas.waitFor({ state: 'detached' })

  await web
    .getByRole('button', { name: t('visits.plan') })
    .first()
    .click()
  const plan = web.getByRole('dialog', { name: t('visits.plan') })
  const choice = plan.locator('button[aria-haspopup=listbox]')
  await choice.click()
  await web.getByRole('option', { name: `Area ${look.language}` }).click()
  await page.checkAccess()
  await plan.getByRole('button', { name: t('visits.plan') }).click()
  await plan.waitFor({ state: 'detached' })
  const next = web.getByRole('region', { name: t('visits.next') })
  await next.getByText(street(9)).waitFor()
  await page.checkAccess()
  await next.getByRole('button', { name: t('visits.status.no_answer') }).click()
  await next.getByText(street(10)).waitFor()
  await next.locator('input[name=words]').fill('When he is home')
  await next.getByRole('button', { name: t('visits.status.revisit') }).click()
  await next.getByRole('button', { name: t('visits.status.revisit') }).click()
  await web.getByText(t('visits.done')).waitFor()
  await page.checkAccess()
  const { items } = await owner.call(listTouches, { query: { channel: 'visit', limit: 2 } })
  expect(items).toMatchObject([{ outcome: 'call_back', words: 'When he is home' }, { outcome: 'no_answer' }])
  await page.close()
})
