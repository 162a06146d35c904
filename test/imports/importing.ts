import { setTimeout as pause } from 'node:timers/promises'
import { type DealItem, listDeals, listFacts } from '../../src/contract/deals.ts'
import { type ImportResult, showImport } from '../../src/contract/imports.ts'
import { listNotes } from '../../src/contract/notes.ts'
import { listPeople, type Person as ContractPerson } from '../../src/contract/people.ts'
import { plainText } from '../../src/contract/rich-text.ts'
import type { ProblemDetails } from '../../src/contract/errors.ts'
import { type Person, Problem } from '../kit/app.ts'

/** A file to upload: its name, and its content or where it lies. */
export interface TestFile {
  readonly name: string
  readonly content: Blob | string | Uint8Array<ArrayBuffer>
}

/** Uploads files; throws the refusal. */
export async function upload(
  person: Person,
  files: readonly TestFile[],
  fields: Record<string, string> = {},
): Promise<ImportResult> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const { name, content } of files)
    form.append('file', content instanceof Blob ? content : new Blob([content]), name)
  const { status, body } = await person.fetch('POST', '/imports', form)
  // As the contract says: the result, or a refusal.
  if (status !== 201) throw new Problem('stageImport', body as ProblemDetails)
  return body as ImportResult
}

/** Waits until an import has ended, one way or the other. */
export async function finished(person: Person, importId: string): Promise<ImportResult> {
  for (;;) {
    const found = await person.call(showImport, { params: { id: importId } })
    if (found.status === 'done' || found.status === 'failed') return found
    await pause(20)
  }
}

/** Uploads files, runs the import and waits for its end. */
export async function imported(
  person: Person,
  files: readonly TestFile[],
  fields: Record<string, string> = {},
): Promise<ImportResult> {
  const { importId } = await upload(person, files, { start: 'true', ...fields })
  return finished(person, importId)
}

/** A file of deals from its lines. */
export function csv(...lines: string[]): TestFile[] {
  return [{ name: 'deals.csv', content: `${lines.join('\n')}\n` }]
}

/** The deal with the id of another system. */
export async function dealOf(person: Person, externalId: string): Promise<DealItem> {
  const { items } = await person.call(listDeals, { query: { externalId } })
  const [deal] = items
  if (!deal) throw new Error(`no deal ${externalId}`)
  return deal
}

/** The facts of such a deal, oldest first: their type and their day in UTC, false where it is not known. */
export async function factsOf(person: Person, externalId: string): Promise<(readonly [string, string | false])[]> {
  const { id } = await dealOf(person, externalId)
  const { items } = await person.call(listFacts, { params: { id } })
  return items.toReversed().map(({ type, dated, occurredAt }) => [type, dated && occurredAt.slice(0, 10)])
}

/** What was pointed out, and how often. */
export function pointedOut({ problems }: ImportResult): Record<string, number> {
  return Object.fromEntries(problems.map(({ code, count }) => [code, count]))
}

/** A file of text from its lines. */
export function textFile(name: string, ...lines: string[]): TestFile {
  return { name, content: `${lines.join('\n')}\n` }
}

/** What became of the rows of each file: created, updated, merged, rejected. */
export function fatesOf({ files }: ImportResult): Record<string, readonly number[]> {
  return Object.fromEntries(
    files.map(({ name, created, updated, merged, rejected }) => [name, [created, updated, merged, rejected]]),
  )
}

/** The person of exactly this name. */
export async function personNamed(person: Person, name: string): Promise<ContractPerson | undefined> {
  const { items } = await person.call(listPeople, { query: { q: name } })
  return items.find((one) => one.name === name)
}

/** The notes on a record, newest first: their day in UTC, and their words. */
export async function notesOn(
  person: Person,
  about: { deal?: string; person?: string; company?: string },
): Promise<(readonly [string, string])[]> {
  const { items } = await person.call(listNotes, { query: about })
  return items.map(({ content, createdAt }) => [createdAt.slice(0, 10), plainText(content)])
}
