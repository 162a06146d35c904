import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { sql } from 'kysely'
import { openPools } from '../src/server/database/pool.ts'
import { inOwnDatabase } from './database.ts'
import { addNames, typedTexts } from './names.ts'
import { seed } from './seed.ts'

export interface SearchResult {
  readonly operation: 'search'
  readonly names: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly limitMs: number
  readonly requests: number
  /** What took longest, the slowest first: where to look when it grows. */
  readonly slowest: readonly { readonly typed: string; readonly ms: number }[]
}

// While somebody types, an answer that comes later than this is seen to come.
const limitMs = 50
// Two people who type at the same moment.
const atOnce = 2

/** How long a search takes among so many names in six scripts, asked over HTTP as people type; each text once to warm up. */
export async function measureSearch(names: number, rounds: number): Promise<SearchResult> {
  return inOwnDatabase(async (connection) => {
    const pools = openPools(connection)
    const seeded = await seed(pools, 1_000, 1_000)
    await pools.db.connection().execute(async (tx) => {
      await sql`set statement_timeout = 0`.execute(tx)
      await addNames({ ...seeded, tx, now: new Date(), version: null }, names)
    })
    await sql`vacuum analyze`.execute(pools.db)
    await pools.close()
    const server = fork(path.join(import.meta.dirname, 'rondo.ts'), { env: { ...process.env, NODE_ENV: 'production' } })
    server.send({ connection })
    const [url] = await once(server, 'message')
    const times = await ask(String(url), seeded.key, rounds)
    server.kill('SIGTERM')
    await once(server, 'exit')
    return { operation: 'search', names, limitMs, ...summed(times) }
  })
}

interface Timed {
  readonly typed: string
  readonly ms: number
}

async function ask(url: string, key: string, rounds: number): Promise<Timed[]> {
  const texts = typedTexts()
  const timed: Timed[] = []
  const one = async (typed: string, isKept: boolean) => {
    const began = performance.now()
    const answer = await fetch(`${url}/api/v1/search?q=${encodeURIComponent(typed)}`, {
      headers: { authorization: `Bearer ${key}` },
    })
    await answer.text()
    if (!answer.ok) throw new Error(`search ${typed}: ${answer.status}`)
    if (isKept) timed.push({ typed, ms: performance.now() - began })
  }
  for (let round = 0; round <= rounds; round++) {
    let next = 0
    const typist = async () => {
      for (let text = texts[next++]; text !== undefined; text = texts[next++]) await one(text, round > 0)
    }
    await Promise.all(Array.from({ length: atOnce }, typist))
  }
  return timed
}

function summed(timed: readonly Timed[]): Pick<SearchResult, 'p50Ms' | 'p95Ms' | 'requests' | 'slowest'> {
  const sorted = timed.toSorted((a, b) => a.ms - b.ms)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)]?.ms ?? 0
  return { p50Ms: at(0.5), p95Ms: at(0.95), requests: sorted.length, slowest: sorted.slice(-10).reverse() }
}
