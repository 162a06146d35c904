import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal } from '../src/contract/deals.ts'
import { scanForDuplicates } from '../src/contract/duplicates.ts'
import { addCompany, addPerson, listCompanies } from '../src/contract/people.ts'
import type { App } from '../test/kit/app.ts'
import { type Look, type Screens, openScreens } from './kit/browser.ts'

let screens: Screens<App>
beforeAll(async () => {
  screens = await openScreens()
  const { owner } = screens.rondo
  const kept = await owner.call(addCompany, { body: { name: 'Havørn A/S', domain: 'havorn.dk', city: 'Aarhus' } })
  const gone = { name: 'Havoern', domain: 'www.havorn.dk', city: 'Odense', email: 'info@havorn.dk' }
  const { id } = await owner.call(addCompany, { body: gone })
  await owner.call(openDeal, { body: { name: 'Hide for Anholt', companyId: kept.id } })
  await owner.call(addPerson, { body: { name: 'Freja Holst', companyId: id } })
  await owner.call(scanForDuplicates, {})
})
afterAll(() => screens.close())

const names = async () => {
  const { items } = await screens.rondo.owner.call(listCompanies, {})
  return items.map(({ name }) => name).sort()
}

// moving-in.test.ts does the same in Turkish in the dark.
test.each<Look>([{ language: 'en' }, { language: 'he', size: 'phone' }])(
  'what was there twice is compared, merged and parted again: %j',
  async (look) => {
    const page = await screens.page(look)
    await page.signIn()
    await page.open('/w/kestrel/duplicates')
    const { web, t } = page
    await page.checkAccess()
    await web.getByRole('button', { name: t('duplicates.compare.of', { name: 'Havørn A/S' }) }).click()
    const dialog = web.getByRole('dialog', { name: t('duplicates.dialog.title', { count: 2 }) })
    await dialog
      .getByRole('radio', { name: /Odense/ })
      .first()
      .waitFor()
    await page.checkAccess()
    await dialog.getByRole('button', { name: t('duplicates.dialog.submit'), exact: true }).click()
    await web.getByText(t('duplicates.merged', { name: 'Havørn A/S' })).waitFor()
    expect(await names()).toEqual(['Havørn A/S'])
    await web.getByRole('button', { name: t('ui.undo') }).click()
    await web.getByText(t('duplicates.undone')).waitFor()
    expect(await names()).toEqual(['Havoern', 'Havørn A/S'])
    await page.close()
  },
)
