import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { newId } from '../../kernel/id.ts'
import type { Judging } from '../segments/index.ts'
import type { Known } from './known.ts'
import { scorerOf } from './scorer.ts'

const minuteMs = 60_000
// A deal that could not be scored within two hours of its opening is no longer what it was when it was opened.
const lateMs = 120 * minuteMs
const scoredAtOnce = 500
const mostWorkspaces = 10_000

/**
 * Scores deals that were opened since, once: what was known of their customers then is kept, so that a later score is fitted
 * to what one can know beforehand. A deal that has ended already was never to be told, and of one that an import brought
 * nobody knows what was known when it was opened.
 */
export async function scoreOpened(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ workspace: Judging['workspace']; now: Date }>`
    select json_build_object('id', w.id, 'slug', w.slug, 'language', w.language, 'currency', w.currency,
      'timeZone', w.time_zone) as workspace, now() as now
    from workspaces w order by w.id limit ${mostWorkspaces}`.execute(db)
  for (const { workspace, now } of rows) {
    for (let last: string | null = firstIdOf(now.getTime() - lateMs); last !== null; ) {
      const after: string = last
      last = await db.transaction().execute((tx) => scoreBatch({ tx, workspace, now }, after))
    }
  }
}

/** Scores the next of them; answers with the last, or null when there are no more. */
async function scoreBatch(ctx: Judging, after: string): Promise<string | null> {
  const found = await sql<{ id: string }>`
    select d.id from deals d
    where d.workspace_id = ${ctx.workspace.id} and d.id > ${after}
      and d.outcome = 'open' and d.import_id is null
      and not exists (select 1 from deal_scores s where s.workspace_id = d.workspace_id and s.deal_id = d.id)
    order by d.id limit ${scoredAtOnce}`.execute(ctx.tx)
  if (found.rows.length === 0) return null
  const scorer = await scorerOf(ctx, { forModel: true })
  const { column, joins } = scorer.known('d', true)
  const { rows } = await sql<{ id: string; known: Known }>`
    select d.id, ${column} as known from deals d ${joins}
    where d.workspace_id = ${ctx.workspace.id} and d.id = any(${found.rows.map(({ id }) => id)}::uuid[])`.execute(
    ctx.tx,
  )
  const values = rows.map(({ id, known }) => {
    const { points, chance, parts, class: letter } = scorer.score(known)
    return {
      workspace_id: ctx.workspace.id,
      id: newId(),
      deal_id: id,
      version_id: scorer.version?.id ?? null,
      points,
      class: letter,
      chance,
      parts: JSON.stringify(parts),
      features: JSON.stringify(scorer.features(known)),
      scored_at: ctx.now,
    }
  })
  await ctx.tx
    .insertInto('deal_scores')
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return found.rows.length < scoredAtOnce ? null : (found.rows.at(-1)?.id ?? null)
}

/** The least id that a row made at this time can have: ids begin with the millisecond. */
function firstIdOf(ms: number): string {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** Scores every minute, beside everything else; returns what ends it. */
export function scoreRegularly(db: Kysely<Tables>): () => void {
  // The next minute tries again.
  const timer = setInterval(() => void scoreOpened(db).catch(() => {}), minuteMs)
  timer.unref()
  return () => clearInterval(timer)
}
