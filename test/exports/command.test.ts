import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCompany, listCompanies } from '../../src/contract/people.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { rondoRun } from '../launcher/started.ts'

let rondo: App
let home: string

beforeAll(async () => {
  rondo = await startApp()
  home = await mkdtemp(path.join(os.tmpdir(), 'rondo-archive-'))
  await rondo.owner.call(addCompany, { body: { name: 'Northwind' } })
})
afterAll(async () => {
  await rondo.stop()
  await rm(home, { recursive: true, force: true })
})

function at({ headers }: Person): string[] {
  return ['--url', rondo.url, '--key', headers['authorization']?.replace('Bearer ', '') ?? '', '--json']
}

test('everything goes into a file by command, and out of it into another workspace', async () => {
  const file = path.join(home, 'kestrel.zip')
  const saved = await rondoRun(['export', '--all', file, ...at(rondo.owner)])
  expect(saved).toMatchObject({ code: 0 })
  expect(JSON.parse(saved.stdout)).toMatchObject({ file })
  expect(existsSync(`${file}.part`)).toBe(false)
  const other = await rondo.anotherWorkspace()
  const taken = await rondoRun(['import', '--all', file, ...at(other)])
  expect(taken).toMatchObject({ code: 0 })
  expect(JSON.parse(taken.stdout)).toMatchObject({ refusal: null })
  expect(await other.call(listCompanies, { query: {} })).toMatchObject({ items: [{ name: 'Northwind' }] })
  const again = await rondoRun(['import', '--all', file, ...at(other)])
  expect(again.code).toBe(1)
  expect(JSON.parse(again.stdout).error).toMatchObject({ code: 'workspace_not_empty' })
})

test('what cannot be is said before anything is sent', async () => {
  const sam = await rondo.member('seller', 'Sam')
  const file = path.join(home, 'not.zip')
  await writeFile(file, 'Hello')
  const missing = await rondoRun(['import', '--all', path.join(home, 'nothing.zip'), ...at(sam)])
  expect(missing.code).toBe(2)
  const without = await rondoRun(['export', file, ...at(sam)])
  expect(JSON.parse(without.stdout).error.mistakes).toContainEqual({ code: 'flag_missing', name: '--all' })
  const notTheirs = await rondoRun(['export', '--all', path.join(home, 'x.zip'), ...at(sam)])
  expect(notTheirs.code).toBe(1)
  expect(existsSync(path.join(home, 'x.zip'))).toBe(false)
  const wrong = await rondoRun(['import', '--all', file, ...at(await rondo.anotherWorkspace())])
  expect(JSON.parse(wrong.stdout).error.message).toContain('no complete archive')
})
