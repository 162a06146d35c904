import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeWorkspace, showWorkspace } from '../../src/contract/access.ts'
import { openDeal } from '../../src/contract/deals.ts'
import type { AnyEndpoint } from '../../src/contract/endpoint.ts'
import { endpoints } from '../../src/contract/index.ts'
import { addCompany, listCompanies } from '../../src/contract/people.ts'
import { addProduct } from '../../src/contract/products.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { idsOf } from './ids-of-endpoints.ts'
import {
  expectAnswered,
  expectNoDefect,
  fieldsOf,
  inTurns,
  type OddRequest,
  oddTexts,
  oddValues,
  requestsOf,
} from './odd-values.ts'
import { randomId } from './random-id.ts'
import { bodies, kindOf, pathWith } from './world-of-endpoints.ts'

let rondo: App
let ada: Person
let ours: Record<string, string>
beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
  ours = await idsOf(ada)
})
afterAll(() => rondo.stop())

const guarded = endpoints
  .map(({ endpoint }) => endpoint)
  .filter(({ permission }) => permission !== 'anyone' && permission !== 'user')
const named = (list: readonly AnyEndpoint[]): [string, AnyEndpoint][] =>
  list.map((endpoint) => [endpoint.name, endpoint])
const own = (endpoint: AnyEndpoint) => pathWith(endpoint, ours[kindOf(endpoint)] ?? randomId)

describe('whatever stands in a query, the server has an answer', () => {
  // An address has room for the longest value once.
  const asked = ({ query }: AnyEndpoint) =>
    requestsOf(
      query,
      oddTexts.map((text) => text.toWellFormed()),
      12_000,
    )
  const addressOf = (endpoint: AnyEndpoint, { input }: OddRequest) =>
    `${own(endpoint)}?${Object.entries(input)
      .map(([field, text]) => `${field}=${encodeURIComponent(String(text))}`)
      .join('&')}`
  const queried = guarded.filter(({ query }) => query !== undefined)
  const isStream = ({ produces }: AnyEndpoint) => produces === 'text/event-stream'

  test.each(named(queried.filter((endpoint) => !isStream(endpoint))))('%s', async (_, endpoint) => {
    await inTurns(asked(endpoint), async (odd) => expectAnswered(odd, await ada.fetch('GET', addressOf(endpoint, odd))))
  })

  // What is answered never ends, so only how it begins is looked at.
  test.each(named(queried.filter(isStream)))('%s', async (_, endpoint) => {
    for (const odd of asked(endpoint)) {
      const end = new AbortController()
      const url = `${rondo.url}/api/v1${addressOf(endpoint, odd)}`
      const { status } = await fetch(url, { headers: ada.headers, signal: end.signal })
      end.abort()
      expect(status, url.slice(0, 200)).toBeLessThan(500)
    }
  })
})

describe('whatever stands in a field of a body, the server has an answer', () => {
  test.each(named(guarded.filter(({ body }) => body)))('%s', async (_, endpoint) => {
    await inTurns(requestsOf(endpoint.body, oddValues, 200_000), async (odd) => {
      const body = { ...bodies[endpoint.name], ...odd.input }
      const headers = { 'if-match': '"1"', 'idempotency-key': crypto.randomUUID() }
      expectAnswered(odd, await ada.fetch(endpoint.method, own(endpoint), body, headers))
    })
  })
})

describe('a cursor with anything in it is a place in the list or unreadable', () => {
  const lists = guarded.filter(({ query }) => fieldsOf(query).some(([field]) => field === 'after'))
  const half = '\ud800'
  const cursors = [
    ['\0'],
    ['\0', randomId],
    [half, randomId],
    ["' or 1=1--", randomId],
    ['', randomId],
    [1e308, null, randomId],
    [-(2 ** 53), null, randomId],
    [1, '0000-01-01', randomId],
    ['0000-01-01T00:00:00Z', randomId],
    ['9999-12-31T23:59:59Z', randomId],
    [randomId],
    [randomId, randomId, randomId],
    { length: 1 },
    [[randomId]],
  ]
  test.each(named(lists))('%s', async (_, endpoint) => {
    for (const cursor of cursors) {
      const after = Buffer.from(JSON.stringify(cursor)).toString('base64url')
      expectNoDefect(await ada.fetch('GET', `${own(endpoint)}?after=${after}`), JSON.stringify(cursor))
    }
  })
})

test('a cursor of another workspace shows none of its rows', async () => {
  const borealis = await rondo.anotherWorkspace()
  for (const name of ['Their first', 'Their second', 'Their third']) await borealis.call(addCompany, { body: { name } })
  const theirs = await borealis.call(listCompanies, { query: { limit: 1 } })
  const answer = await ada.call(listCompanies, { query: { limit: 200, after: theirs.next ?? '' } })
  expect(answer.items.filter(({ name }) => name.startsWith('Their'))).toEqual([])
})

test('the signs of a search pattern mean themselves', async () => {
  const ada = await rondo.anotherWorkspace()
  for (const name of ['100% Wool', 'Snake_case', 'Back\\slash', "O'Hara; drop table companies"])
    await ada.call(addCompany, { body: { name } })
  const found = async (q: string) => (await ada.call(listCompanies, { query: { q } })).items.map(({ name }) => name)
  expect(await found('%')).toEqual(['100% Wool'])
  expect(await found('_')).toEqual(['Snake_case'])
  expect(await found('\\')).toEqual(['Back\\slash'])
  expect(await found("'; drop table companies")).toEqual([])
  expect(await found("O'Hara;")).toEqual(["O'Hara; drop table companies"])
})

describe('amounts that are none', () => {
  test.each([-1, 0.5, 1e308, 2 ** 53, '12', Number.NaN, [1]])(
    '%s is refused as the amount of a deal',
    async (amount) => {
      const answer = await ada.fetch('POST', '/deals', { name: 'Odd', amountMinor: amount })
      // NaN is null in JSON: an amount not known.
      expect(answer.status).toBe(Number.isNaN(amount) ? 201 : 422)
    },
  )

  test.each([0, -1, 1e308, 1e10, 'two', null])('%s is refused as a quantity', async (quantity) => {
    const lines = [{ productId: ours.products, quantity }]
    const answer = await ada.fetch('POST', '/deals', { name: 'Odd', lines })
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid', fields: [{ field: 'lines.0.quantity' }] } })
  })

  test.each(['eur', 'EURO', 'XYZ', '', '€', 'AAA'])('%s is refused as a currency', async (currency) => {
    expect((await ada.fetch('POST', '/deals', { name: 'Odd', currency })).status).toBe(422)
  })

  test('a sum beyond what can be counted is refused', async () => {
    const product = await ada.call(addProduct, { body: { name: 'Moon', priceMinor: Number.MAX_SAFE_INTEGER } })
    const lines = [{ productId: product.id, quantity: 1_000_000_000 }]
    expect((await ada.refused(openDeal, { body: { name: 'Many moons', lines } })).code).toBe('invalid')
  })
})

test.each(['+01:00', '-0300', 'Mars/Olympus', "UTC'", 'EST5EDT4'])('%s is no time zone', async (timeZone) => {
  const { version } = await ada.call(showWorkspace, {})
  expect((await ada.refused(changeWorkspace, { version, body: { timeZone } })).code).toBe('unknown_time_zone')
})

describe('what reaches into prototypes', () => {
  const paths = ['/companies', '/deals', '/session', '/first-run']
  test.each([
    '{"__proto__":{"x":1}}',
    '{"constructor":{"prototype":{"x":1}}}',
    '{"name":"A","externalId":{"__proto__":{"x":1}}}',
  ])('%s', async (body) => {
    for (const path of paths) {
      const headers = { ...ada.headers, 'content-type': 'application/json' }
      const answer = await fetch(`${rondo.url}/api/v1${path}`, { method: 'POST', headers, body })
      expect(answer.status).toBe(400)
    }
    expect(Reflect.get({}, 'x')).toBeUndefined()
  })

  test('in a query, and as a field of a form', async () => {
    for (const query of ['__proto__=1', '__proto__[x]=1', 'constructor.prototype.x=1', 'toString=1'])
      expect((await ada.fetch('GET', `/deals?${query}`)).status).toBe(400)
    for (const field of ['__proto__', 'constructor', 'toString']) {
      const form = new FormData()
      form.append(field, 'x')
      form.append('file', new Blob(['name\nA\n']), 'a.csv')
      expect([400, 422]).toContain((await ada.fetch('POST', '/imports', form)).status)
    }
    const form = new FormData()
    form.append('mapping', '{"files":{"__proto__":{"x":1}},"stages":{"__proto__":{"stage":null,"outcome":"open"}}}')
    form.append('file', new Blob(['deal,stage\nA,Won\n']), 'a.csv')
    expect((await ada.fetch('POST', '/imports', form)).status).toBeLessThan(500)
    expect(Reflect.get({}, 'x')).toBeUndefined()
    expect(Reflect.get({}, 'outcome')).toBeUndefined()
  })
})

describe('what is too deep, too long or too many is refused quickly', () => {
  const send = async (path: string, init: RequestInit) => {
    const from = performance.now()
    const answer = await fetch(`${rondo.url}${path}`, { ...init, headers: { ...ada.headers, ...init.headers } })
    await answer.arrayBuffer()
    return { status: answer.status, ms: performance.now() - from }
  }
  const json = { 'content-type': 'application/json' }
  const depth = 10_000
  const attacks: [string, number[], string, RequestInit][] = [
    ['deep arrays', [422], '/api/v1/companies', post(`{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`)],
    ['deep objects', [422], '/api/v1/companies', post(`${'{"name":'.repeat(depth)}1${'}'.repeat(depth)}`)],
    ['50 MB', [413], '/api/v1/companies', post(' '.repeat(50_000_000))],
    ['2,000 parameters', [400], `/api/v1/deals?${'a=1&'.repeat(2_000)}`, {}],
    ['2,000 different ones', [400, 431], `/api/v1/deals?${manyParameters()}`, {}],
    ['a long address', [414, 431, 404, 400], `/api/v1/deals/${'a'.repeat(12_000)}`, {}],
    ['a large header', [431], '/api/v1/deals', { headers: { 'x-filler': 'a'.repeat(100_000) } }],
    [
      'a compressed body',
      [400, 415],
      '/api/v1/companies',
      { ...post('\u001f\u008b\b'), headers: { ...json, 'content-encoding': 'gzip' } },
    ],
    ['100,000 lines', [413, 422], '/api/v1/deals', post(`{"name":"A","lines":[${'{},'.repeat(60_000)}{}]}`)],
    [
      '100,000 fields',
      [413, 422],
      '/api/v1/companies',
      post(`{${Array.from({ length: 20_000 }, (_, at) => `"f${at}":1`).join()}}`),
    ],
  ]
  function post(body: string): RequestInit {
    return { method: 'POST', body, headers: json }
  }
  function manyParameters(): string {
    return Array.from({ length: 1_000 }, (_, at) => `p${at}=1`).join('&')
  }
  test.each(attacks)('%s', async (_, statuses, path, init) => {
    // A server that hangs up in the middle of 50 MB has refused them as well.
    const answer = await send(path, init).catch(() => ({ status: statuses[0], ms: 0 }))
    expect(statuses).toContain(answer.status)
    expect(answer.ms).toBeLessThan(1_500)
  })
})

test('an address that cannot be decoded is unreadable, in our own words', async () => {
  for (const path of ['/api/v1/deals/%ZZ', '/api/v1/deals/%C0%AF', '/%E0%A4%A']) {
    const answer = await fetch(`${rondo.url}${path}`, { headers: ada.headers })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'unreadable', data: { part: 'path' } })
  }
})

describe('a form that is not one', () => {
  const boundary = { 'content-type': 'multipart/form-data; boundary=x' }
  const send = async (body: string, headers: Record<string, string>, path = '/imports') => {
    const answer = await fetch(`${rondo.url}/api/v1${path}`, {
      method: 'POST',
      body,
      headers: { ...ada.headers, ...headers },
    })
    return { status: answer.status, body: (await answer.json()) as unknown }
  }
  test.each([
    ['cut off', '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b', boundary],
    ['empty', '', boundary],
    ['of another boundary', '--y\r\n\r\n--y--', boundary],
    ['without a boundary', '--x', { 'content-type': 'multipart/form-data' }],
  ])('%s', async (_, body, headers) => {
    const answer = await send(body, headers)
    expect([400, 415, 422], JSON.stringify(answer.body)).toContain(answer.status)
    expect(answer.body).toHaveProperty('code')
  })

  test('with more parts than anybody needs', async () => {
    const form = new FormData()
    for (let at = 0; at < 40; at++) form.append('file', new Blob(['a\n1\n']), `${at}.csv`)
    expect(await ada.fetch('POST', '/imports', form)).toMatchObject({ status: 413, body: { code: 'too_large' } })
    const fields = new FormData()
    for (let at = 0; at < 40; at++) fields.append(`f${at}`, 'x')
    expect(await ada.fetch('POST', '/imports', fields)).toMatchObject({ status: 413, body: { code: 'too_large' } })
  })

  test('is taken only where files are', async () => {
    const form = new FormData()
    form.append('name', 'By form')
    expect((await ada.fetch('POST', '/companies', form)).status).toBe(415)
    expect((await ada.fetch('POST', `/deals/${ours.deals}/win`, form)).status).toBe(415)
    expect((await ada.fetch('POST', `/processes/${ours.processes}/draft`, form)).status).toBe(415)
  })
})
