import { type RawBuilder, sql } from 'kysely'
import type { RecordKind } from '../../../contract/search.ts'
import type { Context } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'

/** A subquery of ids of one kind. */
export type Ids = (kind: RecordKind) => RawBuilder<unknown>

/** What the actor opened last: kind, id and place, from 1. */
export function mine(ctx: Context): RawBuilder<unknown> {
  return sql`
    select older.record ->> 'kind' as kind, (older.record ->> 'id')::uuid as id, older.place::integer as recent
    from recents r cross join lateral jsonb_array_elements(r.records) with ordinality older (record, place)
    where r.workspace_id = ${ctx.workspace.id} and r.id = ${ctx.actor.id}`
}

/** Whether a row of a table with an owner is there for the actor. */
export function isThere(ctx: Context, table: string): RawBuilder<unknown> {
  const archived = table === 'deals' ? sql`true` : sql`${sql.ref(`${table}.archived_at`)} is null`
  return sql`${sql.ref(`${table}.workspace_id`)} = ${ctx.workspace.id} and ${archived}
    and ${seen(ctx.actor, sql.ref(`${table}.owner_id`))}`
}

/** The rows of these ids as candidates: a common table expression named `rows`, after one named `mine`. */
export function rowsOf(ctx: Context, ids: Ids, kinds: readonly RecordKind[]): RawBuilder<unknown> {
  const parts = kinds.map((kind) => {
    const { table, beside, texts, where } = shapes[kind]
    const id = sql.ref(`${table}.id`)
    const deal = kind === 'deal'
    return sql`
      select ${sql.lit(kind)} as kind, ${id} as id, ${sql.ref(`${table}.name`)} as name, ${beside} as beside,
        ${deal ? stage : sql`null::jsonb`} as stage, ${deal ? sql`deals.outcome` : sql`null`} as outcome,
        ${texts} as texts, ${deal || kind === 'product' ? sql`'[]'::jsonb` : moreOf(table)} as more,
        (select mine.recent from mine where mine.kind = ${sql.lit(kind)} and mine.id = ${id}) as recent
      from ${sql.table(table)} where ${where(ctx)} and ${id} in (${ids(kind)})`
  })
  return sql`rows as (${sql.join(parts, sql` union all `)})`
}

function moreOf(table: string): RawBuilder<unknown> {
  return sql`${sql.ref(`${table}.more_phones`)} || ${sql.ref(`${table}.more_emails`)}`
}

const customer = sql<string>`coalesce(
  (select c.name from companies c where c.workspace_id = deals.workspace_id and c.id = deals.company_id),
  (select p.name from people p where p.workspace_id = deals.workspace_id and p.id = deals.person_id),
  (select h.name from households h where h.workspace_id = deals.workspace_id and h.id = deals.household_id))`
const company = sql<string>`(select c.name from companies c
  where c.workspace_id = people.workspace_id and c.id = people.company_id)`
const stage = sql`(select jsonb_build_object('key', s.key, 'name', s.name) from stages s
  where s.workspace_id = deals.workspace_id and s.id = deals.stage_id)`

const shapes = {
  company: {
    table: 'companies',
    beside: sql`coalesce(companies.city, companies.domain)`,
    texts: sql`jsonb_build_object('domain', companies.domain, 'email', companies.email, 'phone', companies.phone)`,
    where: (ctx: Context) => isThere(ctx, 'companies'),
  },
  person: {
    table: 'people',
    beside: sql`coalesce(${company}, people.title, people.email)`,
    texts: sql`jsonb_build_object('email', people.email, 'phone', people.phone, 'company', ${company})`,
    where: (ctx: Context) => isThere(ctx, 'people'),
  },
  household: {
    table: 'households',
    beside: sql`nullif(concat_ws(', ', households.street, households.city), '')`,
    texts: sql`jsonb_build_object('street', households.street, 'email', households.email, 'phone', households.phone)`,
    where: (ctx: Context) => isThere(ctx, 'households'),
  },
  deal: {
    table: 'deals',
    beside: customer,
    texts: sql`jsonb_build_object('customer', ${customer})`,
    where: (ctx: Context) => isThere(ctx, 'deals'),
  },
  product: {
    table: 'products',
    beside: sql`coalesce(products.family, products.code)`,
    texts: sql`jsonb_build_object('code', products.code)`,
    where: (ctx: Context) => sql`products.workspace_id = ${ctx.workspace.id}`,
  },
} satisfies Record<RecordKind, unknown>
