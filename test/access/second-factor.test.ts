import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changePreferences, showIdentity, signIn } from '../../src/contract/access.ts'
import {
  askForPasskey,
  enterCode,
  enterPasskey,
  prepareSecondFactor,
  renewRecoveryCodes,
  showSecondFactor,
  turnOffSecondFactor,
  turnOnSecondFactor,
} from '../../src/contract/second-factor.ts'
import { ada, type App, type Person, person, startApp } from '../kit/app.ts'

let rondo: App
let eva: Person
let visitor: Person

beforeAll(async () => {
  rondo = await startApp()
  eva = await rondo.signIn(ada.email, ada.password)
  visitor = person(rondo.url, rondo.workspaceId, { origin: rondo.url })
})
afterAll(() => rondo.stop())

const credentials = { email: ada.email, password: ada.password }

/** What the app on the telephone shows, `steps` times thirty seconds from now. */
function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })
}

async function challenge(): Promise<string> {
  const answer = await visitor.call(signIn, { body: credentials })
  expect(answer.workspaces).toEqual([])
  expect(answer.challenge, 'a code is asked for').not.toBeNull()
  return answer.challenge ?? ''
}

test('Ada turns the second factor on, and a password alone opens the door no more', async () => {
  expect(await eva.call(showSecondFactor, {})).toEqual({ isOn: false, recoveryCodesLeft: 0 })
  expect((await eva.refused(prepareSecondFactor, { body: { password: 'not mine at all' } })).code).toBe(
    'sign_in_refused',
  )
  const { secret, uri } = await eva.call(prepareSecondFactor, { body: { password: ada.password } })
  expect(uri).toContain(encodeURIComponent(ada.email))
  // Until a code showed that the app has the secret, nobody is locked out.
  expect((await visitor.call(signIn, { body: credentials })).challenge).toBeNull()
  expect((await eva.refused(turnOnSecondFactor, { body: { code: '000000' } })).code).toBe('code_refused')
  // This code, and the next one, are good for half a minute at least.
  const [code, nextCode] = [codeOf(secret), codeOf(secret, 1)]
  const { recoveryCodes } = await eva.call(turnOnSecondFactor, { body: { code } })
  expect(new Set(recoveryCodes).size).toBe(10)
  expect(await eva.call(showSecondFactor, {})).toEqual({ isOn: true, recoveryCodesLeft: 10 })

  const token = await challenge()
  expect((await visitor.refused(enterCode, { body: { challenge: token, code } })).code).toBe('code_refused')
  const entered = await visitor.fetch('POST', '/session/code', { challenge: token, code: nextCode })
  expect(entered.status).toBe(200)
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  const signedIn = person(rondo.url, rondo.workspaceId, {
    origin: rondo.url,
    cookie,
    'x-rondo-workspace': rondo.workspaceId,
  })
  expect((await signedIn.call(showIdentity, {})).user.email).toBe(ada.email)
  await signedIn.call(changePreferences, { body: { theme: 'dark' } })
  // What was begun is over, and the code was taken.
  expect((await visitor.refused(enterCode, { body: { challenge: token, code: nextCode } })).code).toBe('challenge_over')

  const spare = recoveryCodes[0] ?? ''
  await visitor.call(enterCode, {
    body: { challenge: await challenge(), code: spare.toUpperCase().replaceAll('-', ' ') },
  })
  expect((await visitor.refused(enterCode, { body: { challenge: await challenge(), code: spare } })).code).toBe(
    'code_refused',
  )
  expect((await eva.call(showSecondFactor, {})).recoveryCodesLeft).toBe(9)
  const renewed = await eva.call(renewRecoveryCodes, { body: { password: ada.password } })
  const old = recoveryCodes[1] ?? ''
  expect((await visitor.refused(enterCode, { body: { challenge: await challenge(), code: old } })).code).toBe(
    'code_refused',
  )
  expect(renewed.recoveryCodes).not.toContain(old)
})

test('guessing codes closes the door, and a right password does not open it again', async () => {
  const token = await challenge()
  const answers: string[] = []
  for (let guess = 0; guess < 12; guess++) {
    answers.push((await visitor.refused(enterCode, { body: { challenge: token, code: '123456' } })).code)
  }
  expect(answers.at(-1)).toBe('too_many_requests')
  expect((await visitor.refused(signIn, { body: credentials })).code).toBe('too_many_requests')
})

test('the second factor is turned off by whoever knows the password', async () => {
  await rondo.pools.db.deleteFrom('sign_in_attempts').execute()
  await eva.call(turnOffSecondFactor, { body: { password: ada.password } })
  expect((await visitor.call(signIn, { body: credentials })).challenge).toBeNull()
  expect((await eva.refused(renewRecoveryCodes, { body: { password: ada.password } })).code).toBe('second_factor_off')
})

test('an address without a name has no passkeys, and an answer that is none opens nothing', async () => {
  expect((await visitor.refused(askForPasskey, { body: {} })).code).toBe('passkey_needs_name')
  const named = person(rondo.url.replace('127.0.0.1', 'localhost'), rondo.workspaceId, {
    origin: rondo.url.replace('127.0.0.1', 'localhost'),
  })
  const { challenge: begun, options } = await named.call(askForPasskey, { body: {} })
  expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
  const response = { id: 'bm9ib2R5', rawId: 'bm9ib2R5', type: 'public-key', response: {}, clientExtensionResults: {} }
  expect((await named.refused(enterPasskey, { body: { challenge: begun, response } })).code).toBe('passkey_refused')
  expect((await named.refused(enterPasskey, { body: { challenge: begun, response } })).code).toBe('challenge_over')
})
