import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { type KeptOne, noteUndone } from './kept-rows.ts'
import type { ImportRow } from './store.ts'
import type { StepDone } from './undo-run.ts'

const batch = 1_000

interface Note {
  readonly id: string
  readonly is_edited: boolean
}

/** Removes the notes that an import wrote, but for those that somebody has edited or pinned since. */
export async function removeNotes(ctx: Context, found: ImportRow, after: string | null): Promise<StepDone> {
  const { rows } = await sql<Note>`
    select n.id, n.version > 1 or n.pinned_at is not null as is_edited from notes n
    where n.workspace_id = ${ctx.workspace.id} and n.author_kind = 'import' and n.author_id = ${found.id}
      and ${after === null ? sql`true` : sql`n.id > ${after}::uuid`}
    order by n.id limit ${batch} for update of n`.execute(ctx.tx)
  const kept = rows.flatMap(({ id, is_edited }): KeptOne[] =>
    is_edited ? [{ id, reason: 'edited', fields: [], by: [] }] : [],
  )
  const free = rows.flatMap(({ id, is_edited }) => (is_edited ? [] : [id]))
  await sql`delete from notes where workspace_id = ${ctx.workspace.id} and id = any(${free})`.execute(ctx.tx)
  await noteUndone(ctx, found.id, 'notes', { restored: [], kept })
  const last = rows.length < batch ? null : (rows.at(-1)?.id ?? null)
  return { removed: free.length, restored: 0, kept: kept.length, after: last }
}
