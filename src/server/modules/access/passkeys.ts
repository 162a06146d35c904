import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import * as z from 'zod/mini'
import type { InputOf, OutputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/second-factor.ts'
import type { Queries } from '../../kernel/context.ts'
import { assert, fail } from '../../kernel/fail.ts'
import type { Visitor } from '../../kernel/route.ts'
import { auditUser } from './audit.ts'
import { beginChallenge, endChallenge } from './challenges.ts'
import { enterAs } from './entering.ts'
import { requirePassword } from './own-password.ts'
import { countAttempt, forgive } from './throttle.ts'

// More devices than this nobody keeps apart.
const keysOfOneUser = 20

// Loaded when somebody uses a passkey: it costs 20 MB that a server of keys and sessions never needs.
const webAuthn = () => import('@simplewebauthn/server')

/**
 * The name that passkeys are bound to: the host of the address. Browsers make none for a bare IP address.
 */
function partyOf({ origin }: Visitor): { id: string; origin: string } {
  const { hostname } = new URL(origin)
  if (/^[\d.]+$|^\[/.test(hostname)) fail('passkey_needs_name')
  return { id: hostname, origin }
}

/** Begins a sign-in by passkey. The device knows which accounts it has here, so no address is asked. */
export async function askForPasskey(visitor: Visitor): Promise<OutputOf<typeof contract.askForPasskey>> {
  const party = partyOf(visitor)
  await countAttempt(visitor.db, tries(visitor), visitor.address)
  const { generateAuthenticationOptions } = await webAuthn()
  const options = await generateAuthenticationOptions({ rpID: party.id, userVerification: 'required' })
  return {
    challenge: await beginChallenge(visitor.db, 'passkey-sign-in', options.challenge),
    options: { ...options },
  }
}

/** Counted by where they come from: nobody far away can use up the tries of others. */
function tries({ address }: Visitor): string {
  return `passkey ${address}`
}

/** Lets in whoever's device answered: it asked for a finger, a face or a number itself. */
export async function enterPasskey(visitor: Visitor, { body }: InputOf<typeof contract.enterPasskey>): Promise<string> {
  const { db } = visitor
  const party = partyOf(visitor)
  const expectedChallenge = await endChallenge(db, 'passkey-sign-in', body.challenge)
  const response = answered<AuthenticationResponseJSON>(body.response)
  const known = await db.selectFrom('passkeys').selectAll().where('id', '=', response.id).executeTakeFirst()
  if (!known) fail('passkey_refused')
  const { verifyAuthenticationResponse } = await webAuthn()
  const answer = await verifyAuthenticationResponse({
    response,
    expectedChallenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: { id: known.id, publicKey: new Uint8Array(known.public_key), counter: known.counter },
  }).catch(refuse)
  if (!answer.verified) fail('passkey_refused')
  await db
    .updateTable('passkeys')
    .set((eb) => ({ counter: answer.authenticationInfo.newCounter, last_used_at: eb.fn<Date>('now') }))
    .where('id', '=', known.id)
    .execute()
  await forgive(db, tries(visitor), visitor.address)
  await enterAs(visitor, known.user_id)
  return known.user_id
}

export async function listPasskeys({ db, user }: Visitor): Promise<OutputOf<typeof contract.listPasskeys>> {
  assert(user, 'the endpoint asks for a user')
  return { items: (await passkeysOf(db, user.id)).map(shown) }
}

/** Begins a new passkey; a device that has one already says so itself. */
export async function preparePasskey(
  visitor: Visitor,
  { body }: InputOf<typeof contract.preparePasskey>,
): Promise<OutputOf<typeof contract.preparePasskey>> {
  const { db } = visitor
  const party = partyOf(visitor)
  const user = await requirePassword(visitor, body.password)
  const existing = await passkeysOf(db, user.id)
  if (existing.length >= keysOfOneUser) fail('too_many_passkeys', { limit: keysOfOneUser })
  const { generateRegistrationOptions } = await webAuthn()
  const options = await generateRegistrationOptions({
    rpName: 'Rondo',
    rpID: party.id,
    userID: new TextEncoder().encode(user.id),
    userName: user.email,
    attestationType: 'none',
    excludeCredentials: existing.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const value = JSON.stringify({ userId: user.id, challenge: options.challenge })
  return { challenge: await beginChallenge(db, 'passkey-new', value), options: { ...options } }
}

const begun = z.strictObject({ userId: z.string(), challenge: z.string() })

export async function addPasskey(
  visitor: Visitor,
  { body }: InputOf<typeof contract.addPasskey>,
): Promise<contract.Passkey> {
  const { db, user, address } = visitor
  assert(user, 'the endpoint asks for a user')
  const party = partyOf(visitor)
  const { userId, challenge } = z.parse(begun, JSON.parse(await endChallenge(db, 'passkey-new', body.challenge)))
  if (userId !== user.id) fail('challenge_over')
  const { verifyRegistrationResponse } = await webAuthn()
  const answer = await verifyRegistrationResponse({
    response: answered<RegistrationResponseJSON>(body.response),
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch(refuse)
  if (!answer.verified) fail('passkey_refused')
  const { credential } = answer.registrationInfo
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .insertInto('passkeys')
      .values((eb) => ({
        id: credential.id,
        user_id: user.id,
        name: body.name,
        public_key: Buffer.from(credential.publicKey),
        counter: credential.counter,
        transports: credential.transports ?? [],
        created_at: eb.fn<Date>('now'),
      }))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!row) fail('passkey_refused')
    await auditUser(tx, { action: 'passkey_added', user, address, data: { name: body.name } })
    return shown(row)
  })
}

export async function removePasskey(
  { db, user, address }: Visitor,
  { params }: InputOf<typeof contract.removePasskey>,
): Promise<Record<never, never>> {
  assert(user, 'the endpoint asks for a user')
  const removed = await db
    .deleteFrom('passkeys')
    .where('id', '=', params.id)
    .where('user_id', '=', user.id)
    .returning('name')
    .executeTakeFirst()
  if (!removed) fail('not_found', { kind: 'passkey' })
  await auditUser(db, { action: 'passkey_removed', user, address, data: { name: removed.name } })
  return {}
}

function passkeysOf(db: Queries, userId: string) {
  return db
    .selectFrom('passkeys')
    .select(['id', 'name', 'transports', 'created_at', 'last_used_at'])
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .limit(keysOfOneUser)
    .execute()
}

function shown(row: { id: string; name: string; created_at: Date; last_used_at: Date | null }): contract.Passkey {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }
}

/** The device's answer as it came. The library reads it as bytes and throws at whatever is not one. */
function answered<Answer extends { id: string }>(response: Record<string, unknown>): Answer {
  if (typeof response['id'] !== 'string') fail('passkey_refused')
  // What is not an answer of a device is refused by the library, field by field.
  return response as unknown as Answer
}

/** The library says in sentences what is wrong with an answer; whoever sent it learns only that it is refused. */
function refuse(thrown: unknown): never {
  if (thrown instanceof Error) fail('passkey_refused')
  throw thrown
}
