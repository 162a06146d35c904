/**
 * What a request costs, beside a server that does nothing else: the same SELECT sent as JSON without asking who it is
 * for, and one autocommitted UPDATE or INSERT. Both run on the same embedded PostgreSQL, in turns, so that the ratio
 * says something on a noisy machine. CPU is user + system of the server and of its PostgreSQL backends.
 *
 *   npm run bench              a table
 *   npm run bench -- --json    { "results": [{ operation, deals, cpuMs, bareCpuMs, ratio, p50Ms, p95Ms, requests }], "growth": … }
 *   npm run bench -- --quick   fewer requests and names, for a look
 *   npm run bench -- --search  the search alone
 *   npm run bench -- --duplicates  how well and how fast duplicates are found, alone
 *   npm run bench -- --import  an import of a million people and a hundred thousand deals alone; with --quick a tenth
 *   npm run bench -- --insights  figures over 100,000 and a million deals alone; with --quick over 30,000 and 100,000
 *   npm run bench -- --import --people 1000000  the people alone, and how they compare to a bare COPY
 *
 * The search is measured by itself, among a million names in six scripts: it fails when one in twenty takes longer than its
 * limit. In JSON it is beside the others: "search": { names, p50Ms, p95Ms, limitMs, requests, slowest }.
 */
import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { once } from 'node:events'
import serverFlags from '../scripts/server-flags.json' with { type: 'json' }
import type { DatabaseConnection } from '../src/server/database/open.ts'
import { openPools } from '../src/server/database/pool.ts'
import { inOwnDatabase } from './database.ts'
import { type CpuMeter, cpuMeter } from './cpu.ts'
import { measureFinding, measureScan } from './duplicates.ts'
import { median, type Operation, operations, runLoad } from './load.ts'
import { type ImportMeasures, measureImport } from './import.ts'
import { type InsightMeasures, measureInsights } from './insights.ts'
import { measureSearch } from './search.ts'
import { type Seeded, seed } from './seed.ts'
import { recordStatements } from './statements.ts'

const flags = new Set(process.argv.slice(2))
const quick = flags.has('--quick')
const rounds = quick ? 3 : 5
const requests = quick ? 150 : 400
// In both, as many are open: what grows is the history.
const sizes = [1_000, 100_000]
const openDeals = 1_000

interface Result {
  readonly operation: string
  readonly deals: number
  readonly cpuMs: number
  readonly bareCpuMs: number
  readonly ratio: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly requests: number
}

if (flags.has('--import')) {
  const asked = process.argv.indexOf('--people')
  const people = asked < 0 ? (quick ? 100_000 : 1_000_000) : Number(process.argv[asked + 1])
  reportImport(await measureImport(people, asked < 0 ? (quick ? 20_000 : 100_000) : 0))
  process.exit()
}

if (flags.has('--insights')) {
  const measures: InsightMeasures[] = []
  for (const deals of quick ? [30_000, 100_000] : [100_000, 1_000_000]) {
    measures.push(await measureInsights(deals))
    reportInsights(measures)
  }
  process.exit()
}

if (flags.has('--duplicates')) {
  measureFinding()
  await measureScan(quick ? 100_000 : 1_000_000)
  process.exit()
}
const results: Result[] = []
if (!flags.has('--search')) for (const deals of sizes) results.push(...(await measure(deals)))
const search = await measureSearch(quick ? 100_000 : 1_000_000, quick ? 1 : 3)
report(results)
if (search.p95Ms > search.limitMs) process.exitCode = 1

async function measure(deals: number): Promise<Result[]> {
  return inOwnDatabase(async (connection) => {
    const pools = openPools(connection)
    const seeded = await seed(pools, deals, openDeals)
    const statements = await recordStatements(connection, seeded)
    await pools.close()
    return await inTurns(connection, seeded, deals, statements)
  })
}

async function inTurns(
  connection: DatabaseConnection,
  seeded: Seeded,
  deals: number,
  statements: object,
): Promise<Result[]> {
  const half = seeded.openIds.length / 2
  const rondo = await serve('rondo.ts', { connection }, seeded.openIds.slice(0, half))
  const bare = await serve('bare.ts', { connection, statements, seeded }, seeded.openIds.slice(half))
  const cpu = await cpuMeter(connection)
  try {
    const measured: Result[] = []
    for (const operation of operations) {
      const of = (server: Served, count: number) => load(cpu, server, operation, count, seeded)
      const [ours, theirs]: [Measured[], Measured[]] = [[], []]
      for (const server of [rondo, bare]) await of(server, requests)
      for (let round = 0; round < rounds; round++) {
        ours.push(await of(rondo, requests))
        theirs.push(await of(bare, requests))
      }
      measured.push(resultOf(operation, deals, ours, theirs))
    }
    return measured
  } finally {
    await cpu.close()
    for (const server of [rondo, bare]) server.process.kill('SIGTERM')
    await Promise.all([rondo, bare].map((server) => server.ended))
  }
}

function resultOf(operation: Operation, deals: number, ours: readonly Measured[], theirs: readonly Measured[]): Result {
  const cpuMs = median(ours.map((run) => run.cpuMs))
  const bareCpuMs = median(theirs.map((run) => run.cpuMs))
  return {
    operation,
    deals,
    cpuMs,
    bareCpuMs,
    // Round by round, since the machine changes between them.
    ratio: median(ours.map((run, at) => run.cpuMs / (theirs[at]?.cpuMs ?? Number.NaN))),
    p50Ms: median(ours.map((run) => run.p50Ms)),
    p95Ms: median(ours.map((run) => run.p95Ms)),
    requests: requests * rounds,
  }
}

interface Served {
  readonly process: ChildProcess
  readonly url: string
  readonly ended: Promise<unknown>
  readonly name: string
  readonly dealIds: readonly string[]
  /** Requests answered, by operation. */
  readonly answered: Map<Operation, number>
}

async function serve(file: string, message: object, dealIds: readonly string[]): Promise<Served> {
  const name = `bench ${file}`
  const child = fork(path.join(import.meta.dirname, file), {
    env: { ...process.env, PGAPPNAME: name, NODE_ENV: 'production' },
    execArgv: serverFlags,
  })
  child.send(message)
  const [url] = await once(child, 'message')
  return { process: child, url: String(url), ended: once(child, 'exit'), name, dealIds, answered: new Map() }
}

interface Measured {
  readonly cpuMs: number
  readonly p50Ms: number
  readonly p95Ms: number
}

async function load(
  cpu: CpuMeter,
  server: Served,
  operation: Operation,
  count: number,
  seeded: Seeded,
): Promise<Measured> {
  const used = () => cpu.read(server.process.pid ?? 0, server.name)
  const before = server.answered.get(operation) ?? 0
  server.answered.set(operation, before + count)
  const began = await used()
  const latency = await runLoad(server.url, { operation, count, seeded, dealIds: server.dealIds, before })
  return { cpuMs: ((await used()) - began) / count, ...latency }
}

function report(all: readonly Result[]): void {
  const growth = Object.fromEntries(
    operations.map((operation) => {
      const [small, large] = all.filter((result) => result.operation === operation)
      return [operation, small && large ? large.cpuMs / small.cpuMs : null]
    }),
  )
  if (flags.has('--json')) return console.log(JSON.stringify({ results: all, growth, search }))
  const { names, p50Ms, p95Ms, limitMs, slowest } = search
  console.log(`search among ${names} names: p50 ${round(p50Ms)} ms, p95 ${round(p95Ms)} ms of ${limitMs} ms; slowest:`)
  console.table(slowest)
  if (all.length === 0) return
  console.table(
    all.map(({ cpuMs, bareCpuMs, ratio, p50Ms, p95Ms, ...rest }) => ({
      ...rest,
      cpuMs: round(cpuMs),
      bareCpuMs: round(bareCpuMs),
      ratio: round(ratio),
      p50Ms: round(p50Ms),
      p95Ms: round(p95Ms),
    })),
  )
  console.log(
    'CPU at 100,000 deals ÷ at 1,000:',
    Object.entries(growth)
      .map(([operation, times]) => `${operation} ${times?.toFixed(2)}`)
      .join(', '),
  )
}

function reportImport(measures: ImportMeasures): void {
  if (flags.has('--json')) return console.log(JSON.stringify({ import: measures }))
  const { runs, copy, board } = measures
  console.table(
    runs.map((run) =>
      Object.fromEntries(
        Object.entries(run).map(([key, value]) => [key, typeof value === 'number' ? round(value) : value]),
      ),
    ),
  )
  const seconds = runs[0]?.seconds ?? 0
  console.log(
    `people ÷ COPY into the same indexes ${round(seconds / copy.indexedSeconds)}, ÷ COPY into a table with its key alone ${round(seconds / copy.bareSeconds)}`,
  )
  if (!board) return
  console.log(
    `board p95: idle ${round(board.idleP95Ms)} ms, beside a gentle import of ${round(board.gentleRowsPerSecond)} rows/s ${round(board.gentleP95Ms)} ms (${round(board.gentleP95Ms / board.idleP95Ms)} ×)`,
  )
}

/** The latest of them, beside the first. */
function reportInsights(measures: readonly InsightMeasures[]): void {
  if (flags.has('--json')) return console.log(JSON.stringify({ insights: measures.at(-1) }))
  for (const { deals, facts, figures, board, move, memoryMb, coldMs, coldCpuMs, ...read } of measures.slice(-1)) {
    console.log(`${deals} deals, ${facts} facts; server with their history ${memoryMb} MB`)
    console.log(`read whole ${round(read.wholeSeconds)} s, stored ${round(read.storeSeconds)} s`)
    console.log(`first figure after a start ${coldMs.map(Math.round).join(', ')} ms; CPU ${Math.round(coldCpuMs)} ms`)
    console.table(
      figures.map(({ figure, p50Ms, p95Ms, cpuMs, againP95Ms }) => {
        const before = measures[0]?.figures.find((other) => other.figure === figure)
        const growth = round(p95Ms / (before?.p95Ms ?? p95Ms))
        return {
          figure,
          p50Ms: round(p50Ms),
          p95Ms: round(p95Ms),
          cpuMs: round(cpuMs),
          againP95Ms: round(againP95Ms),
          growth,
        }
      }),
    )
    console.log(
      `board p95: idle ${round(board.idleP95Ms)} ms, beside ${board.dashboards} dashboards ${round(board.besideP95Ms)} ms (${round(board.besideP95Ms / board.idleP95Ms)} ×)`,
    )
    console.log(
      `CPU of a move: ${round(move.aloneCpuMs)} ms, with the history kept ${round(move.keptCpuMs)} ms (${round(move.keptCpuMs / move.aloneCpuMs)} ×)`,
    )
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
