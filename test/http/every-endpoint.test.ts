import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnyEndpoint } from '../../src/contract/endpoint.ts'
import type { Role } from '../../src/contract/permissions.ts'
import { endpoints } from '../../src/contract/index.ts'
import { type App, type Person, person, startApp } from '../kit/app.ts'
import { idsOf } from './ids-of-endpoints.ts'
import { randomId } from './random-id.ts'
import { bodies, everything, kindOf, pathWith, roleWithout } from './world-of-endpoints.ts'

let rondo: App
let stranger: Person
let borealis: Person
let ours: Record<string, string>
let theirs: Record<string, string>
const byRole = new Map<Role, Person>()

beforeAll(async () => {
  rondo = await startApp()
  stranger = person(rondo.url, '', {})
  borealis = await rondo.anotherWorkspace()
  for (const role of ['admin', 'manager', 'seller', 'care', 'read-only'] as const)
    byRole.set(role, await rondo.member(role, role))
  ours = await idsOf(rondo.owner)
  theirs = await idsOf(borealis)
})
afterAll(() => rondo.stop())

const all = endpoints.map(({ endpoint }) => endpoint)
const guarded = all.filter(({ permission }) => permission !== 'anyone' && permission !== 'user')
const named = (list: readonly AnyEndpoint[]): [string, AnyEndpoint][] =>
  list.map((endpoint) => [endpoint.name, endpoint])
const own = (endpoint: AnyEndpoint) => pathWith(endpoint, ours[kindOf(endpoint)] ?? randomId)
const match = { 'if-match': '"1"' }

function bodyOf(endpoint: AnyEndpoint): object | undefined {
  if (endpoint.multipart) return new FormData()
  if (!endpoint.body) return undefined
  const body = bodies[endpoint.name]
  if (!body) throw new Error(`no body for ${endpoint.name}: add it to bodies`)
  return body
}

describe('a stranger is answered 401', () => {
  test.each(named(guarded))('%s', async (_, endpoint) => {
    const answer = await stranger.fetch(endpoint.method, own(endpoint), bodyOf(endpoint), match)
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  })
})

describe('a member without the right is answered 403, and nothing changes', () => {
  test.each(named(guarded.filter(roleWithout)))('%s', async (_, endpoint) => {
    const role = roleWithout(endpoint)
    const before = await everything(rondo, rondo.workspaceId)
    const answer = await byRole.get(role ?? 'care')?.fetch(endpoint.method, own(endpoint), bodyOf(endpoint), match)
    expect(answer).toMatchObject({
      status: 403,
      body: { code: 'forbidden', data: { permission: endpoint.permission } },
    })
    expect(await everything(rondo, rondo.workspaceId)).toBe(before)
  })
})

describe("another workspace's row is as absent as one that does not exist, and stays as it is", () => {
  test.each(named(guarded.filter(({ path }) => path.includes('{id}'))))('%s', async (_, endpoint) => {
    const before = await everything(rondo, borealis.workspaceId)
    const foreign = await rondo.owner.fetch(
      endpoint.method,
      pathWith(endpoint, theirs[kindOf(endpoint)] ?? ''),
      bodyOf(endpoint),
      match,
    )
    const random = await rondo.owner.fetch(endpoint.method, pathWith(endpoint, randomId), bodyOf(endpoint), match)
    expect(foreign.status).toBe(404)
    expect(foreign.body).toEqual(random.body)
    expect(await everything(rondo, borealis.workspaceId)).toBe(before)
  })
})

describe('an unknown field is refused by name', () => {
  test.each(named(guarded.filter(({ body }) => body)))('%s', async (_, endpoint) => {
    const answer = await rondo.owner.fetch(
      endpoint.method,
      own(endpoint),
      { ...bodyOf(endpoint), workspaceId: borealis.workspaceId },
      match,
    )
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } })
    expect(Reflect.get(Object(answer.body), 'fields')).toContainEqual({ field: 'workspaceId', code: 'unknown' })
  })
})

describe('what is no object is refused', () => {
  test.each(named(guarded.filter(({ body }) => body)))('%s', async (_, endpoint) => {
    for (const body of [[], 'text', 7, null]) {
      const answer = await rondo.owner.fetch(endpoint.method, own(endpoint), body, match)
      expect([400, 422]).toContain(answer.status)
    }
  })
})

describe('a body that is too large, of another kind, or reaches into prototypes is refused', () => {
  test.each(named(guarded.filter(({ body }) => body)))('%s', async (_, endpoint) => {
    const raw = (body: string, type: string) =>
      fetch(`${rondo.url}/api/v1${own(endpoint)}`, {
        method: endpoint.method,
        body,
        headers: { ...rondo.owner.headers, ...match, 'content-type': type },
      })
    expect(
      (await raw(`{"x":"${'a'.repeat((endpoint.bodyLimit ?? 262_144) + 40_000)}"}`, 'application/json')).status,
    ).toBe(413)
    expect((await raw('{}', 'text/plain')).status).toBe(415)
    expect((await raw('{"__proto__":{"admin":true}}', 'application/json')).status).toBe(400)
    expect((await raw('{"a":', 'application/json')).status).toBe(400)
    expect(Reflect.get({}, 'admin')).toBeUndefined()
  })
})

describe('a query that is not on the list is refused', () => {
  test.each(named(guarded.filter(({ method }) => method === 'GET')))('%s', async (_, endpoint) => {
    for (const query of ['sort=name;select+pg_sleep(5)--', 'workspace_id=1', 'constructor=1']) {
      expect((await rondo.owner.fetch('GET', `${own(endpoint)}?${query}`)).status).toBe(400)
    }
  })
})

const lists = guarded.filter(
  ({ method, output }) => method === 'GET' && 'shape' in output.def && 'next' in Object(output.def.shape),
)

describe('a list has a limit, and its cursor cannot be made up', () => {
  test('there are lists', () => expect(lists.length).toBeGreaterThan(8))
  test.each(named(lists))('%s', async (_, endpoint) => {
    for (const query of ['limit=1000000000', 'limit=0', 'limit=x', 'after=x', 'after=WzFd', 'after=bnVsbA']) {
      expect((await rondo.owner.fetch('GET', `${own(endpoint)}?${query}`)).status, query).toBe(400)
    }
  })
})

describe('an edit that names no version is answered 428, an old one 412 with the row as it is', () => {
  test.each(named(guarded.filter(({ versioned }) => versioned)))('%s', async (_, endpoint) => {
    expect((await rondo.owner.fetch(endpoint.method, own(endpoint), bodyOf(endpoint))).status).toBe(428)
    const conflict = await rondo.owner.fetch(endpoint.method, own(endpoint), bodyOf(endpoint), { 'if-match': '"999"' })
    expect(conflict).toMatchObject({ status: 412, body: { code: 'version_conflict' } })
    expect(Reflect.get(Object(conflict.body), 'data')).toHaveProperty('current.version')
  })
})

test('every endpoint is served, and only those', async () => {
  // The document is open to anyone; only its paths are looked at.
  const document = (await (await fetch(`${rondo.url}/api/v1/openapi.json`)).json()) as {
    openapi: string
    paths: object
  }
  expect(document.openapi).toMatch(/^3\.1/)
  expect(Object.values(document.paths).flatMap((path) => Object.keys(Object(path))).length).toBe(all.length)
  expect((await rondo.owner.fetch('GET', '/nothing')).status).toBe(404)
})
