import { flushCompileCache } from 'node:module'
import { isIP } from 'node:net'
import type { Config } from '../config.ts'
import { withoutSecrets } from '../config.ts'
import { searchesEveryScript } from '../database/check.ts'
import { migrate } from '../database/migrate.ts'
import { openDatabase } from '../database/open.ts'
import { OperatorError } from '../operator-error.ts'
import { defineCommand, type Output } from './command.ts'
import { demoIn, languageOf } from './demo.ts'
import {
  demoKept,
  demoReady,
  exitCodes,
  firstRunInvitation,
  plainHttpWarning,
  searchWarning,
  wordingOf,
} from './texts.ts'
import { sayStep } from './steps.ts'

export const command = defineCommand({
  describes: 'Starts Rondo and keeps it running. Ctrl-C or SIGTERM finishes the requests in flight and ends it.',
  settings: [
    'port',
    'host',
    'dataDirectory',
    'databaseUrl',
    'baseUrl',
    'smtpUrl',
    'mailFrom',
    'lineTypeUrl',
    'lineTypeToken',
    'lineTypeField',
    'privateServices',
    'roles',
    'logLevel',
  ],
  flags: {
    demo: { describes: 'Begin with a sample company to try, if there is no workspace yet' },
    language: { placeholder: 'LANGUAGE', describes: 'Of the demo: en, sv, he, tr, da or th (en)' },
  },
  async run({ config, flags, output }) {
    languageOf(flags.language)
    output.say(
      Object.entries(withoutSecrets(config))
        .map((pair) => pair.join('='))
        .join('  '),
    )
    const stopped = signalled()
    const opening = openDatabase(config, {
      command: 'rondo start',
      sole: true,
      say: sayStep(output),
      lost: (cause) => endWithoutDatabase(cause, output),
    })
    // Loaded while the database starts in its own process: a third of a second of the two.
    const [database, { startServer }] = await Promise.all([opening, import('../main.ts')])
    try {
      await migrate(database.connection)
      if (!(await searchesEveryScript(database.connection))) output.say(searchWarning)
      const demo = flags.demo
        ? await demoIn(database.connection, { spoken: flags.language, isPublic: exposed(config) })
        : null
      const server = await listening(config, () => startServer({ config, connection: database.connection }))
      if (exposed(config)) output.say(plainHttpWarning)
      const signIns = demo === null ? {} : { demo }
      output.result({ url: server.url, firstRunUrl: server.firstRunUrl, ...signIns }, `Rondo is ready at ${server.url}`)
      if (flags.demo) output.say(demo === null ? demoKept : demoReady(demo))
      if (server.firstRunUrl !== null) output.say(firstRunInvitation(server.firstRunUrl))
      flushCompileCache()
      await stopped
      output.say('Stopping …')
      setTimeout(() => process.exit(exitCodes.failed), hardStopMilliseconds).unref()
      await server.stop()
    } finally {
      await database.stop()
    }
  },
})

// Requests and jobs get this long to finish, with the database's own clean stop (5 s at most) within it.
const hardStopMilliseconds = 8000

/**
 * Resolves at the first request to stop; a second one ends the process on the spot. Ctrl-C reaches us more than once,
 * from the terminal and from each program that started us, so what comes within half a second counts as one.
 */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined
    const stop = () => {
      const now = performance.now()
      if (first === undefined) {
        first = now
        resolve()
      } else if (now - first > 500) process.exit(exitCodes.failed)
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  })
}

async function listening<T>({ host, port }: Config, start: () => Promise<T>): Promise<T> {
  try {
    return await start()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') throw new OperatorError('address_in_use', { host, port })
    if (code === 'EADDRNOTAVAIL' || code === 'EACCES' || code === 'ENOTFOUND') {
      throw new OperatorError('address_not_available', { host, port })
    }
    throw error
  }
}

// A proxy with TLS is announced by an https base URL.
function exposed({ host, baseUrl }: Config): boolean {
  const loopback = host === 'localhost' || (isIP(host) === 4 && host.startsWith('127.')) || host === '::1'
  return !loopback && !baseUrl?.startsWith('https:')
}

function endWithoutDatabase(cause: unknown, output: Output): void {
  if (!(cause instanceof OperatorError)) throw cause
  output.say(wordingOf(cause).text)
  process.exit(exitCodes.database)
}
