import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { type BaseKind, baseColumns } from './base-columns.ts'
import { joinLists } from './lists.ts'

/**
 * Gives rows the values of the file where they differ; an empty cell takes nothing away. What they had before is noted for
 * an undo, except of rows that were made in this very transaction: those nobody has seen otherwise.
 */
export async function updateRows(
  ctx: Context,
  kind: BaseKind,
  given: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  if (given.length === 0) return
  const rows = await joinLists(ctx, kind, given)
  const types = baseColumns[kind]
  const names = Object.keys(types)
  // The names come from the table of columns, never from a file.
  const list = (each: (name: string) => string, separator = ', ') => sql.raw(names.map(each).join(separator))
  const hasImport = kind !== 'members'
  const isOurs = hasImport ? sql`coalesce(t.import_id = ${ctx.actor.id}::uuid, false)` : sql`false`
  const isNewborn = sql`(${isOurs} and t.created_at = ${ctx.now}::timestamptz)`
  const changed = (side: 't' | 'r') => sql`(
    select jsonb_object_agg(c.name, c.value) from (values ${list((name) => `('${name}', ${isNew(name)}, to_jsonb(${side}.${name}))`)})
      as c (name, is_new, value) where c.is_new)`
  await sql`
    with r as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, ${list((name) => `${name} ${types[name]}`)})),
    was as materialized (
      select t.id, ${isNewborn} as is_newborn, case when ${isOurs} then null else ${changed('t')} end as before,
        ${changed('r')} as after
      from ${sql.table(kind)} t join r on r.id = t.id
      where t.workspace_id = ${ctx.workspace.id} and (${list(isNew, ' or ')})
      for update of t),
    changed as (
      update ${sql.table(kind)} t
      set ${list(taken)}, version = t.version + case when was.is_newborn then 0 else 1 end,
        field_versions = t.field_versions || (
          select coalesce(jsonb_object_agg(c.field, t.version + case when was.is_newborn then 0 else 1 end), '{}')
          from (values ${list((name) =>
            fieldsOf(name)
              .map((field) => `('${field}', ${isNew(name)})`)
              .join(', '),
          )}) as c (field, is_new)
          where c.is_new) ${ownVersions(kind)} ${kind === 'members' ? sql`` : sql`, updated_at = ${ctx.now}`}
      from r join was on was.id = r.id
      where t.workspace_id = ${ctx.workspace.id} and t.id = r.id
      returning t.id, t.version)
    insert into import_rows (workspace_id, import_id, row_id, kind, before, after, version)
    select ${ctx.workspace.id}, ${ctx.actor.id}::uuid, c.id, ${kind}, w.before, w.after, c.version
    from changed c join was w on w.id = c.id where not w.is_newborn
    on conflict (workspace_id, import_id, row_id) do update set
      before = excluded.before || import_rows.before, after = import_rows.after || excluded.after,
      version = excluded.version`.execute(ctx.tx)
}

/** The versions of own fields go by their keys, as an edit of one of them names it. */
function ownVersions(kind: BaseKind): RawBuilder<unknown> {
  if (!('custom' in baseColumns[kind])) return sql``
  return sql`|| coalesce((
    select jsonb_object_agg('custom.' || own.key, t.version + case when was.is_newborn then 0 else 1 end)
    from jsonb_each(r.custom) own where own.value is distinct from t.custom -> own.key), '{}')`
}

function taken(column: string): string {
  if (column === 'phone_e164') return `${column} = case when r.phone is null then t.${column} else r.${column} end`
  return `${column} = coalesce(r.${column}, t.${column})`
}

/** What a number means goes with the number: a new one that cannot be read leaves nothing of the one before. */
function isNew(column: string): string {
  const isGiven = column === 'phone_e164' ? 'r.phone is not null' : `r.${column} is not null`
  return `(${isGiven} and r.${column} is distinct from t.${column})`
}

/** The fields that a column is a part of: the lists of numbers and addresses begin with the primary one. */
export function fieldsOf(column: string): string[] {
  if (column === 'phone_e164') return ['phones']
  if (column === 'phone' || column === 'email') return [column, `${column}s`]
  if (['street', 'postal_code', 'city', 'country'].includes(column)) return [camel(column), 'addresses']
  const lists: Readonly<Record<string, string>> = {
    phone_kind: 'phones',
    more_phones: 'phones',
    email_kind: 'emails',
    more_emails: 'emails',
    address_kind: 'addresses',
    more_addresses: 'addresses',
  }
  return [lists[column] ?? camel(column)]
}

function camel(column: string): string {
  return column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}
