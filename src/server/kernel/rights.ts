import { may, type Permission, permissions, rightsOverAll, type Role } from '../../contract/permissions.ts'
import type { Actor } from './context.ts'

/** Whether an actor has a right: by its role, by what it sees, and, for a key, by what it keeps of its role. */
export function has({ role, sees, scopes }: Pick<Actor, 'role' | 'sees' | 'scopes'>, right: Permission): boolean {
  if (!may(role, right) || (sees !== null && rightsOverAll.includes(right))) return false
  return scopes === undefined || scopes === null || scopes.includes(right)
}

/** All rights of an actor, in the order of the table. */
export function rightsOf(actor: Pick<Actor, 'role' | 'sees' | 'scopes'>): Permission[] {
  return permissions.filter((right) => has(actor, right))
}

/**
 * What a key may do of its role while the member who answers for it has another one: what both may. A role that has all
 * rights of the key's leaves it as it is, but nobody's key is an owner's who is none.
 */
export function bounded(
  key: Role,
  scopes: readonly string[] | null,
  member: Role,
): { role: Role; scopes: readonly string[] | null } {
  const both = permissions.filter((right) => may(key, right) && may(member, right))
  const covers = permissions.every((right) => !may(key, right) || both.includes(right))
  if (key === member || (covers && key !== 'owner')) return { role: key, scopes }
  return { role: member, scopes: both.filter((right) => scopes === null || scopes.includes(right)) }
}
