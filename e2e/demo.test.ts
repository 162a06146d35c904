import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Language, languages } from '../src/contract/primitives.ts'
import { openPools } from '../src/server/database/pool.ts'
import { beginDemo, type Demo } from '../src/server/modules/sample/index.ts'
import { readCatalogue } from '../src/words/catalogues.ts'
import { freshDatabase } from '../test/kit/database.ts'
import { type Look, type Running, type ScreenPage, type Screens, openScreens } from './kit/browser.ts'
import { startRondo } from './kit/empty-rondo.ts'

const password = 'a roof in the sun'
const demos = new Map<Language, Demo>()
const others = languages.filter((language) => language !== 'en')

let screens: Screens<Running>
beforeAll(async () => {
  const database = await freshDatabase()
  const pools = openPools(database.connection, 2)
  for (const language of others)
    demos.set(language, await pools.db.transaction().execute((tx) => beginDemo(tx, { language, password })))
  await pools.close()
  screens = await openScreens(() => startRondo(database))
})
afterAll(() => screens.close())

// As they stand in the side bar, from top to bottom.
const places = ['today', 'prospects', 'board', 'companies', 'insights', 'process', 'products', 'import', 'settings']

test.each(others)(
  'a newcomer walks through the demo in %s: all words are of that language, and nothing is wider than the screen',
  async (language) => {
    const demo = demos.get(language)
    const english = englishOnly(language)
    // The other way round all of it is read in the dark, and asked whether everybody can use it.
    const look: Look = language === 'he' ? { language, theme: 'dark' } : { language }
    const page = await screens.page(look)
    await page.signIn(demo?.owner, password)
    await page.open(`/w/${demo?.slug}/today`)
    for (const place of places) {
      const link = page.web
        .getByRole('navigation')
        .getByRole('link', { name: page.t(`shell.place.${place}`), exact: true })
      if (place !== 'today') await link.first().click()
      await page.web.waitForURL(`**/${place}*`)
      await page.rest()
      await checkPage(page, english, place)
      if (look.theme === 'dark') await page.checkAccess()
    }
    await page.close()
  },
)

test('with long words on a phone it is no wider either, and everybody can use it', async () => {
  const demo = demos.get('th')
  const english = englishOnly('th')
  const page = await screens.page({ language: 'th', size: 'phone' })
  await page.signIn(demo?.owner, password)
  for (const place of places) {
    await page.open(`/w/${demo?.slug}/${place}`)
    await checkPage(page, english, place)
    await page.checkAccess()
  }
  await page.close()
})

async function checkPage(page: ScreenPage, english: ReadonlySet<string>, place: string): Promise<void> {
  // What is coming has come: neither the shapes of it are there, nor the wheel that turns alone.
  const main = page.web.getByRole('main')
  await expect.poll(() => main.locator('.animate-breathe').count()).toBe(0)
  await expect.poll(async () => (await main.innerText()).length).toBeGreaterThan(120)
  expect(await excess(page), place).toBeLessThanOrEqual(0)
  const shown = await texts(page)
  expect(shown.length, place).toBeGreaterThan(5)
  expect(
    shown.filter((text) => english.has(text)),
    place,
  ).toEqual([])
}

/** What English says in words of its own, and this language says otherwise. */
function englishOnly(language: Language): ReadonlySet<string> {
  const areas = readdirSync(path.join(import.meta.dirname, '../src/words'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  const own = new Set(areas.flatMap((area) => [...readCatalogue(area, language).values()]))
  const all = areas.flatMap((area) => [...readCatalogue(area, 'en').values()])
  return new Set(all.filter((text) => !own.has(text) && !/[{}]/.test(text) && /\p{L}{2}/u.test(text)))
}

/** How much wider the page is than its window. */
function excess({ web }: ScreenPage): Promise<number> {
  return web.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}

/** Every text that can be seen. */
function texts({ web }: ScreenPage): Promise<string[]> {
  return web.evaluate<string[]>(`(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found = []
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent.trim()
      const box = walker.currentNode.parentElement.getBoundingClientRect()
      if (text !== '' && box.width > 0) found.push(text)
    }
    return found
  })()`)
}
