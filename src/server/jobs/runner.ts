import type { JobHelpers, Runner } from 'graphile-worker'
import type { Kysely } from 'kysely'
import pg from 'pg'
import type { DatabaseConnection } from '../database/open.ts'
import type { Tables } from '../database/tables.ts'
import type { JobHandler, JobHandlers } from '../kernel/job.ts'

/** What the relay puts into a job: the row of the outbox it stands for. */
export interface Ticket {
  readonly workspaceId: string
  readonly outboxId: string
}

const concurrency = 2
// Each try waits about e^n seconds longer than the one before: five span four minutes.
export const tries = 6

export interface Jobbing {
  /** Resolves when jobs can be added; starts what is not running yet. */
  ready(): Promise<void>
  stop(): Promise<void>
}

/** Runs jobs, two at a time, from the moment there are any. */
export function startRunner(connection: DatabaseConnection, db: Kysely<Tables>, handlers: JobHandlers): Jobbing {
  const stopping = new AbortController()
  let started: Promise<{ runner: Runner; pool: pg.Pool }> | null = null
  const start = async () => {
    // 20 MB that a process without jobs does without.
    const { Logger, run } = await import('graphile-worker')
    // One connection listens, each job holds its lock on one, one is left to fetch and finish jobs.
    const pool = new pg.Pool({ ...connection, max: concurrency + 2, idleTimeoutMillis: 5_000 })
    // A broken connection shows at its next use; without listeners it would end the process.
    pool.on('error', () => {})
    pool.on('connect', (client) => client.on('error', () => {}))
    const taskList = Object.fromEntries(
      Object.entries(handlers).map(([kind, handler]) => [
        kind,
        (ticket: unknown, { job }: JobHelpers) =>
          // The relay alone adds jobs.
          perform(pool, db, handler, ticket as Ticket, stopping.signal, job.attempts >= job.max_attempts),
      ]),
    )
    const options = {
      pgPool: pool,
      taskList,
      concurrency,
      noHandleSignals: true,
      pollInterval: 10_000,
      logger: new Logger(() => () => {}),
    }
    return { runner: await run(options), pool }
  }
  return {
    ready: async () => {
      started ??= start()
      try {
        await started
      } catch (error) {
        started = null
        throw error
      }
    },
    stop: async () => {
      stopping.abort()
      const running = await started?.catch(() => null)
      if (!running) return
      await running.runner.stop()
      await running.pool.end()
    },
  }
}

/**
 * Runs the handler of a job under a lock on its row of the outbox, unless it is done already. The lock lives as long as
 * this process and its connection: that is how the relay tells a job that runs from one whose worker was killed.
 */
async function perform(
  pool: pg.Pool,
  db: Kysely<Tables>,
  handler: JobHandler,
  { workspaceId, outboxId }: Ticket,
  signal: AbortSignal,
  isLastTry: boolean,
): Promise<void> {
  const holder = await pool.connect()
  try {
    const { rows } = await holder.query<{ locked: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
      [outboxId],
    )
    if (!rows[0]?.locked) return
    const row = await db
      .selectFrom('outbox')
      .select(['payload', 'done_at'])
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', outboxId)
      .executeTakeFirst()
    if (!row || row.done_at) return
    const outcome = await handler({ workspaceId, payload: row.payload, db, signal, isLastTry })
    await db
      .updateTable('outbox')
      .set(outcome === 'done' ? { done_at: new Date() } : { relayed_at: null })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', outboxId)
      .execute()
  } finally {
    // Closed, not given back: with it goes the lock, whatever happened.
    holder.release(true)
  }
}
