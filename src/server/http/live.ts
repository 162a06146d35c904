import type { FastifyInstance } from 'fastify'
import type { QueryOf } from '../../contract/endpoint.ts'
import { followChanges } from '../../contract/live.ts'
import { fail } from '../kernel/fail.ts'
import { newId } from '../kernel/id.ts'
import { sha256 } from '../kernel/key.ts'
import { type Live, outletOf } from '../live/index.ts'
import { identify, sessionCookie } from './identify.ts'
import { parseQuery } from './parse.ts'
import type { HttpOptions } from './server.ts'

/** Adds the stream of changes: the one answer of the API that does not end by itself. */
export function addLive(app: FastifyInstance, live: Live, { pools, leaving, baseUrl }: HttpOptions): void {
  app.get(`/api/v1${followChanges.path}`, async (request, reply) => {
    const { actor, workspace } = await identify(pools.db, request, followChanges, baseUrl)
    // The endpoint's own schema.
    const query = parseQuery(followChanges.query, request.query) as QueryOf<typeof followChanges>
    const token = request.headers.authorization === undefined ? request.cookies[sessionCookie] : undefined
    const session = token === undefined ? null : sha256(token).toString('hex')
    if (leaving?.()) fail('overloaded', { retryAfterSeconds: 1 })
    if (live.isFull(actor.id, session)) fail('too_many_requests', { retryAfterSeconds: 30 })
    const place = request.headers['last-event-id']
    reply.hijack()
    const { raw } = reply
    // A dead peer shows by the signs of life that are not taken: without this, it would count as somebody who looks on.
    raw.socket?.setKeepAlive(true, 30_000)
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // nginx would else hold events back until they fill a buffer.
      'x-accel-buffering': 'no',
    })
    let leave: (() => void) | null = null
    raw.on('close', () => leave?.())
    raw.on('error', () => {})
    try {
      leave = await live.join(
        {
          id: newId(),
          workspaceId: workspace.id,
          actorId: actor.id,
          memberId: actor.memberId ?? null,
          session,
          viewer: actor,
          subjects: [...new Set(query.looking?.split(','))],
          outlet: outletOf(raw),
          since: performance.now(),
        },
        { place: typeof place === 'string' ? place : null, ago: query.ago },
      )
      if (raw.closed) leave()
    } catch {
      // The database is away: whoever looks on comes back, and is told what it missed.
      raw.end('retry: 2000\n\n')
    }
  })
}
