import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { InputOf, OutputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/second-factor.ts'
import type { Queries } from '../../kernel/context.ts'
import { assert, fail } from '../../kernel/fail.ts'
import { sha256 } from '../../kernel/key.ts'
import type { Visitor } from '../../kernel/route.ts'
import { auditUser } from './audit.ts'
import { requirePassword } from './own-password.ts'
import { countAttempt, forgive } from './throttle.ts'

const issuer = 'Rondo'
const recoveryCodeCount = 10
const stepSeconds = 30

/** Whether the account asks for a code beside the password. */
export async function asksForCode(db: Queries, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('second_factors')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

export async function showSecondFactor(visitor: Visitor): Promise<OutputOf<typeof contract.showSecondFactor>> {
  const { db, user } = visitor
  assert(user, 'the endpoint asks for a user')
  const isOn = await asksForCode(db, user.id)
  const { left } = await db
    .selectFrom('recovery_codes')
    .select((make) => make.fn.countAll<number>().as('left'))
    .where('user_id', '=', user.id)
    .executeTakeFirstOrThrow()
  return { isOn, recoveryCodesLeft: isOn ? left : 0 }
}

/** Makes a secret; one that was made before and never confirmed is forgotten. */
export async function prepareSecondFactor(
  visitor: Visitor,
  { body }: InputOf<typeof contract.prepareSecondFactor>,
): Promise<OutputOf<typeof contract.prepareSecondFactor>> {
  const { db } = visitor
  const user = await requirePassword(visitor, body.password)
  const secret = new Secret({ size: 20 })
  const kept = await db
    .insertInto('second_factors')
    .values((eb) => ({ user_id: user.id, secret: secret.base32, created_at: eb.fn<Date>('now') }))
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet({ secret: secret.base32, last_step: 0 })
        .where('second_factors.confirmed_at', 'is', null),
    )
    .returning('user_id')
    .executeTakeFirst()
  if (!kept) fail('second_factor_on')
  return { secret: secret.base32, uri: new TOTP({ issuer, label: user.email, secret }).toString() }
}

/** The first code of the app shows that it has the secret: from now on one is asked at every sign-in. */
export async function turnOnSecondFactor(
  visitor: Visitor,
  { body }: InputOf<typeof contract.turnOnSecondFactor>,
): Promise<OutputOf<typeof contract.turnOnSecondFactor>> {
  const { db, user, address } = visitor
  assert(user, 'the endpoint asks for a user')
  if (await asksForCode(db, user.id)) fail('second_factor_on')
  await countAttempt(db, user.id, address)
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('second_factors')
      .select('user_id')
      .where('user_id', '=', user.id)
      .executeTakeFirst()
    if (!row) fail('second_factor_off')
    if (!(await takeAppCode(tx, user.id, body.code))) fail('code_refused')
    await forgive(db, user.id, address)
    await tx
      .updateTable('second_factors')
      .set((eb) => ({ confirmed_at: eb.fn<Date>('now') }))
      .where('user_id', '=', user.id)
      .execute()
    await auditUser(tx, { action: 'second_factor_on', user, address })
    return { recoveryCodes: await makeRecoveryCodes(tx, user.id) }
  })
}

export async function renewRecoveryCodes(
  visitor: Visitor,
  { body }: InputOf<typeof contract.renewRecoveryCodes>,
): Promise<OutputOf<typeof contract.renewRecoveryCodes>> {
  const { db, address } = visitor
  const user = await requirePassword(visitor, body.password)
  if (!(await asksForCode(db, user.id))) fail('second_factor_off')
  return db.transaction().execute(async (tx) => {
    await auditUser(tx, { action: 'recovery_codes_renewed', user, address })
    return { recoveryCodes: await makeRecoveryCodes(tx, user.id) }
  })
}

export async function turnOffSecondFactor(
  visitor: Visitor,
  { body }: InputOf<typeof contract.turnOffSecondFactor>,
): Promise<Record<never, never>> {
  const { db, address } = visitor
  const user = await requirePassword(visitor, body.password)
  await db.transaction().execute(async (tx) => {
    if (await forgetSecondFactor(tx, user.id)) await auditUser(tx, { action: 'second_factor_off', user, address })
  })
  return {}
}

/** Takes the second factor away; false when there was none. Passkeys stay: they are no second factor. */
export async function forgetSecondFactor(db: Queries, userId: string): Promise<boolean> {
  await db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute()
  const { numDeletedRows } = await db.deleteFrom('second_factors').where('user_id', '=', userId).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Whether a code is right: one of the app, or a recovery code. Either is taken once. */
export async function takeCode(db: Queries, userId: string, code: string): Promise<'app' | 'recovery' | null> {
  if (/^\s*\d{3}\s?\d{3}\s*$/.test(code)) return (await takeAppCode(db, userId, code)) ? 'app' : null
  const { numDeletedRows } = await db
    .deleteFrom('recovery_codes')
    .where('user_id', '=', userId)
    .where('hash', '=', recoveryHash(userId, code))
    .executeTakeFirst()
  return numDeletedRows > 0n ? 'recovery' : null
}

async function takeAppCode(db: Queries, userId: string, code: string): Promise<boolean> {
  const row = await db
    .selectFrom('second_factors')
    .select('secret')
    .select((eb) => eb.fn<Date>('now').as('now'))
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (!row) return false
  const totp = new TOTP({ issuer, secret: Secret.fromBase32(row.secret), period: stepSeconds })
  const timestamp = row.now.getTime()
  // One step to either side: telephones' clocks go wrong by half a minute (RFC 6238, 5.2).
  const delta = totp.validate({ token: code.replace(/\s/g, ''), timestamp, window: 1 })
  if (delta === null) return false
  const step = Math.floor(timestamp / 1000 / stepSeconds) + delta
  const { numUpdatedRows } = await db
    .updateTable('second_factors')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

async function makeRecoveryCodes(db: Queries, userId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, recoveryCode)
  await db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute()
  await db
    .insertInto('recovery_codes')
    .values(codes.map((code) => ({ user_id: userId, hash: recoveryHash(userId, code) })))
    .execute()
  return codes
}

// Crockford's base 32: without the letters that look like digits.
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** 60 random bits: too many to try, so a plain hash keeps them. */
function recoveryCode(): string {
  const text = Array.from(randomBytes(12), (byte) => letters[byte % 32]).join('')
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`
}

function recoveryHash(userId: string, code: string): Buffer {
  return sha256(`${userId} ${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`)
}
