import { sql } from 'kysely'
import type { Context } from './context.ts'

/**
 * To be awaited before statements that read all deals of a workspace, in their transaction. Right after an import the
 * database has not counted the rows yet, takes them for a handful, and would join them row by row: a minute for 8,800
 * deals, a tenth of a second without that. Before PostgreSQL 18 that is done by a price no plan could have, which is taken
 * for a reason to compile the query first, for longer than anybody waits.
 */
export async function expectAll(ctx: Pick<Context, 'tx'>): Promise<void> {
  await sql`select set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true)`.execute(ctx.tx)
}
