import * as z from 'zod/mini'
import { fileMapping, type ImportMapping, type ImportResult, importMapping } from '../../../contract/imports.ts'
import type { UnreadableReason } from '../../../contract/unreadable.ts'
import { day } from '../../../contract/primitives.ts'
import type { Context } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue } from '../../kernel/job.ts'
import { auditStart } from './audit-start.ts'
import type { Upload, UploadBody } from '../../kernel/route.ts'
import { guessStages, type SeenFile, seeFile, type SourceFile } from './guessing/mapping.ts'
import { rowLimit } from './guessing/survey.ts'
import { checkMapping } from './mapping-check.ts'
import { makeNewFields, withKnownFields } from './new-fields.ts'
import { countProblems, type Problems } from './problems.ts'
import { fileSource } from './reading/source.ts'
import type { TableFormat } from './reading/table.ts'
import { Unreadable } from './reading/unreadable.ts'
import { allOwnFields } from './own-fields.ts'
import { mappingFor } from './saved-mappings.ts'
import { showImport } from './show.ts'
import type { FileResult, Progress } from './store.ts'
import { storeFile } from './stored-file.ts'
import { storable } from './storable.ts'
import { publishedProcess } from './target.ts'
import { teamsLeft } from './teams.ts'

export const importJob = 'imports.run'

const yesOrNo = z.enum(['true', 'false'])
const stageFields = z.strictObject({
  mapping: z._default(z.string(), 'auto'),
  observed_from: z.optional(day),
  dry_run: z._default(yesOrNo, 'false'),
  gentle: z._default(yesOrNo, 'false'),
  start: z._default(yesOrNo, 'false'),
})

/** Takes files, looks through them, guesses how they are to be read, and starts at once if that is asked. */
export async function stageImport(ctx: Context, body: UploadBody): Promise<ImportResult> {
  const wanted = readFields(body.fields)
  if (body.files.length === 0) failFields([{ field: 'file', code: 'required' }])
  const files = withNames(body.files)
  const given = wanted.mapping === 'auto' ? { files: {}, stages: {} } : readMapping(wanted.mapping)
  const problems = countProblems()
  const seen = await seeAll(ctx, files, given, problems)
  const process = await publishedProcess(ctx.tx, ctx.workspace.id)
  const readable = seen.flatMap(({ file }) => (file ? [file] : []))
  const guessed: ImportMapping = {
    files: Object.fromEntries(seen.flatMap(({ name, file }) => (file ? [[name, file.mapping]] : []))),
    stages: guessStages(readable, process?.stages ?? [], given.stages, problems),
  }
  const mapping = withKnownFields(guessed, await allOwnFields(ctx))
  const results = seen.map((one) => fileResult(one.name, one.seen))
  checkMapping(mapping, results, process?.sellingStages ?? [])
  const start = wanted.start === 'true'
  const isTrial = wanted.dry_run === 'true'
  if (start) requireSomething(mapping, results)
  const { mapping: final, made } =
    start && !isTrial ? await makeNewFields(ctx, mapping, results) : { mapping, made: [] }
  const id = newId()
  const result: Progress = {
    rows: dealRows(results),
    total: results.reduce((sum, file) => sum + (file.kind === 'ignore' ? 0 : file.rows), 0),
    noticed: problems.list(),
    stageNames: stageNamesOf(readable),
    problems: [],
    files: results,
    file: 0,
    row: 0,
    ...(made.length > 0 ? { madeFields: made } : {}),
    ...teamsLeft(ctx, mapping),
  }
  await ctx.tx
    .insertInto('imports')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      status: start ? 'queued' : 'staged',
      dry_run: isTrial,
      gentle: wanted.gentle === 'true',
      observed_from: wanted.observed_from ?? null,
      mapping: JSON.stringify(final),
      confidence: JSON.stringify(Object.fromEntries(seen.map(({ name, file }) => [name, file?.confidence ?? {}]))),
      result: JSON.stringify(result),
      created_by: ctx.actor.id,
      created_at: ctx.now,
    })
    .execute()
  for (const { name, upload } of files) await storeFile(ctx, id, name, upload)
  if (start) {
    await enqueue(ctx, { kind: importJob, payload: { importId: id } })
    await auditStart(ctx, id, isTrial, results)
  }
  return showImport(ctx, id)
}

function readFields(fields: UploadBody['fields']): z.output<typeof stageFields> {
  const unknown = Object.keys(fields).filter((field) => !(field in stageFields.shape))
  if (unknown.length > 0) failFields(unknown.map((field) => ({ field, code: 'unknown' })))
  const parsed = z.safeParse(stageFields, fields)
  if (parsed.success) return parsed.data
  return failFields(parsed.error.issues.map(({ path }) => ({ field: path.join('.'), code: 'format' })))
}

function readMapping(text: string): ImportMapping {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return fail('import_mapping_invalid', { problem: 'not_json' })
  }
  const parsed = z.safeParse(importMapping, json)
  if (parsed.success) return parsed.data
  return fail('import_mapping_invalid', { problem: parsed.error.issues[0]?.path.join('.') ?? '' })
}

interface Named {
  readonly name: string
  readonly upload: Upload
}

/** Files by the names people gave them, without paths and signs that are not seen; two of one name are told apart. */
function withNames(files: readonly Upload[]): Named[] {
  const taken = new Set<string>()
  return files.map((upload) => {
    const last = upload.name.split(/[/\\]/).at(-1) ?? ''
    const plain =
      storable(last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim())
        .slice(0, 200)
        .toWellFormed() || 'file.csv'
    let name = plain
    for (let times = 2; taken.has(name); times++) name = `${plain} (${times})`
    taken.add(name)
    return { name, upload }
  })
}

interface Seen {
  readonly name: string
  readonly file: SeenFile | null
  readonly seen: SeenFile | UnreadableReason
}

/** Looks through every file. One that is no table is named and left out; an import of only such is refused. */
async function seeAll(
  ctx: Context,
  files: readonly Named[],
  given: ImportMapping,
  problems: Problems,
): Promise<Seen[]> {
  const seen: Seen[] = []
  let first: { file: string; reason: UnreadableReason } | null = null
  for (const { name, upload } of files) {
    const source = fileSource(upload.path, upload.bytes)
    const file = await see(ctx, { name, source }, given.files[name], problems)
    if (typeof file === 'string') {
      first ??= { file: name, reason: file }
      problems.add('file_unreadable', { file: name, row: 0, column: null, value: null })
    }
    seen.push({ name, seen: file, file: typeof file === 'string' ? null : file })
  }
  if (first && seen.every(({ file }) => file === null)) fail('import_file_unreadable', first)
  return seen
}

/** Looks through one file; the reason if it is no table. What `given` or `format` says is not guessed. */
export async function see(
  ctx: Context,
  file: SourceFile,
  given: z.output<typeof fileMapping> | undefined,
  problems: Problems,
  format?: Partial<TableFormat>,
): Promise<SeenFile | UnreadableReason> {
  try {
    const habits = { savedFor: (headers: readonly string[]) => mappingFor(ctx, headers), own: await allOwnFields(ctx) }
    const seen = await seeFile(file, ctx.workspace, given, problems, format ?? given, habits)
    return seen.rows > rowLimit ? 'too_many_rows' : seen
  } catch (error) {
    if (error instanceof Unreadable) return error.reason
    throw error
  }
}

/** What the files call the stages of deals. */
export function stageNamesOf(files: readonly SeenFile[]): string[] {
  const deals = files.filter(({ mapping: { kind } }) => kind === 'deals' || kind === 'history')
  return [...new Set(deals.flatMap(({ stageNames }) => [...stageNames]))].map(storable)
}

/** What is shown of a file before any row of it is taken. */
export function fileResult(name: string, seen: SeenFile | UnreadableReason): FileResult {
  const file = typeof seen === 'string' ? null : seen
  const sample = file?.layout.sample.slice(0, 5).map((row) => row.map((cell) => storable(cell.slice(0, 200)))) ?? []
  return {
    name,
    kind: file?.mapping.kind ?? 'ignore',
    ...(file && file.system !== null ? { system: file.system } : {}),
    ...(file?.saved ? { saved: { id: file.saved.id, name: file.saved.name } } : {}),
    rows: file?.rows ?? 0,
    created: 0,
    updated: 0,
    merged: 0,
    rejected: 0,
    headers: [...(file?.layout.headers ?? [])],
    sample,
    ...(file ? { proposals: { ...file.proposals } } : {}),
    ...(typeof seen === 'string' ? { unreadable: seen } : {}),
    ...(file && file.sheets.length > 0 ? { sheets: [...file.sheets] } : {}),
    ...(file && file.encodings.length > 0 ? { encodings: [...file.encodings] } : {}),
    ...(file && file.unclearDate !== null ? { unclearDate: file.unclearDate } : {}),
  }
}

export function dealRows(files: readonly FileResult[]): number {
  return files.reduce((sum, file) => sum + (file.kind === 'deals' ? file.rows : 0), 0)
}

/** Refuses to run an import in which no file is recognised. */
export function requireSomething(mapping: ImportMapping, files: readonly FileResult[]): void {
  if (Object.values(mapping.files).some(({ kind }) => kind !== 'ignore')) return
  fail('import_file_unreadable', { file: files[0]?.name ?? '', reason: 'unknown_kind' })
}
