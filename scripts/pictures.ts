/**
 * Makes the pictures of the users' guide from the demo, on a day that never changes: the same code makes the same pictures.
 *
 *   npm run pictures              all of them
 *   npm run pictures -- board     those whose names begin so
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { readConfig } from '../src/server/config.ts'
import { migrate } from '../src/server/database/migrate.ts'
import { type DatabaseConnection, openDatabase } from '../src/server/database/open.ts'
import { openPools } from '../src/server/database/pool.ts'
import { startServer } from '../src/server/main.ts'
import { beginDemo } from '../src/server/modules/sample/index.ts'

/** A Tuesday in March, when roofs are sold. */
const day = '2026-03-10T09:40:00Z'
const folder = path.join(import.meta.dirname, '../docs/users/pictures')
const password = 'a roof in the sun'

interface Picture {
  readonly name: string
  /** Below /w/{slug}/. */
  readonly address: (find: Find) => Promise<string> | string
  readonly size?: { readonly width: number; readonly height: number }
  readonly theme?: 'light' | 'dark'
  /** What is done on the page before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<void>
  /** Only this part of the page; the whole window without it. */
  readonly part?: (page: Page) => Locator
  /** Where the picture goes, from the guide's pictures; the name unless said. */
  readonly file?: string
}

/** Asks the API for something to show. */
type Find = (path: string) => Promise<unknown>

const usual = { width: 1200, height: 750 }
const phone = { width: 390, height: 780 }

const pictures: readonly Picture[] = [
  { name: 'today', address: () => 'today' },
  { name: 'today-phone', address: () => 'today', size: phone },
  { name: 'today-dark', address: () => 'today', theme: 'dark' },
  {
    name: 'wheel',
    address: () => 'today',
    size: { width: 1760, height: 1200 },
    file: '../../pictures/wheel-en-light.png',
    part: (page) => page.getByRole('region', { name: 'The sales cycle' }),
  },
  { name: 'board', address: () => 'board' },
  { name: 'deal', address: async (find) => `deals/${await aDeal(find)}` },
  {
    name: 'palette',
    address: () => 'board',
    prepare: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('combobox').fill('creamery')
      await page.getByRole('dialog').getByText('Creamery').first().waitFor()
      await page.waitForTimeout(400)
    },
  },
  { name: 'prospects', address: () => 'prospects' },
  { name: 'calling', address: async (find) => `calls/${await aList(find)}` },
  { name: 'calendar', address: () => 'calendar' },
  { name: 'forecast', address: () => 'forecast/expected', size: { width: 1200, height: 900 } },
  { name: 'companies', address: () => 'companies' },
  { name: 'insights', address: () => 'insights', size: { width: 1200, height: 900 } },
  { name: 'process', address: () => 'process' },
  { name: 'team', address: () => 'settings/members' },
  { name: 'import', address: () => 'import' },
  {
    name: 'shortcuts',
    address: () => 'board',
    prepare: async (page) => {
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  },
]

await main(process.argv.slice(2))

async function main(wanted: readonly string[]): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'rondo-pictures-'))
  const config = readConfig({
    flags: { data: directory, port: '0', 'log-level': 'silent' },
    environment: {},
    workingDirectory: directory,
  })
  const database = await openDatabase(config, { command: 'pictures' })
  try {
    await migrate(database.connection)
    await stopTheClock(database.connection)
    const { owner, slug } = await demoIn(database.connection)
    const server = await startServer({ config, connection: database.connection })
    try {
      await takeAll(server.url, { owner, slug }, wanted)
    } finally {
      await server.stop()
    }
  } finally {
    await database.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Every later connection finds a `now()` of ours before PostgreSQL's own. */
async function stopTheClock(connection: DatabaseConnection): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  await client.query('create schema stopped')
  await client.query(
    `create function stopped.now() returns timestamptz language sql stable as $$ select timestamptz '${day}' $$`,
  )
  const { rows } = await client.query<{ name: string }>('select current_database() as name')
  await client.query(`alter database "${rows[0]?.name}" set search_path = stopped, public, pg_catalog`)
  await client.end()
}

async function demoIn(connection: DatabaseConnection) {
  const pools = openPools(connection, 1)
  const demo = await pools.db.transaction().execute((tx) => beginDemo(tx, { language: 'en', password }))
  await pools.close()
  return demo
}

interface Door {
  readonly owner: string
  readonly slug: string
}

async function takeAll(url: string, door: Door, wanted: readonly string[]): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--font-render-hinting=none'],
  })
  const chosen = pictures.filter(({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)))
  for (const picture of chosen) {
    const context = await browser.newContext({
      baseURL: url,
      viewport: picture.size ?? usual,
      locale: 'en-GB',
      timezoneId: 'Europe/Dublin',
      colorScheme: picture.theme ?? 'light',
      reducedMotion: 'reduce',
    })
    await context.clock.setFixedTime(new Date(day))
    await take(context, url, door, picture)
    await context.close()
    console.error(`${picture.name}.png`)
  }
  await browser.close()
}

async function take(context: BrowserContext, url: string, { owner, slug }: Door, picture: Picture): Promise<void> {
  const entered = await context.request.post('/api/v1/session', {
    data: { email: owner, password },
    headers: { origin: url },
  })
  const { workspaces }: { workspaces: { id: string }[] } = await entered.json()
  const headers = { origin: url, 'x-rondo-workspace': workspaces[0]?.id ?? '' }
  await context.request.patch('/api/v1/me', { data: { theme: picture.theme ?? 'light' }, headers })
  await context.request.put('/api/v1/first-steps', { data: { isPutAway: picture.name !== 'today' }, headers })
  const find: Find = async (address) => (await context.request.get(`/api/v1${address}`, { headers })).json()
  const page = await context.newPage()
  await page.goto(`/w/${slug}/${await picture.address(find)}`)
  await page.waitForLoadState('load')
  await page.getByRole('main').waitFor()
  // Until the figures are drawn; the stream of live changes never ends, so that the network is never idle.
  await page.waitForTimeout(1_500)
  while ((await page.getByRole('main').locator('.animate-breathe').count()) > 0) await page.waitForTimeout(200)
  await picture.prepare?.(page)
  const shown = picture.part?.(page) ?? page
  await shown.screenshot({ path: path.join(folder, picture.file ?? `${picture.name}.png`), caret: 'hide' })
}

/** One that has come far, of a company whose people are known. */
async function aDeal(find: Find): Promise<string> {
  // The contract's page of deals.
  const { items } = (await find('/deals?outcome=open&limit=100')) as {
    items: { id: string; amountMinor: number | null; stage: { key: string }; nextStep: object | null }[]
  }
  const far = items.filter(({ stage, nextStep, amountMinor }) => stage.key === 'objections' && nextStep && amountMinor)
  return (far[0] ?? items[0])?.id ?? ''
}

/** One to be called. */
async function aList(find: Find): Promise<string> {
  // The contract's page of lists.
  const { items } = (await find('/lists?limit=1')) as { items: { id: string }[] }
  return items[0]?.id ?? ''
}
