// Makes package-lock.json anew and completes it. A registry that lacks a package for some system leaves its name in the
// lock file without an entry, and `npm ci` then refuses the whole file, on every system. So systems that Rondo does not
// run on are dropped, and for macOS the entry is written from what its name says; its checksum is not known here.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const file = path.join(root, 'package-lock.json')

rmSync(file)
const options = ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
// node_modules would hide from npm what other systems need.
const { status } = spawnSync('npm', options, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, npm_config_package_lock_only: 'true' },
})
if (status !== 0) process.exit(status ?? 1)
const lock = JSON.parse(readFileSync(file, 'utf8'))
for (const [place, entry] of Object.entries(lock.packages)) complete(place, entry)
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)

function complete(place, entry) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isThere(place, name)) continue
    const mac = /darwin-(arm64|x64)$/.exec(name)
    if (mac)
      lock.packages[`node_modules/${name}`] = {
        version,
        cpu: [mac[1]],
        os: ['darwin'],
        optional: true,
        ...(entry.dev ? { dev: true } : {}),
      }
    else delete entry.optionalDependencies[name]
  }
}

/** Whether a package finds another where Node would look for it: beside it, or further up. */
function isThere(place, name) {
  const parents = place.split('/node_modules/').map((_, at, parts) => parts.slice(0, at + 1).join('/node_modules/'))
  return ['', ...parents].some((parent) => path.posix.join(parent, 'node_modules', name) in lock.packages)
}
