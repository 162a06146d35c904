import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportResult } from '../../src/contract/imports.ts'
import { socketConnection } from '../../src/server/database/embedded.ts'
import { end, postmasterPid } from '../launcher/holding.ts'
import { createWorkspace, freePort, startKillable } from './killable.ts'

const kills = 20
const people = 60_000
const deals = 12_000
let home: string
let directory: string
let port: number
let server: ChildProcess
let apiKey: string

beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'rondo-kill-'))
  directory = path.join(home, 'data')
  port = await freePort()
  apiKey = await createWorkspace(directory)
})
afterAll(async () => {
  if (server) await end(server, 'SIGTERM')
  await rm(home, { recursive: true, force: true })
})

/** People of whom every tenth row comes twice, and deals of theirs; every hundredth deal cannot be taken. */
function files(): readonly { name: string; content: string }[] {
  const person = (row: number) => {
    const who = row % 10 === 9 ? row - 5 : row
    return `P-${who},Person ${who},p${who}@faults.example,Company ${who % 500}`
  }
  const deal = (row: number) =>
    `D-${row},Deal ${row},${row % 100 === 50 ? 'Nowhere' : row % 2 === 0 ? 'Won' : 'Proposal'},Company ${row % 500}`
  const lines = (header: string, count: number, line: (row: number) => string) =>
    `${[header, ...Array.from({ length: count }, (_, row) => line(row))].join('\n')}\n`
  return [
    { name: 'contacts.csv', content: lines('Contact ID,Name,Email,Company', people, person) },
    { name: 'deals.csv', content: lines('Opportunity ID,Deal,Stage,Company', deals, deal) },
  ]
}

test(`an import that is killed ${kills} times loses no row and takes none twice; nor does its undo`, async () => {
  server = await startKillable(directory, port)
  const form = new FormData()
  form.set('start', 'true')
  for (const { name, content } of files()) form.append('file', new Blob([content]), name)
  const { importId } = await ask<ImportResult>('/imports', { method: 'POST', body: form })
  const underWay = await killAgainAndAgain(importId, kills)
  const done = await ended(importId)
  console.log(`killed ${kills} times, ${underWay} of them with rows on their way`)
  expect(done).toMatchObject({ status: 'done', rows: deals })
  const [contacts, opportunities] = done.files
  expect(contacts).toMatchObject({ rows: people, created: people * 0.9, updated: 0, merged: people * 0.1, rejected: 0 })
  expect(opportunities).toMatchObject({ created: deals * 0.99, updated: 0, merged: 0, rejected: deals * 0.01 })
  expect(await kept()).toEqual({
    people: people * 0.9,
    people_ids: people * 0.9,
    deals: deals * 0.99,
    opened: deals * 0.99,
    rejections: deals * 0.01,
    companies: 500,
  })
  await ask(`/imports/${importId}/undo`, { method: 'POST' })
  await killAgainAndAgain(importId, 3)
  expect(await ended(importId)).toMatchObject({ status: 'undone' })
  expect(await kept()).toMatchObject({ people: 0, deals: 0, opened: 0, companies: 0 })
})

/** Kills the server, and every other time PostgreSQL as well, at moments of no pattern. How often something was under way. */
async function killAgainAndAgain(importId: string, times: number): Promise<number> {
  let underWay = 0
  for (let round = 0; round < times; round++) {
    // It is taken up two seconds after its worker was found dead: later and later, so that every part of a batch is hit.
    await moved(importId)
    await pause((round * 137) % 600)
    const { status } = await ask<ImportResult>(`/imports/${importId}`)
    if (status === 'running' || status === 'undoing') underWay++
    const postmaster = postmasterPid(directory)
    if (round % 2 === 1) process.kill(postmaster, 'SIGKILL')
    await end(server, 'SIGKILL')
    server = await startKillable(directory, port)
    while (round % 2 === 1 && postmasterPid(directory) === postmaster) await pause(20)
  }
  return underWay
}

/** Waits until an import has gone on since now, or has ended. */
async function moved(importId: string): Promise<void> {
  const before = await ask<ImportResult>(`/imports/${importId}`)
  for (const until = performance.now() + 20_000; performance.now() < until; await pause(50)) {
    const { processed, status } = await ask<ImportResult>(`/imports/${importId}`)
    if (processed > before.processed || status === 'done' || status === 'undone') return
  }
  throw new Error('the import was not taken up again')
}

async function ended(importId: string): Promise<ImportResult> {
  for (;;) {
    const found = await ask<ImportResult>(`/imports/${importId}`)
    if (found.status !== 'queued' && found.status !== 'running' && found.status !== 'undoing') return found
    await pause(100)
  }
}

async function ask<Answer>(to: string, init: RequestInit = {}): Promise<Answer> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1${to}`, {
      ...init,
      headers: { authorization: `Bearer ${apiKey}` },
    }).catch(() => null)
    if (answer?.ok) return (await answer.json()) as Answer // As the contract says.
    if (answer && answer.status < 500) throw new Error(`${to}: ${answer.status} ${await answer.text()}`)
    await pause(100)
  }
}

/** What is there, read past the program. */
async function kept(): Promise<Record<string, number>> {
  const client = new pg.Client(socketConnection(path.join(directory, 'socket')))
  await client.connect()
  try {
    const { rows } = await client.query(
      `select (select count(*)::int from people) as people,
         (select count(distinct external_id)::int from people) as people_ids,
         (select count(*)::int from companies) as companies,
         (select count(*)::int from deals) as deals,
         (select count(*)::int from facts where type = 'deal.opened') as opened,
         (select count(*)::int from import_rejections) as rejections`,
    )
    return rows[0]
  } finally {
    await client.end()
  }
}
