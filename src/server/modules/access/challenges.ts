import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Queries } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { sha256 } from '../../kernel/key.ts'

// Long enough to fetch a telephone from the other room.
const minutes = 5

type Kind = 'code' | 'passkey-sign-in' | 'passkey-new'

/** Begins something that the browser must come back to within minutes; whoever has the token may go on. */
export async function beginChallenge(db: Queries, kind: Kind, value: string): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await sql`
    insert into verifications (id, identifier, value, expires_at)
    values (${newId()}, ${identifier(kind, token)}, ${value}, now() + make_interval(mins => ${minutes}))`.execute(db)
  return token
}

/** What was begun, still open. */
export async function readChallenge(db: Queries, kind: Kind, token: string): Promise<string> {
  const row = await db
    .selectFrom('verifications')
    .select('value')
    .where('identifier', '=', identifier(kind, token))
    .where('expires_at', '>', (eb) => eb.fn<Date>('now'))
    .executeTakeFirst()
  return row?.value ?? fail('challenge_over')
}

/** What was begun, and is over with this: of two who come at once only one gets it. */
export async function endChallenge(db: Queries, kind: Kind, token: string): Promise<string> {
  const row = await db
    .deleteFrom('verifications')
    .where('identifier', '=', identifier(kind, token))
    .where('expires_at', '>', (eb) => eb.fn<Date>('now'))
    .returning('value')
    .executeTakeFirst()
  return row?.value ?? fail('challenge_over')
}

function identifier(kind: Kind, token: string): string {
  return `${kind} ${sha256(token).toString('hex')}`
}
