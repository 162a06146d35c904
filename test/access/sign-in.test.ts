import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  changeMember,
  changePassword,
  createApiKey,
  listApiKeys,
  listMembers,
  revokeApiKey,
  showIdentity,
  showWorkspace,
  signIn,
  signOut,
} from '../../src/contract/access.ts'
import { ada, type App, person, startApp } from '../kit/app.ts'

let rondo: App
beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo.stop())

test('Ada signs in, sees who she is, and signs out', async () => {
  const browser = await rondo.signIn(ada.email, ada.password)
  const identity = await browser.call(showIdentity, {})
  expect(identity.user.email).toBe(ada.email)
  expect(identity.current?.member.role).toBe('owner')
  expect(identity.current?.workspace.currency).toBe('EUR')
  await browser.call(signOut, {})
  expect((await browser.refused(showIdentity, {})).code).toBe('unauthenticated')
})

test('the table of sessions holds no token that would open one', async () => {
  const browser = await rondo.signIn(ada.email, ada.password)
  const token = browser.headers.cookie?.split('=')[1] ?? ''
  const stored = await rondo.pools.db.selectFrom('sessions').select('token').execute()
  expect(token.length).toBeGreaterThan(20)
  expect(stored.map((row) => row.token)).not.toContain(token)
  expect(stored.every((row) => /^[0-9a-f]{64}$/.test(row.token))).toBe(true)
})

test('a wrong password and an unknown address get the same answer', async () => {
  const nobody = person(rondo.url, '', { origin: rondo.url })
  const wrong = await nobody.fetch('POST', '/session', { email: ada.email, password: 'not hers at all' })
  const unknown = await nobody.fetch('POST', '/session', { email: 'nobody@example.com', password: 'not hers at all' })
  expect(wrong.status).toBe(401)
  expect(unknown).toMatchObject({ status: 401, body: wrong.body })
})

test('ten wrong passwords close the door for a while, for that pair alone', async () => {
  const guesser = person(rondo.url, '', { origin: rondo.url })
  const guess = { email: 'eve@example.com', password: 'a guess of hers' }
  for (let tried = 0; tried < 10; tried++)
    expect((await guesser.refused(signIn, { body: guess })).code).toBe('sign_in_refused')
  const closed = await guesser.fetch('POST', '/session', guess)
  expect(closed.status).toBe(429)
  expect(Number(closed.headers.get('retry-after'))).toBeGreaterThan(0)
  await rondo.signIn(ada.email, ada.password)
})

test('a changed password ends every other session', async () => {
  const here = await rondo.signIn(ada.email, ada.password)
  const elsewhere = await rondo.signIn(ada.email, ada.password)
  const next = 'battery horse correct'
  expect((await here.refused(changePassword, { body: { current: 'wrong one', next } })).code).toBe('sign_in_refused')
  expect((await here.refused(changePassword, { body: { current: ada.password, next: 'short' } })).code).toBe(
    'password_too_short',
  )
  await here.call(changePassword, { body: { current: ada.password, next } })
  expect((await elsewhere.refused(showIdentity, {})).code).toBe('unauthenticated')
  await here.call(showIdentity, {})
  await here.call(changePassword, { body: { current: next, next: ada.password } })
})

test('a write with a cookie must come from our own page', async () => {
  const browser = await rondo.signIn(ada.email, ada.password)
  const write = (origin: string | null) => {
    const { origin: _, ...rest } = browser.headers
    return person(rondo.url, rondo.workspaceId, origin === null ? rest : { ...rest, origin }).fetch('PATCH', '/me', {
      theme: 'dark',
    })
  }
  expect((await write('https://evil.example')).status).toBe(403)
  expect((await write('null')).status).toBe(403)
  expect((await write(null)).status).toBe(403)
  expect((await write(rondo.url)).status).toBe(200)
})

test('an API key works until it is revoked, and has no right its maker lacks', async () => {
  const admin = await rondo.member('admin', 'Adam')
  expect((await admin.refused(createApiKey, { body: { name: 'too much', role: 'owner' } })).code).toBe('forbidden')
  const made = await admin.call(createApiKey, { body: { name: 'till', role: 'read-only' } })
  const till = person(rondo.url, rondo.workspaceId, { authorization: `Bearer ${made.key}` })
  await till.call(showWorkspace, {})
  expect((await till.refused(createApiKey, { body: { name: 'more', role: 'read-only' } })).code).toBe('forbidden')
  const listed = await admin.call(listApiKeys, {})
  expect(JSON.stringify(listed)).not.toContain(made.key)
  await admin.call(revokeApiKey, { params: { id: made.id } })
  expect((await till.refused(showWorkspace, {})).code).toBe('unauthenticated')
})

test('the last owner stays', async () => {
  const { items } = await rondo.owner.call(listMembers, {})
  const owner = items.find((member) => member.role === 'owner')
  const refused = await rondo.owner.refused(changeMember, {
    params: { id: owner?.id ?? '' },
    version: 1,
    body: { role: 'seller' },
  })
  expect(refused.code).toBe('last_owner')
})
