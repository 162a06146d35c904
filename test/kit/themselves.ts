import { sql } from 'kysely'
import type { World } from './world.ts'

/** The keys of the world's people stand for them from now on: what they open is theirs, and they see what their members see. */
export async function actThemselves({ rondo }: World): Promise<void> {
  await sql`update api_keys set member_id = created_by where workspace_id = ${rondo.workspaceId}`.execute(
    rondo.pools.db,
  )
}
