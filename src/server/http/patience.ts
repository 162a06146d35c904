import { Socket } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** How long is waited for the body of a request, in milliseconds. */
export interface Patience {
  /** For all of it. */
  readonly whole: number
  /** For the next bytes of a file: a large one over a slow line takes as long as it takes. */
  readonly stall: number
}

const usual: Patience = { whole: 120_000, stall: 60_000 }

/** Ends requests whose body does not come. Node's own `requestTimeout` knows one limit for a line of JSON and a gigabyte. */
export function boundBodies(app: FastifyInstance, patience = usual): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (hasBody(request)) watch(request, patience)
    done()
  })
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function watch({ raw, headers }: FastifyRequest, { whole, stall }: Patience): void {
  const isUpload = headers['content-type']?.startsWith('multipart/') ?? false
  const { socket } = raw
  // What is handed in from within has no line that could be slow.
  if (!(socket instanceof Socket)) return
  let bytes = socket.bytesRead
  const look = () => {
    const isOnItsWay = isUpload && socket.bytesRead > bytes
    bytes = socket.bytesRead
    if (raw.complete) clearInterval(timer)
    else if (!isOnItsWay)
      socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n', () => socket.destroy())
  }
  const timer = setInterval(look, isUpload ? stall : whole)
  timer.unref()
  raw.once('close', () => clearInterval(timer))
}
