import { sql } from 'kysely'
import type { Context } from './context.ts'
import { fail } from './fail.ts'
import { seen } from './seen.ts'

type Customers = 'companies' | 'people' | 'households'
type Referable = 'members' | 'sources' | 'products' | 'tags' | 'payment_terms' | 'price_lists' | Customers

/**
 * Refuses ids of rows that this workspace does not have or the actor does not see, naming the field: one query for all.
 * @param references field → the table that its id must be found in
 */
export async function requireReferences(
  ctx: Context,
  references: Readonly<Record<string, Referable>>,
  input: object,
): Promise<void> {
  const named = Object.entries(input).flatMap(([field, value]) => {
    const table = references[field]
    return table !== undefined && typeof value === 'string' ? [{ field, table, id: value }] : []
  })
  if (named.length === 0) return
  const found = await ctx.tx
    .selectNoFrom((eb) =>
      named.map(({ field, table, id }) =>
        eb
          .exists(
            eb
              .selectFrom(table)
              .select('id')
              .where('workspace_id', '=', ctx.workspace.id)
              .where('id', '=', id)
              // Nothing new is given to somebody who has left.
              .$if(table === 'members', (row) => row.where(sql<boolean>`deactivated_at is null`))
              // Nothing new hangs on a row that was merged.
              .$if(isOwned(table), (row) =>
                row.where(seen(ctx.actor, sql.ref('owner_id'))).where(sql<boolean>`merged_into_id is null`),
              ),
          )
          .as(field),
      ),
    )
    .executeTakeFirstOrThrow()
  const missing = named.find(({ field }) => !found[field])
  if (missing) fail('unknown_reference', { field: missing.field })
}

function isOwned(table: Referable): table is Customers {
  return table === 'companies' || table === 'people' || table === 'households'
}
