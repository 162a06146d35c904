import type { FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { AnyEndpoint } from '../../contract/endpoint.ts'
import type { Tables } from '../database/tables.ts'
import { fail } from '../kernel/fail.ts'
import { has } from '../kernel/rights.ts'
import { type Caller, callerByKey, callerBySession, userBySession } from './session.ts'

export const sessionCookie = 'rondo_session'

/** Finds out who is asking and whether they may: 401 without an identity, 403 without the right. */
export async function identify(
  db: Kysely<Tables>,
  request: FastifyRequest,
  endpoint: AnyEndpoint,
  origin: string | null,
): Promise<Caller> {
  const caller = await findCaller(db, request, origin)
  if (!caller) fail('unauthenticated')
  const { permission } = endpoint
  if (permission !== 'anyone' && permission !== 'user' && !has(caller.actor, permission))
    throw new Refusal(caller, permission)
  return caller
}

/** A missing right, with who lacked it: the refusal is audited. */
export class Refusal extends Error {
  readonly caller: Caller
  readonly permission: string

  constructor(caller: Caller, permission: string) {
    super('forbidden')
    this.caller = caller
    this.permission = permission
  }
}

async function findCaller(db: Kysely<Tables>, request: FastifyRequest, origin: string | null): Promise<Caller | null> {
  const { authorization } = request.headers
  const key = idempotencyKey(request)
  if (authorization !== undefined) {
    return authorization.startsWith('Bearer ') ? callerByKey(db, authorization.slice(7), key) : null
  }
  const token = request.cookies[sessionCookie]
  const workspace = request.headers['x-rondo-workspace']
  if (token === undefined || typeof workspace !== 'string') return null
  requireSameOrigin(request, origin)
  return callerBySession(db, token, workspace, key)
}

/** The signed-in user, for calls without a workspace. */
export async function identifyUser(
  db: Kysely<Tables>,
  request: FastifyRequest,
  origin: string | null,
): Promise<{ id: string; sessionToken: string }> {
  const token = request.cookies[sessionCookie]
  if (token === undefined) fail('unauthenticated')
  requireSameOrigin(request, origin)
  return (await userBySession(db, token)) ?? fail('unauthenticated')
}

/** A write that a cookie vouches for must come from a page of ours: browsers always name the origin of such a request. */
export function requireSameOrigin(request: FastifyRequest, origin: string | null): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const from = request.headers.origin
  if (from === undefined || !sameOrigin(from, origin ?? `${request.protocol}://${request.host}`)) fail('foreign_origin')
}

function sameOrigin(from: string, own: string): boolean {
  return URL.canParse(from) && new URL(from).origin === new URL(own).origin
}

/** The Idempotency-Key of a write; null for reads and without one. */
export function idempotencyKey(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined || request.method === 'GET') return null
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) fail('unreadable', { part: 'header' })
  return key
}
