import type { AnyEndpoint, Endpoint, InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { Context, Queries } from './context.ts'
import type * as z from 'zod/mini'

type Shape = z.ZodMiniType
type Any = Endpoint<Shape, Shape, Shape, Shape>

/** A file that came with a multipart request, spooled to disk before any transaction began. */
export interface Upload {
  readonly name: string
  readonly path: string
  readonly bytes: number
}

/** A multipart body: its fields, and its files on disk, which are gone when the request ends. */
export interface UploadBody {
  readonly fields: Readonly<Record<string, string>>
  readonly files: readonly Upload[]
}

/** What a route without a workspace gets: first run, sign-in, who am I. */
export interface Visitor {
  readonly db: Queries
  /** Where the browser reached us: 'https://sales.example.com'. */
  readonly origin: string
  /** The address the request came from. */
  readonly address: string
  readonly userAgent: string
  /** Whether the request came over the loopback interface, without a proxy. */
  readonly local: boolean
  /** The signed-in user, for endpoints with permission 'user'. */
  readonly user: { readonly id: string; readonly sessionToken: string } | null
  /** The session that the browser came with, valid or not. */
  readonly sessionToken: string | null
  /** What X-Rondo-Workspace names: an id or a slug. */
  readonly workspaceName: string | null
  /** Sets the session cookie, or ends it with null. */
  readonly setSession: (session: { token: string; expiresAt: Date } | null) => void
}

type Input<E> = E extends { multipart: true } ? Omit<InputOf<E>, 'body'> & { body: UploadBody } : InputOf<E>
type Output<E> = E extends { produces: string } ? AsyncIterable<string | Uint8Array> : OutputOf<E>

/** An endpoint with what it does. `mode` says what it runs on. */
export interface Route {
  readonly endpoint: AnyEndpoint
  /** 'read': the pool, one statement; 'snapshot': a read-only transaction; 'report': the same on the reports' pool; 'write': a transaction; 'visit': without a workspace. */
  readonly mode: 'read' | 'snapshot' | 'report' | 'write' | 'visit'
  readonly run: (ctx: never, input: never) => Promise<unknown>
}

type Handler<E> = (ctx: Context, input: Input<E>) => Promise<Output<E>>

/** A read of one statement: it runs without a transaction. */
export function read<const E extends Any>(endpoint: E, run: Handler<E>): Route {
  return { endpoint, mode: 'read', run }
}

/** A read of several statements, which all see the same moment. */
export function snapshot<const E extends Any>(endpoint: E, run: Handler<E>): Route {
  return { endpoint, mode: 'snapshot', run }
}

/** A read that may take long: on the reports' own small pool, so that it never stops the board. */
export function report<const E extends Any>(endpoint: E, run: Handler<E>): Route {
  return { endpoint, mode: 'report', run }
}

/** A write: one transaction, with its facts. */
export function write<const E extends Any>(endpoint: E, run: Handler<E>): Route {
  return { endpoint, mode: 'write', run }
}

/** A call without a workspace. */
export function visit<const E extends Any>(
  endpoint: E,
  run: (visitor: Visitor, input: Input<E>) => Promise<Output<E>>,
): Route {
  return { endpoint, mode: 'visit', run }
}
