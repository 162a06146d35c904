/**
 * A running Rondo on a fresh database, and people who use it over HTTP:
 *
 *   const rondo = await startApp()                       // in beforeAll; `await rondo.stop()` in afterAll
 *   const ada = rondo.owner                              // an owner, by API key
 *   const sam = await rondo.member('seller', 'Sam')      // any role, by API key
 *   const other = await rondo.anotherWorkspace()         // its owner: a stranger to ours
 *   const deal = await ada.call(openDeal, { body: { name: 'Pilot' } })        // typed by the contract; throws a Problem
 *   const problem = await ada.refused(winDeal, { params, body })              // expects a refusal, gives the problem
 *   const { status, headers, body } = await ada.fetch('GET', '/deals')        // raw
 *   const eva = await rondo.signIn(email, password)      // a browser's session: cookie, origin, workspace header
 */
import type { AnyEndpoint, OutputOf, RequestOf } from '../../src/contract/endpoint.ts'
import type { ProblemDetails } from '../../src/contract/errors.ts'
import type { Role } from '../../src/contract/permissions.ts'
import type { Config } from '../../src/server/config.ts'
import type { DatabaseConnection } from '../../src/server/database/open.ts'
import { openPools, type Pools } from '../../src/server/database/pool.ts'
import { type ServerOptions, startServer } from '../../src/server/main.ts'
import { insertKey } from '../../src/server/modules/access/index.ts'
import { beginWorkspace, type WantedWorkspace } from '../../src/server/modules/setup/index.ts'
import { newId } from '../../src/server/kernel/id.ts'
import { freshDatabase } from './database.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // The body of any answer; tests look into it.
  readonly body: unknown
}

/** A refusal that a test did not expect. */
export class Problem extends Error {
  readonly details: ProblemDetails

  constructor(what: string, details: ProblemDetails) {
    super(`${what}: ${JSON.stringify(details)}`)
    this.details = details
  }
}

export interface Person {
  readonly workspaceId: string
  readonly headers: Readonly<Record<string, string>>
  call<const E extends AnyEndpoint>(
    endpoint: E,
    request: RequestOf<E>,
    headers?: Record<string, string>,
  ): Promise<OutputOf<E>>
  refused<const E extends AnyEndpoint>(
    endpoint: E,
    request: RequestOf<E>,
    headers?: Record<string, string>,
  ): Promise<ProblemDetails>
  fetch(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

export interface App {
  readonly url: string
  readonly pools: Pools
  /** For a second process on the same database. */
  readonly connection: DatabaseConnection
  readonly owner: Person
  readonly workspaceId: string
  member(role: Role, name: string): Promise<Person & { readonly memberId: string }>
  anotherWorkspace(wanted?: Partial<WantedWorkspace>): Promise<Person>
  signIn(email: string, password: string): Promise<Person>
  stop(): Promise<void>
}

export const ada = { name: 'Ada Lindqvist', email: 'ada@example.com', password: 'correct horse battery' }

const usual: WantedWorkspace = {
  name: 'Kestrel',
  ownerName: ada.name,
  email: ada.email,
  password: ada.password,
  language: 'en',
  currency: 'EUR',
  timeZone: 'Europe/Stockholm',
  process: 'seven-steps',
}

/** Starts the server on a fresh database with one workspace; `wanted` changes what it is like, `more` how the server is set. */
export async function startApp(
  wanted: Partial<WantedWorkspace> = {},
  more: Partial<
    Pick<Config, 'smtpUrl' | 'mailFrom' | 'lineTypeUrl' | 'lineTypeToken' | 'lineTypeField' | 'privateServices'>
  > = {},
): Promise<App> {
  const database = await freshDatabase()
  const pools = openPools(database.connection, 4)
  const server = await startServer({
    config: { ...serving(['web', 'worker']), ...more },
    connection: database.connection,
    checkAnswers: true,
  })
  const first = await workspaceWithKey(server.url, pools, { ...usual, ...wanted })
  let others = 0
  return {
    url: server.url,
    pools,
    connection: database.connection,
    owner: first,
    workspaceId: first.workspaceId,
    member: (role, name) => addMember(server.url, pools, first.workspaceId, role, name),
    anotherWorkspace: (more = {}) =>
      workspaceWithKey(server.url, pools, {
        ...usual,
        name: 'Borealis',
        email: `owner-${++others}@borealis.example`,
        ...more,
      }),
    signIn: (email, password) => signInAs(server.url, email, password),
    stop: async () => {
      await server.stop()
      await pools.close()
      await database.drop()
    },
  }
}

/** How a server of the tests is set: on a free port of this machine, saying nothing. */
export function serving(roles: Config['roles']): ServerOptions['config'] {
  return { host: '127.0.0.1', port: 0, baseUrl: undefined, logLevel: 'silent', roles, databaseUrl: undefined }
}

async function workspaceWithKey(url: string, pools: Pools, wanted: WantedWorkspace): Promise<Person> {
  const { workspaceId, key } = await pools.db.transaction().execute(async (tx) => {
    const ctx = await beginWorkspace(tx, wanted)
    const { key } = await insertKey(ctx, { name: 'test', role: 'owner', expiresAt: null })
    return { workspaceId: ctx.workspace.id, key }
  })
  return person(url, workspaceId, { authorization: `Bearer ${key}` })
}

async function addMember(
  url: string,
  pools: Pools,
  workspaceId: string,
  role: Role,
  name: string,
): Promise<Person & { memberId: string }> {
  const now = new Date()
  const memberId = newId()
  const workspace = await pools.db
    .selectFrom('workspaces')
    .selectAll()
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  await pools.db
    .insertInto('members')
    .values({ workspace_id: workspaceId, id: memberId, name, role, language: 'en', created_at: now })
    .execute()
  const ctx = {
    tx: pools.db,
    now,
    actor: { kind: 'member', id: memberId, role, sees: null },
    workspace: { ...workspace, timeZone: workspace.time_zone },
  } as const
  const { key } = await insertKey(ctx, { name, role, expiresAt: null })
  return { ...person(url, workspaceId, { authorization: `Bearer ${key}` }), memberId }
}

async function signInAs(url: string, email: string, password: string): Promise<Person> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  })
  const body: unknown = await answer.json()
  // A refusal is a ProblemDetails by the contract.
  if (!answer.ok) throw new Problem('sign in', body as ProblemDetails)
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const { workspaces } = body as { workspaces: { id: string }[] } // The contract's answer to signIn.
  const workspaceId = workspaces[0]?.id ?? ''
  return person(url, workspaceId, { cookie, origin: url, 'x-rondo-workspace': workspaceId })
}

/** Somebody who sends these headers. */
export function person(url: string, workspaceId: string, headers: Readonly<Record<string, string>>): Person {
  const raw = async (
    method: string,
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ): Promise<Answer> => {
    const json = body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }
    const content = body === undefined ? null : body instanceof FormData ? body : JSON.stringify(body)
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { ...json, ...headers, ...more },
      body: content,
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text }
  }
  const send = (endpoint: AnyEndpoint, request: Sent, more: Record<string, string> = {}) =>
    raw(endpoint.method, pathOf(endpoint, request), request.body, {
      ...(request.version === undefined ? {} : { 'if-match': `"${request.version}"` }),
      ...more,
    })
  return {
    workspaceId,
    headers,
    fetch: raw,
    async call(endpoint, request, more) {
      // RequestOf gives exactly these parts.
      const answer = await send(endpoint, request as Sent, more)
      if (answer.status >= 400) throw new Problem(endpoint.name, answer.body as ProblemDetails)
      return answer.body as OutputOf<typeof endpoint> // Checked against the contract by the server (checkAnswers).
    },
    async refused(endpoint, request, more) {
      const answer = await send(endpoint, request as Sent, more)
      if (answer.status < 400) throw new Error(`${endpoint.name} was not refused: ${JSON.stringify(answer.body)}`)
      return answer.body as ProblemDetails // Every refusal is one.
    },
  }
}

interface Sent {
  readonly params?: Record<string, string>
  readonly query?: Record<string, unknown>
  readonly body?: unknown
  readonly version?: number
}

function pathOf(endpoint: AnyEndpoint, { params = {}, query = {} }: Sent): string {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
  return search.size > 0 ? `${path}?${search}` : path
}
