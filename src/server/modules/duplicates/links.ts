import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import type { AlikeKind } from './likeness/traits.ts'

/** A column of another table that names a customer. */
interface Link {
  readonly table: string
  readonly column: string
  /** Whoever stands there twice after a merge keeps the first of them, in this order; the other row goes. */
  readonly onePer?: { readonly column: string; readonly of: string; readonly first: RawBuilder<unknown> }
  /** What goes on for one of them at a time: the survivor's, else the one that began first, goes on, and the others end. */
  readonly goesOnOnce?: { readonly end: RawBuilder<unknown> }
  /** Rows that somebody edits: their version goes on, and the scan sees them anew. */
  readonly field?: string
}

const attached = (column: string): Link[] => [
  { table: 'notes', column },
  { table: 'files', column },
]

const researched = (column: string): Link[] =>
  ['dossier_facts', 'visits', 'coordinates', 'chosen_ways'].map((table) => ({ table, column }))

const touched = (column: string): Link => ({ table: 'touches', column })

/** People who were there, each once. */
const oneOf = (table: string, column: string, of: string): Link => ({
  table,
  column: 'person_id',
  onePer: { column, of, first: sql`t.id` },
})

const prospect = (column: string): Link => ({
  table: 'prospects',
  column,
  // What became a deal is told before what still waits.
  onePer: {
    column: 'list_id',
    of: 'lists',
    first: sql`array_position(array['claimed', 'waiting', 'set_aside', 'dropped'], t.state)`,
  },
})

/** Every column that names a customer, by kind; a test reads the database's references and misses none. */
export const links: Record<AlikeKind, readonly Link[]> = {
  company: [
    { table: 'deals', column: 'company_id', field: 'companyId' },
    { table: 'people', column: 'company_id', field: 'companyId' },
    { table: 'positions', column: 'company_id' },
    { table: 'companies', column: 'parent_id', field: 'parentId' },
    ...attached('company_id'),
    ...researched('company_id'),
    touched('company_id'),
    { table: 'appointments', column: 'company_id' },
    prospect('company_id'),
    { table: 'opt_outs', column: 'company_id' },
    { table: 'companies', column: 'merged_into_id' },
  ],
  person: [
    { table: 'deals', column: 'person_id', field: 'personId' },
    {
      table: 'stakeholders',
      column: 'person_id',
      onePer: { column: 'deal_id', of: 'deals', first: sql`t.created_at` },
    },
    { table: 'positions', column: 'person_id' },
    ...attached('person_id'),
    ...researched('person_id'),
    oneOf('touch_people', 'touch_id', 'touches'),
    { table: 'promises', column: 'person_id' },
    { table: 'enrolments', column: 'person_id', goesOnOnce: { end: sql`end_reason = 'stopped'` } },
    oneOf('appointment_people', 'appointment_id', 'appointments'),
    { table: 'objections', column: 'person_id' },
    { table: 'needs', column: 'person_id' },
    oneOf('presentation_people', 'presentation_id', 'presentations'),
    { table: 'trials', column: 'person_id' },
    prospect('person_id'),
    { table: 'opt_outs', column: 'person_id' },
    { table: 'people', column: 'merged_into_id' },
  ],
  household: [
    { table: 'deals', column: 'household_id', field: 'householdId' },
    ...attached('household_id'),
    ...researched('household_id'),
    touched('household_id'),
    { table: 'appointments', column: 'household_id' },
    prospect('household_id'),
    { table: 'opt_outs', column: 'household_id' },
    { table: 'households', column: 'merged_into_id' },
  ],
}

/** The name of a link as a merge keeps it: 'deals.company_id'. */
export function nameOf({ table, column }: Link): string {
  return `${table}.${column}`
}

interface Part {
  readonly id: string
  readonly survivorId: string
  readonly removedIds: readonly string[]
}

/** Gives all that hangs on the removed rows to the survivor, noting each row. Returns the ids of the deals that followed. */
export async function follow(ctx: Context, kind: AlikeKind, part: Part): Promise<string[]> {
  for (const link of links[kind]) {
    if (link.onePer) await dropSeconds(ctx, link, link.onePer, part)
    if (link.goesOnOnce) await endSeconds(ctx, link, link.goesOnOnce, part)
    await noteMoved(ctx, link, part)
    await move(ctx, link, sql`m.link = ${nameOf(link)}`, part, sql`${part.survivorId}::uuid`)
  }
  return dealsOf(ctx, kind, part.id)
}

/** The deals that followed in a part of a merge. */
export async function dealsOf(ctx: Context, kind: AlikeKind, partId: string): Promise<string[]> {
  const { rows } = await sql<{ row_id: string }>`
    select m.row_id from merge_links m
    where m.workspace_id = ${ctx.workspace.id} and m.part_id = ${partId} and m.link = ${`deals.${kind}_id`}`.execute(
    ctx.tx,
  )
  return rows.map(({ row_id }) => row_id)
}

/** The deals whose committees changed with parts of a merge. */
export async function committeesOf(ctx: Context, partIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ deal_id: string }>`
    select distinct coalesce(s.deal_id, (m.gone->>'deal_id')::uuid) as deal_id
    from merge_links m left join stakeholders s on s.workspace_id = m.workspace_id and s.id = m.row_id
    where m.workspace_id = ${ctx.workspace.id} and m.part_id = any(${partIds}::uuid[])
      and m.link = 'stakeholders.person_id' and (s.id is not null or m.gone is not null)`.execute(ctx.tx)
  return rows.map(({ deal_id }) => deal_id)
}

/** Gives back what followed, unless somebody has moved it on since; what went because the survivor had it comes again. */
export async function giveBack(ctx: Context, kind: AlikeKind, part: Part): Promise<void> {
  for (const link of links[kind]) {
    await move(
      ctx,
      link,
      sql`m.link = ${nameOf(link)} and t.${sql.ref(link.column)} = ${part.survivorId}`,
      part,
      sql`m.from_id`,
    )
    if (link.onePer) await bringSeconds(ctx, link, link.onePer, part)
  }
}

async function noteMoved(ctx: Context, link: Link, part: Part): Promise<void> {
  await sql`
    insert into merge_links (workspace_id, id, part_id, link, row_id, from_id)
    select t.workspace_id, gen_random_uuid(), ${part.id}, ${nameOf(link)}, t.id, t.${sql.ref(link.column)}
    from ${sql.table(link.table)} t
    where t.workspace_id = ${ctx.workspace.id} and t.${sql.ref(link.column)} = any(${part.removedIds}::uuid[])
      and t.id <> all(${[part.survivorId, ...part.removedIds]}::uuid[])`.execute(ctx.tx)
}

async function move(ctx: Context, link: Link, which: RawBuilder<unknown>, part: Part, to: RawBuilder<unknown>) {
  const version = link.field
    ? sql`, version = t.version + 1, updated_at = ${ctx.now},
        field_versions = t.field_versions || jsonb_build_object(${link.field}::text, t.version + 1)`
    : sql``
  await sql`
    update ${sql.table(link.table)} t set ${sql.ref(link.column)} = ${to} ${version}
    from merge_links m
    where m.workspace_id = ${ctx.workspace.id} and m.part_id = ${part.id} and m.gone is null and ${which}
      and t.workspace_id = m.workspace_id and t.id = m.row_id`.execute(ctx.tx)
}

async function dropSeconds(ctx: Context, link: Link, { column, first }: NonNullable<Link['onePer']>, part: Part) {
  await sql`
    with ranked as (
      select t.id, row_number() over (partition by t.${sql.ref(column)}
        order by ${first}, t.${sql.ref(link.column)} = ${part.survivorId} desc, t.id) as place
      from ${sql.table(link.table)} t
      where t.workspace_id = ${ctx.workspace.id}
        and t.${sql.ref(link.column)} = any(${[part.survivorId, ...part.removedIds]}::uuid[])),
    gone as (
      delete from ${sql.table(link.table)} t using ranked r
      where t.workspace_id = ${ctx.workspace.id} and t.id = r.id and r.place > 1
      returning t.id, t.${sql.ref(link.column)} as from_id, to_jsonb(t) as gone)
    insert into merge_links (workspace_id, id, part_id, link, row_id, from_id, gone)
    select ${ctx.workspace.id}, gen_random_uuid(), ${part.id}, ${nameOf(link)}, g.id, g.from_id, g.gone from gone g`.execute(
    ctx.tx,
  )
}

async function endSeconds(ctx: Context, link: Link, { end }: NonNullable<Link['goesOnOnce']>, part: Part) {
  const whose = sql.ref(`t.${link.column}`)
  await sql`
    update ${sql.table(link.table)} u set ended_at = ${ctx.now}::timestamptz, ${end}
    from (
      select t.id, row_number() over (order by ${whose} = ${part.survivorId} desc, t.id) as place
      from ${sql.table(link.table)} t
      where t.workspace_id = ${ctx.workspace.id} and t.ended_at is null
        and ${whose} = any(${[part.survivorId, ...part.removedIds]}::uuid[])) r
    where u.workspace_id = ${ctx.workspace.id} and u.id = r.id and r.place > 1`.execute(ctx.tx)
}

/** As long as what they belong to is there. */
async function bringSeconds(ctx: Context, link: Link, { column, of }: NonNullable<Link['onePer']>, part: Part) {
  await sql`
    insert into ${sql.table(link.table)}
    select r.* from merge_links m cross join lateral jsonb_populate_record(null::${sql.table(link.table)}, m.gone) r
    where m.workspace_id = ${ctx.workspace.id} and m.part_id = ${part.id} and m.link = ${nameOf(link)}
      and m.gone is not null and exists (
        select 1 from ${sql.table(of)} k where k.workspace_id = r.workspace_id and k.id = r.${sql.ref(column)})
    on conflict do nothing`.execute(ctx.tx)
}
