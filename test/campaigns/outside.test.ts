import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchOutside, isPrivate } from '../../src/server/integrations/outside/index.ts'
import { lineTypesFrom } from '../../src/server/integrations/telephony/index.ts'

let service: Server
let url: string
beforeAll(async () => {
  service = createServer((request, response) => {
    if (request.url === '/slow') return
    if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    else if (request.url === '/large') response.end('x'.repeat(70_000))
    else response.end('{"line_type":"Landline"}')
  })
  await new Promise<void>((done) => service.listen(0, '127.0.0.1', done))
  // A server that listens on a port has one.
  url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`
})
afterAll(() => {
  service.closeAllConnections()
  service.close()
})

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['169.254.169.254', true],
  ['172.31.0.1', true],
  ['192.168.1.1', true],
  ['100.64.0.1', true],
  ['0.0.0.0', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['64:ff9b::7f00:1', true],
  ['8.8.8.8', false],
  ['172.32.0.1', false],
  ['2606:4700::1111', false],
])('%s is private: %s', (address, expected) => {
  expect(isPrivate(address)).toBe(expected)
})

test('what leads inside is refused, by number and by name, unless the operator allows it', async () => {
  expect(await fetchOutside(url)).toEqual({ failed: 'refused' })
  expect(await fetchOutside(url.replace('127.0.0.1', 'localhost'))).toEqual({ failed: 'refused' })
  expect(await fetchOutside(url.replace('127.0.0.1', '2130706433'))).toEqual({ failed: 'refused' })
  expect(await fetchOutside(url, { allowsPrivate: true })).toMatchObject({ status: 200 })
  expect(await fetchOutside('file:///etc/passwd')).toEqual({ failed: 'address' })
})

test('a redirect is not followed, and what is large or slow is given up', async () => {
  const asked = { allowsPrivate: true }
  expect(await fetchOutside(`${url}/away`, asked)).toMatchObject({ status: 302 })
  expect(await fetchOutside(`${url}/large`, asked)).toEqual({ failed: 'too_large' })
  expect(await fetchOutside(`${url}/slow`, { ...asked, timeoutMs: 50 })).toEqual({ failed: 'too_slow' })
  expect(await fetchOutside('http://127.0.0.1:1/', asked)).toEqual({ failed: 'unreachable' })
})

test('an answer is read whatever the service calls it; none is none', async () => {
  const ask = (field: string, at = '{number}') =>
    lineTypesFrom({ url: `${url}/${at}`, field, allowsPrivate: true })('+46701234567')
  expect(await ask('line_type')).toBe('fixed')
  expect(await ask('carrier.type')).toBeNull()
  expect(await ask('line_type', 'large')).toBeNull()
})
