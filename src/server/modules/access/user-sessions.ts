import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/sessions.ts'
import { assert, fail } from '../../kernel/fail.ts'
import { sha256 } from '../../kernel/key.ts'
import type { Visitor } from '../../kernel/route.ts'
import { auditUser } from './audit.ts'

// Who is signed in more often than this ends all the others at once.
const shown = 100

function sessionsOf({ db, user }: Visitor) {
  assert(user, 'the endpoint asks for a user')
  return db.selectFrom('sessions').where('user_id', '=', user.id).where('expires_at', '>', sql<Date>`now()`)
}

/** Where the user is signed in, the latest first. */
export async function listSessions(visitor: Visitor): Promise<OutputOf<typeof contract.listSessions>> {
  const own = hashOf(visitor)
  const rows = await sessionsOf(visitor)
    .select(['id', 'token', 'user_agent', 'ip_address', 'created_at', 'updated_at', 'expires_at'])
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .limit(shown)
    .execute()
  const items = rows.map((row) => ({
    id: row.id,
    userAgent: row.user_agent || null,
    address: row.ip_address || null,
    signedInAt: row.created_at.toISOString(),
    lastUsedAt: row.updated_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    isCurrent: row.token === own,
  }))
  return { items: items.toSorted((one, other) => Number(other.isCurrent) - Number(one.isCurrent)) }
}

/** Ends one session of the user; the one that asks ends by signing out. */
export async function endSession(
  visitor: Visitor,
  { params }: InputOf<typeof contract.endSession>,
): Promise<Record<never, never>> {
  const ended = await end(visitor, params.id)
  if (ended === 0) fail('not_found', { kind: 'session' })
  return {}
}

/** Ends all sessions of the user but the one that asks. */
export async function endOtherSessions(visitor: Visitor): Promise<OutputOf<typeof contract.endOtherSessions>> {
  return { ended: await end(visitor, null) }
}

async function end(visitor: Visitor, id: string | null): Promise<number> {
  const { db, user, address } = visitor
  assert(user, 'the endpoint asks for a user')
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where('user_id', '=', user.id)
    .where('token', '!=', hashOf(visitor))
    .$if(id !== null, (query) => query.where('id', '=', id ?? ''))
    .executeTakeFirst()
  const ended = Number(numDeletedRows)
  if (ended > 0) await auditUser(db, { action: 'session_ended', user, address, data: { count: ended } })
  return ended
}

function hashOf({ user }: Visitor): string {
  assert(user, 'the endpoint asks for a user')
  return sha256(user.sessionToken).toString('hex')
}
