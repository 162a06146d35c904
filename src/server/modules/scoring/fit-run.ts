import { Worker } from 'node:worker_threads'
import { type Kysely, sql } from 'kysely'
import type * as contract from '../../../contract/scoring.ts'
import type { Tables } from '../../database/tables.ts'
import { leaveChange } from '../../kernel/changes.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue, type JobHandler, type JobHandlers, nowOf, workspaceOf } from '../../kernel/job.ts'
import type { Judging } from '../segments/index.ts'
import { readCases } from './cases.ts'
import { addVersion, use } from './choosing.ts'
import type { Asked, Fitted } from './fitting.ts'

type Run = contract.ScoreRun
export const fitKind = 'scoring.fit'

/** Asks for the score to be fitted anew; one that was asked for and has not begun is that one. */
export async function beginFit(ctx: Context): Promise<Run> {
  const waiting = await latestRun(ctx)
  if (waiting?.status === 'asked') return waiting
  const id = newId()
  await ctx.tx
    .insertInto('score_runs')
    .values({ workspace_id: ctx.workspace.id, id, asked_by: memberOf(ctx), asked_at: ctx.now })
    .execute()
  await enqueue(ctx, { kind: fitKind, payload: { runId: id } })
  return { id, status: 'asked', code: null, askedAt: ctx.now.toISOString(), endedAt: null }
}

export async function latestRun(ctx: Judging): Promise<Run | null> {
  const row = await ctx.tx
    .selectFrom('score_runs')
    .select(['id', 'status', 'code', 'asked_at', 'ended_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const { id, status, code } = row
  return { id, status, code, askedAt: row.asked_at.toISOString(), endedAt: row.ended_at?.toISOString() ?? null }
}

const fit: JobHandler = async ({ workspaceId, payload, db, signal, isLastTry }) => {
  const workspace = await workspaceOf(db, workspaceId)
  const runId = String(payload['runId'])
  if (!workspace || !(await isAsked(db, workspaceId, runId))) return 'done'
  const now = await nowOf(db)
  if (isLastTry) {
    await finish({ tx: db, workspace, now }, runId, 'defect')
    return 'done'
  }
  const asked = await db
    .transaction()
    .setAccessMode('read only')
    .setIsolationLevel('repeatable read')
    .execute((tx) => readCases({ tx, workspace, now }))
  const fitted = await inThread(asked, signal)
  if (fitted === null) return 'later'
  await db.transaction().execute((tx) => keep({ tx, workspace, now }, runId, fitted))
  return 'done'
}

export const scoringJobs: JobHandlers = { [fitKind]: fit }

async function isAsked(db: Kysely<Tables>, workspaceId: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('score_runs')
    .select('status')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.status === 'asked'
}

/** Fits in a thread of its own; null when the process stops first. */
function inThread(asked: Asked, signal: AbortSignal): Promise<Fitted | 'too_few' | 'no_fields' | null> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./fit-thread.ts', import.meta.url), { workerData: asked })
    const leave = () => {
      resolve(null)
      void thread.terminate()
    }
    signal.addEventListener('abort', leave, { once: true })
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', () => signal.removeEventListener('abort', leave))
  })
}

/** Keeps what was fitted, and uses it if it says more than the share of wins alone. */
async function keep(ctx: Acting, runId: string, fitted: Fitted | 'too_few' | 'no_fields'): Promise<void> {
  if (typeof fitted === 'string') return finish(ctx, runId, fitted)
  const { model, report, cutA, cutB } = fitted
  const versionId = await addVersion(ctx, { kind: 'model', definition: model, report, cutA, cutB, madeBy: null })
  const isBetter = (report.area.low ?? 0) > 0.5 && (report.brier.skill ?? 0) > 0
  if (isBetter) await use(ctx, versionId, null)
  await finish(ctx, runId, isBetter ? null : 'no_better', versionId)
}

type Acting = Pick<Context, 'tx' | 'workspace' | 'now'>

async function finish(ctx: Acting, runId: string, code: Run['code'], versionId: string | null = null): Promise<void> {
  const status = versionId === null && code !== null ? 'failed' : 'done'
  await sql`update score_runs set status = ${status}, code = ${code}, version_id = ${versionId}, ended_at = ${ctx.now}
    where workspace_id = ${ctx.workspace.id} and id = ${runId}`.execute(ctx.tx)
  await leaveChange(ctx, { kind: 'scoring', id: null, fields: [] })
}
