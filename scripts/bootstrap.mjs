// The way from any Node ≥ 20 to the program: packages, screens, then our own Node in a child that lives and dies with us.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { buildWeb } from './build-web.mjs'
import { CannotPrepare, install, root } from './install.mjs'

export { root }

const exitCodeCannotPrepare = 5
// A server leaves memory to PostgreSQL: without these Node lets its heap grow to four times what is in it before it looks
// what is garbage, 300 MB of it in a large import. They cost such an import a twentieth of its processor time.
const serverFlags = JSON.parse(readFileSync(path.join(import.meta.dirname, 'server-flags.json'), 'utf8'))

/** Runs `rondo` with these arguments and ends the process with its exit code. */
export function rondo(args) {
  return preparing(async () => {
    const node = prepare({ web: args[0] === 'start' && !args.includes('--help') && servesScreens(args) })
    process.exitCode = await run(node, [...serverFlags, path.join(root, 'src/server/commands/main.ts'), ...args])
  })
}

// A worker has no use for screens.
function servesScreens(args) {
  const at = args.findLastIndex((arg) => arg === '--roles' || arg.startsWith('--roles='))
  const flag = at < 0 ? undefined : (args[at].split('=')[1] ?? args[at + 1])
  return (flag ?? (process.env.RONDO_ROLES || 'web')).includes('web')
}

/** Does the work; what cannot be prepared ends the process with a sentence instead of a stack. */
export async function preparing(work) {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof CannotPrepare)) throw error
    console.error(error.message)
    process.exitCode = exitCodeCannotPrepare
  }
}

/** Brings packages and, if asked for, the screens up to date; returns the Node to run on. */
export function prepare({ web }) {
  const node = install()
  if (web) buildWeb(node)
  return node
}

/** Runs a program of ours under `node`, hands signals on, and returns its exit code. */
export function run(node, args, environment = {}) {
  const child = spawn(node, args, {
    // The channel closes with this process, however it ends: that is how the child learns that it is alone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/compiled'),
      ...process.env,
      PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
      ...environment,
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  endWithNpm(child)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal === 'SIGKILL' ? 9 : 15)))
  })
}

// npm passes on the signals it gets, but a killed npm says nothing: its shell stays behind as our parent, waiting for us.
function endWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return
  const before = ancestry()
  const watch = setInterval(() => {
    if (ancestry() !== before) child.kill('SIGTERM')
  }, 500)
  watch.unref()
}

function ancestry() {
  return `${process.ppid} ${parentOf(process.ppid)}`
}

// Without /proc (macOS) only the parent itself is watched.
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0]
  } catch {
    return ''
  }
}
