import type { OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import type { KeptRow } from '../../../contract/import-undo.ts'
import type * as contract from '../../../contract/import-undo.ts'
import type { ImportResult } from '../../../contract/imports.ts'
import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { assert, fail } from '../../kernel/fail.ts'
import { enqueue } from '../../kernel/job.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { audit } from '../access/index.ts'
import { countsOfUndo, showImport } from './show.ts'
import { importJob } from './staging.ts'
import { type ImportRow, requireImport, saveImport } from './store.ts'
import { countUndo } from './undo-preview.ts'

/** Undoes an import as a whole, in the background: a job goes on where another one was killed. */
export async function undoImport(ctx: Context, id: string): Promise<ImportResult> {
  const found = await requireImport(ctx, id, true)
  requireUndoable(found)
  const { kind, id: actorId } = ctx.actor
  assert(kind === 'member' || kind === 'key', 'people undo imports')
  await saveImport(ctx.tx, ctx.workspace.id, id, {
    status: 'undoing',
    processed: 0,
    undo: { actor: { kind, id: actorId }, step: 0, after: null, freed: false, counts: {} },
  })
  await enqueue(ctx, { kind: importJob, payload: { importId: id } })
  const name = found.result.files.map((file) => file.name).join(', ')
  await audit(ctx, { action: 'import.undone', subject: { kind: 'import', id }, data: { name } })
  return showImport(ctx, id)
}

/** What an undo would do, as things are now. */
export async function previewUndo(ctx: Context, id: string): Promise<OutputOf<typeof contract.previewUndo>> {
  const found = await requireImport(ctx, id)
  requireUndoable(found)
  return { counts: countsOfUndo({ counts: await countUndo(ctx, found) }) }
}

function requireUndoable({ status, dry_run }: ImportRow): void {
  const hasWritten = status === 'done' || status === 'failed' || status === 'stopped'
  if (!hasWritten || dry_run) fail('import_not_ready', { status })
}

/** The rows that an undo left, and why. */
export async function listKept(
  ctx: Context,
  importId: string,
  query: QueryOf<typeof contract.listKept>,
): Promise<OutputOf<typeof contract.listKept>> {
  await requireImport(ctx, importId)
  const after = decodeCursor(query.after, idCursor)
  const name = (table: string) => sql`
    select t.name from ${sql.table(table)} t where n.kind = ${sql.lit(table)} and t.workspace_id = n.workspace_id and t.id = n.row_id`
  const tables = ['deals', 'people', 'households', 'companies', 'products', 'sources', 'members', 'teams', 'tags']
  const { rows } = await sql<{ row_id: string; kind: KeptRow['kind']; name: string | null; kept: Kept }>`
    select n.row_id, n.kind, n.kept, (${sql.join(tables.map(name), sql` union all `)}) as name
    from import_rows n
    where n.workspace_id = ${ctx.workspace.id} and n.import_id = ${importId} and n.undone = 'kept'
      and ${after === null ? sql`true` : sql`n.row_id > ${after[0]}::uuid`}
    order by n.row_id limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(
    rows,
    query.limit,
    (row) => [row.row_id],
    ({ row_id, kind, name: called, kept }) => ({ kind, id: row_id, name: called, ...kept }),
  )
}

/** Why an undo left a row; kept beside what the import did with it. */
export type Kept = Pick<KeptRow, 'reason' | 'fields' | 'by'>
