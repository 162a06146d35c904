import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { dealsAt } from './history.ts'

/** A column of a deal that says something else than the deal's facts; `null` in both is agreement, so it is never here. */
export interface Disagreement {
  readonly dealId: string
  readonly field: string
  readonly state: string | null
  readonly facts: string | null
}

/** Compares what every deal of the workspace says of itself with what its facts tell; the first `limit` disagreements. */
export async function findDisagreements(
  ctx: Pick<Context, 'tx' | 'workspace'>,
  limit: number,
): Promise<Disagreement[]> {
  const { rows } = await sql<Disagreement>`
    select d.id as "dealId", said.field, said.state, said.facts
    from deals d
    left join ${dealsAt(ctx, {})} told on told.workspace_id = d.workspace_id and told.id = d.id
    left join lateral (
      select f.occurred_at from facts f
      where f.workspace_id = d.workspace_id and f.deal_id = d.id and f.type = 'deal.opened'
      order by f.occurred_at, f.id limit 1) opened on true
    cross join lateral (values
      ('process', d.process_id::text, told.process_id::text),
      ('version', d.version_id::text, told.version_id::text),
      ('stage', d.stage_id::text, told.stage_id::text),
      ('stageEnteredAt', d.stage_entered_at::text, told.stage_entered_at::text),
      ('outcome', d.outcome, told.outcome),
      ('endedAt', d.ended_at::text, told.ended_at::text),
      ('comeBackOn', d.come_back_on::text, told.come_back_on::text),
      ('openedAt', d.opened_at::text, opened.occurred_at::text),
      ('owner', d.owner_id::text, told.owner_id::text),
      ('amountMinor', d.amount_minor::text, told.amount_minor::text),
      ('currency', d.currency::text, told.currency::text),
      ('expectedCloseOn', d.expected_close_on::text, told.expected_close_on::text),
      ('nextStep', d.next_step_on::text, told.next_step_on::text)
    ) as said (field, state, facts)
    where d.workspace_id = ${ctx.workspace.id} and said.state is distinct from said.facts
    order by d.id, said.field limit ${limit}`.execute(ctx.tx)
  return rows
}
