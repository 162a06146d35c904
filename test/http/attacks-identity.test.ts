import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  changeMember,
  changePassword,
  changePreferences,
  createApiKey,
  listApiKeys,
  listMembers,
  showIdentity,
  showWorkspace,
} from '../../src/contract/access.ts'
import { listDeals, openDeal } from '../../src/contract/deals.ts'
import { addUser, hashPassword } from '../../src/server/modules/access/index.ts'
import { ada, type App, type Person, person, startApp } from '../kit/app.ts'

let rondo: App
let borealis: Person
beforeAll(async () => {
  rondo = await startApp()
  borealis = await rondo.anotherWorkspace()
})
afterAll(() => rondo.stop())

/** Somebody in a browser of their own. */
async function addBrowser(name: string, role: 'admin' | 'seller' | 'read-only'): Promise<Person> {
  const email = `${name}@example.com`
  const password = `the long word of ${name}`
  const passwordHash = await hashPassword(password)
  const user = { workspaceId: rondo.workspaceId, name, email, passwordHash, role, language: 'en' } as const
  await rondo.pools.db.transaction().execute((tx) => addUser(tx, new Date(), user))
  return rondo.signIn(email, password)
}

async function memberNamed(name: string) {
  const { items } = await rondo.owner.call(listMembers, { query: { limit: 200 } })
  const found = items.find((member) => member.name === name)
  if (!found) throw new Error(`no member ${name}`)
  return found
}

describe('the workspace is that of the session or key', () => {
  test('a session opens no workspace that its user is no member of', async () => {
    const { cookie = '', origin = '' } = (await rondo.signIn(ada.email, ada.password)).headers
    for (const workspace of [borealis.workspaceId, 'borealis', "' or 1=1--", '*', '%'])
      expect(
        await person(rondo.url, '', { cookie, origin, 'x-rondo-workspace': workspace }).fetch('GET', '/deals'),
      ).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  })

  test('a key keeps its own, whatever a header, a query or a body says', async () => {
    const named = { 'x-rondo-workspace': borealis.workspaceId }
    expect(await rondo.owner.call(showWorkspace, {}, named)).toMatchObject({ id: rondo.workspaceId })
    const name = 'Stays at home'
    await rondo.owner.call(openDeal, { body: { name } }, named)
    expect((await borealis.call(listDeals, {})).items).toEqual([])
    for (const field of ['workspaceId', 'workspace_id', 'workspace'])
      expect((await rondo.owner.fetch('POST', '/deals', { name, [field]: borealis.workspaceId })).status).toBe(422)
    expect((await rondo.owner.fetch('GET', `/deals?workspace_id=${borealis.workspaceId}`)).status).toBe(400)
  })

  test('a key with the id of another workspace in it opens neither', async () => {
    const key = rondo.owner.headers.authorization ?? ''
    const moved = key.replace(rondo.workspaceId.replaceAll('-', ''), borealis.workspaceId.replaceAll('-', ''))
    expect(moved).not.toBe(key)
    expect((await person(rondo.url, '', { authorization: moved }).fetch('GET', '/deals')).status).toBe(401)
  })

  test("another workspace's rows cannot be named inside a body, and nothing is written", async () => {
    const theirs = (await borealis.fetch('POST', '/companies', { name: 'Theirs' })).body
    const before = (await rondo.owner.call(listDeals, {})).items.length
    const body = { name: 'Reaching over', companyId: String(Reflect.get(Object(theirs), 'id')) }
    expect((await rondo.owner.refused(openDeal, { body })).code).toBe('unknown_reference')
    expect((await rondo.owner.call(listDeals, {})).items).toHaveLength(before)
  })
})

test('nobody makes themself more than they are', async () => {
  const sam = await addBrowser('sam', 'seller')
  for (const field of ['role', 'workspaceId', 'id', 'createdAt', 'version', 'userId', 'email'])
    expect(await sam.fetch('PATCH', '/me', { [field]: 'owner' })).toMatchObject({
      status: 422,
      body: { fields: [{ field, code: 'unknown' }] },
    })
  const me = await memberNamed('sam')
  const raised = await sam.refused(changeMember, { params: { id: me.id }, version: 1, body: { role: 'owner' } })
  expect(raised.code).toBe('forbidden')
  const adam = await addBrowser('adam', 'admin')
  const himself = await memberNamed('adam')
  const crowned = await adam.refused(changeMember, { params: { id: himself.id }, version: 1, body: { role: 'owner' } })
  expect(crowned.code).toBe('forbidden')
  expect((await memberNamed('adam')).role).toBe('admin')
})

test('a role that is taken away is gone with the next request', async () => {
  const rosa = await addBrowser('rosa', 'seller')
  await rosa.call(openDeal, { body: { name: 'While she may' } })
  const { id, version } = await memberNamed('rosa')
  await rondo.owner.call(changeMember, { params: { id }, version, body: { role: 'read-only' } })
  expect((await rosa.refused(openDeal, { body: { name: 'No longer' } })).code).toBe('forbidden')
  await rondo.pools.db.updateTable('members').set({ user_id: null }).where('id', '=', id).execute()
  expect((await rosa.refused(listDeals, {})).code).toBe('unauthenticated')
})

test('a key that only reads changes nothing, and one that has expired reads nothing', async () => {
  const withKey = async (role: 'read-only' | 'owner', expiresAt?: string) => {
    const { key } = await rondo.owner.call(createApiKey, { body: { name: 'test', role, expiresAt } })
    return person(rondo.url, rondo.workspaceId, { authorization: `Bearer ${key}` })
  }
  const reader = await withKey('read-only')
  const { items } = await rondo.owner.call(listApiKeys, {})
  expect((await reader.fetch('DELETE', `/api-keys/${items[0]?.id}`)).status).toBe(403)
  expect((await reader.fetch('PATCH', '/workspace', { name: 'Mine' }, { 'if-match': '1' })).status).toBe(403)
  expect((await reader.refused(changePreferences, { body: { theme: 'dark' } })).code).toBe('not_found')
  expect((await (await withKey('owner', '2020-01-01T00:00:00Z')).fetch('GET', '/deals')).status).toBe(401)
  expect((await (await withKey('owner', '2999-01-01T00:00:00Z')).fetch('GET', '/deals')).status).toBe(200)
  const key = rondo.owner.headers.authorization ?? ''
  for (const wrong of [key.slice(0, -1), `${key}x`, key.replace('Bearer', 'Basic'), 'Bearer', 'Bearer rondo__', ''])
    expect((await person(rondo.url, '', { authorization: wrong }).fetch('GET', '/deals')).status).toBe(401)
})

test('signing in begins a new session and ends the one that was there', async () => {
  const planted = 'rondo_session=a-token-that-somebody-chose-for-ada'
  const signIn = async (cookie: string) => {
    const answer = await fetch(`${rondo.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: rondo.url, cookie },
      body: JSON.stringify({ email: ada.email, password: ada.password }),
    })
    return answer.headers.get('set-cookie') ?? ''
  }
  const identityOf = (cookie: string) => person(rondo.url, '', { cookie }).fetch('GET', '/session')
  const first = await signIn(planted)
  expect(first).toMatch(/; HttpOnly/i)
  expect(first).toMatch(/; SameSite=Lax/i)
  expect((await identityOf(planted)).status).toBe(401)
  const old = first.split(';')[0] ?? ''
  expect((await identityOf(old)).status).toBe(200)
  const fresh = (await signIn(old)).split(';')[0] ?? ''
  expect(fresh).not.toBe(old)
  expect((await identityOf(fresh)).status).toBe(200)
  expect((await identityOf(old)).status).toBe(401)
})

test('a changed password ends other sessions; keys belong to the workspace and stay', async () => {
  const here = await addBrowser('pia', 'seller')
  const current = 'the long word of pia'
  const elsewhere = await rondo.signIn('pia@example.com', current)
  await here.call(changePassword, { body: { current, next: 'another long word of hers' } })
  expect((await elsewhere.refused(showIdentity, {})).code).toBe('unauthenticated')
  expect((await rondo.owner.fetch('GET', '/workspace')).status).toBe(200)
})

describe('guessing passwords', () => {
  const guess = (email: string, cookie = '') =>
    person(rondo.url, '', { origin: rondo.url, cookie }).fetch('POST', '/session', { email, password: 'a guess' })

  test('all at once is no way around the count', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => guess('all-at-once@example.com')))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(20)
    for (const { status, headers } of answers)
      expect(status === 401 || Number(headers.get('retry-after')) > 0, 'says when to come back').toBe(true)
  })

  test('one guesser cannot lock an account: what is turned away does not count against it', async () => {
    for (let tried = 0; tried < 15; tried++) await guess('ivy@example.com')
    const counted = await rondo.pools.db.selectFrom('sign_in_attempts').select('failures').execute()
    expect(Math.max(...counted.map(({ failures }) => failures))).toBeLessThan(100)
    await addBrowser('ivan', 'seller')
  })

  test('behind a proxy each visitor is counted by their own address', async () => {
    const from = (address: string, more = '') =>
      person(rondo.url, '', { origin: rondo.url, 'x-forwarded-for': `${more}${address}` }).fetch('POST', '/session', {
        email: 'proxied@example.com',
        password: 'a guess',
      })
    for (let tried = 0; tried < 10; tried++) expect((await from('203.0.113.7')).status).toBe(401)
    expect((await from('203.0.113.7', '198.51.100.1, ')).status).toBe(429)
    expect((await from('203.0.113.8')).status).toBe(401)
    for (let tried = 0; tried < 10; tried++) expect((await from(`2001:db8:1:2::${tried}`)).status).toBe(401)
    expect((await from('2001:db8:1:2:3:4:5:6')).status).toBe(429)
    expect((await from('2001:db8:1:3::1')).status).toBe(401)
  })

  test('an unknown address takes as long as a wrong password', async () => {
    const timed = async (email: string) => {
      const from = performance.now()
      const answer = await guess(email)
      return { ms: performance.now() - from, answer }
    }
    const known: number[] = []
    const unknown: number[] = []
    for (let tried = 0; tried < 7; tried++) {
      const [one, other] = [await timed('borealis-owner@example.com'), await timed(ada.email)]
      expect(one.answer.status).toBe(401)
      expect(other.answer).toMatchObject({ status: 401, body: one.answer.body })
      unknown.push(one.ms)
      known.push(other.ms)
    }
    const median = (times: number[]) => times.toSorted((a, b) => a - b)[3] ?? 0
    expect(median(unknown)).toBeGreaterThan(median(known) / 3)
    expect(median(unknown)).toBeLessThan(median(known) * 3)
  })
})

describe('from another site', () => {
  test('no write is taken that a cookie would vouch for', async () => {
    const { cookie = '', origin: _, ...rest } = (await rondo.signIn(ada.email, ada.password)).headers
    const before = (await rondo.owner.call(listDeals, {})).items.length
    const form = 'application/x-www-form-urlencoded'
    const types = ['application/json', 'text/plain', form, 'multipart/form-data; boundary=x']
    const origins = ['https://evil.example', 'null', `${rondo.url}.evil.example`, `https://evil.example/${rondo.url}`]
    for (const type of types)
      for (const origin of [...origins, undefined]) {
        const headers = { ...rest, cookie, 'content-type': type, ...(origin === undefined ? {} : { origin }) }
        const answer = await fetch(`${rondo.url}/api/v1/deals`, { method: 'POST', headers, body: '{"name":"Forged"}' })
        expect([403, 415], `${type} from ${origin}`).toContain(answer.status)
      }
    for (const path of ['/session', '/session/password']) {
      const headers = { cookie, 'content-type': 'application/json', origin: 'https://evil.example' }
      const answer = await fetch(`${rondo.url}/api/v1${path}`, { method: 'POST', headers, body: '{}' })
      expect(answer.status).toBe(403)
    }
    expect((await rondo.owner.call(listDeals, {})).items).toHaveLength(before)
  })

  test('no answer can be read', async () => {
    const paths = ['/api/v1/deals', '/api/v1/openapi.json', '/api/v1/first-run', '/health/ready', '/api/v1/nothing']
    for (const origin of ['https://evil.example', 'null'])
      for (const path of paths)
        for (const method of ['GET', 'OPTIONS']) {
          const asks = {
            origin,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'authorization',
          }
          const answer = await fetch(`${rondo.url}${path}`, { method, headers: { ...rondo.owner.headers, ...asks } })
          expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
        }
  })
})
