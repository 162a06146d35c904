import type { BodyOf, OutputOf } from '../../../contract/endpoint.ts'
import type {
  changePassword as ChangePassword,
  showIdentity as ShowIdentity,
  signIn as SignIn,
} from '../../../contract/access.ts'
import { permissions, may } from '../../../contract/permissions.ts'
import { assert, fail } from '../../kernel/fail.ts'
import type { Visitor } from '../../kernel/route.ts'
import { beginSession, hashPassword, verifyPassword } from './auth.ts'
import { requireGoodPassword } from './password.ts'
import { countAttempt, forgive } from './throttle.ts'
import { createHash } from 'node:crypto'

// A user in more workspaces than this is no person.
const workspacesOfOneUser = 100

/** Signs a user in, and ends the session the browser had. Unknown addresses and wrong passwords get the same answer in the same time. */
export async function signIn(
  visitor: Visitor,
  { email, password }: BodyOf<typeof SignIn>,
): Promise<OutputOf<typeof SignIn>> {
  const { db, address, sessionToken } = visitor
  await countAttempt(db, email, address)
  const session = await beginSession(db, email, password, visitor)
  if (!session) fail('sign_in_refused')
  await forgive(db, email, address)
  if (sessionToken !== null) await endSession(visitor, sessionToken)
  visitor.setSession(session)
  return { workspaces: (await memberships(visitor, session.userId)).map(({ id, slug, name }) => ({ id, slug, name })) }
}

/** Ends this session. */
export async function signOut(visitor: Visitor): Promise<Record<never, never>> {
  assert(visitor.user, 'the endpoint asks for a user')
  await endSession(visitor, visitor.user.sessionToken)
  visitor.setSession(null)
  return {}
}

async function endSession({ db }: Visitor, token: string): Promise<void> {
  await db.deleteFrom('sessions').where('token', '=', hashed(token)).execute()
}

/** Changes the password; every other session of the user ends. */
export async function changePassword(
  visitor: Visitor,
  { current, next }: BodyOf<typeof ChangePassword>,
): Promise<Record<never, never>> {
  const { db, user, address } = visitor
  assert(user, 'the endpoint asks for a user')
  requireGoodPassword(next)
  const account = await db
    .selectFrom('accounts')
    .innerJoin('users', 'users.id', 'accounts.user_id')
    .select(['accounts.id', 'accounts.password', 'users.email'])
    .where('accounts.user_id', '=', user.id)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  if (!account?.password) fail('sign_in_refused')
  await countAttempt(db, account.email, address)
  if (!(await verifyPassword(account.password, current))) fail('sign_in_refused')
  await forgive(db, account.email, address)
  const password = await hashPassword(next)
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('accounts').set({ password, updated_at: new Date() }).where('id', '=', account.id).execute()
    await tx
      .deleteFrom('sessions')
      .where('user_id', '=', user.id)
      .where('token', '!=', hashed(user.sessionToken))
      .execute()
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
      'm.language as member_language',
      'm.theme',
      'm.single_keys',
    ])
    .where('m.user_id', '=', userId)
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
      language: row.member_language,
      theme: row.theme,
      singleKeys: row.single_keys,
    }
    return { id, slug, name, shown: { workspace, member, rights: permissions.filter((right) => may(row.role, right)) } }
  })
}

async function countMembers({ db }: Visitor, workspaceId: string): Promise<number> {
  // Counted to a thousand: the screens only ask whether somebody works alone.
  const some = db
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('user_id', 'is not', null)
    .limit(1000)
    .as('some')
  const { count } = await db
    .selectFrom(some)
    .select((make) => make.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

function hashed(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
