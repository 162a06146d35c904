import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import type { History } from './history.ts'
import { loadHistory, reloadDeals } from './loading.ts'

interface Kept {
  readonly history: History
  /** What the database had committed when the history was read: a pg_snapshot. */
  readonly snapshot: string
  readonly readAt: Date
}

// In this process only: another one reads for itself. A cache, never a source of truth.
const kept = new Map<string, Promise<Kept>>()
const mostKept = 100
/** A little less than the change log is kept. */
const knownMs = 50 * 60_000
/** More deals than this are read as fast with all the others. */
const mostReloaded = 500

/** The facts of a workspace as the transaction sees them, or newer. Read whole once, then only what has changed. */
export async function historyOf(ctx: Context): Promise<History> {
  const key = ctx.workspace.id
  const before = kept.get(key)
  const reading = renewed(ctx, before)
  kept.delete(key)
  kept.set(key, reading)
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  try {
    return (await reading).history
  } catch (error) {
    if (kept.get(key) === reading) kept.delete(key)
    throw error
  }
}

/** One after the other: two at once would put the same deals into the same columns. */
async function renewed(ctx: Context, before: Promise<Kept> | undefined): Promise<Kept> {
  const last = await before?.catch(() => undefined)
  const isUsable =
    last?.history.timeZone === ctx.workspace.timeZone && ctx.now.getTime() - last.readAt.getTime() < knownMs
  const { snapshot, changed } = await changedSince(ctx, isUsable ? last.snapshot : null)
  const read = { snapshot, readAt: ctx.now }
  if (!isUsable || changed === 'much' || isMostlyStale(last.history))
    return { history: await loadHistory(ctx), ...read }
  if (changed.length > 0) await reloadDeals(ctx, last.history, changed)
  return { history: last.history, ...read }
}

function isMostlyStale({ facts }: History): boolean {
  return facts.stale > 10_000 && facts.stale * 2 > facts.length
}

interface ChangeRow {
  readonly snapshot: string
  readonly kind: string | null
  readonly row_id: string | null
}

/**
 * The deals that transactions changed which a snapshot did not see. Every write leaves its word in the change log, in
 * its own transaction: what is visible here and was not there is new, however late it was committed.
 */
async function changedSince(ctx: Context, snapshot: string | null) {
  const { rows } = await sql<ChangeRow>`
    select s.snapshot::text, c.kind, c.row_id
    from (select pg_current_snapshot() as snapshot) s
    left join change_log c on c.workspace_id = ${ctx.workspace.id} and c.kind in ('deals', 'sources', 'processes')
      and c.transaction_id >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
      and not pg_visible_in_snapshot(c.transaction_id, ${snapshot}::pg_snapshot)
    limit ${mostReloaded + 1}`.execute(ctx.tx)
  const changes = rows.filter(({ kind }) => kind !== null)
  const deals = new Set(changes.flatMap(({ kind, row_id }) => (kind === 'deals' && row_id !== null ? [row_id] : [])))
  const isMuch =
    changes.length > mostReloaded || changes.some(({ kind, row_id }) => kind !== 'deals' || row_id === null)
  return { snapshot: rows[0]?.snapshot ?? '', changed: isMuch ? ('much' as const) : [...deals] }
}
