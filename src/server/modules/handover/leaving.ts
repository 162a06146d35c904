import { sql } from 'kysely'
import type { Member } from '../../../contract/access.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/team.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { enqueue } from '../../kernel/job.ts'
import { requireReferences } from '../../kernel/references.ts'
import { audit, type HeldMember, holdMember, requireOtherOwner, requireOwnerFor, showMember } from '../access/index.ts'
import { showBelongings } from './belongings.ts'
import { handoverJob } from './handing-over.ts'

/**
 * Ends a member's access. From the next request on their sessions and keys are refused, because both ask for a member who is
 * not deactivated; what is theirs is handed over by a job, which may have much to do.
 */
export async function deactivateMember(
  ctx: Context,
  id: string,
  { handOverTo, keepKeys }: BodyOf<typeof contract.deactivateMember>,
): Promise<Member> {
  const row = await holdMember(ctx, id)
  if (row.deactivated_at !== null) fail('member_deactivated')
  requireOwnerFor(ctx, row.role)
  requireOtherOwner(row)
  if (handOverTo === id) fail('unknown_reference', { field: 'handOverTo' })
  await requireReferences(ctx, { handOverTo: 'members' }, { handOverTo })
  const { deals, companies, people, households, keys } = await showBelongings(ctx, id)
  if (keepKeys) await keep(ctx, id)
  await setDeactivated(ctx, row, ctx.now)
  await endSessions(ctx, row.user_id)
  await enqueue(ctx, { kind: handoverJob, payload: { from: id, to: handOverTo, by: ctx.actor } })
  const to = handOverTo === null ? null : (await showMember(ctx, handOverTo)).name
  const subject = { kind: 'member', id }
  const customers = companies + people + households
  await audit(ctx, { action: 'member.deactivated', subject, data: { to, deals, customers } })
  for (const key of keys) {
    const action = keepKeys && !key.standsFor ? 'key.kept' : 'key.stopped'
    await audit(ctx, { action, subject: { kind: 'key', id: key.id }, data: { name: key.name } })
  }
  return showMember(ctx, id)
}

/** Lets a member in again, as what they were. */
export async function reactivateMember(ctx: Context, id: string): Promise<Member> {
  const row = await holdMember(ctx, id)
  if (row.deactivated_at === null) fail('member_active')
  requireOwnerFor(ctx, row.role)
  await setDeactivated(ctx, row, null)
  await audit(ctx, { action: 'member.reactivated', subject: { kind: 'member', id } })
  return showMember(ctx, id)
}

async function setDeactivated(ctx: Context, row: HeldMember, deactivated_at: Date | null): Promise<void> {
  await ctx.tx
    .updateTable('members')
    .set({ deactivated_at, ...nextVersion(row, ['deactivatedAt']) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', row.id)
    .execute()
}

/** Whoever deactivates answers from now on for the keys that the member made for the workspace. */
async function keep(ctx: Context, id: string): Promise<void> {
  if (ctx.actor.memberId === null || ctx.actor.memberId === undefined) fail('forbidden', { permission: 'keys.manage' })
  await ctx.tx
    .updateTable('api_keys')
    .set({ created_by: ctx.actor.memberId })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('created_by', '=', id)
    .where('member_id', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Signs a user out everywhere who is a member of nothing any more; who works elsewhere too stays signed in there. */
async function endSessions(ctx: Context, userId: string | null): Promise<void> {
  await sql`
    delete from sessions s where s.user_id = ${userId} and not exists (
      select from members m where m.user_id = s.user_id and m.deactivated_at is null)`.execute(ctx.tx)
}
