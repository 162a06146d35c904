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
export function startRunner(
  connection: DatabaseConnection,
  db: Kysely<Tables>,
  handlers: JobHandlers,
  wrote: (workspaceId: string) => void,
): Jobbing {
  const stopping = new AbortController()
  let started: Promise<Running> | null = null
  const begin = async (): Promise<Running> => {
    const running = await start(connection, db, handlers, wrote, stopping.signal)
    // A long outage of the database ends it; it starts anew when there is work again.
    void running.ended.then(() => {
      started = null
    })
    return running
  }
  return {
    ready: async () => {
      started ??= begin()
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
      // Refused if it has ended by itself already.
      await running?.runner.stop().catch(() => {})
      // Jobs that end meanwhile are still to be noted as ended.
      await running?.ended
    },
  }
}

interface Running {
  readonly runner: Runner
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>
}

async function start(
  connection: DatabaseConnection,
  db: Kysely<Tables>,
  handlers: JobHandlers,
  wrote: (workspaceId: string) => void,
  signal: AbortSignal,
): Promise<Running> {
  // 20 MB that a process without jobs does without.
  const { Logger, run } = await import('graphile-worker')
  // One connection listens, each job holds its lock on one, one is left to fetch and finish jobs.
  const pool = new pg.Pool({ ...connection, max: concurrency + 2, idleTimeoutMillis: 5_000 })
  // A broken connection shows at its next use; without listeners it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const tasks = Object.entries(handlers).map(([kind, handler]) => {
    const task = (ticket: unknown, { job }: JobHelpers) => {
      const isLastTry = job.attempts >= job.max_attempts
      // The relay alone adds jobs.
      return perform({ pool, db, kind, handler, wrote, ticket: ticket as Ticket, signal, isLastTry })
    }
    return [kind, task] as const
  })
  const runner = await run({
    pgPool: pool,
    taskList: Object.fromEntries(tasks),
    concurrency,
    noHandleSignals: true,
    // New jobs are told of; a failed one that has waited is found by this.
    pollInterval: 2_000,
    logger: new Logger(() => () => {}),
    // In batches, because one by one graphile-worker does not hear when the end of a job cannot be noted, and the unheard
    // failure would end the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  })
  return { runner, ended: runner.promise.catch(() => {}).then(() => pool.end()) }
}

interface Performance {
  readonly pool: pg.Pool
  readonly db: Kysely<Tables>
  readonly kind: string
  readonly handler: JobHandler
  readonly wrote: (workspaceId: string) => void
  readonly ticket: Ticket
  readonly signal: AbortSignal
  readonly isLastTry: boolean
}

/**
 * Runs the handler of a job under a lock on its row of the outbox, unless it is done already. The lock lives as long as
 * this process and its connection: that is how the relay tells a job that runs from one whose worker was killed. Jobs of
 * one kind and workspace run one after the other; one that comes too early goes back to the relay.
 */
async function perform({ pool, db, kind, handler, wrote, ticket, signal, isLastTry }: Performance): Promise<void> {
  const { workspaceId, outboxId } = ticket
  const holder = await pool.connect()
  try {
    if (!(await lock(holder, outboxId))) return
    const row = await db
      .selectFrom('outbox')
      .select(['payload', 'done_at'])
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', outboxId)
      .executeTakeFirst()
    if (!row || row.done_at) return
    const isTurn = await lock(holder, `${kind}:${workspaceId}`)
    const outcome = isTurn ? await handler({ workspaceId, payload: row.payload, db, signal, isLastTry }) : 'later'
    wrote(workspaceId)
    await db
      .updateTable('outbox')
      .set(outcome === 'done' ? { done_at: new Date() } : { relayed_at: null })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', outboxId)
      .execute()
  } finally {
    // Closed, not given back: with it go the locks, whatever happened.
    holder.release(true)
  }
}

async function lock(holder: pg.PoolClient, name: string): Promise<boolean> {
  const { rows } = await holder.query<{ locked: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
    [name],
  )
  return rows[0]?.locked ?? false
}
