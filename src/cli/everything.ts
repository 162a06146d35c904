import { createWriteStream, openAsBlob } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { ExportFile, Restore } from '../contract/exports.ts'
import { receive, type Server, send, Unreachable } from './client.ts'

/** How far an archive is on its way. */
export interface Way {
  readonly rows: number
  readonly total: number | null
}

/**
 * Has everything made into one archive and saves it; `tell` hears how far it is. The file is there whole or not at all.
 * @throws Refused, Unreachable
 */
export async function exportEverything(server: Server, file: string, tell: (sofar: Way) => void): Promise<ExportFile> {
  const asked = await send<ExportFile>(server, 'POST', '/exports/everything')
  const made = await ended(asked, () => send<ExportFile>(server, 'GET', `/exports/${asked.id}`), tell)
  if (made.status === 'failed') return made
  const part = `${file}.part`
  try {
    // Node's own stream of the web, under two names.
    const content = Readable.fromWeb((await receive(server, `/exports/${asked.id}/file`)) as never)
    await pipeline(content, createWriteStream(part))
    await rename(part, file)
  } finally {
    await rm(part, { force: true })
  }
  await send(server, 'DELETE', `/exports/${asked.id}`)
  return made
}

/**
 * Sends an archive and waits until it is taken in, or refused; `tell` hears how far it is.
 * @throws Refused, Unreachable
 */
export async function importEverything(server: Server, file: string, tell: (sofar: Way) => void): Promise<Restore> {
  const form = new FormData()
  // A blob of a file is read while it is sent.
  form.append('file', await openAsBlob(file), path.basename(file))
  const asked = await send<Restore>(server, 'POST', '/restores', form)
  return ended(asked, () => send<Restore>(server, 'GET', `/restores/${asked.id}`), tell)
}

// A short outage of the server, such as a restart, does not end the work: it goes on there, and we ask again.
const patienceMilliseconds = 60_000

async function ended<State extends ExportFile | Restore>(
  first: State,
  ask: () => Promise<State>,
  tell: (sofar: Way) => void,
): Promise<State> {
  let state = first
  let answered = performance.now()
  while (state.status !== 'done' && state.status !== 'failed') {
    await pause(300)
    try {
      state = await ask()
      answered = performance.now()
    } catch (error) {
      if (!(error instanceof Unreachable) || performance.now() - answered > patienceMilliseconds) throw error
    }
    tell(state)
  }
  return state
}
