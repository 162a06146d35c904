/**
 * Who sees what, over every endpoint there is: Sam in each role, seeing his own, his team's or all. He and three others
 * (Mia of his team, Bo of another, nobody) each have the same customers and deals, marked by name. What an endpoint answers
 * to somebody who sees all says which of the rows it can show; of these everybody else must get exactly those they see. And
 * what Bo does out of Sam's sight changes no answer that Sam gets: no count, no sum, no rank. A new endpoint is under both
 * without a line here, unless it needs a query or a row of its own.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '../../src/contract/index.ts'
import type { AnyEndpoint } from '../../src/contract/endpoint.ts'
import { may, type Role, rightsOverAll, roles, type Sight, sights } from '../../src/contract/permissions.ts'
import { type App, type Person, person, startApp } from '../kit/app.ts'
import { bodies, everything, pathWith, queries, randomId } from '../http/world-of-endpoints.ts'
import { type Estate, makeEstate, makeOwners, type Owner, owners, sameForAll } from './estates.ts'

let rondo: App
let sam: Person
let samId: string
let estates: Record<Owner, Estate>

beforeAll(async () => {
  rondo = await startApp()
  const made = await makeOwners(rondo)
  samId = made.ids.sam ?? ''
  sam = person(rondo.url, rondo.workspaceId, { authorization: `Bearer ${made.samsKey}` })
  estates = {
    sam: await makeEstate(rondo, 'sam', made.ids.sam),
    mia: await makeEstate(rondo, 'mia', made.ids.mia),
    bo: await makeEstate(rondo, 'bo', made.ids.bo),
    nobody: await makeEstate(rondo, 'nobody', null),
  }
})
afterAll(() => rondo.stop())

const visible: Record<Sight, readonly Owner[]> = {
  own: ['sam', 'nobody'],
  team: ['sam', 'mia', 'nobody'],
  all: owners,
}

/** Sam as he would be; the key stands for him and follows at once. */
async function samIs(role: Role, sees: Sight): Promise<void> {
  await rondo.pools.db.updateTable('members').set({ role, sees }).where('id', '=', samId).execute()
}

const guarded = endpoints
  .map(({ endpoint }) => endpoint)
  .filter(
    ({ permission, produces }) => permission !== 'anyone' && permission !== 'user' && produces !== 'text/event-stream',
  )
const reads = guarded.filter(({ method }) => method === 'GET')
const kinds = ['deals', 'companies', 'people', 'households'] as const
const singular = ['deal', 'company', 'person', 'household']
const kindOf = (endpoint: AnyEndpoint) => kinds.find((kind) => endpoint.path.startsWith(`/${kind}/{id}`))
const lists = reads.filter(({ path }) => !path.includes('{'))
const byId = guarded.filter((endpoint) => kindOf(endpoint) !== undefined)

function ask(who: Person, endpoint: AnyEndpoint, path = endpoint.path as string) {
  const query = queries[endpoint.name]
  return who.fetch('GET', query === undefined ? path : `${path}?${query}`)
}

/** Whose rows an answer shows: by the names they are marked with, and by their ids. */
function ownersIn(body: unknown): Owner[] {
  const text = JSON.stringify(body)
  return owners.filter((owner) => estates[owner].marks.some((mark) => text.includes(mark)))
}

describe.each(sights)('seeing %s', (sees) => {
  test.each(roles)(
    'as %s, every list, board, figure and file shows what is to be seen, all of it and nothing else',
    async (role) => {
      for (const endpoint of lists) {
        await samIs('owner', 'all')
        const all = await ask(sam, endpoint)
        expect(
          all.status,
          `${endpoint.name} needs a query: add it to queries in world-of-endpoints. ${JSON.stringify(all.body)}`,
        ).toBe(200)
        await samIs(role, sees)
        const { status, body } = await ask(sam, endpoint)
        const permission = endpoint.permission
        const allowed =
          permission !== 'anyone' &&
          permission !== 'user' &&
          may(role, permission) &&
          (sees === 'all' || !rightsOverAll.includes(permission))
        expect(status, endpoint.name).toBe(allowed ? 200 : 403)
        if (!allowed || sameForAll.has(endpoint.name)) continue
        const expected = ownersIn(all.body).filter((owner) => visible[sees].includes(owner))
        expect(ownersIn(body), `${endpoint.name}: ${JSON.stringify(body).slice(0, 400)}`).toEqual(expected)
      }
    },
  )

  test('every call by id answers "not found" for what is not seen, and changes nothing', async () => {
    await samIs('owner', sees)
    const before = await everything(rondo, rondo.workspaceId)
    for (const endpoint of byId) {
      const kind = kindOf(endpoint) ?? 'deals'
      if (rightsOverAll.some((right) => right === endpoint.permission)) continue
      for (const owner of owners.filter((each) => !visible[sees].includes(each))) {
        const body = endpoint.multipart ? new FormData() : bodies[endpoint.name]
        const send = (id: string) => sam.fetch(endpoint.method, pathWith(endpoint, id), body, { 'if-match': '"1"' })
        const [unseen, random] = [await send(estates[owner].ids[kind]), await send(randomId)]
        expect(unseen, `${endpoint.name} of ${owner}`).toMatchObject({ status: 404, body: { code: 'not_found' } })
        expect(unseen.body).toEqual(random.body)
      }
    }
    expect(await everything(rondo, rondo.workspaceId)).toBe(before)
  })

  test('what is seen is answered by its id, with nothing of what is not', async () => {
    await samIs('manager', sees)
    const unseen = owners.filter((owner) => !visible[sees].includes(owner))
    for (const endpoint of byId.filter(({ method }) => method === 'GET')) {
      const answer = await ask(sam, endpoint, pathWith(endpoint, estates.sam.ids[kindOf(endpoint) ?? 'deals']))
      // What else the address names may not be there; the row itself is.
      const missing = Reflect.get(Object(Reflect.get(Object(answer.body), 'data')), 'kind')
      expect(singular, endpoint.name).not.toContain(missing)
      expect(
        ownersIn(answer.body).filter((owner) => unseen.includes(owner)),
        endpoint.name,
      ).toEqual([])
    }
  })
})

test('what happens out of sight changes no answer: no count, no sum, no rank', async () => {
  await samIs('manager', 'own')
  const asked = lists.filter(
    ({ name, permission }) =>
      !sameForAll.has(name) &&
      may('manager', permission as never) &&
      !rightsOverAll.some((right) => right === permission),
  )
  const answers = async () =>
    new Map(
      await Promise.all(
        asked.map(async (endpoint) => [endpoint.name, timeless((await ask(sam, endpoint)).body)] as const),
      ),
    )
  const before = await answers()
  const later = await makeEstate(
    rondo,
    'bo',
    (await rondo.pools.db.selectFrom('members').select('id').where('name', '=', 'Bo Lund').executeTakeFirstOrThrow())
      .id,
  )
  expect(later.ids.deals).not.toBe('')
  const after = await answers()
  for (const [name, answer] of before) expect(after.get(name), name).toEqual(answer)
})

/** An answer without the moments at which it was made. */
function timeless(body: unknown): unknown {
  return JSON.parse(
    JSON.stringify(body, (key, value: unknown) => (/^(knownAt|asOf|lastUsedAt|now)$/.test(key) ? undefined : value)),
  )
}
