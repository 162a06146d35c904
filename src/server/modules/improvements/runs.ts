import type { AuditAction } from '../../../contract/audit.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import * as contract from '../../../contract/improvements.ts'
import type { KeptRun } from '../../database/tables/improvements.ts'
import { type Context, today } from '../../kernel/context.ts'
import { assert, failFields } from '../../kernel/fail.ts'
import { audit } from '../access/index.ts'
import { refuseWhileChanged } from '../process/index.ts'
import { dayAfter, firstDay, sideOf } from './figures.ts'
import { behindAll, requireKnown, requireRoom } from './listed.ts'
import { type Row, holdRow, requireState, saved } from './rows.ts'

const inStage: ReadonlySet<contract.ImprovementMeasure> = new Set(['goes_on', 'time_in_stage'])

/** Begins a change, the only one of its process, and notes how what is measured stands now. */
export async function startImprovement(
  ctx: Context,
  id: string,
  { measure, byDay, ...asked }: BodyOf<typeof contract.startImprovement>,
): Promise<contract.Improvement> {
  const row = await holdRow(ctx, id)
  requireState(row, ['waiting'])
  const stage = inStage.has(measure) ? asked.stage : null
  if (inStage.has(measure) && stage === null) failFields([{ field: 'stage', code: 'required' }])
  await requireKnown(ctx, row.process_id, { stage })
  await refuseWhileChanged(ctx, row.process_id)
  const asOf = today(ctx)
  const before = await sideOf(ctx, {
    processId: row.process_id,
    measure,
    stage,
    byDay,
    since: dayAfter(asOf, 1 - contract.daysBefore),
    as_of: asOf,
    known_at: ctx.now.toISOString(),
  })
  const run: KeptRun = {
    measure,
    stage,
    byDay,
    startedAt: ctx.now.toISOString(),
    startedBy: writer(ctx),
    before,
    after: null,
    finishedAt: null,
    finishedBy: null,
    outcome: null,
    remark: '',
    sees: ctx.actor.sees === null ? null : [...ctx.actor.sees],
  }
  await say(ctx, row, 'improvement.started')
  return saved(ctx, row, ['state'], { state: 'under_way', run: JSON.stringify(run) })
}

/** Ends a change with what came of it, and with the figure as it is now. */
export async function finishImprovement(
  ctx: Context,
  id: string,
  { outcome, remark }: BodyOf<typeof contract.finishImprovement>,
): Promise<contract.Improvement> {
  const row = await holdRow(ctx, id)
  requireState(row, ['under_way'])
  const run = { ...(await ended(ctx, row)), outcome, remark }
  await say(ctx, row, 'improvement.finished', { outcome })
  return saved(ctx, row, ['state'], { state: 'done', run: JSON.stringify(run), finished_at: ctx.now })
}

export async function dropImprovement(ctx: Context, id: string): Promise<contract.Improvement> {
  const row = await holdRow(ctx, id)
  requireState(row, ['waiting', 'under_way'])
  const run = row.state === 'under_way' ? { run: JSON.stringify(await ended(ctx, row)) } : {}
  await say(ctx, row, 'improvement.dropped')
  return saved(ctx, row, ['state'], { state: 'dropped', ...run, finished_at: ctx.now })
}

/** Lets one that is over wait again, behind the others. What came of it stays with it. */
export async function takeUpImprovement(ctx: Context, id: string): Promise<contract.Improvement> {
  const row = await holdRow(ctx, id)
  requireState(row, ['done', 'dropped'])
  await requireRoom(ctx, row.process_id, row.reason)
  const former = [...row.former, ...(row.run ? [row.run] : [])]
  await say(ctx, row, 'improvement.taken_up')
  return saved(ctx, row, ['state'], {
    state: 'waiting',
    position: await behindAll(ctx, row.process_id),
    run: null,
    former: JSON.stringify(former),
    finished_at: null,
  })
}

/** A run with its last figure: of the deals that whoever began it saw, so that both sides are of the same sellers. */
async function ended(ctx: Context, { process_id, run }: Row): Promise<KeptRun> {
  assert(run, 'what is under way was begun')
  const { measure, stage, byDay, startedAt, sees } = run
  const as = { ...ctx, actor: { ...ctx.actor, sees } }
  const clocks = { as_of: today(ctx), known_at: ctx.now.toISOString() }
  const since = firstDay(ctx, startedAt)
  const after = await sideOf(as, { processId: process_id, measure, stage, byDay, since, ...clocks })
  return { ...run, after, finishedAt: ctx.now.toISOString(), finishedBy: writer(ctx) }
}

function writer({ actor }: Context): string {
  return actor.memberId ?? actor.id
}

async function say(ctx: Context, { id, title }: Row, action: AuditAction, more: object = {}): Promise<void> {
  await audit(ctx, { action, subject: { kind: 'improvement', id }, data: { name: title, ...more } })
}
