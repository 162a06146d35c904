// Brings the packages of the lock file, and with them the Node that the project runs on. Runs on any Node ≥ 20 and on
// nothing else, because nothing else is there yet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { oneAtATime } from './one-at-a-time.mjs'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const modules = path.join(root, 'node_modules')
const stamp = path.join(modules, '.rondo-installed')

/** A cause to stop with a sentence instead of a stack. */
export class CannotPrepare extends Error {}

/** Installs if the lock file asks for anything that is not there, and returns the path of the Node to run on. */
export function install() {
  const lock = readFileSync(path.join(root, 'package-lock.json'))
  const hash = createHash('sha256').update(lock).digest('hex')
  if (stampedHash() !== hash || !projectNode()) {
    const complete = () => holds(lock) && projectNode()
    // Two at once pull the packages from under each other; whoever has waited finds them there.
    if (!complete()) oneAtATime(path.join(root, 'dist/installing'), () => complete() || npmCi())
    writeStamp(hash)
  }
  return projectNode() ?? missingNode()
}

/** The Node of the lock file for this machine, or the running one if that is new enough. */
function projectNode() {
  const platform = `${process.platform}-${process.arch}`
  const brought = [`node-${platform}`, `node-bin-${platform}`].map((name) => path.join(modules, name, 'bin/node'))
  const found = brought.find((file) => existsSync(file))
  if (found) return found
  return Number(process.versions.node.split('.')[0]) >= 26 ? process.execPath : undefined
}

function stampedHash() {
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined
}

// Without the right to write there (a package directory of root, say) the comparison is made at each start: 10 ms.
function writeStamp(hash) {
  try {
    writeFileSync(stamp, hash)
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error
  }
}

// Somebody who ran npm by hand has the same packages without our stamp: npm's own record of what it installed decides,
// so that `npm ci` never pulls the packages from under a running server without need.
function holds(lock) {
  const record = path.join(modules, '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(JSON.parse(lock.toString()).packages).every(([place, wanted]) => {
    if (place === '') return true
    const there = installed[place]
    return there ? there.integrity === wanted.integrity : wanted.optional === true
  })
}

function npmCi() {
  console.error('Installing the packages (npm ci; under a minute) …')
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
  // The lock file names every version, so the engines npm compares with are those of the Node we bring, not this one.
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false']
  const done = spawnSync(npm[0], [...npm.slice(1), ...options], { cwd: root, stdio: ['ignore', 2, 2] })
  if (done.error?.code === 'ENOENT')
    throw new CannotPrepare('npm is not on PATH. It comes with Node: https://nodejs.org.')
  if (done.error) throw done.error
  if (done.status !== 0) throw new CannotPrepare(`npm ci failed with code ${done.status}; its message stands above.`)
  const node = projectNode()
  if (node && spawnSync(node, ['--version']).status !== 0) {
    throw new CannotPrepare(`${node} does not run here (it needs glibc). Run Rondo with a Node 26 of your system.`)
  }
}

function missingNode() {
  throw new CannotPrepare(
    `There is no packaged Node for ${process.platform}-${process.arch}. Put a Node 26 or newer on PATH and try again.`,
  )
}
