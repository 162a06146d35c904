import { sql } from 'kysely'
import type { Comparison } from '../../../contract/duplicates.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { seen } from '../../kernel/seen.ts'
import { hints, tables } from './described.ts'
import type { Row } from './fields.ts'
import type { AlikeKind } from './likeness/traits.ts'

/** A row with what hangs on it. */
export interface CountedRow {
  readonly row: Row
  readonly shown: Comparison['rows'][number]
}

/** Rows as they stand, with what hangs on each, in the order asked for; refuses one that is not there, not seen, or merged. */
export async function countedRows(ctx: Context, kind: AlikeKind, ids: readonly string[]): Promise<CountedRow[]> {
  const column = sql.ref(`${kind}_id`)
  const count = (table: string, condition = sql`true`) => sql`(
    select count(*)::integer from ${sql.table(table)} x
    where x.workspace_id = t.workspace_id and x.${column} = t.id and ${condition})`
  const people = kind === 'company' ? count('people', sql`x.archived_at is null`) : sql`0`
  const { rows } = await sql<CountedRow>`
    select to_jsonb(t) as row, json_build_object(
      'id', t.id, 'name', t.name, 'hint', ${hints[kind]}, 'email', t.email, 'phone', coalesce(t.phone_e164, t.phone),
      'ownerName', (select m.name from members m where m.workspace_id = t.workspace_id and m.id = t.owner_id),
      'createdAt', ${iso('t.created_at')}, 'updatedAt', ${iso('t.updated_at')},
      'deals', ${count('deals')} ${kind === 'person' ? sql`+ ${count('stakeholders')}` : sql``},
      'notes', ${count('notes', sql`x.deleted_at is null`)}, 'files', ${count('files', sql`x.deleted_at is null`)},
      'people', ${people}, 'lists', ${count('prospects')}) as shown
    from ${sql.table(tables[kind])} t
    where t.workspace_id = ${ctx.workspace.id} and t.id = any(${ids}::uuid[]) and t.archived_at is null
      and ${seen(ctx.actor, sql.ref('t.owner_id'))}`.execute(ctx.tx)
  const byId = new Map(rows.map((row) => [String(row.row['id']), row]))
  return ids.map((id) => byId.get(id) ?? fail('not_found', { kind }))
}

/** An instant as the API writes it, in SQL. */
export function iso(column: string) {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

/** Holds rows for a merge, so that nobody changes them meanwhile; always in the order of their ids, so that two merges wait. */
export async function lockRows(ctx: Context, kind: AlikeKind, ids: readonly string[]): Promise<void> {
  await sql`
    select 1 from ${sql.table(tables[kind])} t
    where t.workspace_id = ${ctx.workspace.id} and t.id = any(${ids}::uuid[]) order by t.id for update`.execute(ctx.tx)
}
