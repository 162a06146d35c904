import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { end, goneWithin, postmasterPid } from './holding.ts'
import { rondoRun, rondoStart, type Started } from './started.ts'

let home: string
let directory: string

beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'rondo-command-'))
  directory = path.join(home, 'data')
})

afterAll(() => rm(home, { recursive: true, force: true }))

describe('the command line', () => {
  test('explains itself, from anywhere and through a link', async () => {
    const program = path.join(home, 'crm')
    symlinkSync(path.resolve(import.meta.dirname, '../../bin/rondo'), program)
    const { code, stdout } = await rondoRun(['--help'], { cwd: home, program })
    expect(code).toBe(0)
    expect(stdout).toMatch(/Usage: rondo COMMAND/)
  })

  test('explains each command', async () => {
    const { code, stdout } = await rondoRun(['start', '--help'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/--port N .*PORT.*4000/)
  })

  test('names every mistake on the line, and in the environment', async () => {
    const { code, stderr } = await rondoRun(['migrate', 'now', '--dta', 'x', '--database-url', 'mysql://h/d'])
    expect(code).toBe(2)
    expect(stderr.match(/^now: |^--dta: |^--database-url: /gm)).toHaveLength(3)
  })

  test.each([
    [['fly'], 'command_unknown', 'fly'],
    [['--fly'], 'flag_unknown', '--fly'],
    [['migrate', '--data'], 'flag_without_value', '--data'],
    [['migrate', '--json=yes'], 'flag_with_value', '--json'],
    [['workspace', 'create', '--email', 'a@b.example', '--password', 'x'], 'flag_missing', '--name'],
  ])('refuses %s', async (line, mistake, name) => {
    const { code, stdout } = await rondoRun([...line, '--json'])
    expect(code).toBe(2)
    const { error } = JSON.parse(stdout)
    expect(error.code).toBe('configuration_invalid')
    expect(error.mistakes).toContainEqual({ code: mistake, name })
  })
})

describe('rondo seed', () => {
  test('large tells a script what was made and how to get in, and no more', async () => {
    const seeded = path.join(home, 'seeded')
    const { code, stdout } = await rondoRun(['seed', 'large', '--deals', '50', '--data', seeded, '--json'])
    expect(code).toBe(0)
    const names = 'seeded slug workspaceId email password apiKey deals facts seconds dealsPerSecond'
    expect(Object.keys(JSON.parse(stdout))).toEqual(names.split(' '))
  })
})

describe('rondo start', () => {
  let started: Started

  test('creates what it needs and answers', async () => {
    started = await rondoStart(directory)
    const answer = await fetch(`${started.url}/health/ready`)
    expect(answer.status).toBe(200)
  })

  test('lets other commands work beside it', async () => {
    const { code, stdout } = await rondoRun(['migrate', '--data', directory, '--json'])
    expect({ code, ...JSON.parse(stdout) }).toEqual({ code: 0, applied: [] })
  })

  test('is refused a second time on its directory, with the name of the holder', async () => {
    const { code, stderr } = await rondoRun(['start', '--port', '0', '--data', directory, '--roles', 'worker'])
    expect(code).toBe(3)
    expect(stderr).toMatch(/in use by rondo start \(process \d+\)/)
  })

  test('ends on SIGTERM with code 0 and leaves no process', async () => {
    const postmaster = postmasterPid(directory)
    expect(processesUnder(directory)).not.toEqual([])
    started.child.kill('SIGTERM')
    expect((await started.ended).code).toBe(0)
    expect(await goneWithin(postmaster, 200)).toBe(true)
    expect(processesUnder(directory)).toEqual([])
    expect(existsSync(path.join(directory, 'owner.json'))).toBe(false)
  })

  test('ends on a Ctrl-C that comes twice, from the terminal and from npm', async () => {
    started = await rondoStart(directory)
    started.child.kill('SIGINT')
    started.child.kill('SIGINT')
    expect((await started.ended).code).toBe(0)
  })

  test('tells a proxy that it is leaving before it leaves', async () => {
    started = await rondoStart(directory, ['--roles', 'worker', '--base-url', 'https://crm.example.com'])
    await fetch(`${started.url}/health/ready`)
    started.child.kill('SIGTERM')
    await expect
      .poll(async () => (await fetch(`${started.url}/health/ready`)).status, { timeout: 900, interval: 20 })
      .toBe(503)
    const answer = await fetch(`${started.url}/api/v1/openapi.json`)
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close'])
    expect((await started.ended).code).toBe(0)
  })

  test('ends when the program that started it is killed', async () => {
    started = await rondoStart(directory)
    const server = JSON.parse(readFileSync(path.join(directory, 'owner.json'), 'utf8')).pid
    expect(server).not.toBe(started.child.pid)
    await end(started.child, 'SIGKILL')
    expect(await goneWithin(server, 8000)).toBe(true)
    expect(processesUnder(directory)).toEqual([])
  })

  test('says that a port is taken, and leaves nothing behind', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const address = other.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const { code, stdout } = await rondoRun([
      'start',
      '--port',
      String(port),
      '--data',
      directory,
      '--json',
      '--roles',
      'worker',
      '--log-level',
      'silent',
    ])
    other.close()
    expect(code).toBe(1)
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'address_in_use', port })
    expect(processesUnder(directory)).toEqual([])
  })
})

/** Processes that were given this directory or stand in it; on Linux alone. */
function processesUnder(place: string): string[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' '))
    .filter((line) => line.includes(place))
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
