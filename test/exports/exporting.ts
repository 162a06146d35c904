import { setTimeout as pause } from 'node:timers/promises'
import yauzl from 'yauzl'
import {
  type ExportFile,
  exportEverything,
  makeExport,
  type Restore,
  showExport,
  showRestore,
} from '../../src/contract/exports.ts'
import type { RequestOf } from '../../src/contract/endpoint.ts'
import type { App, Person } from '../kit/app.ts'

/** What can be asked for. */
export type Wanted = RequestOf<typeof makeExport>['body']

/** Asks for an export, waits until it is made, and downloads it. */
export async function exported(rondo: App, by: Person, body: Wanted): Promise<{ file: ExportFile; content: Buffer }> {
  const asked = await by.call(makeExport, { body })
  return { file: await made(by, asked.id), content: await downloaded(rondo, by, asked.id) }
}

export async function everything(rondo: App, by: Person): Promise<Buffer> {
  const { id } = await by.call(exportEverything, {})
  await made(by, id)
  return downloaded(rondo, by, id)
}

export async function made(by: Person, id: string): Promise<ExportFile> {
  for (;;) {
    const file = await by.call(showExport, { params: { id } })
    if (file.status === 'done' || file.status === 'failed') return file
    await pause(20)
  }
}

export async function downloaded(rondo: App, by: Person, id: string): Promise<Buffer> {
  const answer = await fetch(`${rondo.url}/api/v1/exports/${id}/file`, { headers: by.headers })
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
  return Buffer.from(await answer.arrayBuffer())
}

/** Sends an archive; the answer may be a refusal. */
export async function send(by: Person, archive: Uint8Array<ArrayBuffer>): Promise<{ status: number; body: unknown }> {
  const form = new FormData()
  form.append('file', new Blob([archive]), 'kestrel.zip')
  return by.fetch('POST', '/restores', form)
}

/** Sends an archive and waits until it is in, or refused. */
export async function restored(by: Person, archive: Buffer): Promise<Restore> {
  const { status, body } = await send(by, new Uint8Array(archive))
  if (status !== 202) throw new Error(`${status} ${JSON.stringify(body)}`)
  const id = String(Reflect.get(Object(body), 'id'))
  for (;;) {
    const restore = await by.call(showRestore, { params: { id } })
    if (restore.status === 'done' || restore.status === 'failed') return restore
    await pause(20)
  }
}

/** What is in a zip, by name. */
export async function unzipped(archive: Buffer): Promise<Map<string, Buffer>> {
  const zip = await yauzl.fromBufferPromise(archive)
  const parts = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry())
    parts.set(entry.fileName, Buffer.concat(await Array.fromAsync(await zip.openReadStreamPromise(entry))))
  return parts
}

/** The rows of CSV, cell by cell; enough for what we write ourselves. */
export function cellsOf(text: string, delimiter = ','): string[][] {
  const rows: string[][] = [[]]
  const cell = new RegExp(`("(?:[^"]|"")*"|[^${delimiter}\\r]*)(${delimiter}|\\r\\n)`, 'gy')
  for (const [, value = '', end] of text.matchAll(cell)) {
    rows.at(-1)?.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value)
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}
