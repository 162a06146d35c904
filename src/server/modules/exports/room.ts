import { sql } from 'kysely'
import type { Queries } from '../../kernel/context.ts'
import { archivedTables } from './archive-tables.ts'

/** Whether nobody has worked in the workspace yet: an owner alone, with what a workspace begins with. */
export async function hasRoom(db: Queries, workspaceId: string): Promise<boolean> {
  const worked = archivedTables
    .filter(({ isSetUp }) => !isSetUp)
    .map(({ name }) => sql`exists (select 1 from ${sql.table(name)} where workspace_id = ${workspaceId})`)
  const { rows } = await sql<{ has_room: boolean }>`
    select not (${sql.join(worked, sql` or `)})
      and not exists (select 1 from invitations where workspace_id = ${workspaceId})
      and (select count(*) from members where workspace_id = ${workspaceId}) <= 1 as has_room`.execute(db)
  return rows[0]?.has_room ?? false
}
