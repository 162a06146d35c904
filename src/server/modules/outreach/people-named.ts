import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { seen } from '../../kernel/seen.ts'

/**
 * The people that a field names, each once; refuses whom the actor does not see.
 * @param until where something is written of them they stay until that is done; who only looks takes no lock
 */
export async function peopleNamed(
  ctx: Context,
  field: string,
  ids: readonly string[],
  until: 'written' | 'looked' = 'written',
): Promise<string[]> {
  const named = [...new Set(ids)]
  if (named.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select p.id from people p where p.workspace_id = ${ctx.workspace.id} and p.id = any(${named}::uuid[])
      and p.merged_into_id is null and ${seen(ctx.actor, sql.ref('p.owner_id'))} ${until === 'written' ? sql`for key share` : sql``}`.execute(
    ctx.tx,
  )
  return rows.length === named.length ? named : fail('unknown_reference', { field })
}
