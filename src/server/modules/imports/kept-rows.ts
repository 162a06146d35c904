import { sql } from 'kysely'
import type { UndoKind } from '../../../contract/import-counts.ts'
import type { Context } from '../../kernel/context.ts'
import type { Kept } from './undo.ts'

export interface KeptOne extends Kept {
  readonly id: string
}

/** Notes what an undo did with rows that the import changed or made: given back, or kept, and why. */
export async function noteUndone(
  ctx: Context,
  importId: string,
  kind: UndoKind,
  { restored, kept }: { readonly restored: readonly string[]; readonly kept: readonly KeptOne[] },
): Promise<void> {
  const rows = [
    ...restored.map((id) => ({ id, undone: 'restored', kept: null })),
    ...kept.map(({ id, reason, fields, by }) => ({ id, undone: 'kept', kept: { reason, fields, by } })),
  ]
  if (rows.length === 0) return
  await sql`
    insert into import_rows (workspace_id, import_id, row_id, kind, version, undone, kept)
    select ${ctx.workspace.id}, ${importId}::uuid, r.id, ${kind}, 1, r.undone, r.kept
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, undone text, kept jsonb)
    on conflict (workspace_id, import_id, row_id) do update set undone = excluded.undone, kept = excluded.kept`.execute(
    ctx.tx,
  )
}

export interface ChangedRow {
  readonly id: string
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
}

/** The next rows of a kind that an import found there and changed. */
export async function changedRows(
  ctx: Context,
  importId: string,
  kind: UndoKind,
  after: string | null,
  limit: number,
): Promise<ChangedRow[]> {
  const { rows } = await sql<ChangedRow>`
    select n.row_id as id, n.before, n.after from import_rows n
    where n.workspace_id = ${ctx.workspace.id} and n.import_id = ${importId} and n.kind = ${kind} and n.before is not null
      and ${after === null ? sql`true` : sql`n.row_id > ${after}::uuid`}
    order by n.row_id limit ${limit}`.execute(ctx.tx)
  return rows
}
