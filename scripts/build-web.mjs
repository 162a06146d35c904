// Builds dist/web when one of its inputs changed. Most starts end at the first comparison: names, sizes and times of the
// files. A checkout changes times only, so contents decide before Vite runs.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { CannotPrepare, root } from './install.mjs'
import { oneAtATime } from './one-at-a-time.mjs'

const inputs = [
  'src/web',
  'docs/users',
  'src/widget',
  'src/contract',
  'src/words',
  'vite.config.ts',
  'package-lock.json',
]
const target = path.join(root, 'dist/web')
const stamp = path.join(root, 'dist/web.inputs.json')

/** Leaves a current build of the browser's part in dist/web; `node` is the program to run Vite with. */
export function buildWeb(node) {
  if (!existsSync(path.join(root, 'vite.config.ts'))) return
  const files = inputs.flatMap((input) => filesIn(path.join(root, input)))
  const look = digest(files.map((file) => `${file.path} ${file.size} ${file.mtimeMs}`))
  if (built().look === look) return
  const content = digest(files.map((file) => `${file.path} ${digest([readFileSync(file.path)])}`))
  oneAtATime(path.join(root, 'dist/building'), () => {
    if (built().content !== content) build(node)
    writeFileSync(stamp, JSON.stringify({ look, content }))
  })
}

/** What the build that is there was made of. */
function built() {
  return existsSync(target) && existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : {}
}

function filesIn(place) {
  if (!existsSync(place)) return []
  const found = statSync(place)
  if (!found.isDirectory()) return [{ path: place, size: found.size, mtimeMs: found.mtimeMs }]
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesIn(path.join(place, name)))
}

function digest(parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\n')
  return hash.digest('hex')
}

// Built beside and renamed: a build that is killed leaves the old one.
function build(node) {
  console.error('Building the screens …')
  const beside = `${target}.new-${process.pid}`
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  const options = ['build', '--logLevel', 'warn', '--emptyOutDir', '--outDir', beside]
  const done = spawnSync(node, [vite, ...options], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    // Started from a test or a shell that says otherwise, React would come in its development form, half as large again.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (done.status !== 0) {
    rmSync(beside, { recursive: true, force: true })
    throw new CannotPrepare('The screens could not be built; the message of Vite stands above.')
  }
  const old = `${target}.old-${process.pid}`
  if (existsSync(target)) renameSync(target, old)
  renameSync(beside, target)
  rmSync(old, { recursive: true, force: true })
}
