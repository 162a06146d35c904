import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { type ErrorCode, errors, type ProblemDetails } from '../../contract/errors.ts'
import type { Queries } from '../kernel/context.ts'
import { Failure } from '../kernel/fail.ts'

/** Sends a refusal as problem details (RFC 9457). */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, thrown: unknown): FastifyReply {
  const failure = asFailure(thrown, request)
  if (failure.code === 'internal') request.log.error({ err: thrown }, 'defect')
  const problem: ProblemDetails = {
    type: `/api#${failure.code}`,
    status: failure.status,
    code: failure.code,
    data: failure.data,
    ...(failure.fields === undefined ? {} : { fields: failure.fields }),
    ...(failure.code === 'internal' ? { requestId: request.id } : {}),
  }
  if ('retryAfterSeconds' in failure.data) reply.header('retry-after', String(failure.data.retryAfterSeconds))
  return reply
    .code(failure.status)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .type('application/problem+json')
    .send(JSON.stringify(problem))
}

// What Fastify, the pool and PostgreSQL throw, as the contract's codes. Everything else is a defect of ours.
const foreignCodes: Record<string, (request: FastifyRequest) => Failure> = {
  FST_ERR_CTP_BODY_TOO_LARGE: tooLarge,
  FST_REQ_FILE_TOO_LARGE: tooLarge,
  FST_FILES_LIMIT: tooLarge,
  FST_FIELDS_LIMIT: tooLarge,
  FST_PARTS_LIMIT: tooLarge,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => failure('unsupported_media_type', {}),
  FST_ERR_CTP_EMPTY_JSON_BODY: unreadableBody,
  FST_ERR_CTP_INVALID_JSON_BODY: unreadableBody,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: unreadableBody,
  FST_PROTO_VIOLATION: unreadableBody,
  FST_MP_PREMATURE_CLOSE: unreadableBody,
  FST_ERR_BAD_URL: unreadablePath,
  FST_ERR_MAX_PARAM_LENGTH: unreadablePath,
  // The database cannot be reached, or its name cannot be found.
  ECONNREFUSED: busy,
  ECONNRESET: busy,
  EPIPE: busy,
  ETIMEDOUT: busy,
  EHOSTUNREACH: busy,
  ENETUNREACH: busy,
  ENOTFOUND: busy,
  EAI_AGAIN: busy,
  // The disk is full, or too many files are open.
  ENOSPC: busy,
  EMFILE: busy,
  // PostgreSQL: too many connections, shutting down or starting, statement timeout, disk full, serialisation, dead-lock,
  // a transaction cut off for idleness.
  '53300': busy,
  '57P01': busy,
  '57P02': busy,
  '57P03': busy,
  '57014': busy,
  '53100': busy,
  '40001': busy,
  '40P01': busy,
  '25P03': busy,
}

/**
 * What a request failed of. A write that PostgreSQL refused is a defect of ours, unless it takes none at all: a standby
 * that has not taken over yet, or a server that its operator has closed.
 */
export async function causeOf(thrown: unknown, db: Queries): Promise<unknown> {
  if (codeOf(thrown) !== '25006') return thrown
  const asked = sql<{ closed: boolean }>`select current_setting('transaction_read_only')::boolean as closed`
  return asked.execute(db).then(
    ({ rows }) => (rows[0]?.closed ? busy() : thrown),
    (away: unknown) => away,
  )
}

function asFailure(thrown: unknown, request: FastifyRequest): Failure {
  if (thrown instanceof Failure) return thrown
  const code = codeOf(thrown)
  // The socket of the database is gone while it restarts; any other missing file is a defect.
  if (code === 'ENOENT' && thrown instanceof Error && 'syscall' in thrown && thrown.syscall === 'connect') return busy()
  const known = foreignCodes[code]
  if (known) return known(request)
  const message = thrown instanceof Error ? thrown.message : ''
  // pg names neither of these with a code.
  if (
    /timeout exceeded when trying to connect|Connection terminated|connection error|server closed the connection/.test(
      message,
    )
  )
    return busy()
  // What the plugin that serves the screens' files does not serve.
  if (thrown instanceof Error && 'statusCode' in thrown && thrown.statusCode === 403)
    return failure('no_such_endpoint', {})
  if (thrown instanceof SyntaxError && 'statusCode' in thrown && thrown.statusCode === 400) return unreadableBody()
  return failure('internal', {})
}

function tooLarge({ routeOptions }: FastifyRequest): Failure {
  return failure('too_large', { limitBytes: routeOptions.bodyLimit ?? 0 })
}

function unreadableBody(): Failure {
  return failure('unreadable', { part: 'body' })
}

function unreadablePath(): Failure {
  return failure('unreadable', { part: 'path' })
}

function busy(): Failure {
  return failure('overloaded', { retryAfterSeconds: 1 })
}

function failure(code: ErrorCode, data: object): Failure {
  return new Failure(code, data)
}

/** Whether trying the transaction again may help: another one was in the way. */
export function isConflict(thrown: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(thrown))
}

function codeOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : ''
}

/** Every code that any endpoint can answer with, beside its own. */
export const commonErrors = [
  'unreadable',
  'unauthenticated',
  'forbidden',
  'invalid',
  'too_large',
  'too_many_requests',
  'overloaded',
  'internal',
] as const satisfies readonly (keyof typeof errors)[]
