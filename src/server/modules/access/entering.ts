import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { assert } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { sha256 } from '../../kernel/key.ts'
import type { Visitor } from '../../kernel/route.ts'
import { auditUser } from './audit.ts'
import { sessionSeconds, type SignedIn } from './auth.ts'
import { beginChallenge } from './challenges.ts'
import { asksForCode } from './second-factor.ts'

/**
 * Lets a user in whose password was right, unless the account asks for a code as well: then the session ends before it was
 * used, and the challenge to be met is returned.
 */
export async function enter(visitor: Visitor, session: SignedIn): Promise<string | null> {
  const { db } = visitor
  if (!(await asksForCode(db, session.userId))) {
    await takeSession(visitor, session)
    return null
  }
  await endSession(visitor, session.token)
  return beginChallenge(db, 'code', session.userId)
}

/** Lets a user in who showed everything that was asked. */
export async function enterAs(visitor: Visitor, userId: string): Promise<void> {
  await takeSession(visitor, await newSession(visitor, userId))
}

async function takeSession(visitor: Visitor, session: SignedIn): Promise<void> {
  if (visitor.sessionToken !== null) await endSession(visitor, visitor.sessionToken)
  visitor.setSession(session)
  await auditUser(visitor.db, { action: 'signed_in', user: { id: session.userId }, address: visitor.address })
}

async function newSession({ db, address, userAgent }: Visitor, userId: string): Promise<SignedIn> {
  const token = randomBytes(24).toString('base64url')
  const hash = sha256(token).toString('hex')
  const { rows } = await sql<{ expires_at: Date }>`
    insert into sessions (id, user_id, token, expires_at, ip_address, user_agent)
    values (${newId()}, ${userId}, ${hash}, now() + make_interval(secs => ${sessionSeconds}), ${address}, ${userAgent})
    returning expires_at`.execute(db)
  const [row] = rows
  assert(row, 'an insert returns its row')
  return { userId, token, expiresAt: row.expires_at }
}

export async function endSession({ db }: Visitor, token: string): Promise<void> {
  await db.deleteFrom('sessions').where('token', '=', sha256(token).toString('hex')).execute()
}
