import { sql } from 'kysely'
import type * as contract from '../../../contract/customers.ts'
import type { Outcome } from '../../../contract/facts.ts'
import type { Context } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { dealIds, requireSeen, type Whose } from './whose.ts'

const most = 100

interface CycleRow {
  readonly id: string
  readonly name: string
  readonly outcome: Outcome
  readonly stage_name: string
  readonly opened_at: Date
  readonly ended_at: Date | null
  readonly previous_deal_id: string | null
  readonly amount_minor: number | null
  readonly currency: string
  readonly next_step: string | null
  readonly next_step_on: string | null
  readonly come_back_on: string | null
  readonly owner_name: string | null
  readonly role: contract.Cycle['role']
}

/** Every pass through the cycle with a customer, newest first, and what matters now. */
export async function showCycles(ctx: Context, whose: Whose): Promise<contract.Cycles> {
  await requireSeen(ctx, whose)
  const workspace = ctx.workspace.id
  const mine = sql`d.workspace_id = ${workspace} and ${whose.deals(ctx)} and ${seen(ctx.actor, sql.ref('d.owner_id'))}`
  const { rows } = await sql<CycleRow>`
    select d.id, d.name, d.outcome, d.opened_at, d.ended_at, d.previous_deal_id, d.amount_minor, d.currency,
      d.next_step, d.next_step_on, d.come_back_on, ${whose.role(ctx)} as role,
      (select s.name from stages s where s.workspace_id = d.workspace_id and s.id = d.stage_id) as stage_name,
      (select m.name from members m where m.workspace_id = d.workspace_id and m.id = d.owner_id) as owner_name
    from deals d where ${mine} order by d.opened_at desc, d.id desc limit ${most}`.execute(ctx.tx)
  const { rows: sums } = await sql<Pick<contract.Cycles, 'won' | 'openCount'> & { last_at: Date | null }>`
    select
      (select coalesce(json_agg(json_build_object('minor', w.minor, 'currency', w.currency, 'count', w.count)
          order by w.count desc, w.currency), '[]')
        from (select coalesce(sum(d.amount_minor), 0)::bigint as minor, d.currency, count(*)::int as count
          from deals d where ${mine} and d.outcome = 'won' group by d.currency) w) as won,
      (select count(*)::int from deals d where ${mine} and d.outcome = 'open') as "openCount",
      greatest(
        (select max(f.occurred_at) from facts f
          where f.workspace_id = ${workspace} and f.deal_id = any(${dealIds(ctx, whose)})),
        (select max(n.created_at) from notes n
          where n.workspace_id = ${workspace} and n.deleted_at is null and ${whose.attached(ctx, 'n')})) as last_at`.execute(
    ctx.tx,
  )
  const [sum] = sums
  return {
    items: rows.map(show),
    won: sum?.won ?? [],
    openCount: sum?.openCount ?? 0,
    lastAt: sum?.last_at?.toISOString() ?? null,
  }
}

function show(row: CycleRow): contract.Cycle {
  return {
    id: row.id,
    name: row.name,
    outcome: row.outcome,
    stageName: row.stage_name,
    openedAt: row.opened_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    previousDealId: row.previous_deal_id,
    amountMinor: row.amount_minor,
    currency: row.currency,
    nextStep: row.next_step_on === null ? null : { text: row.next_step ?? '', on: row.next_step_on },
    comeBackOn: row.come_back_on,
    ownerName: row.owner_name,
    role: row.role,
  }
}
