import type { BodyOf, OutputOf } from '../../../contract/endpoint.ts'
import type { enterCode as EnterCode } from '../../../contract/second-factor.ts'
import type {
  changePassword as ChangePassword,
  showIdentity as ShowIdentity,
  signIn as SignIn,
} from '../../../contract/access.ts'
import { assert, fail } from '../../kernel/fail.ts'
import { sha256 } from '../../kernel/key.ts'
import { rightsOf } from '../../kernel/rights.ts'
import type { Visitor } from '../../kernel/route.ts'
import { auditUser, workspacesOfOneUser } from './audit.ts'
import { beginSession, hashPassword } from './auth.ts'
import { endChallenge, readChallenge } from './challenges.ts'
import { endSession, enter, enterAs } from './entering.ts'
import { requirePassword } from './own-password.ts'
import { requireGoodPassword } from './password.ts'
import { takeCode } from './second-factor.ts'
import { countAttempt, forgive } from './throttle.ts'

/** Signs a user in, and ends the session the browser had. Unknown addresses and wrong passwords get the same answer in the same time. */
export async function signIn(
  visitor: Visitor,
  { email, password }: BodyOf<typeof SignIn>,
): Promise<OutputOf<typeof SignIn>> {
  const { db, address } = visitor
  await countAttempt(db, email, address)
  const session = await beginSession(db, email, password, visitor)
  if (!session) {
    // Beside the answer, which must take the same time whether the account exists or not.
    void auditUser(db, { action: 'sign_in_failed', user: { email }, address }).catch(() => {})
    return fail('sign_in_refused')
  }
  const challenge = await enter(visitor, session)
  // A password that was guessed must not buy new guesses at the code.
  if (challenge !== null) return { workspaces: [], challenge }
  await forgive(db, email, address)
  return { workspaces: await workspacesOf(visitor, session.userId), challenge }
}

/** Finishes a sign-in that asks for a code. */
export async function enterCode(
  visitor: Visitor,
  { challenge, code }: BodyOf<typeof EnterCode>,
): Promise<OutputOf<typeof EnterCode>> {
  const { db, address } = visitor
  const userId = await readChallenge(db, 'code', challenge)
  const { email } = await db.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirstOrThrow()
  await countAttempt(db, email, address)
  const kind = await takeCode(db, userId, code)
  if (kind === null) {
    await auditUser(db, { action: 'sign_in_failed', user: { id: userId }, address })
    return fail('code_refused')
  }
  await endChallenge(db, 'code', challenge)
  await forgive(db, email, address)
  if (kind === 'recovery') await auditUser(db, { action: 'recovery_code_used', user: { id: userId }, address })
  await enterAs(visitor, userId)
  return { workspaces: await workspacesOf(visitor, userId) }
}

/** The workspaces of a user, as the door shows them. */
export async function workspacesOf(
  visitor: Visitor,
  userId: string,
): Promise<OutputOf<typeof EnterCode>['workspaces']> {
  return (await memberships(visitor, userId)).map(({ id, slug, name }) => ({ id, slug, name }))
}

/** Ends this session. */
export async function signOut(visitor: Visitor): Promise<Record<never, never>> {
  assert(visitor.user, 'the endpoint asks for a user')
  await endSession(visitor, visitor.user.sessionToken)
  visitor.setSession(null)
  await auditUser(visitor.db, { action: 'signed_out', user: visitor.user, address: visitor.address })
  return {}
}

/** Changes the password; every other session of the user ends. */
export async function changePassword(
  visitor: Visitor,
  { current, next }: BodyOf<typeof ChangePassword>,
): Promise<Record<never, never>> {
  const { db, user, address } = visitor
  assert(user, 'the endpoint asks for a user')
  requireGoodPassword(next)
  await requirePassword(visitor, current)
  const password = await hashPassword(next)
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('accounts')
      .set({ password, updated_at: new Date() })
      .where('user_id', '=', user.id)
      .where('provider_id', '=', 'credential')
      .execute()
    await tx
      .deleteFrom('sessions')
      .where('user_id', '=', user.id)
      .where('token', '!=', sha256(user.sessionToken).toString('hex'))
      .execute()
    await auditUser(tx, { action: 'password_changed', user, address })
  })
  return {}
}

/** Who is signed in, with the workspace that the request names, or the only one. */
export async function showIdentity(visitor: Visitor): Promise<OutputOf<typeof ShowIdentity>> {
  const { db, user, workspaceName } = visitor
  assert(user, 'the endpoint asks for a user')
  const person = await db
    .selectFrom('users')
    .select(['id', 'email', 'name'])
    .where('id', '=', user.id)
    .executeTakeFirst()
  if (!person) fail('unauthenticated')
  const all = await memberships(visitor, user.id)
  const named = all.find((membership) => membership.id === workspaceName || membership.slug === workspaceName)
  const current = named ?? (all.length === 1 ? all[0] : undefined)
  return {
    user: person,
    workspaces: all.map(({ id, slug, name }) => ({ id, slug, name })),
    current: current ? { ...current.shown, memberCount: await countMembers(visitor, current.id) } : null,
  }
}

async function memberships({ db }: Visitor, userId: string) {
  const rows = await db
    .selectFrom('members as m')
    .innerJoin('workspaces as w', 'w.id', 'm.workspace_id')
    .select(['w.id', 'w.slug', 'w.name', 'w.language', 'w.currency', 'w.time_zone', 'w.version', 'w.created_at'])
    .select([
      'm.id as member_id',
      'm.name as member_name',
      'm.role',
      'm.team_id',
      'm.sees',
      'm.language as member_language',
      'm.theme',
      'm.single_keys',
    ])
    .where('m.user_id', '=', userId)
    .where('m.deactivated_at', 'is', null)
    .orderBy('w.name')
    .orderBy('w.id')
    .limit(workspacesOfOneUser)
    .execute()
  return rows.map((row) => {
    const { id, slug, name, language, currency, version } = row
    const workspace = {
      id,
      slug,
      name,
      language,
      currency,
      timeZone: row.time_zone,
      version,
      createdAt: row.created_at.toISOString(),
    }
    const member = {
      id: row.member_id,
      name: row.member_name,
      role: row.role,
      teamId: row.team_id,
      sees: row.sees,
      language: row.member_language,
      theme: row.theme,
      singleKeys: row.single_keys,
    }
    // Which owners it sees matters to queries; here only whether it sees all.
    const rights = rightsOf({ role: row.role, sees: row.sees === 'all' ? null : [] })
    return { id, slug, name, shown: { workspace, member, rights } }
  })
}

async function countMembers({ db }: Visitor, workspaceId: string): Promise<number> {
  // Counted to a thousand: the screens only ask whether somebody works alone.
  const some = db
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('user_id', 'is not', null)
    .where('deactivated_at', 'is', null)
    .limit(1000)
    .as('some')
  const { count } = await db
    .selectFrom(some)
    .select((make) => make.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
