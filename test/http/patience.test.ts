import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fastify, type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { boundBodies } from '../../src/server/http/patience.ts'

let app: FastifyInstance
let port: number
beforeAll(async () => {
  app = fastify()
  boundBodies(app, { whole: 700, stall: 500 })
  // Read to the end, as a form is.
  app.addContentTypeParser('multipart/form-data', async (_request: unknown, payload: AsyncIterable<Buffer>) => {
    let bytes = 0
    for await (const piece of payload) bytes += piece.length
    return bytes
  })
  app.post('/', async (request) => ({ body: request.body }))
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
})
afterAll(() => app?.close())

/** Sends a body of ten bytes, some at a time, and gives the first line of the answer with what stands below the headers. */
async function send(type: string, pieces: readonly string[], pauseMs: number): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  let answer = ''
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text))
  socket.write(
    `POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: 10\r\n\r\n`,
  )
  const closed = once(socket, 'close')
  for (const piece of pieces) {
    socket.write(piece)
    await pause(pauseMs)
  }
  await closed
  return `${answer.split('\r\n')[0]} ${answer.split('\r\n\r\n')[1] ?? ''}`.trim()
}

test('a file may take its time as long as it comes, and is given up when it does not', async () => {
  const form = 'multipart/form-data; boundary=x'
  expect(await send(form, [...'abcdefghij'], 70)).toBe('HTTP/1.1 200 OK {"body":10}')
  expect(await send(form, ['abc'], 10)).toBe('HTTP/1.1 408 Request Timeout')
})

test('anything else must be there as a whole in time', async () => {
  expect(await send('application/json', ['{"a":', ' 123}'], 50)).toBe('HTTP/1.1 200 OK {"body":{"a":123}}')
  expect(await send('application/json', [...'{"a": 123'], 110)).toBe('HTTP/1.1 408 Request Timeout')
})
