// The commands of package.json. Each brings what it needs first, so that a fresh clone needs no other.
import path from 'node:path'
import { prepare, preparing, root, run } from './bootstrap.mjs'
import { check } from './check.mjs'
import { findOrInstallChromium } from './chromium.mjs'

const verbs = { test, faults, live, simulations, check, bench, dev, format, pictures }

const [verb, ...args] = process.argv.slice(2)
process.chdir(root)
await preparing(async () => {
  process.exitCode = await verbs[verb](args)
})

// Tests of screens need a browser and built screens; naming other files spares both.
async function test(args) {
  const named = args.filter((arg) => !arg.startsWith('-'))
  const screens = named.length === 0 || named.some((name) => name.includes('e2e'))
  const chromium = screens ? { CHROMIUM: findOrInstallChromium() } : {}
  return run(prepare({ web: screens }), [tool('vitest/vitest.mjs'), 'run', '--project=!faults', ...args], chromium)
}

async function faults(args) {
  return run(prepare({ web: false }), [tool('vitest/vitest.mjs'), 'run', '--project=faults', ...args])
}

async function live(args) {
  return run(prepare({ web: false }), ['bench/live.ts', ...args])
}

async function simulations(args) {
  return run(prepare({ web: false }), ['bench/simulations.ts', ...args])
}

async function bench(args) {
  return run(prepare({ web: false }), ['bench/main.ts', ...args])
}

// The users' guide shows the demo as it is now.
async function pictures(args) {
  return run(prepare({ web: true }), ['scripts/pictures.ts', ...args], { CHROMIUM: findOrInstallChromium() })
}

async function format(args) {
  return run(prepare({ web: false }), [tool('@biomejs/biome/bin/biome'), 'format', '--write', ...args])
}

// The server starts again when its files change; Vite serves the screens and hands /api on to it.
async function dev(args) {
  const node = prepare({ web: false })
  const server = run(node, [
    '--watch-path=src',
    '--watch-preserve-output',
    'src/server/commands/main.ts',
    'start',
    ...args,
  ])
  const screens = run(node, [tool('vite/bin/vite.js')])
  return Promise.race([server, screens])
}

function tool(script) {
  return path.join('node_modules', script)
}
