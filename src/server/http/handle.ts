import type { FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import * as z from 'zod/mini'
import type { AnyEndpoint } from '../../contract/endpoint.ts'
import { leaveChangeOf } from '../kernel/changes.ts'
import type { Context } from '../kernel/context.ts'
import { assert, fail, Failure } from '../kernel/fail.ts'
import type { Route, UploadBody, Visitor } from '../kernel/route.ts'
import { idempotencyKey, identify, identifyUser, Refusal, requireSameOrigin, sessionCookie } from './identify.ts'
import { parseBody, parseParams, parseQuery } from './parse.ts'
import { type Caller, callerContext, noteUse } from './session.ts'
import type { HttpOptions } from './server.ts'
import { once, runWrite } from './write.ts'

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** Makes the handler of a route: identity, right, input, then the route itself on what its mode asks for. */
export function handlerOf(route: Route, options: HttpOptions): Handler {
  const { endpoint } = route
  // The route's own types were checked where it was declared; here all routes look alike.
  const run = route.run as (ctx: unknown, input: unknown) => Promise<unknown>
  const answer = route.mode === 'visit' ? visit(route, run, options) : call(route, run, options)
  return async (request, reply) => {
    const output = await answer(request, reply)
    if (options.checkAnswers && endpoint.produces === undefined) assertAnswer(endpoint, output)
    return send(endpoint, reply, output)
  }
}

function send(endpoint: AnyEndpoint, reply: FastifyReply, output: unknown): FastifyReply {
  reply
    .code(endpoint.status ?? 200)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
  if (endpoint.produces === undefined) return reply.type('application/json; charset=utf-8').send(JSON.stringify(output))
  reply.type(endpoint.produces).header('content-disposition', 'attachment')
  // Routes that produce a media type yield pieces of text or bytes: Route.ts says so.
  return reply.send(Readable.from(output as AsyncIterable<string | Uint8Array>))
}

type Run = (ctx: unknown, input: unknown) => Promise<unknown>

function call(route: Route, run: Run, options: HttpOptions) {
  const perform = performing(route, run, options)
  const { db } = options.pools
  return async (request: FastifyRequest): Promise<unknown> => {
    const caller = await identify(db, request, route.endpoint, options.baseUrl)
    noteUse(db, caller, request.cookies[sessionCookie])
    try {
      return await perform(caller, request)
    } catch (thrown) {
      // A right that the handler asks for is refused, and audited, as one that the endpoint asks for.
      throw thrown instanceof Failure && thrown.code === 'forbidden' ? refusalOf(caller, thrown) : thrown
    }
  }
}

function refusalOf(caller: Caller, { data }: Failure): Refusal {
  return new Refusal(caller, 'permission' in data ? String(data.permission) : '')
}

function performing(route: Route, run: Run, options: HttpOptions) {
  const { endpoint, mode } = route
  const { pools } = options
  return async (caller: Caller, request: FastifyRequest): Promise<unknown> => {
    const ifMatch = endpoint.versioned ? requiredVersion(request) : null
    const input = await inputOf(endpoint, request)
    const context = (tx: Context['tx']): Context => callerContext(caller, tx, ifMatch)
    switch (mode) {
      case 'read':
        return run(context(pools.db), input)
      case 'snapshot':
      case 'report': {
        const pool = mode === 'report' ? pools.reports : pools.db
        return pool
          .transaction()
          .setIsolationLevel('repeatable read')
          .setAccessMode('read only')
          .execute((tx) => run(context(tx), input))
      }
      case 'write': {
        const key = idempotencyKey(request)
        const output = await runWrite(
          pools.db,
          caller,
          key === null ? null : await once(key, request, endpoint, uploadOf(endpoint, input)),
          async (tx) => {
            const ctx = context(tx)
            const answer = await run(ctx, input)
            await leaveChangeOf(ctx, endpoint, input, answer)
            return answer
          },
        )
        options.written(caller.workspace.id)
        return output
      }
      case 'visit':
        return assert(false, 'a visit has no workspace')
    }
  }
}

function visit(route: Route, run: Run, options: HttpOptions) {
  const { endpoint } = route
  const { db } = options.pools
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (endpoint.permission === 'anyone' && request.headers.origin !== undefined)
      requireSameOrigin(request, options.baseUrl)
    const user = endpoint.permission === 'user' ? await identifyUser(db, request, options.baseUrl) : null
    const workspaceName = request.headers['x-rondo-workspace']
    const visitor: Visitor = {
      db,
      user,
      origin: new URL(options.baseUrl ?? `${request.protocol}://${request.host}`).origin,
      address: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
      local: isLocal(request),
      sessionToken: request.cookies[sessionCookie] ?? null,
      workspaceName: typeof workspaceName === 'string' ? workspaceName : null,
      setSession: (session) => setSession(reply, session, options.baseUrl),
    }
    return run(visitor, await inputOf(endpoint, request))
  }
}

interface Input {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

async function inputOf(endpoint: AnyEndpoint, request: FastifyRequest): Promise<Input> {
  const params = endpoint.params ? parseParams(endpoint.params, request.params, endpoint.path.split('/')[1] ?? '') : {}
  const query = parseQuery(endpoint.query ?? nothing, request.query)
  if (endpoint.multipart) return { params, query, body: await spool(request, endpoint.bodyLimit) }
  if (request.isMultipart()) fail('unsupported_media_type')
  if (endpoint.body === undefined && request.body !== undefined && request.body !== null)
    parseBody(nothing, request.body)
  return { params, query, body: endpoint.body ? parseBody(endpoint.body, request.body) : {} }
}

const nothing = z.strictObject({})

function uploadOf(endpoint: AnyEndpoint, { body }: Input): UploadBody | null {
  // What spool gave.
  return endpoint.multipart ? (body as UploadBody) : null
}

/** Writes the files of a multipart request to disk before any transaction begins; they go with the request. */
async function spool(request: FastifyRequest, limitBytes = 1024 * 1024): Promise<UploadBody> {
  if (!request.isMultipart()) fail('unsupported_media_type')
  const limits = { fileSize: limitBytes, files: 20, fields: 20, fieldSize: 1024 * 1024 }
  const { files, values } = await request.saveRequestFiles({ limits }).catch(refuseBrokenForm)
  const fields: Record<string, string> = {}
  for (const [name, part] of Object.entries(values)) {
    const value: unknown = typeof part === 'object' && part !== null && 'value' in part ? part.value : part
    if (typeof value === 'string') fields[name] = value
  }
  return {
    fields,
    files: files.map((file) => ({ name: file.filename, path: file.filepath, bytes: file.file.bytesRead })),
  }
}

/** What breaks the form itself, the parser throws without a code. */
function refuseBrokenForm(thrown: unknown): never {
  if (thrown instanceof Error && !('code' in thrown)) fail('unreadable', { part: 'body' })
  throw thrown
}

function requiredVersion(request: FastifyRequest): number {
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(request.headers['if-match'] ?? '')
  return match ? Number(match[1]) : fail('version_missing')
}

/** From this machine, by a name of this machine: another name was bound to it by somebody else, or belongs to a proxy. */
function isLocal(request: FastifyRequest): boolean {
  const direct = request.socket.remoteAddress ?? ''
  return (
    /^(?:127\.|::1$|::ffff:127\.)/.test(direct) &&
    /^(?:localhost|127\.[\d.]+|\[::1\])(?::\d+)?$/.test(request.headers.host ?? '') &&
    request.headers['x-forwarded-for'] === undefined &&
    request.headers.forwarded === undefined
  )
}

function setSession(
  reply: FastifyReply,
  session: { token: string; expiresAt: Date } | null,
  baseUrl: string | null,
): void {
  const settings = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: baseUrl?.startsWith('https:') ?? false,
  } as const
  if (session) reply.setCookie(sessionCookie, session.token, { ...settings, expires: session.expiresAt })
  if (!session) reply.clearCookie(sessionCookie, settings)
}

function assertAnswer(endpoint: AnyEndpoint, output: unknown): void {
  // As the client will read it: dates are text by then.
  const checked = z.safeParse(endpoint.output, JSON.parse(JSON.stringify(output)))
  assert(checked.success, `${endpoint.name} answers what the contract says: ${JSON.stringify(checked.error?.issues)}`)
}
