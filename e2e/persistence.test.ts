import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal } from '../src/contract/deals.ts'
import { loseDeal } from '../src/contract/moves.ts'
import { logTouch } from '../src/contract/outreach.ts'
import type { App } from '../test/kit/app.ts'
import { type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
  const { rondo } = screens
  const sellers = [await rondo.member('seller', 'Sam Berg'), await rondo.member('seller', 'Bo Lund')]
  for (const { memberId: ownerId } of sellers) {
    for (let number = 0; number < 14; number++) {
      const { id: dealId } = await rondo.owner.call(openDeal, { body: { name: `Harbour ${number}`, ownerId } })
      const call = (outcome: 'no_answer' | 'reached') =>
        rondo.owner.call(logTouch, { body: { channel: 'phone', dealId, outcome } })
      await call('no_answer')
      if (number > 2) await call(number % 2 === 0 ? 'reached' : 'no_answer')
      const reason = number === 0 ? 'no_reply' : 'price'
      if (number < 2) await rondo.owner.call(loseDeal, { params: { id: dealId }, body: { reason } })
    }
  }
}, 60_000)
afterAll(() => screens.close())

test('what giving up costs is said to be at most, what the buyer ended opens by itself, and sellers are ranked by no chance', async () => {
  const page = await screens.page({ language: 'sv' })
  const { web, t } = page
  await page.signIn()
  await page.open('/w/kestrel/insights?section=followup')
  const figure = web.getByRole('region', { name: t('insights.persistence'), exact: true })
  await figure.getByText(t('insights.persistence.at-most')).waitFor()
  await figure.getByText(t('insights.persistence.sellers.within_chance', { touch: 2 })).waitFor()
  const sellers = figure.getByRole('region', { name: t('insights.persistence.sellers') }).getByRole('rowheader')
  expect(await sellers.allTextContents()).toEqual(['Bo Lund', 'Sam Berg'])
  await page.checkAccess()
  const ended = `${t('insights.persistence.touch', { touch: 1 })}: ${t('insights.persistence.ended')}`
  await figure.getByRole('link', { name: ended }).click()
  const behind = web.getByRole('dialog')
  await expect.poll(() => behind.getByText('Harbour 1', { exact: true }).count()).toBe(2)
  await page.close()
})
