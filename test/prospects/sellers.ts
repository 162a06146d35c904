import { addUser, hashPassword } from '../../src/server/modules/access/index.ts'
import type { Role } from '../../src/contract/permissions.ts'
import type { App, Person } from '../kit/app.ts'

const password = 'two sellers at once'

/** Somebody who works as a member: signed in, not by a key. */
export async function signedIn(
  rondo: App,
  name: string,
  role: Role = 'seller',
): Promise<Person & { memberId: string }> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@kestrel.example`
  const { workspaceId } = rondo
  const user = { workspaceId, name, email, passwordHash: await hashPassword(password), role, language: 'en' } as const
  const memberId = await addUser(rondo.pools.db, new Date(), user)
  return { ...(await rondo.signIn(email, password)), memberId }
}
