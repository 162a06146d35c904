import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { audit } from '../access/index.ts'
import { companyType } from './companies.ts'
import { householdType } from './households.ts'
import { personType } from './people.ts'

/** What may hang on a customer so that it cannot go: each with the word the refusal says. */
type Ties = Readonly<Record<string, RawBuilder<unknown>>>

export async function deleteCompany(ctx: Context, id: string): Promise<Record<string, never>> {
  return remove(ctx, companyType, id, {
    deal: tie(ctx, 'deals', 'company_id', id),
    person: sql`${tie(ctx, 'people', 'company_id', id)} or ${tie(ctx, 'positions', 'company_id', id)}`,
    company: tie(ctx, 'companies', 'parent_id', id),
  })
}

export async function deletePerson(ctx: Context, id: string): Promise<Record<string, never>> {
  return remove(ctx, personType, id, {
    deal: sql`${tie(ctx, 'deals', 'person_id', id)} or ${tie(ctx, 'stakeholders', 'person_id', id)}`,
  })
}

export async function deleteHousehold(ctx: Context, id: string): Promise<Record<string, never>> {
  return remove(ctx, householdType, id, { deal: tie(ctx, 'deals', 'household_id', id) })
}

/** Deletes a customer for good; notes and files go with it. What deals tell cannot lose whom it is about. */
async function remove(
  ctx: Context,
  type: Pick<typeof companyType, 'kind' | 'table'> & {
    find: (ctx: Context, id: string, lock: boolean) => Promise<{ name: string } | undefined>
  },
  id: string,
  ties: Ties,
): Promise<Record<string, never>> {
  const row = await type.find(ctx, id, true)
  if (!row) fail('not_found', { kind: type.kind })
  for (const [kind, holds] of Object.entries(ties)) {
    const { rows } = await sql<{ holds: boolean }>`select ${holds} as holds`.execute(ctx.tx)
    if (rows[0]?.holds) fail('in_use', { kind })
  }
  await sql`delete from ${sql.table(type.table)} where workspace_id = ${ctx.workspace.id} and id = ${id}`.execute(
    ctx.tx,
  )
  await forgetLikeness(ctx, id)
  // The log says that it went and by whom, not what it was called: a name is a person's word, too.
  await audit(ctx, { action: `${type.kind}.deleted`, subject: { kind: type.kind, id } })
  return {}
}

function tie(ctx: Context, table: string, column: string, id: string): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select 1 from ${sql.table(table)} t where t.workspace_id = ${ctx.workspace.id} and ${sql.ref(`t.${column}`)} = ${id})`
}

/** What was found and kept of its likeness to others goes with it: a merge keeps what a row said before. */
async function forgetLikeness(ctx: Context, id: string): Promise<void> {
  const ours = sql`workspace_id = ${ctx.workspace.id}`
  await sql`
    with keys as (delete from likeness_keys where ${ours} and row_id = ${id}),
      pairs as (delete from duplicates where ${ours} and (one_id = ${id} or other_id = ${id}))
    delete from merge_parts where ${ours} and (survivor_id = ${id} or ${id} = any(removed_ids))`.execute(ctx.tx)
}
