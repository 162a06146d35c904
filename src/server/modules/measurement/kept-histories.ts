import { notComparable } from './dividing-field.ts'
import { readField, rereadFields } from './field-columns.ts'
import type { Grouping } from './groups.ts'
import { compactFacts, compactLines } from './columns.ts'
import { type Reading, loadHistory, loadSources, loadStages, reloadDeals } from './loading.ts'
import { forgetFigures } from './remembered.ts'
import type { Snapped } from './stored-histories.ts'
import { forgetSums, takeOut } from './sums.ts'
import { wordsSince } from './words-since.ts'

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
  if (isMostlyStale(history.facts)) compactFacts(history)
  if (isMostlyStale(history.lines)) compactLines(history)
  return { history, ...read }
}

function isMostlyStale({ stale, length }: { readonly stale: number; readonly length: number }): boolean {
  return stale > 10_000 && stale * 2 > length
}

/** One after the other, too; sums name the columns that they were counted by. */
async function withField(ctx: Reading, field: Grouping['field'], reading: Promise<Kept>): Promise<Kept> {
  const read = await reading
  if (field !== null && (await readField(ctx, read.history, field.key))) forgetSums(read.history)
  return read
}

/** Which deals and what else transactions changed that a snapshot did not see. */
async function changedSince(ctx: Reading, before: string | null) {
  const { snapshot, words } = await wordsSince(ctx, before, ['deals', 'sources', 'processes'])
  if (words === null) return { snapshot, changed: 'all' as const }
  const kinds = new Set(words.map(({ kind }) => kind))
  const deals = new Set<string>()
  for (const { kind, ids } of words) {
    if (kind !== 'deals') continue
    for (const id of ids) {
      if (id === null) return { snapshot, changed: 'all' as const }
      deals.add(id)
    }
  }
  return { snapshot, changed: { kinds, deals: [...deals] } }
}
