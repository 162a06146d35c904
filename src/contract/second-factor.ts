import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { id, instant, line } from './primitives.ts'
import { slug } from './access.ts'

/** The user's own password, asked again before the ways to sign in are changed. */
const password = z.string().check(z.minLength(1), z.maxLength(200))
const challenge = z.string().check(z.minLength(1), z.maxLength(100))
/** What WebAuthn's own interfaces take and give, in their JSON form (W3C Web Authentication, level 3). */
const webAuthn = z.record(z.string().check(z.maxLength(100)), z.unknown())
const recoveryCodes = z.strictObject({
  /** Each opens the door once, instead of a code of the app. Shown once, here. */
  recoveryCodes: z.array(z.string()),
})
const entered = z.strictObject({ workspaces: z.array(z.strictObject({ id, slug, name: z.string() })) })

export const showSecondFactor = endpoint({
  name: 'showSecondFactor',
  method: 'GET',
  path: '/second-factor',
  permission: 'user',
  summary: 'Whether your sign-in asks for a code of an authenticator app, and how many recovery codes are left.',
  output: z.strictObject({ isOn: z.boolean(), recoveryCodesLeft: z.int() }),
})

export const prepareSecondFactor = endpoint({
  name: 'prepareSecondFactor',
  method: 'POST',
  path: '/second-factor',
  permission: 'user',
  summary: 'Makes a secret for an authenticator app (TOTP, RFC 6238); it counts once a code of it was given.',
  body: z.strictObject({ password }),
  output: z.strictObject({ secret: z.string(), uri: z.string() }),
  secret: true,
  errors: ['sign_in_refused', 'second_factor_on', 'too_many_requests'],
})

export const turnOnSecondFactor = endpoint({
  name: 'turnOnSecondFactor',
  method: 'POST',
  path: '/second-factor/on',
  permission: 'user',
  summary: 'Turns the second factor on with the first code of the app, and gives the recovery codes.',
  body: z.strictObject({ code: line(20) }),
  output: recoveryCodes,
  secret: true,
  errors: ['code_refused', 'second_factor_on', 'second_factor_off', 'too_many_requests'],
})

export const renewRecoveryCodes = endpoint({
  name: 'renewRecoveryCodes',
  method: 'POST',
  path: '/second-factor/recovery-codes',
  permission: 'user',
  summary: 'Makes new recovery codes; the old ones end.',
  body: z.strictObject({ password }),
  output: recoveryCodes,
  secret: true,
  errors: ['sign_in_refused', 'second_factor_off', 'too_many_requests'],
})

export const turnOffSecondFactor = endpoint({
  name: 'turnOffSecondFactor',
  method: 'POST',
  path: '/second-factor/off',
  permission: 'user',
  summary: 'Turns the second factor off: the password alone opens the door again.',
  body: z.strictObject({ password }),
  output: z.strictObject({}),
  errors: ['sign_in_refused', 'too_many_requests'],
})

export const enterCode = endpoint({
  name: 'enterCode',
  method: 'POST',
  path: '/session/code',
  permission: 'anyone',
  summary: 'Finishes a sign-in that asks for a code: of the authenticator app, or a recovery code.',
  body: z.strictObject({ challenge, code: line(20) }),
  output: entered,
  errors: ['code_refused', 'challenge_over', 'too_many_requests'],
})

export const passkey = z.strictObject({
  id: z.string(),
  name: z.string(),
  createdAt: instant,
  lastUsedAt: z.nullable(instant),
})
export type Passkey = z.infer<typeof passkey>

export const askForPasskey = endpoint({
  name: 'askForPasskey',
  method: 'POST',
  path: '/session/passkey/challenge',
  permission: 'anyone',
  summary: 'Begins a sign-in by passkey: what the browser asks the device for.',
  body: z.strictObject({}),
  output: z.strictObject({ challenge: z.string(), options: webAuthn }),
  errors: ['passkey_needs_name', 'too_many_requests'],
})

export const enterPasskey = endpoint({
  name: 'enterPasskey',
  method: 'POST',
  path: '/session/passkey',
  permission: 'anyone',
  summary: "Signs a user in with the device's answer; no password and no code is asked besides.",
  body: z.strictObject({ challenge, response: webAuthn }),
  output: entered,
  errors: ['passkey_refused', 'passkey_needs_name', 'challenge_over', 'too_many_requests'],
})

export const listPasskeys = endpoint({
  name: 'listPasskeys',
  method: 'GET',
  path: '/passkeys',
  permission: 'user',
  summary: 'Your passkeys, the newest first.',
  output: z.strictObject({ items: z.array(passkey) }),
})

export const preparePasskey = endpoint({
  name: 'preparePasskey',
  method: 'POST',
  path: '/passkeys/challenge',
  permission: 'user',
  summary: 'Begins a new passkey: what the browser asks the device for.',
  body: z.strictObject({ password }),
  output: z.strictObject({ challenge: z.string(), options: webAuthn }),
  errors: ['sign_in_refused', 'passkey_needs_name', 'too_many_passkeys', 'too_many_requests'],
})

export const addPasskey = endpoint({
  name: 'addPasskey',
  method: 'POST',
  path: '/passkeys',
  permission: 'user',
  summary: "Keeps a passkey from the device's answer.",
  body: z.strictObject({ challenge, name: line(80), response: webAuthn }),
  output: passkey,
  status: 201,
  errors: ['passkey_refused', 'passkey_needs_name', 'challenge_over', 'too_many_passkeys'],
})

export const removePasskey = endpoint({
  name: 'removePasskey',
  method: 'DELETE',
  path: '/passkeys/{id}',
  permission: 'user',
  summary: 'Removes a passkey: it opens the door no more.',
  params: z.strictObject({ id: z.string().check(z.minLength(1), z.maxLength(1500)) }),
  output: z.strictObject({}),
})
