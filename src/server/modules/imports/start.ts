import iconv from 'iconv-lite'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/imports.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { enqueue } from '../../kernel/job.ts'
import { auditStart } from './audit-start.ts'
import { checkMapping } from './mapping-check.ts'
import { isEncoding } from './reading/encoding.ts'
import { layoutWith } from './reading/layout.ts'
import { showImport } from './show.ts'
import { dealRows, importJob, requireSomething } from './staging.ts'
import { type FileResult, filesOf, type ImportRow, requireImport, storedPieces } from './store.ts'
import { publishedProcess } from './target.ts'

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
  const taken = files.filter(({ kind }) => kind !== 'ignore')
  const result = {
    ...found.result,
    rows: dealRows(files),
    total: taken.reduce((sum, file) => sum + file.rows, 0),
    problems: [],
    files,
    file: 0,
    row: 0,
  }
  await ctx.tx
    .updateTable('imports')
    .set({
      status: 'queued',
      dry_run: input.dryRun,
      mapping: JSON.stringify(mapping),
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

function untouched(file: FileResult): FileResult {
  return { ...file, created: 0, updated: 0, merged: 0, rejected: 0 }
}

/** The files as a corrected mapping reads them: another delimiter or header row gives other columns. */
async function asMapped(ctx: Context, found: ImportRow, mapping: contract.ImportMapping): Promise<FileResult[]> {
  const stored = await filesOf(ctx.tx, ctx.workspace.id, found.id)
  const files: FileResult[] = []
  for (const file of found.result.files) {
    const wanted = mapping.files[file.name]
    const id = stored.find(({ name }) => name === file.name)?.id
    if (!wanted || wanted.kind === 'ignore' || id === undefined) {
      files.push({ ...untouched(file), kind: 'ignore' })
      continue
    }
    if (!isEncoding(wanted.encoding))
      fail('import_mapping_invalid', { problem: `encoding_unknown: ${wanted.encoding}` })
    const { value } = await storedPieces(ctx.tx, ctx.workspace.id, id).next()
    const head = Buffer.isBuffer(value) ? iconv.decode(value, wanted.encoding) : ''
    const layout = layoutWith(head, wanted.delimiter, wanted.skipLines)
    if (!layout) fail('import_mapping_invalid', { problem: `no_header: ${file.name}` })
    files.push({ ...untouched(file), kind: wanted.kind, headers: [...layout.headers] })
  }
  return files
}
