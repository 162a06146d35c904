import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { type BaseKind, baseColumns } from './base-columns.ts'
import { fieldsOf } from './base-update.ts'
import { type ChangedRow, changedRows, type KeptOne, noteUndone } from './kept-rows.ts'
import type { StepRun } from './undo-run.ts'

const batch = 500

type Columns = Readonly<Record<string, unknown>>

/** Gives rows of the base what they had, column by column, where they still have what the import gave them. */
export function giveBackBase(kind: BaseKind): StepRun {
  return async (ctx, found, after) => {
    const rows = await changedRows(ctx, found.id, kind, after, batch)
    const now = await columnsNow(ctx, kind, rows)
    const there = await stillThere(ctx, rows)
    const kept: KeptOne[] = []
    const patches: { id: string; patch: Columns }[] = []
    for (const { id, before, after: given } of rows) {
      const is = now.get(id)
      if (!is) {
        kept.push({ id, reason: 'gone', fields: [], by: [] })
        continue
      }
      const isFree = (column: string) => {
        const former = before[column]
        const isLost = column.endsWith('_id') && typeof former === 'string' && links[column] && !there.has(former)
        return !isLost && isSame(is[column], given[column])
      }
      const free = Object.keys(given).filter(isFree)
      const fields = Object.keys(given).filter((column) => !free.includes(column))
      if (free.length > 0)
        patches.push({ id, patch: Object.fromEntries(free.map((column) => [column, before[column]])) })
      if (fields.length > 0) kept.push({ id, reason: 'edited', fields, by: [] })
    }
    await patchRows(ctx, kind, patches)
    const keptIds = new Set(kept.map(({ id }) => id))
    const restored = rows.map(({ id }) => id).filter((id) => !keptIds.has(id))
    await noteUndone(ctx, found.id, kind, { restored, kept })
    const last = rows.length < batch ? null : (rows.at(-1)?.id ?? null)
    return { removed: 0, restored: restored.length, kept: kept.length, after: last }
  }
}

async function columnsNow(ctx: Context, kind: BaseKind, rows: readonly ChangedRow[]): Promise<Map<string, Columns>> {
  const ids = rows.map(({ id }) => id)
  const { rows: found } = await sql<{ id: string; row: Columns }>`
    select t.id, to_jsonb(t) as row from ${sql.table(kind)} t
    where t.workspace_id = ${ctx.workspace.id} and t.id = any(${ids}) limit ${batch} for update of t`.execute(ctx.tx)
  return new Map(found.map(({ id, row }) => [id, row]))
}

const links: Readonly<Record<string, string>> = {
  company_id: 'companies',
  parent_id: 'companies',
  owner_id: 'members',
  source_id: 'sources',
  team_id: 'teams',
}

/** Which of the rows that were pointed to before are still there to be pointed to. */
async function stillThere(ctx: Context, rows: readonly ChangedRow[]): Promise<Set<string>> {
  const there = new Set<string>()
  for (const table of new Set(Object.values(links))) {
    const columns = Object.keys(links).filter((column) => links[column] === table)
    const ids = rows.flatMap(({ before }) => columns.flatMap((column) => before[column] ?? []))
    if (ids.length === 0) continue
    const { rows: found } = await sql<{ id: string }>`
      select id from ${sql.table(table)} where workspace_id = ${ctx.workspace.id} and id = any(${ids}) limit ${ids.length}`.execute(
      ctx.tx,
    )
    for (const { id } of found) there.add(id)
  }
  return there
}

async function patchRows(
  ctx: Context,
  kind: BaseKind,
  patches: readonly { id: string; patch: Columns }[],
): Promise<void> {
  if (patches.length === 0) return
  const names = Object.keys(baseColumns[kind])
  const rows = patches.map(({ id, patch }) => ({
    id,
    patch,
    fields: Object.keys(patch).flatMap((column) => changedFields(column, patch)),
  }))
  // The names come from the table of columns.
  const columns = (prefix = '') => sql.raw(names.map((name) => prefix + name).join(', '))
  await sql`
    update ${sql.table(kind)} t
    set (${columns()}) = (select ${columns('p.')} from jsonb_populate_record(t, r.patch) p),
      version = t.version + 1,
      field_versions = t.field_versions || (
        select coalesce(jsonb_object_agg(f.field, t.version + 1), '{}') from jsonb_array_elements_text(r.fields) f (field))
      ${kind === 'members' ? sql`` : sql`, updated_at = ${ctx.now}`}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, patch jsonb, fields jsonb)
    where t.workspace_id = ${ctx.workspace.id} and t.id = r.id`.execute(ctx.tx)
}

/** The fields that a column is a part of; own fields each by its key. */
function changedFields(column: string, patch: Columns): string[] {
  return column === 'custom' ? Object.keys(Object(patch[column])).map((key) => `custom.${key}`) : fieldsOf(column)
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}
