import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { LikenessScan } from '../../../contract/duplicates.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context, Queries, Workspace } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue, type Job, nowOf, workspaceOf } from '../../kernel/job.ts'
import { type DescribedRow, describe, describedColumns, tables } from './described.ts'
import { keysOf } from './likeness/keys.ts'
import { type AlikeKind, type Traits, traitsOf } from './likeness/traits.ts'
import { findPairs, writeKeys } from './pairs.ts'

export const scanJob = 'duplicates.scan'

/** Counts on when names, keys or weights are made otherwise: then all rows are looked at anew. */
const rules = 1
const kinds = ['company', 'person', 'household'] as const
// Of many keys at once several stand on one page of their index, which is then found once.
const batch = 4_000
// So many rows are read into traits in some hundredths of a second, for which the process does nothing else.
const breath = 500

/** Asks for a look at all rows that changed since the last one. */
export async function beginScan(ctx: Context): Promise<LikenessScan> {
  await enqueue(ctx, { kind: scanJob, payload: {} })
  await sql`
    insert into likeness_scans (workspace_id, id, kind, rules, started_at)
    select ${ctx.workspace.id}, s.id, s.kind, ${rules}, ${ctx.now}
    from unnest(${kinds.map(newId)}::uuid[], ${kinds}::text[]) as s (id, kind)
    on conflict (workspace_id, kind) do update set started_at = excluded.started_at, finished_at = null`.execute(ctx.tx)
  return showScan(ctx)
}

export async function showScan(ctx: Context): Promise<LikenessScan> {
  const { rows } = await sql<{ scanned: number; started: number; ended: number; finished_at: Date | null }>`
    select coalesce(sum(scanned), 0)::float8 as scanned, count(started_at)::integer as started,
      count(finished_at)::integer as ended, max(finished_at) as finished_at
    from likeness_scans where workspace_id = ${ctx.workspace.id}`.execute(ctx.tx)
  const [row] = rows
  const isRunning = row !== undefined && row.started > row.ended
  return {
    isRunning,
    scanned: row?.scanned ?? 0,
    finishedAt: isRunning ? null : (row?.finished_at?.toISOString() ?? null),
  }
}

/** Where a scan stands: an instant to the microsecond, as text, because a JavaScript date forgets these. */
interface Reached {
  readonly at: string
  readonly id: string
}

/** Looks at what changed since the last scan, batch after batch; a crash loses one batch. */
export async function runScan(job: Job): Promise<'done' | 'later'> {
  const workspace = await workspaceOf(job.db, job.workspaceId)
  if (!workspace) return 'done'
  if (job.isLastTry) {
    // The next look begins where this one stopped.
    await sql`update likeness_scans set finished_at = now() where workspace_id = ${workspace.id}`.execute(job.db)
    return 'done'
  }
  for (const kind of kinds) {
    let batches = 0
    for (let reached: Reached | null = await begin(job.db, workspace, kind); reached !== null; batches++) {
      if (job.signal.aborted) return 'later'
      // Of a table that was empty a moment ago the database believes that any index is as good as another.
      if (batches === 1 || batches === 8) await sql`analyze likeness_keys, duplicates`.execute(job.db)
      const from: Reached = reached
      reached = await job.db.transaction().execute(async (tx) => {
        await byIndexes(tx)
        return scanBatch(tx, workspace, kind, from)
      })
    }
  }
  await leaveChange({ tx: job.db, workspace, now: await nowOf(job.db) }, { kind: 'duplicates', id: null, fields: [] })
  return 'done'
}

/**
 * The tables of a scan grow from nothing to millions of rows while it runs, faster than the database counts them: plans that it
 * keeps from the beginning read all of them for each batch, which took half of the time.
 */
async function byIndexes(tx: Queries): Promise<void> {
  await sql`select set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(
    tx,
  )
}

async function begin(db: Queries, workspace: Workspace, kind: AlikeKind): Promise<Reached> {
  const { rows } = await sql<Reached>`
    insert into likeness_scans as s (workspace_id, id, kind, rules, started_at)
    values (${workspace.id}, ${newId()}, ${kind}, ${rules}, now())
    on conflict (workspace_id, kind) do update set started_at = excluded.started_at, finished_at = null,
      rules = excluded.rules,
      reached_at = case when s.rules = excluded.rules then s.reached_at end,
      reached_id = case when s.rules = excluded.rules then s.reached_id end,
      scanned = case when s.rules = excluded.rules then s.scanned else 0 end
    returning coalesce(reached_at, '-infinity')::text as at,
      coalesce(reached_id, '00000000-0000-0000-0000-000000000000') as id`.execute(db)
  const [row] = rows
  return row ?? { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' }
}

type ScannedRow = DescribedRow & { readonly at: string; readonly is_archived: boolean }

/** Looks at the next rows in the order in which they were changed. Returns where to go on; null at the end. */
async function scanBatch(tx: Queries, workspace: Workspace, kind: AlikeKind, from: Reached): Promise<Reached | null> {
  const ctx = { tx, workspace, now: await nowOf(tx) }
  const { rows } = await sql<ScannedRow>`
    select ${describedColumns(kind)}, t.updated_at::text as at, t.archived_at is not null as is_archived
    from ${sql.table(tables[kind])} t
    where t.workspace_id = ${workspace.id} and (t.updated_at, t.id) > (${from.at}::timestamptz, ${from.id}::uuid)
    order by t.updated_at, t.id limit ${batch}`.execute(tx)
  const alive = rows.filter((row) => !row.is_archived)
  const traits = new Map<string, Traits>()
  const keys = new Map<string, readonly number[]>()
  for (const [at, row] of alive.entries()) {
    if (at % breath === 0) await setImmediate()
    const own = traitsOf(kind, describe(row))
    traits.set(row.id, own)
    keys.set(row.id, keysOf(kind, own))
  }
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) {
    await writeKeys(ctx, ids, keys)
    await findPairs(ctx, kind, traits, keys, ids)
  }
  const last = rows.at(-1)
  const next = rows.length === batch && last ? { at: last.at, id: last.id } : null
  await keepPlace(tx, workspace, kind, next, rows.length)
  return next
}

/**
 * Notes how far the scan has come, but never past the oldest write that may still be under way: its rows bear the time at which
 * it began, and come into sight later. Two seconds lie between the time a request goes by and the begin of its transaction.
 * Transactions older than ten minutes are nobody's writes but a forgotten console.
 */
async function keepPlace(tx: Queries, workspace: Workspace, kind: AlikeKind, next: Reached | null, looked: number) {
  await sql`
    update likeness_scans s set
      reached_id = case when n.at <= b.bound then n.id else '00000000-0000-0000-0000-000000000000' end,
      reached_at = greatest(s.reached_at, least(n.at, b.bound)),
      scanned = s.scanned + ${looked}, finished_at = case when ${next === null} then b.now end
    from (select ${next?.at ?? 'infinity'}::timestamptz as at, ${next?.id ?? null}::uuid as id) n,
      (select now() as now, min(a.xact_start) - interval '2 seconds' as bound from pg_stat_activity a
        where a.xact_start > now() - interval '10 minutes') b
    where s.workspace_id = ${workspace.id} and s.kind = ${kind}`.execute(tx)
}
