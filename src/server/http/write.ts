import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FastifyRequest } from 'fastify'
import { type Kysely, sql } from 'kysely'
import type { AnyEndpoint } from '../../contract/endpoint.ts'
import type { Tables } from '../database/tables.ts'
import { fail } from '../kernel/fail.ts'
import type { UploadBody } from '../kernel/route.ts'
import type { Caller, EarlierAnswer } from './session.ts'
import { isConflict } from './problem.ts'

/** How a request with an Idempotency-Key is told from another one with the same key. */
export interface Once {
  readonly key: string
  readonly requestHash: Buffer
  readonly status: number
  /** The answer is not kept: it holds a secret. */
  readonly isSecret: boolean
}

/** Tells a request by its address, body and version; one that brings files by them too. */
export async function once(
  key: string,
  request: FastifyRequest,
  endpoint: AnyEndpoint,
  upload: UploadBody | null,
): Promise<Once> {
  const { method, url, body, headers } = request
  const hash = createHash('sha256').update(
    `${method} ${url} ${JSON.stringify(body ?? null)} ${headers['if-match'] ?? ''}`,
  )
  if (upload) {
    hash.update(JSON.stringify([upload.fields, upload.files.map(({ name, bytes }) => [name, bytes])]))
    for (const { path } of upload.files) for await (const piece of createReadStream(path)) hash.update(piece)
  }
  return { key, requestHash: hash.digest(), status: endpoint.status ?? 200, isSecret: endpoint.secret === true }
}

// Dead-locks and serialisation failures: the other transaction is through by the second try.
const tries = 3

/**
 * Runs a write in one transaction. With an idempotency key its answer is kept in the same transaction, so that a retried
 * request gets the same answer and does not write again, whatever happened to the first answer on its way.
 */
export async function runWrite(
  db: Kysely<Tables>,
  caller: Caller,
  answerOnce: Once | null,
  run: (tx: Kysely<Tables>) => Promise<unknown>,
): Promise<unknown> {
  if (answerOnce && caller.earlier) return repeat(caller.earlier, answerOnce)
  try {
    return await transact(db, async (tx) => {
      const output = await run(tx)
      if (answerOnce) await keepAnswer(tx, caller, answerOnce, output)
      return output
    })
  } catch (thrown) {
    // A twin of this request may have been first: then its answer is ours too, not the refusal it caused.
    const earlier = answerOnce && (await answerOfTwin(db, caller, answerOnce))
    if (earlier) return repeat(earlier, answerOnce)
    throw thrown
  }
}

async function transact<Result>(db: Kysely<Tables>, run: (tx: Kysely<Tables>) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(run)
    } catch (thrown) {
      if (!isConflict(thrown) || attempt === tries) throw thrown
    }
  }
}

function repeat(earlier: EarlierAnswer, answerOnce: Once): unknown {
  if (!earlier.requestHash.equals(answerOnce.requestHash)) fail('idempotency_key_reused')
  return answerOnce.isSecret ? fail('secret_shown_before') : earlier.response
}

async function keepAnswer(tx: Kysely<Tables>, caller: Caller, answerOnce: Once, output: unknown): Promise<void> {
  const { rows } = await sql`
    insert into idempotency_keys (workspace_id, actor_id, key, request_hash, status, response, created_at)
    values (${caller.workspace.id}, ${caller.actor.id}, ${answerOnce.key}, ${answerOnce.requestHash}, ${answerOnce.status}, ${JSON.stringify(answerOnce.isSecret ? null : output)}, ${caller.now})
    on conflict (workspace_id, actor_id, key) do update
      set request_hash = excluded.request_hash, status = excluded.status, response = excluded.response, created_at = excluded.created_at
      where idempotency_keys.created_at <= excluded.created_at - interval '24 hours'
    returning key`.execute(tx)
  if (rows.length === 0) fail('idempotency_in_flight')
}

async function answerOfTwin(db: Kysely<Tables>, caller: Caller, answerOnce: Once): Promise<EarlierAnswer | null> {
  const row = await db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'status', 'response'])
    .where('workspace_id', '=', caller.workspace.id)
    .where('actor_id', '=', caller.actor.id)
    .where('key', '=', answerOnce.key)
    .executeTakeFirst()
  return row ? { requestHash: row.request_hash, status: row.status, response: row.response } : null
}
