import { type Kysely, sql } from 'kysely'
import { leastOutcomes } from '../../../contract/scoring.ts'
import type { Tables } from '../../database/tables.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue } from '../../kernel/job.ts'
import type { Judging } from '../segments/index.ts'
import { fitKind, latestRun } from './fit-run.ts'
import { countOutcomes } from './show.ts'
import { latestModel } from './versions.ts'

const hourMs = 3_600_000
const restDays = 7
// A quarter more outcomes than it was fitted to teach a score something.
const growth = 1.25
const mostWorkspaces = 10_000

/** Fits the score where there are enough outcomes for the first time, or many more than it was fitted to. */
export async function refitGrown(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ workspace: Judging['workspace']; now: Date }>`
    select json_build_object('id', w.id, 'slug', w.slug, 'language', w.language, 'currency', w.currency,
      'timeZone', w.time_zone) as workspace, now() as now
    from workspaces w order by w.id limit ${mostWorkspaces}`.execute(db)
  for (const { workspace, now } of rows) {
    await db.transaction().execute(async (tx) => {
      const ctx = { tx, workspace, now }
      if (await isDue(ctx)) await beginByItself(ctx)
    })
  }
}

async function isDue(ctx: Judging): Promise<boolean> {
  const run = await latestRun(ctx)
  const rested = new Date(ctx.now.getTime() - restDays * 24 * hourMs).toISOString()
  if (run !== null && (run.status === 'asked' || run.askedAt > rested)) return false
  const { won, lost } = await countOutcomes(ctx)
  const fittedTo = await latestModel(ctx)
  return won + lost >= Math.max(leastOutcomes, fittedTo * growth)
}

async function beginByItself(ctx: Judging): Promise<void> {
  const id = newId()
  await ctx.tx.insertInto('score_runs').values({ workspace_id: ctx.workspace.id, id, asked_at: ctx.now }).execute()
  await enqueue(ctx, { kind: fitKind, payload: { runId: id } })
}

/** Looks every hour, beside everything else; returns what ends it. */
export function refitRegularly(db: Kysely<Tables>): () => void {
  const timer = setInterval(() => void refitGrown(db).catch(() => {}), hourMs)
  timer.unref()
  return () => clearInterval(timer)
}
