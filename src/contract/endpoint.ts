import type * as z from 'zod/mini'
import type { ErrorCode } from './errors.ts'
import type { Permission } from './permissions.ts'

type Shape = z.ZodMiniType

/**
 * One call of the API, as one value: the server's route, the OpenAPI document, the web client, the command line and the
 * tests that run over every endpoint all read it.
 */
export interface Endpoint<Params extends Shape, Query extends Shape, Body extends Shape, Output extends Shape> {
  /** Unique, a verb a salesperson says; the operationId of the OpenAPI document. */
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Below /api/v1, with parameters in braces: '/deals/{id}/move'. */
  readonly path: `/${string}`
  /** 'anyone' needs no identity, 'user' a signed-in person without a workspace, anything else a member or key with that right. */
  readonly permission: Permission | 'anyone' | 'user'
  /** One line for the API reference. */
  readonly summary: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly output: Output
  /** Status of success; 200 unless said. */
  readonly status?: 200 | 201 | 202 | 204
  /** The edit names the version it was made on in If-Match: 428 without it, 412 when the row has changed since. */
  readonly versioned?: true
  /** The body is multipart/form-data, parsed by the route itself. */
  readonly multipart?: true
  /** The output is not JSON but this media type. */
  readonly produces?: string
  /** The answer holds a secret that is shown once: no copy is kept for a repeated request. */
  readonly secret?: true
  /** The codes this endpoint answers with, beside those that any endpoint can. */
  readonly errors?: readonly ErrorCode[]
  /** Bytes of body allowed; 256 KiB unless said. */
  readonly bodyLimit?: number
}

// An endpoint of any shape: for code that runs over all of them.
export type AnyEndpoint = Endpoint<Shape, Shape, Shape, Shape>

export type ParamsOf<E> = E extends { params?: infer P extends Shape } ? z.output<P> : unknown
export type QueryOf<E> = E extends { query?: infer Q extends Shape } ? z.output<Q> : unknown
export type BodyOf<E> = E extends { body?: infer B extends Shape } ? z.output<B> : unknown
export type OutputOf<E> = E extends { output: infer O extends Shape } ? z.output<O> : never

/** What a route's function receives: path, query and body, parsed. */
export interface InputOf<E> {
  readonly params: ParamsOf<E>
  readonly query: QueryOf<E>
  readonly body: BodyOf<E>
}

/** What a client sends: the same, before defaults are filled in. */
export type RequestOf<E> = (E extends { params: infer P extends Shape } ? { params: z.input<P> } : unknown) &
  (E extends { query: infer Q extends Shape } ? { query?: z.input<Q> } : unknown) &
  (E extends { body: infer B extends Shape } ? { body: z.input<B> } : unknown) &
  (E extends { versioned: true } ? { version: number } : unknown)

/** Declares an endpoint; the literal types are kept so that callers know its exact input and output. */
/* @__NO_SIDE_EFFECTS__ */
export function endpoint<const E extends Endpoint<Shape, Shape, Shape, Shape>>(definition: E): E {
  return definition
}
