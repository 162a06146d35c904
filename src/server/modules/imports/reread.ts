import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/imports.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { guessStages } from './guessing/mapping.ts'
import { checkMapping } from './mapping-check.ts'
import { countProblems } from './problems.ts'
import { showImport } from './show.ts'
import { dealRows, fileResult, see, stageNamesOf } from './staging.ts'
import { requireImport } from './store.ts'
import { filesOf, storedSource } from './stored-file.ts'
import { publishedProcess } from './target.ts'

/**
 * Reads a file that is not taken in yet in another way than was guessed, and guesses the rest of it anew. What was corrected
 * in the other files is kept.
 */
export async function rereadFile(
  ctx: Context,
  id: string,
  { file: name, mapping: corrected, ...wanted }: BodyOf<typeof contract.rereadFile>,
): Promise<contract.ImportResult> {
  const found = await requireImport(ctx, id, true)
  const isTried = found.status === 'done' && found.dry_run
  if (found.status !== 'staged' && !isTried) fail('import_not_ready', { status: found.status })
  const kept = (await filesOf(ctx.tx, ctx.workspace.id, id)).find((file) => file.name === name)
  if (!kept) return fail('not_found', { kind: 'file' })
  const problems = countProblems()
  const source = await storedSource(ctx.tx, ctx.workspace.id, kept)
  const seen = await see(ctx, { name, source }, undefined, problems, wanted)
  if (typeof seen === 'string') return fail('import_file_unreadable', { file: name, reason: seen })
  const process = await publishedProcess(ctx.tx, ctx.workspace.id)
  const before = corrected ?? found.mapping
  const was = found.result.files.find((file) => file.name === name)
  const own = before.files[name]
  // The same columns in other letters, or on another sheet: what they were said to hold they still do.
  const isAlike = own !== undefined && was?.headers.join('\n') === seen.layout.headers.join('\n')
  const { format, sheet, encoding, delimiter, skipLines } = seen.mapping
  const read = isAlike ? { ...own, format, sheet, encoding, delimiter, skipLines } : seen.mapping
  // What each encoding makes of the file's words does not change with what is chosen.
  const encodings = was?.encodings ? { encodings: was.encodings } : {}
  const shown = { ...fileResult(name, seen), kind: read.kind, ...encodings }
  const files = found.result.files.map((file) => (file.name === name ? shown : file))
  // Names of stages that only the sheet before had are asked for no longer, unless another file may have them.
  const isAlone = !files.some((file) => file.name !== name && (file.kind === 'deals' || file.kind === 'history'))
  const names = isAlone ? stageNamesOf([seen]) : [...new Set([...found.result.stageNames, ...stageNamesOf([seen])])]
  const mapping = {
    files: { ...before.files, [name]: read },
    stages: guessStages([seen], process?.stages ?? [], before.stages, problems),
  }
  checkMapping(mapping, files, process?.sellingStages ?? [])
  const result = {
    ...found.result,
    rows: dealRows(files),
    total: files.reduce((sum, file) => sum + (file.kind === 'ignore' ? 0 : file.rows), 0),
    noticed: [...found.result.noticed.filter(({ example }) => example.file !== name), ...problems.list()],
    problems: [],
    samples: [],
    stageNames: names,
    files,
  }
  await ctx.tx
    .updateTable('imports')
    .set({
      status: 'staged',
      dry_run: false,
      mapping: JSON.stringify(mapping),
      confidence: JSON.stringify({ ...found.confidence, [name]: seen.confidence }),
      processed: 0,
      result: JSON.stringify(result),
      finished_at: null,
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return showImport(ctx, id)
}
