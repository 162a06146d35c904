import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

const rondo = path.resolve(import.meta.dirname, '../../bin/rondo')

export type Ended = { code: number | null; stdout: string; stderr: string }

/** Runs `rondo` to its end. */
export async function rondoRun(
  args: readonly string[],
  options: { cwd?: string; program?: string } = {},
): Promise<Ended> {
  const child = spawn(options.program ?? rondo, args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return collect(child).ended
}

export type Started = {
  child: ChildProcess
  url: string
  ended: Promise<Ended>
}

/** Starts `rondo start` on a free port, as a worker unless said: screens need not be built for it. Resolves at the ready line. */
export async function rondoStart(directory: string, args = ['--roles', 'worker']): Promise<Started> {
  const child = spawn(rondo, ['start', '--port', '0', '--data', directory, '--log-level', 'error', ...args], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { ended, stdout } = collect(child)
  const url = await Promise.race([
    new Promise<string>((resolve) => {
      child.stdout.on('data', () => {
        const ready = /Rondo is ready at (\S+)\n/.exec(stdout())?.[1]
        if (ready !== undefined) resolve(ready)
      })
    }),
    ended.then((result) => Promise.reject(new Error(`rondo start ended: ${JSON.stringify(result)}`))),
  ])
  return { child, url, ended }
}

function collect(child: ChildProcess): { ended: Promise<Ended>; stdout: () => string } {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    stderr += chunk
  })
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
  return { ended, stdout: () => stdout }
}

// The settings of whoever runs the tests are not those of the Rondo under test.
function environment(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, NODE_ENV: __, ...others } = process.env
  return others
}
