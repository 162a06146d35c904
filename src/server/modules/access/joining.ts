import type { InputOf, OutputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/invitations.ts'
import type { Language } from '../../../contract/primitives.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Queries } from '../../kernel/context.ts'
import { assert, fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { parseKey, sha256 } from '../../kernel/key.ts'
import type { Visitor } from '../../kernel/route.ts'
import { writeEntry } from './audit.ts'
import { beginSession, hashPassword } from './auth.ts'
import { requireGoodPassword } from './password.ts'
import { countAttempt, forgive } from './throttle.ts'
import { addLogin } from './workspaces.ts'

/** The open invitation that a link belongs to. A link of no use is not told apart from one that never was. */
function invitationOf(db: Queries, token: string) {
  const key = parseKey(token) ?? fail('invitation_closed')
  const hash = sha256(key.secret)
  return db
    .selectFrom('invitations as i')
    .innerJoin('workspaces as w', 'w.id', 'i.workspace_id')
    .leftJoin('members as b', (join) =>
      join.onRef('b.workspace_id', '=', 'i.workspace_id').onRef('b.id', '=', 'i.created_by'),
    )
    .select(['i.workspace_id', 'i.id', 'i.name', 'i.email', 'i.role', 'i.team_id', 'i.sees', 'i.language', 'i.claims'])
    .select(['i.expires_at', 'w.name as workspace', 'w.slug', 'b.name as inviter'])
    .select((eb) => eb.fn<Date>('now').as('now'))
    .where('i.workspace_id', '=', key.workspaceId)
    .where((eb) => eb.or([eb('i.token_hash', '=', hash), eb('i.mail_token_hash', '=', hash)]))
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .where('i.expires_at', '>', (eb) => eb.fn<Date>('now'))
}

type Open = Awaited<ReturnType<ReturnType<typeof invitationOf>['executeTakeFirstOrThrow']>>

/** What an invitation is for, for whoever has its link. */
export async function openInvitation(
  { db }: Visitor,
  { body }: InputOf<typeof contract.openInvitation>,
): Promise<OutputOf<typeof contract.openInvitation>> {
  const found = (await invitationOf(db, body.token).executeTakeFirst()) ?? fail('invitation_closed')
  const { workspace, inviter, name, email, role, language, expires_at } = found
  return { workspace, invitedBy: inviter, name, email, role, language, expiresAt: expires_at.toISOString() }
}

/** Accepts an invitation as somebody new. */
export async function join(
  visitor: Visitor,
  { body }: InputOf<typeof contract.join>,
): Promise<OutputOf<typeof contract.join>> {
  const { db, address } = visitor
  const { email } = (await invitationOf(db, body.token).executeTakeFirst()) ?? fail('invitation_closed')
  requireGoodPassword(body.password)
  // Counted as a sign-in: an invitation to an address that has an account is no way to try whether it has.
  await countAttempt(db, email, address)
  const password = await hashPassword(body.password)
  const joined = await db.transaction().execute(async (tx) => {
    const found = await take(tx, body.token)
    const userId = await addLogin(tx, { name: body.name, email: found.email, passwordHash: password })
    return enter(tx, found, { userId, name: body.name, language: body.language, address })
  })
  await forgive(db, email, address)
  const session = await beginSession(db, email, body.password, visitor)
  assert(session, 'who was just added signs in')
  visitor.setSession(session)
  return joined
}

/** Accepts an invitation with the account that is signed in. */
export async function joinSignedIn(
  { db, user, address }: Visitor,
  { body }: InputOf<typeof contract.joinSignedIn>,
): Promise<OutputOf<typeof contract.joinSignedIn>> {
  assert(user, 'the endpoint asks for a user')
  return db.transaction().execute(async (tx) => {
    const found = await take(tx, body.token)
    const person = await tx
      .selectFrom('users')
      .select(['email', 'name'])
      .where('id', '=', user.id)
      .executeTakeFirstOrThrow()
    if (person.email !== found.email) fail('invitation_for_another', { email: person.email })
    return enter(tx, found, { userId: user.id, name: person.name, language: body.language, address })
  })
}

/** Locks an invitation, so that two who open its link at once are not both let in. */
async function take(tx: Queries, token: string): Promise<Open> {
  return (await invitationOf(tx, token).forUpdate('i').executeTakeFirst()) ?? fail('invitation_closed')
}

interface Joining {
  readonly userId: string
  readonly name: string
  readonly language: Language | undefined
  readonly address: string
}

async function enter(tx: Queries, found: Open, joining: Joining): Promise<{ workspaceId: string; slug: string }> {
  const { workspace_id: workspaceId, slug, role, team_id, sees, now } = found
  const already = await tx
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', joining.userId)
    .executeTakeFirst()
  if (already) fail('already_member')
  const { name, userId: user_id, language = found.language } = joining
  const member = { user_id, name, role, team_id, sees, language }
  const memberId = found.claims === null ? newId() : await claim(tx, found, member)
  if (found.claims === null)
    await tx
      .insertInto('members')
      .values({ ...member, workspace_id: workspaceId, id: memberId, created_at: now })
      .execute()
  await tx
    .updateTable('invitations')
    .set({ accepted_at: now, accepted_by: memberId })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', found.id)
    .execute()
  await leaveChange({ tx, now, workspace: { id: workspaceId } }, { kind: 'members', id: memberId, fields: [] })
  await writeEntry(tx, {
    workspaceId,
    at: now,
    actor: { kind: 'member', id: memberId },
    action: 'member.joined',
    subject: { kind: 'member', id: memberId },
    data: { role, invitedBy: found.inviter },
    address: joining.address,
  })
  return { workspaceId, slug }
}

type Claiming = Pick<Open, 'role' | 'team_id' | 'sees'> & { user_id: string; name: string; language: Language }

/** Makes a member without sign-in the one who joins: deals and history stay theirs. */
async function claim(tx: Queries, { workspace_id, claims }: Open, member: Claiming): Promise<string> {
  const claimed = await tx
    .updateTable('members')
    .set(member)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', claims ?? '')
    .where('user_id', 'is', null)
    .where('deactivated_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return claimed?.id ?? fail('invitation_closed')
}
