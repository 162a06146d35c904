import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { rondoRun } from '../launcher/started.ts'

const root = path.resolve(import.meta.dirname, '../..')
const program = path.join(root, 'src/server/commands/main.ts')

/** Starts the server itself, without the program that starts it, so that a kill hits nothing else. Resolves when it answers. */
export async function startKillable(directory: string, port: number): Promise<ChildProcess> {
  const line = ['start', '--port', String(port), '--data', directory, '--log-level', 'silent']
  const server = spawn(process.execPath, [program, ...line], {
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/compiled') },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  if (!server.stdout) throw new Error('stdout is a pipe')
  for await (const text of createInterface({ input: server.stdout })) {
    if (text.startsWith('Rondo is ready')) return server
  }
  throw new Error('Rondo did not start')
}

/** Makes the data directory with a workspace in it; its owner's API key. */
export async function createWorkspace(directory: string): Promise<string> {
  const owner = ['--name', 'Faults', '--email', 'ann@faults.example', '--password', 'a long enough phrase']
  const { stdout } = await rondoRun(['workspace', 'create', ...owner, '--data', directory, '--json'])
  return JSON.parse(stdout).apiKey
}

/** A port that the server has again after each of its deaths. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('a port has a number')
  return address.port
}
