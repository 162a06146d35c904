import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { seen } from '../../kernel/seen.ts'

/** What notes and files hang on: the field that names it, its column, its table. */
const subjects = [
  { field: 'companyId', filter: 'company', column: 'company_id', table: 'companies' },
  { field: 'personId', filter: 'person', column: 'person_id', table: 'people' },
  { field: 'householdId', filter: 'household', column: 'household_id', table: 'households' },
  { field: 'dealId', filter: 'deal', column: 'deal_id', table: 'deals' },
] as const

type Column = (typeof subjects)[number]['column']
export type AttachedColumns = Readonly<Record<Column, string | null>>
export type AttachedInput = { readonly [Field in (typeof subjects)[number]['field']]?: string | undefined }
type AttachedFilter = { readonly [Filter in (typeof subjects)[number]['filter']]?: string | undefined }

export const unattached: AttachedColumns = { company_id: null, person_id: null, household_id: null, deal_id: null }

/** The columns of what is named; refuses nobody, two at once, and what the actor does not see. */
export async function attach(ctx: Context, input: AttachedInput): Promise<AttachedColumns> {
  const named = subjects.flatMap((subject) => {
    const id = input[subject.field]
    return id === undefined ? [] : [{ ...subject, id }]
  })
  const [first, second] = named
  if (!first) return failFields([{ field: 'companyId', code: 'required' }])
  if (second) failFields([{ field: second.field, code: 'unknown' }])
  const { rows } = await sql`
    select 1 from ${sql.table(first.table)} t
    where t.workspace_id = ${ctx.workspace.id} and t.id = ${first.id} and ${seen(ctx.actor, sql.ref('t.owner_id'))}
      and ${first.table === 'deals' ? sql`true` : sql`t.merged_into_id is null`}
    for key share`.execute(ctx.tx)
  if (rows.length === 0) fail('unknown_reference', { field: first.field })
  return { ...unattached, [first.column]: first.id }
}

/** Whether the actor sees what a row, under this alias, hangs on. */
export function attachedSeen(ctx: Context, alias: string): RawBuilder<boolean> {
  if (ctx.actor.sees === null) return sql<boolean>`true`
  const one = ({ column, table }: (typeof subjects)[number]) => sql<boolean>`exists (
    select 1 from ${sql.table(table)} t where t.workspace_id = ${ctx.workspace.id}
      and t.id = ${sql.ref(`${alias}.${column}`)} and ${seen(ctx.actor, sql.ref('t.owner_id'))})`
  return sql<boolean>`(${sql.join(subjects.map(one), sql` or `)})`
}

/** What a row, under this alias, hangs on is called so now. */
export function attachedName(ctx: Context, alias: string): RawBuilder<string> {
  const one = ({ column, table }: (typeof subjects)[number]) => sql`(
    select t.name from ${sql.table(table)} t where t.workspace_id = ${ctx.workspace.id}
      and t.id = ${sql.ref(`${alias}.${column}`)})`
  return sql<string>`coalesce(${sql.join(subjects.map(one))})`
}

/** The filter of a list by what its rows hang on. */
export function attachedTo(alias: string, filter: AttachedFilter): RawBuilder<boolean> {
  const conditions = subjects.flatMap(({ filter: name, column }) => {
    const id = filter[name]
    return id === undefined ? [] : [sql<boolean>`${sql.ref(`${alias}.${column}`)} = ${id}`]
  })
  return sql<boolean>`${sql.join([sql`true`, ...conditions], sql` and `)}`
}
