import { sql } from 'kysely'
import type { CallSheet } from '../../../contract/call-sheets.ts'
import { factKinds } from '../../../contract/dossiers.ts'
import type { Context } from '../../kernel/context.ts'
import type { Whom } from '../../kernel/whom.ts'
import { type FactRow, factRows, show } from './dossiers.ts'

/** What fits on a sheet. */
const mostFacts = 60

/** What is known of a customer and of the people around it; private life is read by a call of its own. */
export async function factsAbout(
  ctx: Context,
  whom: Whom | null,
  people: readonly { readonly id: string }[],
): Promise<CallSheet['facts']> {
  const ids = [...people.map(({ id }) => id), ...(whom ? [whom.id] : [])]
  if (ids.length === 0) return []
  const name = (kind: string, table: string) => sql`(
    select json_build_object('kind', ${sql.lit(kind)}, 'id', t.id, 'name', t.name) from ${sql.table(table)} t
    where t.workspace_id = f.workspace_id and t.id = ${sql.ref(`f.${kind}_id`)})`
  const { rows } = await sql<FactRow & { about: CallSheet['facts'][number]['about'] }>`
    ${factRows(
      ctx,
      sql<boolean>`not f.is_private and (f.company_id = any(${ids}::uuid[]) or f.person_id = any(${ids}::uuid[])
        or f.household_id = any(${ids}::uuid[]))`,
      sql`, coalesce(${name('company', 'companies')}, ${name('person', 'people')},
        ${name('household', 'households')}) as about`,
    )}
    order by f.company_id is null, array_position(${factKinds}::text[], f.kind), f.id limit ${mostFacts}`.execute(
    ctx.tx,
  )
  return rows.map((row) => ({ ...show(row), about: row.about }))
}
