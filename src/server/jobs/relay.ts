import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { DatabaseConnection } from '../database/open.ts'
import { tries } from './runner.ts'

export interface Relay {
  wake(): void
  stop(): Promise<void>
}

// Any numbers that nobody else uses.
const leaderLock = 7_266_341
// The wake-up of our own process comes at once; rows of other processes wait this long at most.
const pollMilliseconds = 250
// Under a load of writes each wakes us: they share a look.
const restMilliseconds = 20
const recoverMilliseconds = 1_000

/**
 * Makes a job of each row of the outbox, with the row's id as the job's key. One process at a time does so, the one that
 * holds an advisory lock. Its look goes across workspaces: the one query that does.
 */
export function startRelay(connection: DatabaseConnection, runnerReady: () => Promise<void>): Relay {
  const stopping = new AbortController()
  let wakened = Promise.withResolvers<void>()
  const running = lead()

  async function lead(): Promise<void> {
    while (!stopping.signal.aborted) {
      const client = new pg.Client({ ...connection, keepAlive: true })
      // A lost connection shows at the next query; without a listener it would end the process.
      client.on('error', () => {})
      try {
        await client.connect()
        await follow(client)
      } catch {
        // The database is away or the runner could not start: both are tried again until they are back.
        await rest(1_000)
      } finally {
        await client.end().catch(() => {})
      }
    }
  }

  /** Relays while this process leads; until then only sees to it that its runner takes part. */
  async function follow(client: pg.Client): Promise<void> {
    let leads = false
    let recoverAt = 0
    while (!stopping.signal.aborted) {
      leads ||= await take(client)
      if (await isWaiting(client)) {
        await runnerReady()
        if (leads && performance.now() >= recoverAt) {
          await recover(client)
          recoverAt = performance.now() + recoverMilliseconds
        }
        if (leads) await relay(client)
      }
      await rest(restMilliseconds)
      await Promise.race([wakened.promise, rest(leads ? pollMilliseconds : 2_000)])
      wakened = Promise.withResolvers()
    }
  }

  function rest(milliseconds: number): Promise<void> {
    return pause(milliseconds, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
  }

  return {
    wake: () => wakened.resolve(),
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

async function take(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [leaderLock])
  return rows[0]?.taken ?? false
}

async function isWaiting(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query('select 1 from outbox where done_at is null limit 1')
  return rows.length > 0
}

// The queue and the outbox may live on different machines, so this is not one transaction: a crash between the two adds
// the job once more under the same key.
async function relay(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ id: string; workspace_id: string }>(
    // A job that is taken keeps its row until its worker ends it, or is found to be dead.
    `select workspace_id, id, kind from outbox o where done_at is null and relayed_at is null
       and not exists (select 1 from graphile_worker.jobs j where j.key = o.id::text and j.locked_at is not null)
     order by id limit 200`,
  )
  if (rows.length === 0) return
  await client.query(
    `select graphile_worker.add_job(r.kind, json_build_object('workspaceId', r.workspace_id, 'outboxId', r.id),
       job_key => r.id::text, max_attempts => $2)
     from json_to_recordset($1) as r (workspace_id uuid, id uuid, kind text)`,
    [JSON.stringify(rows), tries],
  )
  await client.query(
    `update outbox o set relayed_at = now() from json_to_recordset($1) as r (workspace_id uuid, id uuid)
     where o.workspace_id = r.workspace_id and o.id = r.id`,
    [JSON.stringify(rows)],
  )
}

/**
 * Takes back the jobs of workers that were killed: those that are taken although nobody holds the lock on their row. They
 * are relayed anew, as are rows whose job is gone without having been done: to be killed is no failure that counts.
 */
async function recover(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ key: string; locked_by: string }>(
    `select key, locked_by from graphile_worker.jobs
     where locked_at < now() - interval '2 seconds' and key is not null limit 100`,
  )
  for (const { key, locked_by } of rows) {
    const free = await client.query<{ locked: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
      [key],
    )
    if (!free.rows[0]?.locked) continue
    await client.query('select graphile_worker.force_unlock_workers(array[$1])', [locked_by])
    await client.query('select graphile_worker.remove_job($1)', [key])
    await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [key])
  }
  await client.query(
    `update outbox set relayed_at = null
     where done_at is null and relayed_at < now() - interval '2 seconds'
       and not exists (select 1 from graphile_worker.jobs j where j.key = outbox.id::text)`,
  )
}
