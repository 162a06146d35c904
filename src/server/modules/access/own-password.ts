import { assert, fail } from '../../kernel/fail.ts'
import type { Visitor } from '../../kernel/route.ts'
import { verifyPassword } from './auth.ts'
import { countAttempt, forgive } from './throttle.ts'

/** Asks the signed-in user's password again, before the ways to sign in are changed: an open screen is not enough. */
export async function requirePassword(visitor: Visitor, password: string): Promise<{ id: string; email: string }> {
  const { db, user, address } = visitor
  assert(user, 'the endpoint asks for a user')
  const account = await db
    .selectFrom('accounts')
    .innerJoin('users', 'users.id', 'accounts.user_id')
    .select(['accounts.password', 'users.email'])
    .where('accounts.user_id', '=', user.id)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  if (!account?.password) fail('sign_in_refused')
  await countAttempt(db, account.email, address)
  if (!(await verifyPassword(account.password, password))) fail('sign_in_refused')
  await forgive(db, account.email, address)
  return { id: user.id, email: account.email }
}
