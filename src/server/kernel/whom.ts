import { type RawBuilder, sql } from 'kysely'
import type { Context } from './context.ts'
import { fail, failFields } from './fail.ts'
import { seen } from './seen.ts'

/** A customer that something is kept about: a company, a person or a household. */
export interface Whom {
  readonly kind: 'company' | 'person' | 'household'
  readonly id: string
}

const kinds = [
  { kind: 'company', field: 'companyId', column: 'company_id', table: 'companies' },
  { kind: 'person', field: 'personId', column: 'person_id', table: 'people' },
  { kind: 'household', field: 'householdId', column: 'household_id', table: 'households' },
] as const

type Named = { readonly [Field in (typeof kinds)[number]['field' | 'kind']]?: string | null | undefined }

/** Whom a body (`personId`) or a query (`person`) names; refuses nobody, and two at once. */
export function whomOf(input: Named): Whom {
  const named = kinds.flatMap(({ kind, field }) => {
    const id = input[field] ?? input[kind]
    return id ? [{ kind, field, id }] : []
  })
  const [first, second] = named
  if (!first) return failFields([{ field: 'companyId', code: 'required' }])
  if (second) failFields([{ field: second.field, code: 'unknown' }])
  return { kind: first.kind, id: first.id }
}

/** Refuses whom the actor does not see, and who was merged; a write keeps them there. */
export async function requireWhom(ctx: Context, { kind, id }: Whom, isWrite = true): Promise<void> {
  const { rows } = await sql`
    select 1 from ${sql.table(tableOf(kind))} t
    where t.workspace_id = ${ctx.workspace.id} and t.id = ${id} and t.merged_into_id is null
      and ${seen(ctx.actor, sql.ref('t.owner_id'))} ${isWrite ? sql`for key share` : sql``}`.execute(ctx.tx)
  if (rows.length > 0) return
  if (isWrite) fail('unknown_reference', { field: `${kind}Id` })
  fail('not_found', { kind })
}

export function tableOf(kind: Whom['kind']): 'companies' | 'people' | 'households' {
  return ({ company: 'companies', person: 'people', household: 'households' } as const)[kind]
}

/** The columns that say whom a row is about. */
export function whomColumns({ kind, id }: Whom) {
  return {
    company_id: kind === 'company' ? id : null,
    person_id: kind === 'person' ? id : null,
    household_id: kind === 'household' ? id : null,
  }
}

/** Whom a row of such columns is about. */
export function whomIn(row: {
  company_id: string | null
  person_id: string | null
  household_id: string | null
}): Whom {
  if (row.company_id !== null) return { kind: 'company', id: row.company_id }
  if (row.person_id !== null) return { kind: 'person', id: row.person_id }
  return { kind: 'household', id: row.household_id ?? '' }
}

/** Whether a row, under this alias, is about a customer. */
export function isAbout(alias: string, { kind, id }: Whom): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(`${alias}.${kind}_id`)} = ${id}`
}

/** Whether the actor sees whom a row, under this alias, is about. */
export function whomSeen(ctx: Context, alias: string): RawBuilder<boolean> {
  if (ctx.actor.sees === null) return sql<boolean>`true`
  const one = ({ column, table }: (typeof kinds)[number]) => sql<boolean>`exists (
    select 1 from ${sql.table(table)} w where w.workspace_id = ${ctx.workspace.id}
      and w.id = ${sql.ref(`${alias}.${column}`)} and ${seen(ctx.actor, sql.ref('w.owner_id'))})`
  return sql<boolean>`(${sql.join(kinds.map(one), sql` or `)})`
}
