import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { batchContext, type Run } from './batch-context.ts'
import { withProblems } from './problems.ts'
import { type ImportRow, type Progress, saveProgress, storeRejections } from './store.ts'
import type { StoredFile } from './stored-file.ts'

interface LeftPart {
  readonly file_id: string
  readonly row_number: number
  readonly deal: string
  readonly is_there: boolean
  readonly cells: readonly string[]
}

const atOnce = 1_000

/**
 * Hands back the rows that told of deals which neither a file nor the base holds: until all deals were read nobody could
 * know. They were counted as taken, and count as rejected now; each piece of the work is one transaction with what says so.
 */
export async function handBackParts(
  run: Run,
  { id, dry_run: dryRun }: Pick<ImportRow, 'id' | 'dry_run'>,
  files: readonly StoredFile[],
  before: Progress,
): Promise<Progress> {
  let progress = before
  for (;;) {
    const next = await run.db.transaction().execute(async (tx) => {
      const ctx = await batchContext(run, tx)
      const left = await takeLeft(ctx, id)
      if (left.length === 0) return null
      let counted = progress
      for (const file of files) {
        const rows = left.filter((row) => row.file_id === file.id && !row.is_there)
        if (rows.length === 0) continue
        const rejections = rows.map((row) => ({ row: row.row_number, code: 'deal_unknown', cells: row.cells }))
        if (!dryRun) await storeRejections(ctx, id, file.id, rejections)
        counted = rejected(counted, file.name, rows)
      }
      await saveProgress(tx, run.workspace.id, id, { result: counted })
      return counted
    })
    if (next === null) return progress
    progress = next
  }
}

/** Forgets what a trial that was stopped has left. */
export async function forgetParts({ db, workspace, importId }: Run): Promise<void> {
  await sql`delete from import_parts where workspace_id = ${workspace.id} and import_id = ${importId}`.execute(db)
}

async function takeLeft(ctx: Context, importId: string): Promise<readonly LeftPart[]> {
  const { rows } = await sql<LeftPart>`
    delete from import_parts where workspace_id = ${ctx.workspace.id} and id in (
      select id from import_parts where workspace_id = ${ctx.workspace.id} and import_id = ${importId}
      order by id limit ${atOnce})
    returning file_id, row_number, deal, is_there, cells`.execute(ctx.tx)
  return rows
}

function rejected(progress: Progress, name: string, rows: readonly LeftPart[]): Progress {
  const [first] = rows
  if (!first) return progress
  const value = first.deal.replace(/^(?:id|name) /, '')
  const example = { file: name, row: first.row_number, column: null, value }
  return {
    ...progress,
    files: progress.files.map((file) =>
      file.name === name
        ? { ...file, created: file.created - rows.length, rejected: file.rejected + rows.length }
        : file,
    ),
    problems: withProblems(progress.problems, [{ code: 'deal_unknown', count: rows.length, example }]),
  }
}
