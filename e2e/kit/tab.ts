import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Language } from '../../src/contract/primitives.ts'
import { languageFacts } from '../../src/words/languages.ts'

export interface Look {
  readonly language?: Language
  readonly theme?: 'light' | 'dark'
  readonly size?: 'desktop' | 'phone'
}

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

/** A window of the browser, with cookies, a cache and a size of its own. */
export interface Tab {
  readonly url: string
  readonly web: Page
  readonly size: 'desktop' | 'phone'
  readonly speak: (language: Language) => Promise<void>
  readonly forget: () => Promise<void>
  readonly untilQuiet: () => Promise<void>
  readonly checkQuiet: () => void
  isTaken: boolean
}

/**
 * One that somebody closed, or a new one. A second of the processor's time is spent on the first page of a window, and
 * the processor is what the tests wait for.
 */
export async function takeTab(
  tabs: Tab[],
  { url, browser, look }: { url: string; browser: Browser; look: Look },
): Promise<Tab> {
  const { language = 'en', theme = 'light', size = 'desktop' } = look
  const known = tabs.find((tab) => !tab.isTaken && tab.size === size)
  if (known) known.isTaken = true
  const tab = known ?? (await openTab(browser, { url, size }))
  if (!known) tabs.push(tab)
  await tab.speak(language)
  await tab.web.emulateMedia({ colorScheme: theme })
  return tab
}

async function openTab(browser: Browser, { url, size }: Pick<Tab, 'url' | 'size'>): Promise<Tab> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: sizes[size],
    hasTouch: size === 'phone',
    timezoneId: 'Europe/Stockholm',
    reducedMotion: 'reduce',
  })
  const web = await context.newPage()
  const devtools = await context.newCDPSession(web)
  const userAgent = await web.evaluate<string>('navigator.userAgent')
  const noises = listen(web)
  return {
    url,
    web,
    size,
    // By the debugger, since a context keeps to the locale that it was made with.
    speak: async (language) => {
      const locale = languageFacts[language].locale.split('-u-')[0] ?? language
      await devtools.send('Emulation.setLocaleOverride', { locale })
      await devtools.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: locale })
    },
    forget: async () => {
      await context.clearCookies()
      await context.clearPermissions()
      await devtools.send('Storage.clearDataForOrigin', { origin: url, storageTypes: 'local_storage' })
    },
    ...watchLoading(web),
    checkQuiet: () => expect(noises, 'what the page complained of').toEqual([]),
    isTaken: true,
  }
}

/** Leaves nothing in it that the next page would know of but the cache. */
export async function leaveTab(tab: Tab): Promise<void> {
  const { web, forget } = tab
  await web.unrouteAll()
  await web.goto('about:blank')
  await web.mouse.move(0, 0)
  await forget()
  tab.isTaken = false
}

// What a screen draws first and asks for then, with a timer between.
const patienceMs = 100

/**
 * Waits until nothing loads and the page has nothing left to do, twice with a pause between: so a slow machine takes as long
 * as it needs. The stream of changes, which never ends, aside.
 */
function watchLoading(web: Page): { untilQuiet(): Promise<void> } {
  const underWay = new Set<object>()
  let lastAt = 0
  const end = (request: object) => {
    underWay.delete(request)
    lastAt = performance.now()
  }
  web.on('request', (request) => void (request.url().includes('/api/v1/live') || underWay.add(request)))
  web.on('requestfinished', end)
  web.on('requestfailed', end)
  return {
    async untilQuiet() {
      const until = performance.now() + 30_000
      for (let rests = 0; rests < 2; ) {
        if (performance.now() > until) throw new Error('the page does not come to rest')
        const before = lastAt
        await web.evaluate(untilIdle)
        await pause(patienceMs)
        rests = underWay.size === 0 && lastAt === before ? rests + 1 : 0
      }
    },
  }
}

const untilIdle = 'new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 5_000 }))'

/** Errors of the console, thrown errors and violations of the policy; a refusal of the API is an answer, not a noise. */
function listen(web: Page): string[] {
  const noises: string[] = []
  web.on('pageerror', (error) => noises.push(String(error)))
  web.on('console', (message) => {
    const text = message.text()
    const isAnswer = message.location().url.includes('/api/v1/') && text.startsWith('Failed to load resource')
    if (message.type() === 'error' && !isAnswer) noises.push(text)
  })
  return noises
}
