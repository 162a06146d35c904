import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { searchesEveryScript } from '../../src/server/database/check.ts'
import type { SocketConnection } from '../../src/server/database/embedded.ts'
import { end, goneWithin, type Held, held, hold, postmasterPid } from './holding.ts'

let directory: string
let opened: Held[] = []

beforeEach(async () => {
  // Closed to all others, as temporary directories are: root's postgres has to get in all the same.
  directory = path.join(await mkdtemp(path.join(os.tmpdir(), 'rondo-launcher-')), 'data')
})

afterEach(async () => {
  for (const { child } of opened.reverse()) await end(child, 'SIGTERM')
  opened = []
  await rm(path.dirname(directory), { recursive: true, force: true })
})

async function open(options = {}): Promise<Held> {
  const result = await held(directory, options)
  opened.push(result)
  return result
}

async function query(connection: SocketConnection, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

describe('the embedded database', () => {
  test('is created, stops on SIGTERM, and opens again with what was written', async () => {
    const first = await open()
    expect(first).toMatchObject({ owned: true, steps: ['initialising'] })
    await query(first.connection, 'CREATE EXTENSION pg_trgm; CREATE TABLE deals AS SELECT 1 AS number')
    expect(await searchesEveryScript(first.connection)).toBe(true)
    const pid = postmasterPid(directory)
    await end(first.child, 'SIGTERM')
    expect(await goneWithin(pid, 100)).toBe(true)
    const second = await open()
    expect(second.steps).toEqual([])
    expect(await query(second.connection, 'SELECT number FROM deals')).toEqual([{ number: 1 }])
  })

  test('keeps what it acknowledged when Rondo, postgres or both are killed, and opens by itself', async () => {
    const first = await open()
    await query(first.connection, 'CREATE TABLE acknowledged (number int)')
    await end(first.child, 'SIGTERM')
    let number = 0
    for (const victims of ['rondo', 'postgres', 'both']) {
      const { child, connection } = await open()
      for (let count = 0; count < 5; count++) await query(connection, `INSERT INTO acknowledged VALUES (${++number})`)
      const postmaster = postmasterPid(directory)
      if (victims !== 'rondo') process.kill(postmaster, 'SIGKILL')
      await end(child, 'SIGKILL')
      const next = await open()
      const kept = await query(next.connection, 'SELECT count(*)::int AS kept, max(number) AS last FROM acknowledged')
      expect.soft(kept, victims).toEqual([{ kept: number, last: number }])
      await end(next.child, 'SIGTERM')
    }
  })

  test('ends by itself when its Rondo is killed', async () => {
    const { child } = await open()
    const pid = postmasterPid(directory)
    await end(child, 'SIGKILL')
    expect(await goneWithin(pid, 3000)).toBe(true)
  })

  test('is started again when it dies alone', async () => {
    const { connection } = await open()
    await query(connection, 'CREATE TABLE deals AS SELECT 1 AS number')
    process.kill(postmasterPid(directory), 'SIGKILL')
    await expect
      .poll(() => query(connection, 'SELECT number FROM deals').catch(() => 'down'), { timeout: 5000 })
      .toEqual([{ number: 1 }])
  })

  test('starts although another program has the pid of a postgres that was killed', async () => {
    const first = await open()
    await end(first.child, 'SIGTERM')
    const file = path.join(directory, 'postgres/postmaster.pid')
    const other = spawn('sleep', ['60'])
    await writeFile(file, `${other.pid}\n${directory}\n1\n5432\n\n\n 1 1\nready\n`)
    await chmod(file, 0o666)
    expect(await open()).toMatchObject({ owned: true, steps: ['recovering'] })
    await end(other, 'SIGKILL')
  })

  test('is initialised anew when an earlier attempt was killed half-way', async () => {
    await mkdir(path.join(directory, 'postgres.new'), { recursive: true })
    await writeFile(path.join(directory, 'postgres.new/PG_VERSION'), '18')
    expect(await open()).toMatchObject({ owned: true, steps: ['initialising'] })
  })

  test('works where the path is too long for a socket', async () => {
    directory = path.join(directory, 'a-long-name'.repeat(12))
    const { connection, child } = await open()
    expect(connection.host.startsWith(directory)).toBe(false)
    await end(child, 'SIGTERM')
    expect(existsSync(connection.host)).toBe(false)
  })

  test.runIf(process.getuid?.() === 0)('runs for somebody who is not root', async () => {
    const nobody = 65_534
    await chmod(path.dirname(directory), 0o777)
    const { owned, connection } = await open({ uid: nobody })
    expect(owned).toBe(true)
    expect(await query(connection, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })
})

describe('a data directory', () => {
  test('has one owner; others are guests who never stop it', async () => {
    const owner = await open()
    const guest = await open()
    expect(guest).toMatchObject({ owned: false, connection: owner.connection })
    await end(guest.child, 'SIGTERM')
    expect(await query(owner.connection, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('refuses a second start and says who has it', async () => {
    const owner = await open()
    expect(await hold(directory, { sole: true })).toEqual({
      refused: 'data_directory_held',
      details: { directory, command: 'rondo start', pid: owner.child.pid },
    })
  })

  test('goes to exactly one of several that want it at once', async () => {
    const all = await Promise.all([1, 2, 3].map(() => held(directory)))
    opened.push(...all)
    expect(all.filter(({ owned }) => owned)).toHaveLength(1)
    // The owner ends last.
    opened.sort((one, other) => Number(other.owned) - Number(one.owned))
  })

  test('that cannot be written is named', async () => {
    const nowhere = '/dev/null/rondo'
    expect(await hold(nowhere)).toMatchObject({
      refused: 'data_directory_not_writable',
      details: { directory: nowhere },
    })
  })
})
