import type { ProblemDetails } from '../contract/errors.ts'

/** Whom we speak to, and in whose name. */
export interface Server {
  readonly url: string
  readonly key: string
}

/** The server's refusal of a call. */
export class Refused extends Error {
  readonly details: ProblemDetails

  constructor(details: ProblemDetails) {
    super(details.code)
    this.details = details
  }
}

/** No answer of a Rondo came from the address. */
export class Unreachable extends Error {}

/**
 * Sends one call of the API and gives its answer.
 * @throws Refused, Unreachable
 */
export async function send<Answer>(server: Server, method: string, path: string, body?: FormData): Promise<Answer> {
  const answer = await reach(server, method, path, body)
  const text = await answer.text()
  if (answer.ok && answer.headers.get('content-type')?.includes('json')) {
    // The server answers what the contract says; its own tests hold it to that.
    return JSON.parse(text) as Answer
  }
  if (answer.headers.get('content-type')?.includes('application/problem+json')) {
    throw new Refused(JSON.parse(text) as ProblemDetails) // By the same contract.
  }
  throw new Unreachable(`HTTP ${answer.status}`)
}

/**
 * Asks for a file of the API and gives its bytes.
 * @throws Refused, Unreachable
 */
export async function receive(server: Server, path: string): Promise<ReadableStream<Uint8Array>> {
  const answer = await reach(server, 'GET', path)
  if (answer.ok && answer.body) return answer.body
  if (answer.headers.get('content-type')?.includes('application/problem+json'))
    throw new Refused((await answer.json()) as ProblemDetails) // By the contract.
  throw new Unreachable(`HTTP ${answer.status}`)
}

async function reach(server: Server, method: string, path: string, body?: FormData): Promise<Response> {
  const headers = { authorization: `Bearer ${server.key}`, accept: 'application/json' }
  try {
    return await fetch(new URL(`/api/v1${path}`, server.url), { method, headers, ...(body ? { body } : {}) })
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    throw new Unreachable(code)
  }
}
