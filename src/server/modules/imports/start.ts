import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/imports.ts'
import type { Language } from '../../../contract/primitives.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { enqueue } from '../../kernel/job.ts'
import { auditStart } from './audit-start.ts'
import { checkMapping } from './mapping-check.ts'
import { makeNewFields } from './new-fields.ts'
import { countProblems, type Problem } from './problems.ts'
import { isEncoding } from './reading/encoding.ts'
import { saysNothing } from './reading/nothing.ts'
import type { Source } from './reading/source.ts'
import { findTable, type Table, type TableFormat } from './reading/table.ts'
import { Unreadable } from './reading/unreadable.ts'
import { showImport } from './show.ts'
import { dealRows, importJob, requireSomething } from './staging.ts'
import { type FileResult, type ImportRow, requireImport, untouched } from './store.ts'
import { filesOf, storedSource } from './stored-file.ts'
import { publishedProcess } from './target.ts'
import { teamsLeft } from './teams.ts'

/** Runs a staged import, or after a dry run the real one, with the mapping as corrected. */
export async function startImport(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.runImport>,
): Promise<contract.ImportResult> {
  const found = await requireImport(ctx, id, true)
  const isTried = found.status === 'done' && found.dry_run
  if (found.status !== 'staged' && !isTried) fail('import_not_ready', { status: found.status })
  const mapping = input.mapping ?? found.mapping
  const files = input.mapping ? await asMapped(ctx, found, input.mapping) : found.result.files.map(untouched)
  const process = await publishedProcess(ctx.tx, ctx.workspace.id)
  checkMapping(mapping, files, process?.sellingStages ?? [])
  requireSomething(mapping, files)
  const { mapping: final, made } = input.dryRun ? { mapping, made: [] } : await makeNewFields(ctx, mapping, files)
  const taken = files.filter(({ kind }) => kind !== 'ignore')
  const result = {
    ...found.result,
    rows: dealRows(files),
    total: taken.reduce((sum, file) => sum + file.rows, 0),
    noticed: input.mapping ? withLeftColumns(found.result.noticed, mapping, files) : found.result.noticed,
    problems: [],
    samples: [],
    files,
    file: 0,
    row: 0,
    ...(made.length > 0 ? { madeFields: made } : {}),
    ...teamsLeft(ctx, mapping),
  }
  await ctx.tx
    .updateTable('imports')
    .set({
      status: 'queued',
      dry_run: input.dryRun,
      gentle: input.gentle,
      mapping: JSON.stringify(final),
      processed: 0,
      result: JSON.stringify(result),
      finished_at: null,
      ...(input.observedFrom === undefined ? {} : { observed_from: input.observedFrom }),
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  await enqueue(ctx, { kind: importJob, payload: { importId: id } })
  await auditStart(ctx, id, input.dryRun, files)
  return showImport(ctx, id)
}

/** The files as a corrected mapping reads them: another sheet, delimiter or header row gives other columns. */
async function asMapped(ctx: Context, found: ImportRow, mapping: contract.ImportMapping): Promise<FileResult[]> {
  const stored = await filesOf(ctx.tx, ctx.workspace.id, found.id)
  const files: FileResult[] = []
  for (const file of found.result.files) {
    const wanted = mapping.files[file.name]
    const kept = stored.find(({ name }) => name === file.name)
    if (!wanted || wanted.kind === 'ignore' || !kept) {
      files.push({ ...untouched(file), kind: 'ignore' })
      continue
    }
    if (!isEncoding(wanted.encoding))
      fail('import_mapping_invalid', { problem: `encoding_unknown: ${wanted.encoding}` })
    const source = await storedSource(ctx.tx, ctx.workspace.id, kept)
    const { layout } = await tableAsMapped(source, file.name, wanted, ctx.workspace.language)
    files.push({ ...untouched(file), kind: wanted.kind, headers: [...layout.headers] })
  }
  return files
}

async function tableAsMapped(source: Source, name: string, wanted: TableFormat, language: Language): Promise<Table> {
  try {
    return await findTable(source, language, wanted)
  } catch (error) {
    if (error instanceof Unreadable) return fail('import_mapping_invalid', { problem: `${error.reason}: ${name}` })
    throw error
  }
}

/** What was noticed at the first look, with the columns that are left out as the files are mapped now. */
function withLeftColumns(
  noticed: readonly Problem[],
  mapping: contract.ImportMapping,
  files: readonly FileResult[],
): Problem[] {
  const problems = countProblems(noticed.filter(({ code }) => code !== 'column_not_taken'))
  for (const { name, kind, headers, sample } of files) {
    const wanted = mapping.files[name]
    if (kind === 'ignore' || !wanted) continue
    const taken = new Set([...Object.values(wanted.fields), ...Object.keys(wanted.newFields ?? {})])
    for (const [at, column] of headers.entries()) {
      const value = sample.find((cells) => !saysNothing((cells[at] ?? '').trim(), false))?.[at]
      if (taken.has(column) || value === undefined) continue
      problems.add('column_not_taken', { file: name, row: wanted.skipLines + 1, column, value })
    }
  }
  return problems.list()
}
