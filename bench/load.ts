import { Agent, request } from 'node:http'
import type { Seeded } from './seed.ts'

// Creating comes last: what it adds would make the board larger.
export const operations = ['list', 'get', 'board', 'move', 'create'] as const
export type Operation = (typeof operations)[number]

export interface Load {
  readonly operation: Operation
  readonly count: number
  readonly seeded: Seeded
  /** The open deals this server works on: no two servers move the same one. */
  readonly dealIds: readonly string[]
  /** Requests of this operation that this server has answered before: moves go forth and back. */
  readonly before: number
}

// As many as click at the same moment in a company; more would measure queues.
const atOnce = 4

/** Sends the requests of one round and returns the middle and the slow end of their times. */
export async function runLoad(url: string, work: Load): Promise<{ p50Ms: number; p95Ms: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const times: number[] = []
  let next = 0
  const worker = async () => {
    for (let at = next++; at < work.count; at = next++) {
      const { method, path, body } = requestOf(work, at)
      const began = performance.now()
      await send(agent, url, method, path, body, work.seeded.key)
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  agent.destroy()
  times.sort((a, b) => a - b)
  return { p50Ms: times[Math.floor(times.length * 0.5)] ?? 0, p95Ms: times[Math.floor(times.length * 0.95)] ?? 0 }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function requestOf(
  { operation, seeded, dealIds, before }: Load,
  at: number,
): { method: string; path: string; body?: object } {
  const number = before + at
  const deal = dealIds[number % dealIds.length]
  const goesForth = Math.floor(number / dealIds.length) % 2 === 0
  switch (operation) {
    case 'list':
      return { method: 'GET', path: '/api/v1/deals?limit=60' }
    case 'get':
      return { method: 'GET', path: `/api/v1/deals/${deal}` }
    case 'board':
      return { method: 'GET', path: '/api/v1/board' }
    case 'move':
      return {
        method: 'POST',
        path: `/api/v1/deals/${deal}/move`,
        body: { stage: goesForth ? 'qualification' : 'first-contact' },
      }
    case 'create':
      return {
        method: 'POST',
        path: '/api/v1/deals',
        body: { name: `Deal ${number}`, companyId: seeded.companyId, amountMinor: 120_000 },
      }
  }
}

function send(
  agent: Agent,
  url: string,
  method: string,
  path: string,
  body: object | undefined,
  key: string,
): Promise<void> {
  const content = body && JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      ...(content ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) } : {}),
    }
    const sent = request(`${url}${path}`, { agent, method, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece: string) => {
        if (text.length < 500) text += piece
      })
      answer.on('end', () =>
        (answer.statusCode ?? 500) < 300
          ? resolve()
          : reject(new Error(`${method} ${path}: ${answer.statusCode} ${text}`)),
      )
    })
    sent.on('error', reject)
    sent.end(content)
  })
}
