import { sql } from 'kysely'
import type { Deal } from '../../../contract/deals.ts'
import { type FactType, qualificationAspects } from '../../../contract/facts.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { occurred } from '../../kernel/facts.ts'
import { sees } from '../../kernel/seen.ts'
import { statement } from '../../kernel/statement.ts'
import type { GateStage, GateView } from './gate.ts'
import { factTypes, standing, standingTypes } from './history.ts'
import { versionOf } from './pinned-version.ts'
import { type DealRow, dealColumns, heldColumns, showDealRow } from './rows.ts'

/** A deal locked for a change, with everything the change is decided on. */
export interface HeldDeal extends DealRow {
  /** Of the version that the deal is pinned to, in their order. */
  readonly stages: readonly GateStage[]
  /** When anything happened to it last. */
  readonly last_at: Date
}

/** Locks a deal and reads it whole, in one round trip unless somebody else held it. */
export async function holdDeal(ctx: Context, id: string): Promise<HeldDeal> {
  const held = await lock(ctx, id)
  // Whoever had to wait got the new row, but subqueries of before the wait: the lock is ours now, so read again.
  const row = held.version === held.seen_version ? held : await lock(ctx, id)
  const { stages, number, overrides } = await versionOf(ctx, row.version_id)
  const { key, name, position } = stageNamed({ stages }, row.stage_id)
  return { ...row, stages, stage: [key, name, position], process_version: [number, overrides] }
}

type LockedDeal = Omit<HeldDeal, 'stages' | 'stage' | 'process_version'> & { readonly seen_version: number }

const lockedDeal = statement(
  (workspaceId: string, id: string) => sql<LockedDeal>`
    select ${heldColumns},
      (select s.version from deals s where s.workspace_id = d.workspace_id and s.id = d.id) as seen_version,
      (select f.occurred_at from facts f where f.workspace_id = d.workspace_id and f.deal_id = d.id
        order by f.occurred_at desc, f.id desc limit 1) as last_at
    from deals d where d.workspace_id = ${workspaceId} and d.id = ${id} for update of d`,
)

async function lock(ctx: Context, id: string): Promise<LockedDeal> {
  const [row] = await lockedDeal(ctx.tx, ctx.workspace.id, id)
  return row && sees(ctx.actor, row.owner_id) ? row : fail('not_found', { kind: 'deal' })
}

const wholeDeal = statement(
  (workspaceId: string, id: string) =>
    sql<DealRow>`select ${dealColumns} from deals d where d.workspace_id = ${workspaceId} and d.id = ${id}`,
)

/** One deal as the API shows it. */
export async function showDeal(ctx: Context, id: string): Promise<Deal> {
  const [row] = await wholeDeal(ctx.tx, ctx.workspace.id, id)
  return row && sees(ctx.actor, row.owner_id) ? showDealRow(row) : fail('not_found', { kind: 'deal' })
}

/** A deal that was given away just now: whoever gave it sees it once more, even when its new owner is out of their sight. */
export async function showGivenDeal(ctx: Context, id: string): Promise<Deal> {
  return showDeal({ ...ctx, actor: { ...ctx.actor, sees: null } }, id)
}

/** The stage of the deal's own version that an id or a key names. */
export function stageNamed<Stage extends Pick<GateStage, 'id' | 'key'>>(
  held: { readonly stages: readonly Stage[] },
  reference: string,
): Stage {
  return held.stages.find(({ id, key }) => id === reference || key === reference) ?? fail('stage_not_in_process')
}

/** The stage where the deal stands. */
export function stageOf(held: Pick<HeldDeal, 'stages' | 'stage_id'>): GateStage {
  return stageNamed(held, held.stage_id)
}

export function isCare(stage: Pick<GateStage, 'phases'>): boolean {
  return stage.phases.includes('care')
}

export function requireOpen(held: HeldDeal): void {
  if (held.outcome !== 'open') fail('deal_not_open', { outcome: held.outcome })
}

/** Refuses a change that starts from a stage where the deal is no longer. */
export function requireFrom(held: HeldDeal, fromStage: string | undefined): void {
  if (fromStage === undefined || fromStage === held.stage_id || fromStage === held.stage[0]) return
  fail('deal_elsewhere', { stageId: held.stage_id, outcome: held.outcome })
}

/** When a change of stage or outcome happened: not before the one that is there already. */
export async function timeOfChange(ctx: Context, held: HeldDeal, occurredAt: string | undefined): Promise<Date> {
  return timeSince(ctx, held, standingTypes, occurredAt)
}

/**
 * When something happened that is told as it happens: now. Whoever waited for the lock was asked before the one who had
 * it, and still comes after: the last word in the log must be the last word on the row.
 */
export function timeOfEdit(ctx: Context, held: HeldDeal): Date {
  return held.last_at > ctx.now ? held.last_at : ctx.now
}

/** When something that may be told later happened: not before the latest fact of these types, which would stay the last word. */
export async function timeSince(
  ctx: Context,
  held: HeldDeal,
  types: readonly FactType[],
  occurredAt: string | undefined,
): Promise<Date> {
  if (occurredAt === undefined) return timeOfEdit(ctx, held)
  const at = occurred(ctx, occurredAt)
  const { rows } = await sql<{ occurred_at: Date }>`
    select f.occurred_at from facts f
    where f.workspace_id = ${ctx.workspace.id} and f.deal_id = ${held.id} and f.type in (${factTypes(types)})
      and ${standing('f')}
    order by f.occurred_at desc, f.id desc limit 1`.execute(ctx.tx)
  const [latest] = rows
  if (latest && at < latest.occurred_at) fail('occurred_too_early', { earliest: latest.occurred_at.toISOString() })
  return at
}

type Viewed =
  | 'amount_minor'
  | 'expected_close_on'
  | 'owner_id'
  | 'next_step_on'
  | 'lines'
  | 'person_id'
  | 'household_id'
  | 'stakeholders'
  | 'qualification'
  | 'confirmed'

export function gateView(held: Pick<HeldDeal, Viewed>): GateView {
  return {
    amountKnown: held.amount_minor !== null,
    expectedCloseKnown: held.expected_close_on !== null,
    ownerKnown: held.owner_id !== null,
    nextStepPlanned: held.next_step_on !== null,
    hasLines: held.lines.length > 0,
    customerIsPrivate: held.person_id !== null || held.household_id !== null,
    stakeholderRoles: held.stakeholders.map(({ role }) => role),
    qualified: qualificationAspects.filter((aspect) => held.qualification[aspect]?.verdict === 'yes'),
    confirmed: held.confirmed,
  }
}
