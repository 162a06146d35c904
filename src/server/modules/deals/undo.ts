import { sql } from 'kysely'
import type { Outcome } from '../../../contract/facts.ts'
import type { Context } from '../../kernel/context.ts'
import { assert, fail } from '../../kernel/fail.ts'
import { dealsAt, factTypes, standing, standingTypes } from './history.ts'
import { holdDeal, stageNamed, timeOfEdit } from './hold.ts'
import { type Moved, take } from './moves.ts'
import { versionOf } from './pinned-version.ts'
import { amountChange } from './outcomes.ts'

const undoableHours = 24

interface LatestChange {
  readonly id: string
  readonly type: (typeof standingTypes)[number]
  readonly actor_kind: string
  readonly actor_id: string | null
  readonly recorded_at: Date
  readonly data: { readonly minor?: number | null; readonly minorBefore?: number | null }
}

interface StateBefore {
  readonly version_id: string
  readonly stage_id: string
  readonly stage_entered_at: Date
  readonly outcome: Outcome
  readonly ended_at: Date | null
  readonly come_back_on: string | null
}

/**
 * Takes back the latest change of stage or outcome: the deal stands where the other facts say it does. Only a slip can be
 * undone, by whoever made it and within a day; what others have since relied on is corrected by a change of its own.
 */
export async function undoMove(ctx: Context, id: string, factId: string): Promise<Moved> {
  const held = await holdDeal(ctx, id)
  const latest = await latestChange(ctx, id)
  const isOwn = latest.actor_kind === ctx.actor.kind && latest.actor_id === ctx.actor.id
  const isFresh = ctx.now.getTime() - latest.recorded_at.getTime() <= undoableHours * 3_600_000
  if (latest.id !== factId || latest.type === 'deal.opened' || !isOwn || !isFresh) fail('nothing_to_undo')
  const before = await stateWithout(ctx, id, factId)
  const version = await versionOf(ctx, before.version_id)
  const at = timeOfEdit(ctx, held)
  const { minor, minorBefore } = latest.data
  const givesAmountBack = minorBefore !== undefined && held.amount_minor === minor
  return take(ctx, held, {
    fact: { type: 'deal.undone', data: { type: latest.type }, undoes: factId },
    at,
    stage: stageNamed(version, before.stage_id),
    ...(before.version_id === held.version_id ? {} : { version }),
    stageEnteredAt: before.stage_entered_at,
    outcome: before.outcome,
    endedAt: before.ended_at,
    comeBackOn: before.come_back_on,
    ...(givesAmountBack ? { set: { amount_minor: minorBefore }, before: [amountChange(held, minorBefore, at)] } : {}),
  })
}

async function latestChange(ctx: Context, dealId: string): Promise<LatestChange> {
  const { rows } = await sql<LatestChange>`
    select f.id, f.type, f.actor_kind, f.actor_id, f.recorded_at, f.data from facts f
    where f.workspace_id = ${ctx.workspace.id} and f.deal_id = ${dealId} and f.type in (${factTypes(standingTypes)})
      and ${standing('f')}
    order by f.occurred_at desc, f.id desc limit 1`.execute(ctx.tx)
  assert(rows[0], 'every deal was opened')
  return rows[0]
}

async function stateWithout(ctx: Context, dealId: string, factId: string): Promise<StateBefore> {
  const { rows } = await sql<StateBefore>`
    select b.version_id, b.stage_id, b.stage_entered_at, b.outcome, b.ended_at, b.come_back_on
    from ${dealsAt(ctx, { without: factId }, sql`d.id = ${dealId}`)} b`.execute(ctx.tx)
  assert(rows[0], 'a deal without its latest change is where it was opened')
  return rows[0]
}
