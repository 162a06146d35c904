/**
 * A thousand people look on at once, on one process: how long it takes until all of them have been told of a change, and
 * whether memory grows.
 *
 *   npm run test:live                                 1,000 streams, ten minutes, a move every second
 *   npm run test:live -- --streams 200 --minutes 1    less
 *
 * Fails when a change took longer than a second to reach the last of them, when one was not told, or when the server's
 * memory grew by more than a tenth between the second minute and the end.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, type ClientRequest, request } from 'node:http'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openPools } from '../src/server/database/pool.ts'
import { insertKey } from '../src/server/modules/access/index.ts'
import { memoryMb } from './cpu.ts'
import { inOwnDatabase } from './database.ts'
import { median } from './load.ts'
import { type Seeded, seed } from './seed.ts'

const { values } = parseArgs({
  options: { streams: { type: 'string', default: '1000' }, minutes: { type: 'string', default: '10' } },
})
const streams = Number(values.streams)
const minutes = Number(values.minutes)
// As many as one person may have open.
const streamsPerKey = 40
const openedAtOnce = 50
const deals = 1_000
const moveEveryMs = 1_000
const sampleEveryMs = 10_000

await inOwnDatabase(async (connection) => {
  const pools = openPools(connection)
  const seeded = await seed(pools, deals, deals)
  const context = { ...seeded, tx: pools.db, now: new Date(), version: null }
  const keys: string[] = []
  for (let at = 0; at < Math.ceil(streams / streamsPerKey); at++)
    keys.push((await insertKey(context, { name: `listener ${at}`, role: 'seller', expiresAt: null })).key)
  await pools.close()
  const server = fork(path.join(import.meta.dirname, 'rondo.ts'), { env: { ...process.env, NODE_ENV: 'production' } })
  server.send({ connection })
  const [url] = await once(server, 'message')
  try {
    process.exitCode = (await run(server, String(url), seeded, keys)) ? 0 : 1
  } finally {
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
})

async function run(server: ChildProcess, url: string, seeded: Seeded, keys: readonly string[]): Promise<boolean> {
  const told = new Map<string, { began: number; heard: number; lastMs: number }>()
  const hear = (text: string) => {
    for (const [, id = ''] of text.matchAll(/"id":"([0-9a-f-]{36})"/g)) {
      const move = told.get(id)
      if (move) Object.assign(move, { heard: move.heard + 1, lastMs: performance.now() - move.began })
    }
  }
  const open: ClientRequest[] = []
  // As they come back after a restart: spread over some seconds.
  for (let at = 0; at < streams; at += openedAtOnce) {
    const some = Array.from(
      { length: Math.min(openedAtOnce, streams - at) },
      (_, more) => keys[(at + more) % keys.length],
    )
    open.push(...(await Promise.all(some.map((key = '') => listen(url, key, hear)))))
  }
  console.log(`${open.length} streams open, server ${memoryMb(server.pid ?? 0)} MB`)
  const agent = new Agent({ keepAlive: true })
  const memory: number[] = []
  const until = performance.now() + minutes * 60_000
  let sampleAt = 0
  for (let at = 0; performance.now() < until; at++) {
    const id = seeded.openIds[at % seeded.openIds.length] ?? ''
    const stage = Math.floor(at / seeded.openIds.length) % 2 === 0 ? 'qualification' : 'first-contact'
    told.set(id, { began: performance.now(), heard: 0, lastMs: 0 })
    await move(agent, url, seeded.key, id, stage)
    await pause(moveEveryMs)
    if (performance.now() < sampleAt) continue
    sampleAt = performance.now() + sampleEveryMs
    memory.push(memoryMb(server.pid ?? 0))
  }
  await pause(1_500)
  for (const stream of open) stream.destroy()
  agent.destroy()
  return report([...told.values()], memory)
}

function report(moves: readonly { heard: number; lastMs: number }[], memory: readonly number[]): boolean {
  const slowest = moves.map(({ lastMs }) => lastMs).sort((a, b) => a - b)
  const missed = moves.filter(({ heard }) => heard < streams).length
  // Until then buffers find their size and code is compiled.
  const settled = memory.slice(Math.min(6, Math.floor(memory.length / 3)))
  const third = Math.max(1, Math.floor(settled.length / 3))
  const early = median(settled.slice(0, third))
  const late = median(settled.slice(-third))
  const worst = slowest.at(-1) ?? 0
  console.log(`moves ${moves.length}, not told to all ${missed}`)
  console.log(
    `until the last of ${streams} was told: median ${Math.round(median(slowest))} ms, 99 % ${Math.round(slowest[Math.floor(slowest.length * 0.99)] ?? 0)} ms, worst ${Math.round(worst)} ms`,
  )
  console.log(`server's memory in MB, every ten seconds: ${memory.join(' ')}`)
  console.log(`first third ${early} MB, last third ${late} MB`)
  return missed === 0 && worst < 1_000 && late < early * 1.1
}

async function listen(url: string, key: string, hear: (text: string) => void): Promise<ClientRequest> {
  const sent = request(`${url}/api/v1/live`, { agent: false, headers: { authorization: `Bearer ${key}` } })
  sent.on('error', () => {})
  sent.end()
  const [answer] = await once(sent, 'response')
  if (answer.statusCode !== 200) throw new Error(`a stream was answered ${answer.statusCode}`)
  answer.setEncoding('utf8')
  answer.on('data', hear)
  answer.on('error', () => {})
  return sent
}

async function move(agent: Agent, url: string, key: string, id: string, stage: string): Promise<void> {
  const body = JSON.stringify({ stage })
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const sent = request(`${url}/api/v1/deals/${id}/move`, { agent, method: 'POST', headers })
  sent.end(body)
  const [answer] = await once(sent, 'response')
  answer.resume()
  await once(answer, 'end')
  if (answer.statusCode !== 200) throw new Error(`a move was answered ${answer.statusCode}`)
}
