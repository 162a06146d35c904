import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { type MadeDeal, removeInBulk, takeBackInBulk } from '../deals/index.ts'
import { changedRows, type KeptOne, noteUndone } from './kept-rows.ts'
import type { ImportRow } from './store.ts'
import { beforeAll } from './undo-made.ts'
import type { StepDone } from './undo-run.ts'

// A batch holds the locks on its deals for a fraction of a second.
const batch = 200

export async function giveBackDeals(ctx: Context, found: ImportRow, after: string | null): Promise<StepDone> {
  const rows = await changedRows(ctx, found.id, 'deals', after, batch)
  const back = new Map((await takeBackInBulk(ctx, found.id, rows)).map((one) => [one.id, one]))
  const kept = rows.flatMap(({ id }): KeptOne[] => {
    const one = back.get(id)
    if (!one) return [{ id, reason: 'gone', fields: [], by: [] }]
    if (one.isMoved) return [{ id, reason: 'moved', fields: [...one.kept], by: [] }]
    return one.kept.length > 0 ? [{ id, reason: 'edited', fields: [...one.kept], by: [] }] : []
  })
  const keptIds = new Set(kept.map(({ id }) => id))
  const restored = rows.map(({ id }) => id).filter((id) => !keptIds.has(id))
  await noteUndone(ctx, found.id, 'deals', { restored, kept })
  const last = rows.length < batch ? null : (rows.at(-1)?.id ?? null)
  return { removed: 0, restored: restored.length, kept: kept.length, after: last }
}

export async function removeDeals(ctx: Context, found: ImportRow, after: string | null): Promise<StepDone> {
  const { rows } = await sql<MadeDeal>`
    select d.id, coalesce(n.version, 1) as version from deals d
    left join import_rows n on n.workspace_id = d.workspace_id and n.import_id = d.import_id and n.row_id = d.id
    where d.workspace_id = ${ctx.workspace.id} and d.import_id = ${found.id}
      and d.id > ${after ?? beforeAll}::uuid
    order by d.id limit ${batch} for update of d`.execute(ctx.tx)
  const stay = await removeInBulk(ctx, found.id, rows)
  const kept = stay.map(({ id, fields, by }): KeptOne => {
    const others = by.filter((kind) => kind !== 'facts')
    return { id, reason: others.length > 0 ? 'in_use' : 'edited', fields: [...fields], by: others }
  })
  await noteUndone(ctx, found.id, 'deals', { restored: [], kept })
  const last = rows.length < batch ? null : (rows.at(-1)?.id ?? null)
  return { removed: rows.length - kept.length, restored: 0, kept: kept.length, after: last }
}
