import { sql } from 'kysely'
import { notComparable } from './dividing-field.ts'
import { readField, rereadFields } from './field-columns.ts'
import type { Grouping } from './groups.ts'
import { compactFacts } from './history.ts'
import { type Reading, loadHistory, loadSources, loadStages, reloadDeals } from './loading.ts'
import { forgetFigures } from './remembered.ts'
import type { Snapped } from './stored-histories.ts'
import { forgetSums, takeOut } from './sums.ts'

interface Kept extends Snapped {
  readonly readAt: Date
  /** All its facts had to be read this time. */
  readonly wasReadWhole: boolean
}

// In this thread only: another one, and another process, reads for itself. A cache, never a source of truth.
const kept = new Map<string, Promise<Kept>>()
const sizes = new Map<string, number>()
const mostKept = 100
/** Some 400 MB; the one just asked for stays in any case. */
const mostKeptDeals = 2_000_000
/** A little less than the change log is kept. */
const knownMs = 50 * 60_000
/** More words than this are not looked at one by one: the whole is read anew. */
const mostChanges = 100_000

/**
 * The facts of a workspace as the transaction sees them, or newer. Read whole once, or where it was stored, then only what
 * has changed.
 * @param field of the workspace's own, that deals are to be divided by; refused where it has too many values for that
 */
export async function readHistory(
  ctx: Reading,
  field: Grouping['field'] = null,
  stored: (ctx: Reading) => Promise<Snapped | null> = async () => null,
): Promise<Kept> {
  const key = ctx.workspace.id
  const reading = withField(ctx, field, renewed(ctx, kept.get(key), stored))
  kept.delete(key)
  kept.set(key, reading)
  void reading.catch(() => {
    if (kept.get(key) === reading) kept.delete(key)
  })
  const now = await reading
  sizes.set(key, now.history.deals.length)
  forgetOldest(key)
  return field === null || now.history.fields.has(field.key) ? now : notComparable(field, 'values')
}

/** How many deals a workspace had when it was read here; undefined where it is not kept. */
export function keptDeals(workspaceId: string): number | undefined {
  return kept.has(workspaceId) ? sizes.get(workspaceId) : undefined
}

export function forgetHistory(workspaceId: string): void {
  kept.delete(workspaceId)
  sizes.delete(workspaceId)
}

function forgetOldest(latest: string): void {
  let deals = [...sizes.values()].reduce((sum, each) => sum + each, 0)
  for (const key of kept.keys()) {
    if (kept.size <= mostKept && deals <= mostKeptDeals) return
    if (key === latest) continue
    deals -= sizes.get(key) ?? 0
    forgetHistory(key)
  }
}

/** One after the other: two at once would put the same deals into the same columns. */
async function renewed(
  ctx: Reading,
  before: Promise<Kept> | undefined,
  stored: (ctx: Reading) => Promise<Snapped | null>,
): Promise<Kept> {
  const last = await before?.catch(() => undefined)
  const isKnown =
    last?.history.timeZone === ctx.workspace.timeZone && ctx.now.getTime() - last.readAt.getTime() < knownMs
  const from = isKnown ? last : await stored(ctx)
  const { snapshot, changed } = await changedSince(ctx, from?.snapshot ?? null)
  const read = { snapshot, readAt: ctx.now, wasReadWhole: false }
  if (from === null || changed === 'all' || changed.deals.length > 500 + from.history.deals.length / 2)
    return { ...read, history: await loadHistory(ctx), wasReadWhole: true }
  const { history } = from
  if (changed.kinds.size > 0) forgetFigures(history)
  if (changed.kinds.has('processes') || changed.kinds.has('sources')) forgetSums(history)
  if (changed.kinds.has('processes')) await loadStages(ctx, history)
  if (changed.kinds.has('sources')) await loadSources(ctx, history)
  if (changed.deals.length > 0) {
    const countIn = takeOut(history, changed.deals)
    await reloadDeals(ctx, history, changed.deals)
    await rereadFields(ctx, history, changed.deals)
    countIn()
  }
  if (history.facts.stale > 10_000 && history.facts.stale * 2 > history.facts.length) compactFacts(history)
  return { history, ...read }
}

/** One after the other, too; sums name the columns that they were counted by. */
async function withField(ctx: Reading, field: Grouping['field'], reading: Promise<Kept>): Promise<Kept> {
  const read = await reading
  if (field !== null && (await readField(ctx, read.history, field.key))) forgetSums(read.history)
  return read
}

interface ChangeRow {
  readonly snapshot: string
  readonly kind: string | null
  readonly ids: readonly (string | null)[] | null
}

/**
 * What transactions changed which a snapshot did not see. Every write leaves its word in the change log, in its own
 * transaction: what is visible here and was not there is new, however late it was committed. A word about several deals
 * that does not say which may be about any.
 */
async function changedSince(ctx: Reading, snapshot: string | null) {
  const { rows } = await sql<ChangeRow>`
    select s.snapshot::text, c.kind, coalesce(c.row_ids, array[c.row_id]) as ids
    from (select pg_current_snapshot() as snapshot) s
    left join change_log c on c.workspace_id = ${ctx.workspace.id} and c.kind in ('deals', 'sources', 'processes')
      and c.transaction_id >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
      and not pg_visible_in_snapshot(c.transaction_id, ${snapshot}::pg_snapshot)
    limit ${mostChanges + 1}`.execute(ctx.tx)
  const kinds = new Set(rows.flatMap(({ kind }) => kind ?? []))
  const deals = new Set<string>()
  let isAll = rows.length > mostChanges
  for (const { kind, ids } of rows) {
    if (kind !== 'deals') continue
    for (const id of ids ?? []) {
      if (id === null) isAll = true
      else deals.add(id)
    }
  }
  return { snapshot: rows[0]?.snapshot ?? '', changed: isAll ? ('all' as const) : { kinds, deals: [...deals] } }
}
