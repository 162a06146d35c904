/**
 * Rondo in a real browser, for the tests of screens:
 *
 *   const screens = await openScreens()                              // in beforeAll; `await screens.close()` in afterAll
 *   const page = await screens.page({ language: 'he', theme: 'dark', size: 'phone' })
 *   await page.signIn()                                              // as the owner of the kit's workspace
 *   await page.open('/w/kestrel/settings')                           // waits until nothing loads any more
 *   await page.checkAccess()                                         // axe finds nothing to complain of
 *   page.web.getByRole('button', { name: 'Save' })                   // Playwright's own page
 *   await page.close()                                               // and the next page of its language and size opens sooner
 *
 * Whatever a page writes to the console as an error, throws, or is refused by its content security policy fails the test at `screens.close()`
 * or at `page.checkQuiet()`. The screens must be built (dist/web); `npm test` does so.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { TestRunner, expect, onTestFailed } from 'vitest'
import type { Language } from '../../src/contract/primitives.ts'
import { words } from '../../src/words/node.ts'
import { type App, ada, startApp } from '../../test/kit/app.ts'
import { type Look, type Tab, leaveTab, takeTab } from './tab.ts'

export type { Look }

/** Anything with screens at an address. */
export interface Running {
  readonly url: string
  stop(): Promise<void>
}

export interface ScreenPage {
  readonly web: Page
  /** The words of the page's language. */
  readonly t: ReturnType<typeof words>['t']
  signIn(email?: string, password?: string): Promise<void>
  open(address: string): Promise<void>
  /** Waits until nothing loads any more. */
  rest(): Promise<void>
  checkAccess(): Promise<void>
  checkQuiet(): void
  close(): Promise<void>
}

export interface Screens<Rondo extends Running> {
  readonly rondo: Rondo
  page(look?: Look): Promise<ScreenPage>
  close(): Promise<void>
}

const usualPlaces = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The kit's app, or what `start` starts, and a Chromium beside it. */
export function openScreens(): Promise<Screens<App>>
export function openScreens<Rondo extends Running>(start: () => Promise<Rondo>): Promise<Screens<Rondo>>
export async function openScreens(start: () => Promise<Running> = startApp): Promise<Screens<Running>> {
  const built = path.join(import.meta.dirname, '../../dist/web/index.html')
  if (!existsSync(built))
    throw new Error('The screens are not built: npm test builds them, or node_modules/.bin/vite build')
  shared ??= launch()
  const [rondo, browser] = await Promise.all([start(), shared])
  const tabs: Tab[] = []
  const sessions: Sessions = new Map()
  return {
    rondo,
    async page(look = {}) {
      const tab = await takeTab(tabs, { url: rondo.url, browser, look })
      if (TestRunner.getCurrentTest()) onTestFailed(() => tellOf(tab.web))
      return openPage(tab, sessions, look)
    },
    async close() {
      await Promise.all(tabs.map(({ web }) => web.context().close()))
      await rondo.stop()
      for (const { checkQuiet } of tabs) checkQuiet()
    },
  }
}

/** Says what a page shows in whose test something failed: where it waits in vain, that is what one wants to know. */
async function tellOf(web: Page): Promise<void> {
  const shown = await web.locator('body').innerText({ timeout: 5_000 })
  console.error(`${decodeURIComponent(web.url())}\n${shown}`)
}

/** Waits until what is typed goes into this, which may be a moment after it can be seen. */
export async function untilFocused(place: Locator): Promise<void> {
  await expect.poll(() => place.evaluate((it) => it.contains(it.ownerDocument.activeElement))).toBe(true)
}

// One for all files of a worker, for starting it takes a second. It ends with the worker.
let shared: Promise<Browser> | undefined

async function launch(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? usualPlaces.find(existsSync)
  if (!executablePath) throw new Error('No Chromium found; name one with CHROMIUM=/path/to/chromium')
  // Chromium's own sandbox does not start for root, nor in many containers; what it opens here is ours alone.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] })
}

function openPage(tab: Tab, sessions: Sessions, look: Look): ScreenPage {
  const { language = 'en', theme = 'light' } = look
  const { web, url, untilQuiet, checkQuiet } = tab
  return {
    web,
    t: words(language).t,
    signIn: (email = ada.email, password = ada.password) =>
      signIn(web.context(), sessions, { url, email, password, language, theme }),
    open: async (address) => {
      await web.goto(address, { waitUntil: 'load' })
      await untilQuiet()
    },
    rest: untilQuiet,
    checkAccess: () => checkAccess(web),
    checkQuiet,
    close: () => leaveTab(tab),
  }
}

interface Entry {
  readonly url: string
  readonly email: string
  readonly password: string
  readonly language: Language
  readonly theme: 'light' | 'dark'
}

interface Session {
  readonly cookies: Awaited<ReturnType<BrowserContext['cookies']>>
  readonly workspaceId: string
}

/** By address of mail: to check a password is slow on purpose, and done once a file. */
type Sessions = Map<string, Session>

/** The browser keeps the cookie; the member's own language and theme become those of the page, for they would win over it. */
async function signIn(context: BrowserContext, sessions: Sessions, entry: Entry): Promise<void> {
  const { url, email, language, theme } = entry
  const session = sessions.get(email) ?? (await enter(context, entry))
  sessions.set(email, session)
  await context.addCookies(session.cookies)
  const kept = await context.request.patch('/api/v1/me', {
    data: { language, theme },
    headers: { origin: url, 'x-rondo-workspace': session.workspaceId },
  })
  expect(kept.status(), await kept.text()).toBe(200)
}

async function enter(context: BrowserContext, { url, email, password }: Entry): Promise<Session> {
  const entered = await context.request.post('/api/v1/session', { data: { email, password }, headers: { origin: url } })
  expect(entered.status(), await entered.text()).toBe(200)
  const { workspaces }: { workspaces: { id: string }[] } = await entered.json()
  return { cookies: await context.cookies(), workspaceId: workspaces[0]?.id ?? '' }
}

/** Runs axe in the page. Around an open dialog the page is hidden on purpose, so nobody asks it for its main part and heading then. */
async function checkAccess(web: Page): Promise<void> {
  const devtools = await web.context().newCDPSession(web)
  const isModal = (await web.locator('[data-modal]').count()) > 0
  const rules = isModal ? { 'landmark-one-main': { enabled: false }, 'page-has-heading-one': { enabled: false } } : {}
  const options = JSON.stringify({ resultTypes: ['violations'], rules })
  const summary = 'violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")}: ${n.failureSummary}`))'
  // Through the debugger, because the policy of the page allows no script but its own; read once a document.
  const isThere = await devtools.send('Runtime.evaluate', {
    expression: 'typeof axe === "object"',
    returnByValue: true,
  })
  const { result, exceptionDetails } = await devtools.send('Runtime.evaluate', {
    expression: `${isThere.result.value ? '' : axe};axe.run(document, ${options}).then(({ violations }) => ${summary})`,
    awaitPromise: true,
    returnByValue: true,
  })
  await devtools.detach()
  expect(exceptionDetails, 'axe itself').toBeUndefined()
  expect(result.value, 'violations of accessibility').toEqual([])
}
