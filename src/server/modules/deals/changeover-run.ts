import type { FactData } from '../../../contract/facts.ts'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { type Job, type JobHandlers, nowOf, workspaceOf } from '../../kernel/job.ts'
import { type ChangeoverRow, readChangeover } from './changeover-rows.ts'
import { lacking } from './gate.ts'
import { changeVersions, type VersionChange } from './moves.ts'
import { type PinnedVersion, versionOf } from './pinned-version.ts'
import { isSameStage } from './remap.ts'
import { nextRunningDeals, type RunningDeal, type RunningScope, viewOf } from './running.ts'
import { undoBatch } from './changeover-undo.ts'

/** Deals a transaction: a batch holds their locks for a quarter of a second. */
const batch = 500

/** More deals than this are moved by a job; fewer in the request itself, so that its answer is the result. */
export const mostAtOnce = 200

export const changeoverJob = 'changeover.run'

export const changeoverJobs: JobHandlers = { [changeoverJob]: runChangeover }

/** Goes on with a changeover or its undo, batch after batch, each a transaction that notes how far it came. */
async function runChangeover(job: Job): Promise<'done' | 'later'> {
  const id = String(job.payload['changeoverId'])
  const workspace = await workspaceOf(job.db, job.workspaceId)
  if (!workspace) return 'done'
  if (job.isLastTry) return giveUp(job, id)
  for (;;) {
    if (job.signal.aborted) return 'later'
    const isOver = await job.db.transaction().execute(async (tx) => {
      const asked = { tx, workspace, now: await nowOf(tx), version: null }
      // Nobody's sight narrows what is read here: the deals themselves are taken as the one who asked for them sees them.
      const row = await readChangeover(
        { ...asked, actor: { kind: 'automation', id, role: 'owner', sees: null } },
        id,
        true,
      )
      const ctx = { ...asked, actor: row.actor }
      return row.status === 'undoing' ? undoBatch(ctx, row, batch) : takeBatch(ctx, row, batch)
    })
    if (isOver) return 'done'
  }
}

/** Moves the next deals of a locked changeover. Returns whether it is over. */
export async function takeBatch(ctx: Context, row: ChangeoverRow, limit: number): Promise<boolean> {
  if (row.status !== 'queued' && row.status !== 'running') return true
  const from = await versionOf(ctx, row.from_version_id)
  const to = await versionOf(ctx, row.to_version_id)
  const { deals, reached } = await nextRunningDeals(ctx, scopeOf(row, from), {
    stageKeys: Object.values(row.mapping),
    reached: row.reached,
    limit,
  })
  const taken = deals.map((deal) => takeDeal(ctx, row, from, to, deal))
  await changeVersions(
    ctx,
    taken.flatMap(({ change }) => (change ? [change] : [])),
  )
  await note(ctx, row, taken)
  const isOver = reached === null
  await ctx.tx
    .updateTable('changeovers')
    .set({
      status: isOver ? 'done' : 'running',
      reached: reached ?? row.reached,
      ...(isOver ? { finished_at: ctx.now } : {}),
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', row.id)
    .execute()
  return isOver
}

/** The stages that a mapping names, of the version left. */
export function scopeOf(
  row: Pick<ChangeoverRow, 'mapping' | 'deal_ids' | 'from_version_id'>,
  from: Pick<PinnedVersion, 'stages'>,
): RunningScope {
  const stageIds = from.stages.filter(({ key }) => row.mapping[key] !== undefined).map(({ id }) => id)
  return { fromVersionId: row.from_version_id, stageIds, dealIds: row.deal_ids }
}

interface Taken {
  readonly deal: RunningDeal
  readonly change?: VersionChange
  readonly reason?: 'gate_not_met' | 'changed_since'
}

function takeDeal(ctx: Context, row: ChangeoverRow, from: PinnedVersion, to: PinnedVersion, deal: RunningDeal): Taken {
  const left = from.stages.find(({ id }) => id === deal.stage_id)
  const entered = left && to.stages.find(({ key }) => key === row.mapping[left.key])
  // The scope has only deals of stages that the mapping names.
  if (!left || !entered) return { deal }
  if (row.occurred_at !== null && deal.changed_at > row.occurred_at) return { deal, reason: 'changed_since' }
  const missing = lacking(entered.entryCriteria, entered.key, viewOf(deal))
  if (missing.length > 0 && row.gates === 'hold' && entered.gate === 'enforce') return { deal, reason: 'gate_not_met' }
  const at = row.occurred_at ?? (deal.last_at > ctx.now ? deal.last_at : ctx.now)
  const stageEnteredAt = isSameStage(from, left.key, to, entered.key) ? deal.stage_entered_at : at
  const data: FactData<'deal.version_changed'> = {
    fromVersionId: from.id,
    toVersionId: to.id,
    fromNumber: from.number,
    toNumber: to.number,
    fromProcessId: from.processId,
    processId: to.processId,
    from: left.key,
    to: entered.key,
    enteredAt: stageEnteredAt.toISOString(),
    changeoverId: row.id,
    ...(missing.length > 0 ? { missing: missing.map(({ key }) => key) } : {}),
  }
  const fact = {
    id: newId(),
    deal_id: deal.id,
    type: 'deal.version_changed',
    occurred_at: at,
    dated: true,
    from_stage_id: left.id,
    stage_id: entered.id,
    data,
  } as const
  return { deal, change: { fact, version: to, stageEnteredAt } }
}

async function note(ctx: Context, row: ChangeoverRow, taken: readonly Taken[]): Promise<void> {
  if (taken.length === 0) return
  await ctx.tx
    .insertInto('changeover_deals')
    .values(
      taken.map(({ deal, change, reason }) => ({
        workspace_id: ctx.workspace.id,
        changeover_id: row.id,
        deal_id: deal.id,
        state: change ? ('moved' as const) : ('refused' as const),
        reason: reason ?? null,
        fact_id: change?.fact.id ?? null,
        entered_before: change ? deal.stage_entered_at : null,
      })),
    )
    .execute()
}

async function giveUp({ db, workspaceId }: Job, id: string): Promise<'done'> {
  await db
    .updateTable('changeovers')
    .set({ status: 'failed' })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
  return 'done'
}
