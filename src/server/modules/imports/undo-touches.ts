import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { takeBackTouches } from '../outreach/index.ts'
import { type KeptOne, noteUndone } from './kept-rows.ts'
import type { ImportRow } from './store.ts'
import { beforeAll } from './undo-made.ts'
import type { StepDone } from './undo-run.ts'

const batch = 1_000

/** Takes the touches back that an import brought, but for those that somebody has corrected since. */
export async function removeTouches(ctx: Context, found: ImportRow, after: string | null): Promise<StepDone> {
  const { rows } = await sql<{ id: string; is_edited: boolean }>`
    select t.id, t.version > 1 as is_edited from import_rows n
    join touches t on t.workspace_id = n.workspace_id and t.id = n.row_id
    where n.workspace_id = ${ctx.workspace.id} and n.import_id = ${found.id} and n.kind = 'touches'
      and n.row_id > ${after ?? beforeAll}::uuid
    order by n.row_id limit ${batch} for update of t`.execute(ctx.tx)
  const kept = rows.flatMap(({ id, is_edited }): KeptOne[] =>
    is_edited ? [{ id, reason: 'edited', fields: [], by: [] }] : [],
  )
  const free = rows.flatMap(({ id, is_edited }) => (is_edited ? [] : [id]))
  // The log says that the import itself takes them back: a deal that it made is not kept for that.
  await takeBackTouches({ ...ctx, actor: { kind: 'import', id: found.id, role: 'admin', sees: null } }, free)
  await noteUndone(ctx, found.id, 'touches', { restored: [], kept })
  const last = rows.length < batch ? null : (rows.at(-1)?.id ?? null)
  return { removed: free.length, restored: 0, kept: kept.length, after: last }
}
