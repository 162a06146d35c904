import { sql } from 'kysely'
import { daysIn } from '../history.ts'
import type { Reading } from '../loading.ts'
import type { Word } from '../words-since.ts'

/** The kinds of words that are about work. */
export const wordKinds = ['deals', 'touches', 'notes'] as const

/** The days of which something has changed: all since one, and these. */
export type Told = 'all' | { readonly since: number; readonly days: ReadonlySet<number> }

/** More rows than these are not looked at one by one. */
const mostRows = 5_000
/** A little less than the change log is kept. */
const knownMs = 50 * 60_000

/** Whether the change log still has all words since a snapshot: it is kept for an hour, and as long as a stored history goes on from it. */
export async function isLogComplete(
  ctx: Reading,
  { snapshot, readAt }: { readonly snapshot: string; readonly readAt: Date },
): Promise<boolean> {
  if (ctx.now.getTime() - readAt.getTime() < knownMs) return true
  const { rows } = await sql`
    select from stored_histories h where h.workspace_id = ${ctx.workspace.id}
      and pg_snapshot_xmin(h.snapshot) <= pg_snapshot_xmin(${snapshot}::pg_snapshot)`.execute(ctx.tx)
  return rows.length > 0
}

interface Found {
  readonly at: Date | null
  /** A row is gone, or was corrected, and nobody can say which day it was of. */
  readonly lost: boolean
}

/**
 * The days that words are about. What is new was told since the first of them began. What was taken back or corrected in deals their facts
 * tell, which stay; of other touches that are older or gone nobody knows where they stood, nor of a deal that is gone.
 */
export async function daysTold(ctx: Reading, words: readonly Word[]): Promise<Told> {
  if (words.length === 0) return { since: Infinity, days: new Set() }
  const ids = { deals: new Set<string>(), touches: new Set<string>(), notes: new Set<string>() }
  for (const word of words) {
    const own = ids[word.kind as keyof typeof ids] // It is one of them: no others were asked for.
    for (const id of word.ids) {
      if (id === null) return 'all'
      own.add(id)
    }
  }
  if (ids.deals.size + ids.touches.size + ids.notes.size > mostRows) return 'all'
  const began = new Date(Math.min(...words.map(({ at }) => at.getTime())))
  const [deals, touches, notes] = [[...ids.deals], [...ids.touches], [...ids.notes]]
  const found = await instantsOf(ctx, { deals, touches, notes, began })
  if (found.some(({ lost }) => lost)) return 'all'
  const dayOf = daysIn(ctx.workspace.timeZone)
  const days = new Set<number>()
  for (const { at } of found) {
    if (at === null) continue
    const day = dayOf(at.getTime())
    // Whether a presentation is a piece of its own, touches of the hours around it tell.
    for (const near of [day - 1, day, day + 1]) days.add(near)
  }
  return { since: dayOf(began.getTime()), days }
}

interface Named {
  readonly deals: readonly string[]
  readonly touches: readonly string[]
  readonly notes: readonly string[]
  readonly began: Date
}

async function instantsOf(ctx: Reading, { deals, touches, notes, began }: Named): Promise<readonly Found[]> {
  const workspace = ctx.workspace.id
  const { rows } = await sql<Found>`
    with told as materialized (
      select f.id, f.type, f.occurred_at, f.recorded_at, f.undoes, f.data ->> 'touchId' as touch_id from facts f
      where f.workspace_id = ${workspace} and f.deal_id = any(${deals}::uuid[])),
    known as (
      select distinct w.id from told f join unnest(${touches}::uuid[]) w (id) on w.id::text = f.touch_id
      where f.type = 'deal.touched')
    select f.occurred_at as at, false as lost from told f where f.recorded_at >= ${began}
    union all
    select u.occurred_at, false from told f join told u on u.id = f.undoes where f.recorded_at >= ${began}
    union all
    select x.at, false from told f cross join lateral (values (f.occurred_at), (f.recorded_at)) x (at)
    where f.type = 'deal.touched' and f.touch_id = any(${touches}::text[])
    union all
    select x.at, t.created_at < ${began} and not exists (select from known k where k.id = t.id)
    from touches t cross join lateral (values (t.occurred_at), (t.created_at)) x (at)
    where t.workspace_id = ${workspace} and t.id = any(${touches}::uuid[])
    union all
    select null, true from unnest(${touches}::uuid[]) w (id)
    where not exists (select from touches t where t.workspace_id = ${workspace} and t.id = w.id)
      and not exists (select from known k where k.id = w.id)
    union all
    select null, true from unnest(${deals}::uuid[]) w (id)
    where not exists (select from deals d where d.workspace_id = ${workspace} and d.id = w.id)
    union all
    select n.created_at, n.id is null from unnest(${notes}::uuid[]) w (id)
    left join notes n on n.workspace_id = ${workspace} and n.id = w.id
    limit 1000000`.execute(ctx.tx)
  return rows
}
