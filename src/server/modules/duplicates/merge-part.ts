import { sql } from 'kysely'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { tellCustomers } from '../deals/index.ts'
import { dealsIn } from './compare.ts'
import { tables } from './described.ts'
import { choosable, chosenFor, type Row, reachColumns, survivorOf, unitedTags, valueOf } from './fields.ts'
import { regroup } from './groups.ts'
import type { AlikeKind } from './likeness/traits.ts'
import { committeesOf, follow } from './links.ts'
import { countedRows, lockRows } from './rows.ts'

/** A group to be merged: which row stays, by rule if nobody said, and whose values are kept where somebody chose. */
export interface Wanted {
  readonly partId: string
  readonly ids: readonly string[]
  readonly survivorId: string | null
  readonly choices: Readonly<Record<string, string>>
}

/** Merges a group into one of its rows, in the caller's transaction. Returns the id of the row that stays. */
export async function mergeGroup(ctx: Context, kind: AlikeKind, wanted: Wanted): Promise<string> {
  await lockRows(ctx, kind, wanted.ids)
  const counted = await countedRows(ctx, kind, wanted.ids)
  const rows = counted.map(({ row }) => row)
  const survivor = rows.find((row) => row['id'] === wanted.survivorId) ?? survivorOf(rows, dealsIn(counted))
  if (!survivor) fail('not_found', { kind })
  const survivorId = String(survivor['id'])
  const removedIds = wanted.ids.filter((id) => id !== survivorId)
  const part = { id: wanted.partId, survivorId, removedIds }
  await keepRemoved(ctx, kind, part)
  const deals = await follow(ctx, kind, part)
  if (kind === 'person') await keepRoles(ctx, part, survivor, rows, wanted.choices)
  const after = await writeSurvivor(ctx, kind, survivor, nextColumns(kind, rows, survivor, wanted.choices))
  await leadTo(ctx, kind, part, part.survivorId)
  await tellCustomers(ctx, deals)
  await settlePairs(ctx, kind, part)
  const before = Object.fromEntries(Object.keys(after).map((column) => [column, survivor[column] ?? null]))
  await ctx.tx
    .updateTable('merge_parts')
    .set({
      state: 'merged',
      survivor_id: survivorId,
      removed_ids: removedIds,
      before: JSON.stringify(before),
      after: JSON.stringify(after),
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', part.id)
    .execute()
  return survivorId
}

/** Word for all who look on: the rows themselves, and what hangs on them. The deals of a customer were told one by one. */
export async function leaveMerged(ctx: Context, kind: AlikeKind, partIds: readonly string[]): Promise<void> {
  await leaveChange(ctx, { kind: 'deals', id: null, fields: [] }, await committeesOf(ctx, partIds))
  for (const changed of [tables[kind], 'notes', 'files', 'prospects', 'duplicates', 'merges']) {
    await leaveChange(ctx, { kind: changed, id: null, fields: [] })
  }
}

/** The columns of the survivor after the merge, by choice or by rule. */
function nextColumns(kind: AlikeKind, rows: readonly Row[], survivor: Row, choices: Wanted['choices']): Row {
  const ids = rows.map((row) => String(row['id']))
  const next: Record<string, unknown> = {}
  const custom: Record<string, unknown> = { ...Object(survivor['custom'] ?? {}) }
  for (const field of choosable(kind, rows)) {
    const chosen = rows.find((row) => row['id'] === choices[field.field]) ?? chosenFor(field, rows, survivor)
    for (const column of field.columns) {
      const value = valueOf(chosen, column)
      if (column.startsWith('custom.')) custom[column.slice('custom.'.length)] = value
      else next[column] = value
    }
  }
  // Nobody belongs to a part of themselves.
  if (ids.includes(String(next['parent_id']))) next['parent_id'] = null
  const first = rows.find((row) => row['id'] === choices['phones']) ?? survivor
  return {
    ...next,
    ...('custom' in survivor ? { custom } : {}),
    ...reachColumns(kind, [first, ...rows.filter((row) => row !== first)]),
    tag_ids: unitedTags([survivor, ...rows]),
  }
}

/** Writes what is new of the survivor's columns; returns those that changed, as the database has them now. */
async function writeSurvivor(ctx: Context, kind: AlikeKind, survivor: Row, next: Row): Promise<Row> {
  const id = String(survivor['id'])
  await setColumns(ctx, kind, id, changedIn(next, survivor), next)
  if (kind === 'company') await breakCircle(ctx, id)
  const written = await rowOf(ctx, kind, id)
  return Object.fromEntries(changedIn(next, survivor, written).map((column) => [column, written[column] ?? null]))
}

/** The columns of a row that differ from what they were. */
function changedIn(columns: Row, before: Row, after: Row = columns): string[] {
  return Object.keys(columns).filter((column) => !isSame(after[column], before[column]))
}

/** Whether two values that came as JSON are the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}

/** A row as it stands in its table. */
export async function rowOf(ctx: Context, kind: AlikeKind, id: string): Promise<Row> {
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(t) as row from ${sql.table(tables[kind])} t
    where t.workspace_id = ${ctx.workspace.id} and t.id = ${id}`.execute(ctx.tx)
  return rows[0]?.row ?? {}
}

/** Sets columns of a row to values as JSON; its version goes on in any case, for what hangs on it has changed. */
export async function setColumns(ctx: Context, kind: AlikeKind, id: string, columns: readonly string[], values: Row) {
  const table = sql.table(tables[kind])
  // The names are columns of the row that was read, never of a request.
  const list = columns.map((column) => sql`${sql.ref(column)} = r.${sql.ref(column)},`)
  await sql`
    update ${table} t set ${list.length > 0 ? sql.join(list, sql` `) : sql``}
      version = t.version + 1, updated_at = ${ctx.now},
      field_versions = t.field_versions || (
        select coalesce(jsonb_object_agg(c.name, t.version + 1), '{}') from unnest(${columns.map(camel)}::text[]) as c (name))
    from jsonb_populate_record(null::${table}, ${JSON.stringify(values)}::jsonb) r
    where t.workspace_id = ${ctx.workspace.id} and t.id = ${id}`.execute(ctx.tx)
}

function camel(column: string): string {
  return column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}

interface Part {
  readonly id: string
  readonly survivorId: string
  readonly removedIds: readonly string[]
}

/** Notes how the removed rows stood; the id that others call them by is free for the survivor. */
async function keepRemoved(ctx: Context, kind: AlikeKind, part: Part): Promise<void> {
  await sql`
    with removed as (
      select t.id, t.external_id from ${sql.table(tables[kind])} t
      where t.workspace_id = ${ctx.workspace.id} and t.id = any(${part.removedIds}::uuid[])),
    noted as (
      insert into merge_links (workspace_id, id, part_id, link, row_id, from_id, gone)
      select ${ctx.workspace.id}, gen_random_uuid(), ${part.id}, 'removed', r.id, r.id, to_jsonb(r) from removed r)
    update ${sql.table(tables[kind])} t set external_id = null
    where t.workspace_id = ${ctx.workspace.id} and t.id = any(${part.removedIds}::uuid[])`.execute(ctx.tx)
}

/**
 * The removed rows lead to the survivor, or with null to nobody and are back. In both they bear the id others call them by,
 * unless another row has taken it.
 */
export async function leadTo(
  ctx: Context,
  kind: AlikeKind,
  part: { readonly id: string },
  survivorId: string | null,
): Promise<void> {
  const table = sql.table(tables[kind])
  await sql`
    update ${table} t set merged_into_id = ${survivorId}, archived_by = null,
      archived_at = ${survivorId === null ? null : ctx.now}::timestamptz,
      external_id = case when t.external_id is null and exists (
        select 1 from ${table} s where s.workspace_id = t.workspace_id and s.external_id = m.gone->>'external_id')
        then null else m.gone->>'external_id' end,
      version = t.version + 1, updated_at = ${ctx.now},
      field_versions = t.field_versions || jsonb_build_object('archivedAt', t.version + 1)
    from merge_links m
    where m.workspace_id = ${ctx.workspace.id} and m.part_id = ${part.id} and m.link = 'removed'
      and t.workspace_id = m.workspace_id and t.id = m.row_id`.execute(ctx.tx)
}

/** Where a removed person mainly worked is a further role of the survivor, unless it is theirs already. */
async function keepRoles(ctx: Context, part: Part, survivor: Row, rows: readonly Row[], choices: Wanted['choices']) {
  const field = { field: 'companyId', columns: ['company_id'] }
  const main = rows.find((row) => row['id'] === choices['companyId']) ?? chosenFor(field, rows, survivor)
  const kept = rows.filter((row) => row['company_id'] !== null && row['company_id'] !== main['company_id'])
  const roles = new Map(kept.map((row) => [String(row['company_id']), row]))
  const added = [...roles.values()].map((row) => ({ ...row, id: newId(), link: newId(), from: row['id'] }))
  if (added.length === 0) return
  await sql`
    with roles as (
      select r.* from jsonb_to_recordset(${JSON.stringify(added)}::jsonb)
        as r (id uuid, link uuid, "from" uuid, company_id uuid, title text, company_since date)
      where not exists (
        select 1 from positions p where p.workspace_id = ${ctx.workspace.id} and p.person_id = ${part.survivorId}
          and p.company_id = r.company_id and p.until is null)),
    noted as (
      insert into merge_links (workspace_id, id, part_id, link, row_id, from_id)
      select ${ctx.workspace.id}, r.link, ${part.id}, 'added', r.id, r."from" from roles r)
    insert into positions (workspace_id, id, person_id, company_id, title, since, created_at)
    select ${ctx.workspace.id}, r.id, ${part.survivorId}, r.company_id, r.title, r.company_since, ${ctx.now} from roles r`.execute(
    ctx.tx,
  )
}

/** A daughter's daughter that became the mother belongs to nobody, or she would belong to herself. */
async function breakCircle(ctx: Context, id: string): Promise<void> {
  await sql`
    update companies t set parent_id = null
    where t.workspace_id = ${ctx.workspace.id} and t.id = ${id} and ${id} in (
      with recursive above (id) as (
        select c.parent_id from companies c where c.workspace_id = ${ctx.workspace.id} and c.id = ${id}
        union
        select c.parent_id from companies c join above on c.id = above.id where c.workspace_id = ${ctx.workspace.id})
      select above.id from above where above.id is not null)`.execute(ctx.tx)
}

/** The pairs of the group are settled; that a removed row is not the same as somebody holds for the survivor too. */
async function settlePairs(ctx: Context, kind: AlikeKind, part: Part): Promise<void> {
  const all = [part.survivorId, ...part.removedIds]
  const { rows: settled } = await sql<{ one_id: string; other_id: string }>`
    update duplicates d set state = 'merged', decided_at = ${ctx.now}, decided_by = ${ctx.actor.id}
    where d.workspace_id = ${ctx.workspace.id} and d.state = 'open'
      and (d.one_id = any(${part.removedIds}::uuid[]) or d.other_id = any(${part.removedIds}::uuid[]))
    returning d.one_id, d.other_id`.execute(ctx.tx)
  await sql`
    insert into duplicates (workspace_id, id, kind, one_id, other_id, score, reasons, state, group_id, leads, found_at,
      decided_at, decided_by)
    select d.workspace_id, gen_random_uuid(), d.kind, least(o.id, ${part.survivorId}::uuid),
      greatest(o.id, ${part.survivorId}::uuid), max(d.score), '{}', 'different', least(o.id, ${part.survivorId}::uuid), true,
      ${ctx.now}, max(d.decided_at), null
    from duplicates d cross join lateral (
      select case when d.one_id = any(${part.removedIds}::uuid[]) then d.other_id else d.one_id end as id) o
    where d.workspace_id = ${ctx.workspace.id} and d.state = 'different' and o.id <> all(${all}::uuid[])
      and (d.one_id = any(${part.removedIds}::uuid[]) or d.other_id = any(${part.removedIds}::uuid[]))
    group by d.workspace_id, d.kind, o.id
    on conflict (workspace_id, one_id, other_id) do update set state = excluded.state, decided_at = excluded.decided_at`.execute(
    ctx.tx,
  )
  await regroup(ctx, kind, [...new Set([...all, ...settled.flatMap(({ one_id, other_id }) => [one_id, other_id])])])
}
