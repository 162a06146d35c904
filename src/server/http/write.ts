import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { fail } from '../kernel/fail.ts'
import type { Caller, EarlierAnswer } from './session.ts'
import { isConflict } from './problem.ts'

/** How a request with an Idempotency-Key is told from another one with the same key. */
export interface Once {
  readonly key: string
  readonly requestHash: Buffer
  readonly status: number
}

export function once(key: string, request: FastifyRequest, status: number): Once {
  const requestHash = createHash('sha256')
    .update(
      `${request.method} ${request.url} ${JSON.stringify(request.body ?? null)} ${request.headers['if-match'] ?? ''}`,
    )
    .digest()
  return { key, requestHash, status }
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
  return earlier.requestHash.equals(answerOnce.requestHash) ? earlier.response : fail('idempotency_key_reused')
}

async function keepAnswer(tx: Kysely<Tables>, caller: Caller, answerOnce: Once, output: unknown): Promise<void> {
  const { rows } = await sql`
    insert into idempotency_keys (workspace_id, actor_id, key, request_hash, status, response, created_at)
    values (${caller.workspace.id}, ${caller.actor.id}, ${answerOnce.key}, ${answerOnce.requestHash}, ${answerOnce.status}, ${JSON.stringify(output)}, ${caller.now})
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
