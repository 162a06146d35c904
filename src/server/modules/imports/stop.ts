import type { ImportResult } from '../../../contract/imports.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { showImport } from './show.ts'
import { countRows, type ImportRow, requireImport, saveImport, untouched } from './store.ts'

/**
 * Stops an import that waits or runs. The batch in work finds it stopped when it would save how far it is, and leaves
 * nothing behind; those before stay. A trial has written nothing: it begins anew whenever that is wanted.
 */
export async function stopImport(ctx: Context, id: string): Promise<ImportResult> {
  const found = await requireImport(ctx, id, true)
  if (found.status !== 'queued' && found.status !== 'running') fail('import_not_ready', { status: found.status })
  if (found.dry_run) await beginAgain(ctx, found)
  else await saveImport(ctx.tx, ctx.workspace.id, id, { status: 'stopped', finishedAt: ctx.now, result: soFar(found) })
  return showImport(ctx, id)
}

function soFar({ result }: ImportRow): ImportRow['result'] {
  const { created, updated, merged, rejected } = countRows(result.files.filter(({ kind }) => kind === 'deals'))
  return { ...result, rows: created + updated + merged + rejected }
}

async function beginAgain(ctx: Context, { id, result }: ImportRow): Promise<void> {
  const again = { ...result, problems: [], samples: [], files: result.files.map(untouched), file: 0, row: 0 }
  await ctx.tx
    .updateTable('imports')
    .set({ status: 'staged', dry_run: false, processed: 0, result: JSON.stringify(again) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
}
