// What must hold before a change goes in. All of it runs, whatever fails on the way; the end says what did.
import { spawnSync } from 'node:child_process'
import { prepare, run } from './bootstrap.mjs'

/** Runs every check; `args` are for the tests, which `--without-tests` leaves out. Resolves to the exit code. */
export async function check(args) {
  const node = prepare({ web: false })
  const checks = {
    format: () => run(node, ['node_modules/@biomejs/biome/bin/biome', 'format', '.']),
    lint: () => run(node, ['node_modules/oxlint/bin/oxlint', '--deny-warnings']),
    types: () => run(node, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']),
    'types of the screens': () => run(node, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.web.json']),
    audit,
    ...(args.includes('--without-tests')
      ? {}
      : { tests: () => npm(['test', ...(args.length > 0 ? ['--', ...args] : [])]).status }),
  }
  const failed = []
  for (const [name, perform] of Object.entries(checks)) {
    console.error(`\n── ${name}`)
    if ((await perform()) !== 0) failed.push(name)
  }
  console.error(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}.`)
  return failed.length === 0 ? 0 : 1
}

// A registry that does not answer says nothing about the packages, so it is told and not counted.
async function audit() {
  const asked = npm(['audit', '--json'], 'pipe')
  const counts = parse(asked.stdout)?.metadata?.vulnerabilities
  if (!counts) {
    console.error('The registry does not answer questions about vulnerabilities: not checked.')
    return 0
  }
  console.error(
    Object.entries(counts)
      .map(([level, count]) => `${level}: ${count}`)
      .join(', '),
  )
  return counts.high + counts.critical === 0 ? 0 : 1
}

function npm(args, stdout = 'inherit') {
  const command = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
  const stdio = ['inherit', stdout, stdout === 'pipe' ? 'ignore' : 'inherit']
  return spawnSync(command[0], [...command.slice(1), ...args], { stdio, encoding: 'utf8' })
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
