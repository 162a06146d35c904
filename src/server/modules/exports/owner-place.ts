import { sql } from 'kysely'
import type { Queries } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import type { Manifest } from './manifest.ts'

/** Whoever owns the empty workspace: their sign-in, and the keys that stand for them. */
interface Place {
  readonly memberId: string | null
  readonly userId: string | null
  readonly keyIds: readonly string[]
}

/** Takes the owner out, as whom nothing was done yet: with the archive comes the member that they are there. */
export async function leavePlace(tx: Queries, workspaceId: string): Promise<Place> {
  const member = await tx
    .selectFrom('members')
    .select(['id', 'user_id'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  if (!member) return { memberId: null, userId: null, keyIds: [] }
  const keys = await tx
    .updateTable('api_keys')
    .set({ member_id: null })
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', member.id)
    .returning('id')
    .execute()
  return { memberId: member.id, userId: member.user_id, keyIds: keys.map(({ id }) => id) }
}

/**
 * Gives the owner the place of the member who exported, if that one is an owner there, else of the first owner: a workspace
 * has one who can sign in. What the owner did here before was done by the same person.
 */
export async function takePlace(
  tx: Queries,
  workspaceId: string,
  place: Place,
  { exportedBy }: Manifest,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from members
    where workspace_id = ${workspaceId} and role = 'owner' and deactivated_at is null
    order by (id = ${exportedBy}::uuid) desc nulls last, id limit 1`.execute(tx)
  const [owner] = rows
  if (!owner) return fail('archive_refused', { reason: 'rows', part: 'members' })
  const { memberId, userId, keyIds } = place
  if (memberId === null) return
  await sql`update members set user_id = ${userId} where workspace_id = ${workspaceId} and id = ${owner.id}`.execute(tx)
  await sql`
    update api_keys set member_id = ${owner.id}
    where workspace_id = ${workspaceId} and id = any(${keyIds}::uuid[])`.execute(tx)
  for (const [table, column] of [
    ['api_keys', 'created_by'],
    ['restores', 'created_by'],
    ['audit_entries', 'actor_id'],
    ['audit_entries', 'subject_id'],
  ] as const)
    await sql`
      update ${sql.table(table)} set ${sql.ref(column)} = ${owner.id}
      where workspace_id = ${workspaceId} and ${sql.ref(column)} = ${memberId}`.execute(tx)
}
