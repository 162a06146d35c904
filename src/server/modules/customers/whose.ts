import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { seen } from '../../kernel/seen.ts'

/** Whose story is told: which deals, notes and files are theirs. */
export interface Whose {
  readonly kind: 'company' | 'person' | 'household'
  readonly table: 'companies' | 'people' | 'households'
  readonly id: string
  /** Whether a deal `d` is one of theirs. */
  readonly deals: (ctx: Context) => RawBuilder<boolean>
  /** Whether a note or a file, under this alias, hangs on them; on their deals is asked apart. */
  readonly attached: (ctx: Context, alias: string) => RawBuilder<boolean>
  /** The part somebody takes in a deal `d`, if not as its customer. */
  readonly role: (ctx: Context) => RawBuilder<string | null>
}

/** What is written about the people of a company is part of its story. */
export function company(id: string): Whose {
  return {
    kind: 'company',
    table: 'companies',
    id,
    deals: () => sql<boolean>`d.company_id = ${id}`,
    attached: (ctx, alias) => sql<boolean>`(${sql.ref(`${alias}.company_id`)} = ${id}
      or ${sql.ref(`${alias}.person_id`)} = any(array(
        select p.id from people p where p.workspace_id = ${ctx.workspace.id} and p.company_id = ${id})))`,
    role: () => sql<null>`null`,
  }
}

export function person(id: string): Whose {
  return {
    kind: 'person',
    table: 'people',
    id,
    deals: (ctx) => sql<boolean>`(d.person_id = ${id} or d.id = any(array(
      select k.deal_id from stakeholders k where k.workspace_id = ${ctx.workspace.id} and k.person_id = ${id})))`,
    attached: (_ctx, alias) => sql<boolean>`${sql.ref(`${alias}.person_id`)} = ${id}`,
    role: (ctx) => sql<string | null>`(
      select k.role from stakeholders k
      where k.workspace_id = ${ctx.workspace.id} and k.deal_id = d.id and k.person_id = ${id})`,
  }
}

export function household(id: string): Whose {
  return {
    kind: 'household',
    table: 'households',
    id,
    deals: () => sql<boolean>`d.household_id = ${id}`,
    attached: (_ctx, alias) => sql<boolean>`${sql.ref(`${alias}.household_id`)} = ${id}`,
    role: () => sql<null>`null`,
  }
}

/** Refuses whom the actor does not see. */
export async function requireSeen(ctx: Context, { kind, table, id }: Whose): Promise<void> {
  const { rows } = await sql`
    select 1 from ${sql.table(table)} t
    where t.workspace_id = ${ctx.workspace.id} and t.id = ${id} and ${seen(ctx.actor, sql.ref('t.owner_id'))}`.execute(
    ctx.tx,
  )
  if (rows.length === 0) fail('not_found', { kind })
}

/** The ids of their deals that the actor sees, as an array in SQL. */
export function dealIds(ctx: Context, whose: Whose): RawBuilder<string[]> {
  return sql<string[]>`array(
    select d.id from deals d
    where d.workspace_id = ${ctx.workspace.id} and ${whose.deals(ctx)} and ${seen(ctx.actor, sql.ref('d.owner_id'))})`
}
