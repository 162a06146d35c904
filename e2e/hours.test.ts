import { afterAll, beforeAll, test } from 'vitest'
import { logTouch } from '../src/contract/outreach.ts'
import { addCompany } from '../src/contract/people.ts'
import { type App, ada } from '../test/kit/app.ts'
import { type Look, type Screens, openScreens } from './kit/browser.ts'

const looks: Look[] = [
  { language: 'he', theme: 'dark' },
  { language: 'th', size: 'phone' },
]

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

test.each(looks)(
  'hours say what to log, then what share of them is selling, and open to the work: $language',
  async (look) => {
    const page = await screens.page(look)
    const { web, t } = page
    await page.signIn()
    if (look.language === 'he') {
      await page.open('/w/kestrel/insights?section=hours')
      await web.getByText(t('insights.hours.none')).waitFor()
      await page.checkAccess()
      await workAnHour()
    }
    await page.open('/w/kestrel/insights?section=hours')
    const hours = web.getByRole('region', { name: t('insights.hours'), exact: true })
    await hours
      .getByText(/^96[.,]8\s?%$/)
      .first()
      .waitFor()
    await page.checkAccess()
    await hours.getByRole('link', { name: new RegExp(t('codes.channel.visit')) }).click()
    const panel = web.getByRole('dialog', { name: t('codes.channel.visit') })
    await panel.getByText(t('insights.hours.minutes', { minutes: '60' })).waitFor()
    await page.checkAccess()
    await page.close()
  },
)

/** Ada visits somebody for an hour, and writes it down. */
async function workAnHour() {
  const me = await screens.rondo.signIn(ada.email, ada.password)
  const { id: companyId } = await me.call(addCompany, { body: { name: 'Nordlys' } })
  await me.call(logTouch, { body: { channel: 'visit', outcome: 'reached', minutes: 60, companyId } })
}
