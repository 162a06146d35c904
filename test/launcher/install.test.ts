import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const checkout = path.resolve(import.meta.dirname, '../..')
let root: string

// A checkout whose npm takes a third of a second, notes that it began and ended, and installs what the lock file asks for.
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'rondo-install-'))
  for (const script of ['install.mjs', 'one-at-a-time.mjs'])
    cpSync(path.join(checkout, 'scripts', script), path.join(root, 'scripts', script))
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, 'node_modules/a': {} } }))
  writeFileSync(
    path.join(root, 'npm.cjs'),
    `const fs = require('node:fs')
     fs.appendFileSync('noted', 'began ')
     fs.rmSync('node_modules', { recursive: true, force: true })
     setTimeout(() => {
       fs.mkdirSync('node_modules')
       fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/a': {} } }))
       fs.appendFileSync('noted', 'ended ')
     }, 300)`,
  )
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

test('of two that install at once, one does and the other waits for it', async () => {
  const codes = await Promise.all([install(), install()].map(ended))
  expect(codes).toEqual([0, 0])
  expect(noted()).toBe('began ended ')
  expect(existsSync(path.join(root, 'dist/installing'))).toBe(false)
})

test('whoever was killed while installing is taken over from, by one alone', async () => {
  mkdirSync(path.join(root, 'dist'))
  const dead = spawnSync(process.execPath, ['--version']).pid
  writeFileSync(path.join(root, 'dist/installing'), String(dead))
  expect(await Promise.all([install(), install(), install()].map(ended))).toEqual([0, 0, 0])
  expect(noted()).toBe('began ended ')
})

function install(): ChildProcess {
  const script = `import(${JSON.stringify(path.join(root, 'scripts/install.mjs'))}).then((all) => all.install())`
  const env = { ...process.env, npm_execpath: path.join(root, 'npm.cjs') }
  return spawn(process.execPath, ['-e', script], { env, stdio: 'ignore' })
}

async function ended(child: ChildProcess): Promise<number | null> {
  await once(child, 'exit')
  return child.exitCode
}

function noted(): string {
  return readFileSync(path.join(root, 'noted'), 'utf8')
}
