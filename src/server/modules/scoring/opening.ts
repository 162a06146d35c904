import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { newId } from '../../kernel/id.ts'
import type { Judging } from '../segments/index.ts'
import type { Known } from './known.ts'
import { scorerOf } from './scorer.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
// A deal that could not be scored within two days of its opening is no longer what it was when it was opened.
const daysBack = 2
const scoredAtOnce = 500
const mostWorkspaces = 10_000

/**
 * Scores deals that were opened since, once: what was known of their customers then is kept, so that a later score is fitted
 * to what one can know beforehand. A deal that has ended already was never to be told.
 */
export async function scoreOpened(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ workspace: Judging['workspace']; now: Date }>`
    select json_build_object('id', w.id, 'slug', w.slug, 'language', w.language, 'currency', w.currency,
      'timeZone', w.time_zone) as workspace, now() as now
    from workspaces w order by w.id limit ${mostWorkspaces}`.execute(db)
  for (const { workspace, now } of rows) {
    for (let count = scoredAtOnce; count === scoredAtOnce; )
      count = await db.transaction().execute((tx) => scoreBatch({ tx, workspace, now }))
  }
}

async function scoreBatch(ctx: Judging): Promise<number> {
  const found = await sql<{ id: string }>`
    select d.id from deals d
    where d.workspace_id = ${ctx.workspace.id} and d.id > ${firstIdOf(ctx.now.getTime() - daysBack * dayMs)}
      and d.outcome = 'open'
      and not exists (select 1 from deal_scores s where s.workspace_id = d.workspace_id and s.deal_id = d.id)
    order by d.id limit ${scoredAtOnce}`.execute(ctx.tx)
  if (found.rows.length === 0) return 0
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
  return rows.length
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
