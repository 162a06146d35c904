import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import { fastify, LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { AnyEndpoint } from '../../contract/endpoint.ts'
import type { Pools } from '../database/pool.ts'
import type { Live } from '../live/index.ts'
import { Failure } from '../kernel/fail.ts'
import type { Route } from '../kernel/route.ts'
import { Refusal } from './identify.ts'
import { addLive } from './live.ts'
import { openApiDocument, openApiGzip } from './openapi.ts'
import { boundBodies } from './patience.ts'
import { causeOf, sendProblem } from './problem.ts'
import { handlerOf } from './handle.ts'
import { serveWeb } from './web.ts'

export interface HttpOptions {
  readonly pools: Pools
  readonly routes: readonly Route[]
  /** The configured address, without a slash at the end; null: the one each request names. */
  readonly baseUrl: string | null
  readonly logLevel: string
  /** Where the built screens lie; null serves the API only. */
  readonly webDirectory: string | null
  /** Told after the transaction: a missing right, by whom. */
  readonly refused: (refusal: Refusal, request: FastifyRequest) => void
  /** Told after every committed write, where: there may be something in the outbox, and something to see. */
  readonly written: (workspaceId: string) => void
  /** Takes the streams of those who look on; nothing takes none. */
  readonly live?: Live
  /** Whether the process is about to end: a proxy that asks is told to send new requests elsewhere. */
  readonly leaving?: () => boolean
  /** Whether answers are checked against the contract; costs time, so only tests do it. */
  readonly checkAnswers: boolean
}

const jsonBodyLimit = 256 * 1024

/** Builds the HTTP server: the API from its routes, the OpenAPI document, health, and the screens. */
export async function buildServer(options: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    // PostgreSQL tells in `detail` and `where` what stood in the row: people's data and hashes of secrets.
    logger: {
      level: options.logLevel,
      redact: ['req.headers.authorization', 'req.headers.cookie', 'err.detail', 'err.where'],
    },
    // One line a request would cost more than answering it; what fails is logged where it fails.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: jsonBodyLimit,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 300 },
    genReqId: () => crypto.randomUUID(),
    return503OnClosing: true,
    // A proxy on this machine says whom it speaks for; from elsewhere anybody could say so.
    trustProxy: 'loopback',
    // An address that cannot be decoded comes to no route, and so to no error handler.
    frameworkErrors: (error, request, reply) => sendProblem(request, reply, error),
  })
  boundBodies(app)
  readJsonStrictly(app)
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  await app.register(multipart, { throwFileSizeLimit: true })
  app.setErrorHandler((error, request, reply) => answerError(options, error, request, reply))
  const methodsAt = methodsOf(options.routes)
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsAt(request.url)
    // One that the router passed by although it has the method holds what can be no id.
    const isNowhere = methods.length === 0 || methods.includes(request.method)
    if (isNowhere) return sendProblem(request, reply, new Failure('no_such_endpoint', {}))
    const allowed = methods.join(', ')
    return sendProblem(request, reply.header('allow', allowed), new Failure('method_not_allowed', { allowed }))
  })
  addHealth(app, options)
  addApi(app, options)
  if (options.live) addLive(app, options.live, options)
  if (options.webDirectory !== null) await serveWeb(app, options.webDirectory, options.baseUrl)
  return app
}

async function answerError(
  options: HttpOptions,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (!(error instanceof Refusal)) return sendProblem(request, reply, await causeOf(error, options.pools.db))
  options.refused(error, request)
  return sendProblem(request, reply, new Failure('forbidden', { permission: error.permission }))
}

/** JSON is the only body, a verb may come without one, and keys that reach into prototypes are refused. */
function readJsonStrictly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, {})
    return parse(request, body.toString(), done)
  })
}

function addHealth(app: FastifyInstance, { pools, leaving }: HttpOptions): void {
  app.get('/health/live', async () => ({ live: true }))
  app.get('/health/ready', async (_request, reply) => {
    if (leaving?.()) return reply.code(503).send({ ready: false })
    await pools.db.selectNoFrom((make) => make.val(1).as('one')).execute()
    return { ready: true }
  })
}

function addApi(app: FastifyInstance, options: HttpOptions): void {
  for (const route of options.routes) {
    const { endpoint } = route
    app.route({
      method: endpoint.method,
      url: addressOf(endpoint),
      bodyLimit: endpoint.bodyLimit ?? jsonBodyLimit,
      config:
        endpoint.permission === 'anyone'
          ? { rateLimit: { max: 300, timeWindow: '1 minute', errorResponseBuilder: tooMany } }
          : {},
      handler: handlerOf(route, options),
    })
  }
  app.get('/api/v1/openapi.json', async (request, reply) => {
    reply.type('application/json').header('vary', 'accept-encoding')
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(openApiDocument())
    return reply.header('content-encoding', 'gzip').send(openApiGzip())
  })
}

/** The address of an endpoint as the router reads it. */
function addressOf({ path }: AnyEndpoint): string {
  return `/api/v1${path.replace(/\{(\w+)\}/g, ':$1')}`
}

/**
 * By which methods an address can be asked, for whoever asked by another; none where nothing is. Found out when that happens:
 * as routes of their own they would be most of those that every start builds.
 */
function methodsOf(routes: readonly Route[]): (url: string) => string[] {
  let patterns: { readonly method: string; readonly address: RegExp }[] | undefined
  return (url) => {
    const [asked = ''] = url.split('?')
    patterns ??= routes.map(({ endpoint }) => ({
      method: endpoint.method,
      address: new RegExp(`^${addressOf(endpoint).replace(/:\w+/g, '[^/]+')}$`),
    }))
    const there = patterns.filter(({ address }) => address.test(asked))
    return [...new Set(there.map(({ method }) => method))].toSorted()
  }
}

function tooMany(_request: FastifyRequest, context: { ttl: number }): Failure {
  return new Failure('too_many_requests', { retryAfterSeconds: Math.ceil(context.ttl / 1000) })
}
