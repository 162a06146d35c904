import { QueryClient } from '@tanstack/react-query'
import type { AnyEndpoint, OutputOf, RequestOf } from '../contract/endpoint.ts'
import type { ErrorCode, FieldError, ProblemDetails } from '../contract/errors.ts'

/** What an endpoint asks for: `{}` may be left out. */
type Input<E> = Record<never, never> extends RequestOf<E> ? [input?: RequestOf<E>] : [input: RequestOf<E>]

interface Parts {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly version?: number
}

interface Options {
  /** Keep the key of an earlier attempt to be sure that both together act once. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
  /** Where a stream is to go on from. */
  readonly lastEventId?: string
}

/** The server's refusal, or `unreachable` when no answer came. Worded by `errors.<code>`, its fields by `errors.field.<code>`. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ErrorCode | 'unreachable'
  readonly status: number
  readonly data: object
  readonly fields: readonly FieldError[]
  readonly requestId: string | undefined

  constructor(details: Omit<Partial<ProblemDetails>, 'code'> & { code: ErrorCode | 'unreachable' }) {
    super(details.code)
    this.code = details.code
    this.status = details.status ?? 0
    this.data = details.data ?? {}
    this.fields = details.fields ?? []
    this.requestId = details.requestId
  }
}

const attempts = 3
const quietMilliseconds = 700
let workspaceId = ''

/** Names the workspace that every following call is about; the shell does so when a page under `/w/{slug}` opens. */
export function chooseWorkspace(id: string): void {
  workspaceId = id
}

/**
 * Sends one call of the contract and answers with its parsed output, or throws a `Problem`. A write carries an idempotency key and is
 * sent again with the same key when the network fails or the server is busy, so that a lost answer never doubles a deal.
 */
export async function call<E extends AnyEndpoint>(endpoint: E, ...[input]: Input<E>): Promise<OutputOf<E>> {
  return send<E>(endpoint, input ?? {})
}

/** As `call`, with an idempotency key of one's own or a signal that ends it. */
export async function callWith<E extends AnyEndpoint>(
  options: Options,
  endpoint: E,
  ...[input]: Input<E>
): Promise<OutputOf<E>> {
  return send<E>(endpoint, input ?? {}, options)
}

/** A file that an endpoint produces; fetched, because a link could not name the workspace. */
export function callForFile(endpoint: AnyEndpoint, parts: Parts): Promise<Blob> {
  return reach(endpoint, parts, {}, (response) => response.blob())
}

/** A stream that an endpoint produces, which goes on until the signal or the server ends it. */
export function callForStream(
  endpoint: AnyEndpoint,
  parts: Parts,
  { signal, lastEventId }: { readonly signal: AbortSignal; readonly lastEventId: string | null },
): Promise<ReadableStream<Uint8Array>> {
  const options = { signal, ...(lastEventId === null ? {} : { lastEventId }) }
  return reach(endpoint, parts, options, async ({ body }) => body ?? new ReadableStream())
}

const underWay = { reads: 0, writes: 0 }

/** How many writes are under way: what is read meanwhile may lack them. */
export function pendingWrites(): number {
  return underWay.writes
}

/** Resolves when nothing has been asked for a moment: the screen has what it shows. */
export async function untilQuiet(): Promise<void> {
  for (let quiet = 0; quiet < quietMilliseconds; ) {
    await wait(50)
    quiet = underWay.reads + underWay.writes > 0 ? 0 : quiet + 50
  }
}

/** The address of an endpoint. */
export function addressOf(endpoint: AnyEndpoint, { params = {}, query = {} }: Parts): string {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const values: unknown[] = Array.isArray(value) ? value : [value]
    for (const each of values) if (each !== undefined && each !== null) search.append(name, String(each))
  }
  return `/api/v1${path}${search.size > 0 ? `?${search}` : ''}`
}

/** The cache of everything read. A minute-old list is shown at once and refreshed behind; a refusal is never asked for again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < attempts - 1 && passes(error),
      },
      mutations: { retry: false },
    },
  })
}

function send<E extends AnyEndpoint>(endpoint: E, parts: Parts, options: Options = {}): Promise<OutputOf<E>> {
  // The output was parsed by the server against the same schema before it was sent.
  return reach(endpoint, parts, options, async (response) =>
    response.status === 204 ? {} : await response.json(),
  ) as Promise<OutputOf<E>>
}

async function reach<Answer>(
  endpoint: AnyEndpoint,
  parts: Parts,
  options: Options,
  read: (response: Response) => Promise<Answer>,
): Promise<Answer> {
  const write = endpoint.method !== 'GET'
  const request = { ...init(endpoint, parts, options), signal: options.signal ?? null }
  // A stream is never over: it is no call that anybody waits for.
  const kind = write ? 'writes' : 'reads'
  const counts = endpoint.produces === 'text/event-stream' ? 0 : 1
  underWay[kind] += counts
  try {
    return await tryOften(endpoint, parts, request, read)
  } finally {
    underWay[kind] -= counts
  }
}

async function tryOften<Answer>(
  endpoint: AnyEndpoint,
  parts: Parts,
  request: RequestInit,
  read: (response: Response) => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(addressOf(endpoint, parts), request)
      if (!response.ok) throw await problemOf(response)
      return await read(response)
    } catch (error) {
      const problem = problemFrom(error)
      if (endpoint.method === 'GET' || attempt === attempts || !passes(problem)) throw problem
      await wait(300 * 3 ** (attempt - 1))
    }
  }
}

function init(endpoint: AnyEndpoint, { body, version }: Parts, { idempotencyKey, lastEventId }: Options): RequestInit {
  const headers = new Headers({ accept: 'application/json, application/problem+json' })
  if (workspaceId) headers.set('x-rondo-workspace', workspaceId)
  if (lastEventId !== undefined) headers.set('last-event-id', lastEventId)
  if (version !== undefined) headers.set('if-match', `"${version}"`)
  if (endpoint.method !== 'GET') headers.set('idempotency-key', idempotencyKey ?? randomKey())
  if (body instanceof FormData) return { method: endpoint.method, headers, body, credentials: 'same-origin' }
  if (body === undefined) return { method: endpoint.method, headers, credentials: 'same-origin' }
  headers.set('content-type', 'application/json')
  return { method: endpoint.method, headers, body: JSON.stringify(body), credentials: 'same-origin' }
}

async function problemOf(response: Response): Promise<Problem> {
  const details: unknown = await response.json().catch(() => null)
  if (!isProblem(details))
    return new Problem({ code: response.status >= 500 ? 'unreachable' : 'internal', status: response.status })
  return new Problem(details)
}

function isProblem(details: unknown): details is ProblemDetails {
  return typeof details === 'object' && details !== null && 'code' in details && typeof details.code === 'string'
}

// An aborted call is no problem of anybody's: it stays what it is, so that the cache can tell.
function problemFrom(error: unknown): unknown {
  if (error instanceof Problem || (error instanceof DOMException && error.name === 'AbortError')) return error
  return new Problem({ code: 'unreachable' })
}

/** Whether trying again may help: nobody answered, or the server said that it is busy. */
function passes(error: unknown): boolean {
  return error instanceof Problem && ['unreachable', 'overloaded', 'idempotency_in_flight'].includes(error.code)
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

// Not crypto.randomUUID: browsers offer it on https and localhost only, and Rondo also runs on an office's plain http address.
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
