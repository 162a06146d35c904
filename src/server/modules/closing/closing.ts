import { sql } from 'kysely'
import type * as contract from '../../../contract/closing.ts'
import type { Deal } from '../../../contract/deals.ts'
import type { Context } from '../../kernel/context.ts'
import { showDeal } from '../deals/index.ts'
import { asksOf } from './asks.ts'
import { itemsOf } from './checklist.ts'
import { incentivesOf } from './incentives.ts'
import { marginOf } from './margin.ts'

const mostShown = 50

/** All that a deal's close is made of. */
export async function showClosing(ctx: Context, dealId: string): Promise<contract.Closing> {
  const deal = await showDeal(ctx, dealId)
  const { rows } = await sql<Pick<contract.Closing, 'hasTemplate' | 'lostTo'>>`
    select exists (select from closing_templates t where t.workspace_id = ${ctx.workspace.id}
        and t.process_id = ${deal.processId} and jsonb_array_length(t.items) > 0) as "hasTemplate",
      (select json_build_object('id', c.id, 'name', c.name) from losses l
        join competitors c on c.workspace_id = l.workspace_id and c.id = l.competitor_id
        where l.workspace_id = ${ctx.workspace.id} and l.deal_id = ${dealId} and ${deal.outcome === 'lost'}) as "lostTo"`.execute(
    ctx.tx,
  )
  const incentives = await incentivesOf(ctx, dealId, mostShown)
  return {
    asks: await asksOf(ctx, dealId, mostShown),
    incentives,
    items: await itemsOf(ctx, dealId),
    hasTemplate: rows[0]?.hasTemplate ?? false,
    lostTo: rows[0]?.lostTo ?? null,
    margin: marginsOf(deal, incentives),
  }
}

/** What the lines leave, before and after what is added. */
function marginsOf({ lines, currency }: Deal, incentives: readonly contract.Incentive[]): contract.Closing['margin'] {
  const beforeMinor = marginOf(lines)
  if (beforeMinor === null) return null
  const given = incentives.filter((each) => each.state === 'approved' && each.currency === currency)
  const afterMinor = beforeMinor - given.reduce((sum, { costMinor }) => sum + costMinor, 0)
  return { beforeMinor, afterMinor, currency }
}
