import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { givenBackColumns } from '../deals/index.ts'

// The names come from our own table of columns.
const columns = (alias: string): RawBuilder<unknown> =>
  sql.raw(`jsonb_build_object(${givenBackColumns.map((column) => `'${column}', ${alias}.${column}`).join(', ')})`)

/** Deals as they stand, before an import changes them; `note` tells an undo what it changed. */
export async function watchDeals(ctx: Context, ids: readonly string[]): Promise<{ note(): Promise<void> }> {
  if (ids.length === 0) return { note: async () => {} }
  const { rows } = await sql<{ id: string; before: unknown }>`
    select d.id, case when coalesce(d.import_id = ${ctx.actor.id}::uuid, false) then null else ${columns('d')} end as before
    from deals d where d.workspace_id = ${ctx.workspace.id} and d.id = any(${ids}) limit ${ids.length}`.execute(ctx.tx)
  return {
    async note() {
      const changed = sql`select c.key from jsonb_each(${columns('d')}) c where c.value is distinct from r.before -> c.key`
      await sql`
        insert into import_rows (workspace_id, import_id, row_id, kind, before, after, version)
        select d.workspace_id, ${ctx.actor.id}::uuid, d.id, 'deals',
          case when r.before is null then null else (
            select jsonb_object_agg(b.key, b.value) from jsonb_each(r.before) b where b.key in (${changed})) end,
          (select jsonb_object_agg(a.key, a.value) from jsonb_each(${columns('d')}) a where a.key in (${changed})),
          d.version
        from deals d join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, before jsonb) on r.id = d.id
        where d.workspace_id = ${ctx.workspace.id}
        on conflict (workspace_id, import_id, row_id) do update set
          before = excluded.before || import_rows.before, after = import_rows.after || excluded.after,
          version = excluded.version`.execute(ctx.tx)
    },
  }
}
