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
import { randomId } from '../http/random-id.ts'
import { bodies, everything, pathWith, queries } from '../http/world-of-endpoints.ts'
import { type Estate, kinds, makeEstate, makeOwners, type Owner, owners, sameForAll } from './estates.ts'

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
const singular = ['deal', 'company', 'person', 'household', 'note', 'file', 'position', 'prospect']
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

/** Several at a time: the server answers them beside each other, as it does for people. */
async function forEach<Each>(list: readonly Each[], run: (each: Each) => Promise<void>): Promise<void> {
  const left = [...list]
  const worker = async () => {
    for (let each = left.shift(); each !== undefined; each = left.shift()) await run(each)
  }
  await Promise.all(Array.from({ length: 6 }, worker))
}

/** Whether somebody of this role who sees so much has the right of an endpoint. */
function allows({ permission }: AnyEndpoint, role: Role, sees: Sight): boolean {
  if (permission === 'anyone' || permission === 'user' || !may(role, permission)) return false
  return sees === 'all' || !rightsOverAll.includes(permission)
}

/** Whose rows each list can show at all: those it shows to an owner who sees all. */
const shownToAll = new Map<string, readonly Owner[]>()

beforeAll(async () => {
  await samIs('owner', 'all')
  await forEach(lists, async (endpoint) => {
    const { status, body } = await ask(sam, endpoint)
    if (status !== 200)
      throw new Error(`${endpoint.name} may need a query in world-of-endpoints: ${JSON.stringify(body)}`)
    shownToAll.set(endpoint.name, sameForAll.has(endpoint.name) ? [] : ownersIn(body))
  })
})

test('what is under test shows rows of everybody to who sees all', () => {
  const telling = [...shownToAll].filter(([, shown]) => shown.length === owners.length).map(([name]) => name)
  expect(telling).toEqual(
    expect.arrayContaining([
      'listDeals',
      'showBoard',
      'listCompanies',
      'listPeople',
      'listHouseholds',
      'listMeasuredDeals',
      'search',
      'listProspects',
    ]),
  )
})

describe.each(sights)('seeing %s', (sees) => {
  test.each(roles)(
    'as %s, every list, board, figure and file shows what is to be seen, all of it and nothing else',
    async (role) => {
      await samIs(role, sees)
      await forEach(lists, async (endpoint) => {
        const { status, body } = await ask(sam, endpoint)
        const allowed = allows(endpoint, role, sees)
        expect(status, endpoint.name).toBe(allowed ? 200 : 403)
        if (!allowed || sameForAll.has(endpoint.name)) return
        const expected = shownToAll.get(endpoint.name)?.filter((owner) => visible[sees].includes(owner))
        expect(ownersIn(body), `${endpoint.name}: ${JSON.stringify(body).slice(0, 400)}`).toEqual(expected)
      })
    },
  )

  test('every call by id answers "not found" for what is not seen, and changes nothing', async () => {
    await samIs('owner', sees)
    const before = await everything(rondo, rondo.workspaceId)
    const unseen = owners.filter((owner) => !visible[sees].includes(owner))
    await forEach(
      byId.filter((endpoint) => unseen.length > 0 && allows(endpoint, 'owner', sees)),
      async (endpoint) => {
        const send = (id: string) => {
          const body = endpoint.multipart ? new FormData() : bodies[endpoint.name]
          return sam.fetch(endpoint.method, pathWith(endpoint, id), body, { 'if-match': '"1"' })
        }
        const random = await send(randomId)
        for (const owner of unseen) {
          const answer = await send(estates[owner].ids[kindOf(endpoint) ?? 'deals'])
          expect(answer, `${endpoint.name} of ${owner}`).toMatchObject({ status: 404, body: { code: 'not_found' } })
          expect(answer.body).toEqual(random.body)
        }
      },
    )
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
  const asked = lists.filter((endpoint) => !sameForAll.has(endpoint.name) && allows(endpoint, 'manager', 'own'))
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
