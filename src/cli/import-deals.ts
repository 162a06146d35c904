import { openAsBlob } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ImportResult } from '../contract/imports.ts'
import { type Server, send, Unreachable } from './client.ts'

export interface WantedImport {
  readonly files: readonly string[]
  /** 'auto', or a mapping as JSON text. */
  readonly mapping: string
  readonly observedFrom: string | undefined
  readonly dryRun: boolean
}

// A short outage of the server, such as a restart, does not end an import: it goes on there, and we ask again.
const patienceMilliseconds = 60_000

/**
 * Uploads files, runs the import and waits until it has ended; `tell` hears how far it is.
 * @throws Refused, Unreachable
 */
export async function importDeals(
  server: Server,
  wanted: WantedImport,
  tell: (sofar: ImportResult) => void,
): Promise<ImportResult> {
  const form = new FormData()
  form.set('mapping', wanted.mapping)
  if (wanted.observedFrom !== undefined) form.set('observed_from', wanted.observedFrom)
  form.set('dry_run', String(wanted.dryRun))
  form.set('start', 'true')
  // A blob of a file is read while it is sent.
  for (const file of wanted.files) form.append('file', await openAsBlob(file), path.basename(file))
  let sofar = await send<ImportResult>(server, 'POST', '/imports', form)
  const began = performance.now()
  let answered = began
  while (sofar.status !== 'done' && sofar.status !== 'failed') {
    await pause(performance.now() - began < 5_000 ? 50 : 500)
    try {
      sofar = await send<ImportResult>(server, 'GET', `/imports/${sofar.importId}`)
      answered = performance.now()
    } catch (error) {
      if (!(error instanceof Unreachable) || performance.now() - answered > patienceMilliseconds) throw error
    }
    tell(sofar)
  }
  return sofar
}
