import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import serverFlags from '../scripts/server-flags.json' with { type: 'json' }
import { makeLarge } from '../src/server/commands/seed-large.ts'
import type { DatabaseConnection } from '../src/server/database/open.ts'
import { openOne } from '../src/server/database/pool.ts'
import { workOfAll } from '../src/server/modules/measurement/hours/kept-work.ts'
import { readHistory } from '../src/server/modules/measurement/kept-histories.ts'
import { storeBeside, storeHistory } from '../src/server/modules/measurement/stored-histories.ts'
import { type CpuMeter, cpuMeter, memoryMb } from './cpu.ts'
import { inOwnDatabase } from './database.ts'
import { median, runLoad } from './load.ts'
import type { Seeded } from './seed.ts'

export interface InsightMeasures {
  readonly deals: number
  readonly facts: number
  /** Reading the facts whole, and storing them as columns: seconds. */
  readonly wholeSeconds: number
  readonly storeSeconds: number
  /** The first figure after a start, as soon as the server listens; of several starts. */
  readonly coldMs: readonly number[]
  readonly coldCpuMs: number
  readonly figures: readonly FigureMeasure[]
  /** The server with the thread and its history. */
  readonly memoryMb: number
  readonly board: { readonly idleP95Ms: number; readonly besideP95Ms: number; readonly dashboards: number }
  /** CPU of a move before any question, and with the history kept and read on by questions between. */
  readonly move: { readonly aloneCpuMs: number; readonly keptCpuMs: number }
}

interface FigureMeasure {
  readonly figure: string
  /** Of questions that nobody asked before, and asked again. */
  readonly p50Ms: number
  readonly p95Ms: number
  readonly cpuMs: number
  readonly againP95Ms: number
}

// Every question once, by owners, by sources and by days, and all deals.
const asked = {
  'cycle length': '/measurement/cycle-length?',
  'win rate': '/measurement/win-rate?by_day=90&',
  funnel: '/measurement/funnel?',
  velocity: '/measurement/velocity?',
  'stage times': '/measurement/stage-times?',
  'stage flow': '/measurement/stage-flow?',
  'process map': '/measurement/process-map?',
  'sellers compared': '/measurement/comparison?by=owner&',
  'price bands compared': '/measurement/comparison?by=price&',
  'must be asked': '/measurement/playbook?',
  persistence: '/measurement/persistence?',
  objections: '/measurement/objections?',
  'deals behind': '/measurement/deals?part=won&',
  'deals stalled': '/measurement/deals?part=stalled&',
} as const
/** What takes fewer of the filters, and is on no dashboard. */
const others = {
  'key figures by month': ['/kpis?grain=month&', ['owner', 'source', 'product', 'as_of']],
  hours: ['/measurement/hours?', ['owner', 'source', 'product', 'to', 'as_of']],
  'products compared': ['/measurement/comparison?by=product&', ['owner', 'source', 'to', 'as_of']],
  'life cycle': ['/life-cycle?', ['as_of']],
  forecast: ['/forecast?', ['owner', 'source', 'product', 'as_of']],
  'forecast by seller': ['/forecast?by=owner&', ['owner', 'source', 'as_of']],
  'where one stands': ['/forecast/stand?', ['owner', 'as_of']],
  'how forecasts held': ['/forecast/back-test?', ['owner', 'source', 'as_of']],
} as const satisfies Record<string, readonly [start: string, filters: readonly string[]]>
const wheel = '/measurement/wheel'
const starts = 5
const boardRequests = 200
const moves = 300

/** What figures cost in a workspace of so many deals, for whoever asks and for whoever works beside. */
export async function measureInsights(deals: number): Promise<InsightMeasures> {
  return inOwnDatabase(async (connection) => {
    const large = await makeLarge(connection, deals)
    const seeded = await seededOf(connection, large)
    const stored = await store(connection, seeded)
    const cpu = await cpuMeter(connection)
    try {
      const cold: { ms: number; cpuMs: number }[] = []
      for (let start = 0; start < starts; start++) cold.push(await firstFigure(connection, cpu, seeded.key))
      const warm = await whileServing(connection, (server) => measureWarm(server, cpu, seeded, large.plan))
      const coldCpuMs = median(cold.map(({ cpuMs }) => cpuMs))
      return { deals, facts: large.facts, ...stored, coldMs: cold.map(({ ms }) => ms), coldCpuMs, ...warm }
    } finally {
      await cpu.close()
    }
  })
}

type Large = Awaited<ReturnType<typeof makeLarge>>

async function seededOf(connection: DatabaseConnection, { ctx, apiKey, plan }: Large): Promise<Seeded> {
  const { db, client } = await openOne(connection)
  // Moves go forth from there and back again.
  const rows = await db
    .selectFrom('deals as d')
    .innerJoin('stages as s', (join) =>
      join.onRef('s.workspace_id', '=', 'd.workspace_id').onRef('s.id', '=', 'd.stage_id'),
    )
    .select('d.id')
    .where('d.workspace_id', '=', plan.workspaceId)
    .where('d.outcome', '=', 'open')
    .where('s.key', '=', 'first-contact')
    .limit(400)
    .execute()
  await client.end()
  const { workspace, actor } = ctx
  const { workspaceId, processId, versionId } = plan
  const ids = { workspaceId, processId, versionId, companyId: plan.companies[0] ?? '', stages: {} }
  return { key: apiKey, workspace, actor, ...ids, openIds: rows.map(({ id }) => id) }
}

async function store(connection: DatabaseConnection, { workspace }: Seeded) {
  const { db, client } = await openOne(connection)
  const began = performance.now()
  const times = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const ctx = { tx, workspace, now: new Date() }
      const read = await readHistory(ctx)
      const wholeSeconds = (performance.now() - began) / 1_000
      await storeHistory(ctx, read)
      await storeBeside(ctx, await workOfAll(ctx))
      return { wholeSeconds, storeSeconds: (performance.now() - began) / 1_000 - wholeSeconds }
    })
  await client.end()
  return times
}

interface Served {
  readonly process: ChildProcess
  readonly url: string
}

const name = 'bench insights'

async function whileServing<Result>(
  connection: DatabaseConnection,
  work: (server: Served) => Promise<Result>,
): Promise<Result> {
  const child = fork(path.join(import.meta.dirname, 'rondo.ts'), {
    env: { ...process.env, PGAPPNAME: name, NODE_ENV: 'production' },
    execArgv: serverFlags,
  })
  child.send({ connection })
  const [url] = await once(child, 'message')
  try {
    return await work({ process: child, url: String(url) })
  } finally {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
}

async function firstFigure(connection: DatabaseConnection, cpu: CpuMeter, key: string) {
  return whileServing(connection, async (server) => {
    const before = await used(cpu, server)
    const ms = await ask(server, key, wheel)
    return { ms, cpuMs: (await used(cpu, server)) - before }
  })
}

async function measureWarm(server: Served, cpu: CpuMeter, seeded: Seeded, plan: Large['plan']) {
  const { key } = seeded
  const moving = () =>
    runLoad(server.url, { operation: 'move', count: moves, seeded, dealIds: seeded.openIds, before: moved })
  let moved = 0
  const cpuOfMoves = async () => {
    const before = await used(cpu, server)
    await moving()
    moved += moves
    return ((await used(cpu, server)) - before) / moves
  }
  await cpuOfMoves()
  const aloneCpuMs = await cpuOfMoves()
  await ask(server, key, wheel)
  const questions = questionsOf(plan)
  const measured = [
    ...Object.entries(asked).map(([figure, start]) => ({ figure, start, own: questions })),
    ...Object.entries(others).map(([figure, [start, filters]]) => {
      const isTaken = (question: string) =>
        question === '' || filters.some((filter) => question.startsWith(`${filter}=`))
      return { figure, start, own: questions.filter(isTaken) }
    }),
  ]
  for (const { start } of measured) await ask(server, key, start)
  const figures: FigureMeasure[] = []
  for (const { figure, start, own } of measured) {
    const paths = own.map((question) => start + question)
    const first = await each(server, cpu, key, paths)
    const again = await each(server, cpu, key, paths)
    figures.push({ figure, ...first, againP95Ms: again.p95Ms })
  }
  const board = await boardBeside(server, seeded, questions)
  await ask(server, key, wheel)
  const keptCpuMs = await cpuOfMoves()
  return {
    figures,
    board,
    memoryMb: memoryMb(server.process.pid ?? 0),
    move: { aloneCpuMs, keptCpuMs },
  }
}

/** All deals, and by everything that they are filtered by. Each is another question. */
function questionsOf({ owners, sources, products }: Large['plan']): string[] {
  const days = Array.from({ length: 10 }, (_, ago) => dayBefore(ago * 30))
  return [
    '',
    ...owners.slice(0, 10).map((owner) => `owner=${owner}`),
    ...sources.map((source) => `source=${source}`),
    ...products.slice(0, 5).map((product) => `product=${product}`),
    ...days.map((day) => `to=${day}`),
    ...days.slice(1).map((day) => `as_of=${day}`),
  ]
}

function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}

async function each(server: Served, cpu: CpuMeter, key: string, paths: readonly string[]) {
  const before = await used(cpu, server)
  const times: number[] = []
  for (const one of paths) times.push(await ask(server, key, one))
  times.sort((one, other) => one - other)
  const cpuMs = ((await used(cpu, server)) - before) / paths.length
  return { p50Ms: median(times), p95Ms: times[Math.floor(times.length * 0.95)] ?? 0, cpuMs }
}

/** How long the board takes to answer, alone and while one person loads dashboards without a pause. */
async function boardBeside(server: Served, seeded: Seeded, questions: readonly string[]) {
  const board = () =>
    runLoad(server.url, { operation: 'board', count: boardRequests, seeded, dealIds: seeded.openIds, before: 0 })
  await board()
  const { p95Ms: idleP95Ms } = await board()
  let [dashboards, done] = [0, false]
  const loading = (async () => {
    while (!done) {
      // Each dashboard another one, so that nothing is remembered; all its figures at once.
      const question = `${questions[dashboards % questions.length]}&from=${dayBefore(4_000 + dashboards)}`
      await Promise.all(Object.values(asked).map((start) => ask(server, seeded.key, start + question)))
      dashboards++
    }
  })()
  const { p95Ms: besideP95Ms } = await board()
  done = true
  await loading
  return { idleP95Ms, besideP95Ms, dashboards }
}

async function ask({ url }: Served, key: string, question: string): Promise<number> {
  const began = performance.now()
  const answer = await fetch(`${url}/api/v1${question}`, { headers: { authorization: `Bearer ${key}` } })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${question}: ${answer.status} ${text}`)
  return performance.now() - began
}

function used(cpu: CpuMeter, server: Served): Promise<number> {
  return cpu.read(server.process.pid ?? 0, name)
}
