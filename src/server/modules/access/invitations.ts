import { randomBytes } from 'node:crypto'
import type { InputOf, OutputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/invitations.ts'
import { type Invitation, invitationDays } from '../../../contract/invitations.ts'
import { may, permissions, type Role } from '../../../contract/permissions.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue } from '../../kernel/job.ts'
import { keyText, sha256 } from '../../kernel/key.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { has } from '../../kernel/rights.ts'
import { audit } from './audit.ts'
import { requireOwnerFor } from './members.ts'
import { requireTeam } from './teams.ts'

export const invitationMail = 'invitations.mail'

/** Whether this server can send mail. */
export interface MailWay {
  readonly canMail: boolean
}

function invitations(ctx: Context) {
  return ctx.tx
    .selectFrom('invitations as i')
    .leftJoin('teams as t', (join) =>
      join.onRef('t.workspace_id', '=', 'i.workspace_id').onRef('t.id', '=', 'i.team_id'),
    )
    .leftJoin('members as c', (join) =>
      join.onRef('c.workspace_id', '=', 'i.workspace_id').onRef('c.id', '=', 'i.claims'),
    )
    .leftJoin('members as b', (join) =>
      join.onRef('b.workspace_id', '=', 'i.workspace_id').onRef('b.id', '=', 'i.created_by'),
    )
    .select(['i.id', 'i.name', 'i.email', 'i.role', 'i.sees', 'i.mail', 'i.created_at', 'i.expires_at'])
    .select(['t.id as team_id', 't.name as team_name', 'c.id as claims_id', 'c.name as claims_name'])
    .select('b.name as inviter')
    .select((eb) => eb('i.expires_at', '<=', ctx.now).as('has_expired'))
    .where('i.workspace_id', '=', ctx.workspace.id)
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null)
}

type Row = Awaited<ReturnType<ReturnType<typeof invitations>['execute']>>[number]

function show(row: Row): Invitation {
  const { id, name, email, role, sees, mail } = row
  return {
    id,
    name,
    email,
    role,
    team: row.team_id === null ? null : { id: row.team_id, name: row.team_name ?? '' },
    sees,
    claims: row.claims_id === null ? null : { id: row.claims_id, name: row.claims_name ?? '' },
    invitedBy: row.inviter,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    hasExpired: Boolean(row.has_expired),
    mail,
  }
}

/** The invitations that are open, newest first; one that has expired stays until it is renewed or revoked. */
export async function listInvitations(
  ctx: Context,
  { query }: InputOf<typeof contract.listInvitations>,
  { canMail }: MailWay,
): Promise<OutputOf<typeof contract.listInvitations>> {
  const after = decodeCursor(query.after, idCursor)
  const rows = await invitations(ctx)
    .$if(after !== null, (list) => list.where('i.id', '<', after?.[0] ?? ''))
    .orderBy('i.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return { ...pageOf(rows, query.limit, (row) => [row.id], show), canMail }
}

/** Invites somebody. Whoever has the link comes in as what the invitation says: it gives no right that its maker lacks. */
export async function inviteMember(
  ctx: Context,
  { body }: InputOf<typeof contract.inviteMember>,
  way: MailWay,
): Promise<OutputOf<typeof contract.inviteMember>> {
  requireMail(body.mail, way)
  requireGrantable(ctx, body.role)
  await requireTeam(ctx, body.teamId)
  await requireUnclaimed(ctx, body.memberId)
  await requireNewAddress(ctx, body.email)
  const id = newId()
  const made = secret(ctx)
  const inserted = await ctx.tx
    .insertInto('invitations')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      name: body.name,
      email: body.email,
      role: body.role,
      team_id: body.teamId ?? null,
      sees: body.sees,
      language: body.language ?? ctx.workspace.language,
      claims: body.memberId ?? null,
      token_hash: made.hash,
      mail: body.mail ? 'waiting' : null,
      created_by: ctx.actor.memberId ?? null,
      created_at: ctx.now,
      expires_at: endOf(ctx),
    })
    // Of two invitations to one address at the same moment, one is first.
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'email'])
        .where('accepted_at', 'is', null)
        .where('revoked_at', 'is', null)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (!inserted) fail('already_invited')
  if (body.mail) await enqueue(ctx, { kind: invitationMail, payload: { invitationId: id } })
  const data = { name: body.name, email: body.email, role: body.role, mail: body.mail }
  await audit(ctx, { action: 'invitation.made', subject: { kind: 'invitation', id }, data })
  return { invitation: await showInvitation(ctx, id), token: made.token }
}

/** Makes a new link for an invitation, which closes those before it. */
export async function renewInvitation(
  ctx: Context,
  { params, body }: InputOf<typeof contract.renewInvitation>,
  way: MailWay,
): Promise<OutputOf<typeof contract.renewInvitation>> {
  const row = await invitations(ctx).where('i.id', '=', params.id).forUpdate('i').executeTakeFirst()
  if (!row) fail('not_found', { kind: 'invitation' })
  requireMail(body.mail, way)
  requireGrantable(ctx, row.role)
  const made = secret(ctx)
  await ctx.tx
    .updateTable('invitations')
    .set({
      token_hash: made.hash,
      mail_token_hash: null,
      expires_at: endOf(ctx),
      ...(body.mail ? { mail: 'waiting' } : {}),
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', row.id)
    .execute()
  if (body.mail) await enqueue(ctx, { kind: invitationMail, payload: { invitationId: row.id } })
  const subject = { kind: 'invitation', id: row.id }
  await audit(ctx, {
    action: 'invitation.renewed',
    subject,
    data: { name: row.name, email: row.email, mail: body.mail },
  })
  return { invitation: await showInvitation(ctx, row.id), token: made.token }
}

export async function revokeInvitation(
  ctx: Context,
  { params }: InputOf<typeof contract.revokeInvitation>,
): Promise<Record<never, never>> {
  const revoked = await ctx.tx
    .updateTable('invitations')
    .set({ revoked_at: ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', params.id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning(['name', 'email'])
    .executeTakeFirst()
  if (!revoked) fail('not_found', { kind: 'invitation' })
  await audit(ctx, { action: 'invitation.revoked', subject: { kind: 'invitation', id: params.id }, data: revoked })
  return {}
}

async function showInvitation(ctx: Context, id: string): Promise<Invitation> {
  return show(await invitations(ctx).where('i.id', '=', id).executeTakeFirstOrThrow())
}

/** A new secret of a link, as people get it and as it is stored. */
export function secret({ workspace }: { readonly workspace: { readonly id: string } }): {
  token: string
  hash: Buffer
} {
  const random = randomBytes(32).toString('base64url')
  return { token: keyText(workspace.id, random), hash: sha256(random) }
}

function endOf({ now }: Context): Date {
  return new Date(now.getTime() + invitationDays * 86_400_000)
}

function requireMail(wanted: boolean, { canMail }: MailWay): void {
  if (wanted && !canMail) fail('mail_not_set_up')
}

function requireGrantable(ctx: Context, role: Role): void {
  const beyond = permissions.find((right) => may(role, right) && !has({ ...ctx.actor, sees: null }, right))
  if (beyond) fail('forbidden', { permission: beyond })
  requireOwnerFor(ctx, role)
}

async function requireUnclaimed(ctx: Context, memberId: string | null | undefined): Promise<void> {
  if (memberId === undefined || memberId === null) return
  const found = await ctx.tx
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', memberId)
    .where('user_id', 'is', null)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()
  if (!found) fail('unknown_reference', { field: 'memberId' })
}

/** Refuses an address of a member or of an open invitation. Whether it signs in to another workspace, nobody is told. */
async function requireNewAddress(ctx: Context, email: string): Promise<void> {
  const member = await ctx.tx
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select('m.id')
    .where('m.workspace_id', '=', ctx.workspace.id)
    .where('u.email', '=', email)
    .executeTakeFirst()
  if (member) fail('already_member')
  const open = await invitations(ctx).where('i.email', '=', email).executeTakeFirst()
  if (open) fail('already_invited')
}
