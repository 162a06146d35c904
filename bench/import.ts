import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { openAsBlob } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import serverFlags from '../scripts/server-flags.json' with { type: 'json' }
import type { ImportResult } from '../src/contract/imports.ts'
import type { DatabaseConnection } from '../src/server/database/open.ts'
import { openPools } from '../src/server/database/pool.ts'
import { inOwnDatabase } from './database.ts'
import { type CpuMeter, cpuMeter, memoryMb } from './cpu.ts'
import { type Seeded, seed } from './seed.ts'

export interface ImportRun {
  readonly what: 'people' | 'people, again' | 'deals'
  readonly rows: number
  readonly seconds: number
  readonly rowsPerSecond: number
  /** Of the server and its backends. */
  readonly cpuMicrosecondsPerRow: number
  /** Of the server process, over what it held before. */
  readonly memoryMb: number
}

export interface ImportMeasures {
  readonly runs: readonly ImportRun[]
  /** COPY of the same rows into a table with the same indexes, and into one with its key alone. */
  readonly copy: { readonly indexedSeconds: number; readonly bareSeconds: number }
  /** Board requests of somebody who works meanwhile, in milliseconds; null where people alone are measured. */
  readonly board: {
    readonly idleP95Ms: number
    readonly gentleP95Ms: number
    readonly gentleRowsPerSecond: number
  } | null
}

const boardRequests = 150

/**
 * How fast files come in, what that costs beside a bare COPY, and how the board answers while a gentle import runs; without
 * deals, people and their COPY alone.
 */
export async function measureImport(people: number, deals: number): Promise<ImportMeasures> {
  return inOwnDatabase(async (connection, directory) => {
    const pools = openPools(connection)
    const seeded = await seed(pools, 1_000, 1_000)
    await pools.close()
    const file = path.join(directory, 'people.csv')
    await writePeople(file, people)
    const dealFile = path.join(directory, 'deals.csv')
    await writeDeals(dealFile, deals)
    const cpu = await cpuMeter(connection)
    const server = await serve(connection, seeded)
    try {
      const runs = [await run(server, cpu, 'people', file)]
      const copied = () => copyAlike(connection, path.join(directory, 'people.copy'))
      await settled(connection)
      if (deals === 0) return { runs, copy: await copied(), board: null }
      runs.push(await run(server, cpu, 'people, again', file), await run(server, cpu, 'deals', dealFile))
      await settled(connection)
      return { runs, copy: await copied(), board: await boardBeside(server, file) }
    } finally {
      await cpu.close()
      server.process.kill('SIGTERM')
      await once(server.process, 'exit')
    }
  })
}

const name = 'bench import'

interface Served {
  readonly process: ChildProcess
  readonly url: string
  readonly key: string
}

async function serve(connection: DatabaseConnection, { key }: Seeded): Promise<Served> {
  const child = fork(path.join(import.meta.dirname, 'rondo.ts'), {
    env: { ...process.env, PGAPPNAME: name, NODE_ENV: 'production' },
    execArgv: serverFlags,
  })
  child.send({ connection })
  const [url] = await once(child, 'message')
  return { process: child, url: `${String(url)}/api/v1`, key }
}

async function run(server: Served, cpu: CpuMeter, what: ImportRun['what'], file: string): Promise<ImportRun> {
  const pid = server.process.pid ?? 0
  const idle = memoryMb(pid)
  const cpuBefore = await cpu.read(pid, name)
  const { importId, total } = await upload(server, file, { start: 'true' })
  const began = performance.now()
  let most = 0
  let last: ImportResult
  do {
    await pause(200)
    most = Math.max(most, memoryMb(pid))
    last = await ask(server, `/imports/${importId}`)
  } while (last.status === 'queued' || last.status === 'running')
  const seconds = (performance.now() - began) / 1_000
  if (last.status !== 'done') throw new Error(`the import ended as ${last.status}: ${JSON.stringify(last.problems)}`)
  const { created, updated, merged, rejected } = last.sum
  if (created + updated + merged + rejected !== total) throw new Error(`rows are lost: ${JSON.stringify(last.sum)}`)
  return {
    what,
    rows: total,
    seconds,
    rowsPerSecond: total / seconds,
    cpuMicrosecondsPerRow: (((await cpu.read(pid, name)) - cpuBefore) / total) * 1_000,
    memoryMb: most - idle,
  }
}

/** Waits for the look for doubles that follows an import: it would be measured with whatever comes next. */
async function settled(connection: DatabaseConnection): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  const isBusy = async () => (await client.query('select 1 from outbox where done_at is null limit 1')).rows.length > 0
  while (await isBusy()) await pause(500)
  await client.end()
}

async function upload(server: Served, file: string, fields: Record<string, string>): Promise<ImportResult> {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  form.append('file', await openAsBlob(file), path.basename(file))
  return ask(server, '/imports', { method: 'POST', body: form })
}

async function ask<Answer>({ url, key }: Served, to: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(url + to, { ...init, headers: { authorization: `Bearer ${key}` } })
  if (!answer.ok) throw new Error(`${to}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Answer // As the contract says.
}

/** COPY of the rows that were just imported: what the same rows cost without reading, looking for duplicates, or undo. */
async function copyAlike(connection: DatabaseConnection, file: string): Promise<ImportMeasures['copy']> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const out = await open(file, 'w')
    await pipeline(client.query(copyTo('copy people to stdout')), out.createWriteStream())
    const timed = async (including: string) => {
      await client.query(`create table alike (like people including defaults ${including})`)
      if (including === '') await client.query('alter table alike add primary key (workspace_id, id)')
      const began = performance.now()
      const rows = await open(file)
      await pipeline(rows.createReadStream(), client.query(copyFrom('copy alike from stdin')))
      const seconds = (performance.now() - began) / 1_000
      await client.query('drop table alike')
      return seconds
    }
    return { indexedSeconds: await timed('including indexes'), bareSeconds: await timed('') }
  } finally {
    await client.end()
  }
}

/** How long the board takes to answer, alone and while a gentle import runs beside it. */
async function boardBeside(server: Served, file: string): Promise<NonNullable<ImportMeasures['board']>> {
  const p95 = async () => {
    const times: number[] = []
    for (let at = 0; at < boardRequests; at++) {
      const began = performance.now()
      await ask(server, '/board')
      times.push(performance.now() - began)
      await pause(40)
    }
    return times.sort((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? 0
  }
  await p95()
  const idleP95Ms = await p95()
  const { importId } = await upload(server, file, { start: 'true', gentle: 'true' })
  await pause(1_000)
  const before: ImportResult = await ask(server, `/imports/${importId}`)
  const began = performance.now()
  const gentleP95Ms = await p95()
  const after: ImportResult = await ask(server, `/imports/${importId}`)
  const seconds = (performance.now() - began) / 1_000
  if (after.status === 'running') await ask(server, `/imports/${importId}/stop`, { method: 'POST' })
  return { idleP95Ms, gentleP95Ms, gentleRowsPerSecond: (after.processed - before.processed) / seconds }
}

const first = ['Anna', 'Björn', 'Mehmet', 'Noa', 'Freja', 'Somchai', 'Maria', 'John', 'Yusuf', 'Ingrid', 'Lars', 'Dana']
const last = [
  'Berg',
  'Öztürk',
  'Cohen',
  'Hansen',
  'Smith',
  'Lindqvist',
  'Levi',
  'Nielsen',
  'Wong',
  'Garcia',
  'Kaya',
  'Holm',
]

/** People as an export has them: two in a hundred come twice, every twentieth company is new. */
async function writePeople(file: string, rows: number): Promise<void> {
  await writeLines(file, 'Contact ID,First Name,Last Name,Email,Phone,Account Name,Title', rows, (row) => {
    const who = row % 50 === 49 ? row - 40 : row
    const given = first[who % first.length] ?? ''
    const family = `${last[(who * 7) % last.length]}${(who * 31) % 997}`
    const company = (who * 17) % Math.ceil(rows / 20)
    const email = `${given}.${family}.${who}@company${company}.example`.toLowerCase()
    const phone = `+46 70 ${String(1_000_000 + (who % 9_000_000)).replace(/(\d{3})(\d{2})(\d{2})/, '$1 $2 $3')}`
    return `C-${who},${given},${family},${email},${phone},Company ${company} AB,Buyer`
  })
}

async function writeDeals(file: string, rows: number): Promise<void> {
  await writeLines(
    file,
    'Opportunity ID,Opportunity Name,Account Name,Owner,Stage,Created Date,Close Date,Amount',
    rows,
    (row) => {
      const stage = ['Prospecting', 'Proposal', 'Closed Won', 'Closed Lost'][row % 4]
      const closed = row % 4 > 1 ? `2025-${String((row % 12) + 1).padStart(2, '0')}-20` : ''
      const created = `2024-${String((row % 12) + 1).padStart(2, '0')}-10`
      return `O-${row},Deal ${row},Company ${row % 1_000} AB,Seller ${row % 30},${stage},${created},${closed},${row % 9_000}`
    },
  )
}

async function writeLines(file: string, header: string, rows: number, line: (row: number) => string): Promise<void> {
  const handle = await open(file, 'w')
  try {
    await handle.write(`${header}\n`)
    const pieceRows = 10_000
    for (let at = 0; at < rows; at += pieceRows) {
      const lines = Array.from({ length: Math.min(pieceRows, rows - at) }, (_, more) => line(at + more))
      await handle.write(`${lines.join('\n')}\n`)
    }
  } finally {
    await handle.close()
  }
}
