import { sql } from 'kysely'
import { type Disagreement, findDisagreements } from '../../src/server/modules/deals/index.ts'
import type { App } from './app.ts'

/** What facts and state of all deals disagree on: nothing, unless a test breaks them. */
export async function disagreementsIn({
  pools,
  workspaceId,
}: Pick<App, 'pools' | 'workspaceId'>): Promise<Disagreement[]> {
  const row = await pools.db
    .selectFrom('workspaces')
    .selectAll()
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  // As the doctor does: the planner knows nothing of rows that came in a moment ago.
  await sql`analyze deals, facts`.execute(pools.db)
  return findDisagreements({ tx: pools.db, workspace: { ...row, timeZone: row.time_zone } }, 100)
}
