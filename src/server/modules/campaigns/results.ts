import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../../contract/campaigns.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { type ItemRow, itemColumns, showItem } from '../deals/index.ts'
import { seesProspect } from '../prospects/index.ts'
import { type CampaignRow, findCampaign } from './campaigns.ts'

type Results = contract.CampaignResults

/** What came of a campaign while it ran. A deal is its work when it was opened then, with somebody on its list. */
export async function showResults(ctx: Context, id: string): Promise<Results> {
  const campaign = await findCampaign(ctx, id)
  const { rows } = await sql<Omit<Results, 'costPerWinMinor'>>`
    with places as (
      select p.* from prospects p
      where p.workspace_id = ${ctx.workspace.id} and p.list_id = ${campaign.list_id} and ${seesProspect(ctx)}),
    ways as (
      select p.id, t.touch_id from places p join touch_people t on t.workspace_id = p.workspace_id and t.person_id = p.person_id
      union select p.id, t.id from places p join touches t on t.workspace_id = p.workspace_id and t.company_id = p.company_id
      union select p.id, t.id from places p join touches t on t.workspace_id = p.workspace_id and t.household_id = p.household_id),
    met as (
      select w.id, t.id as touch_id, t.outcome from ways w
      join touches t on t.workspace_id = ${ctx.workspace.id} and t.id = w.touch_id
      where t.channel = ${campaign.channel} and t.direction = 'outbound' and ${during(campaign, sql`t.occurred_at`)})
    select (select count(*) from places) as prospects,
      (select count(distinct m.id) from met m) as touched,
      (select count(distinct m.touch_id) from met m) as touches,
      (select count(distinct m.touch_id) from met m where m.outcome in ('reached', 'call_back', 'refused')) as reached,
      (select count(*) from (${dealsOf(ctx, campaign)}) d) as deals,
      (select count(*) from (${dealsOf(ctx, campaign)}) d where d.outcome = 'won') as won`.execute(ctx.tx)
  const counts = rows[0] ?? { prospects: 0, touched: 0, touches: 0, reached: 0, deals: 0, won: 0 }
  const { cost_minor } = campaign
  const costPerWinMinor = cost_minor === null || counts.won === 0 ? null : Math.round(cost_minor / counts.won)
  return { ...counts, costPerWinMinor }
}

/** The deals of a campaign, newest first. */
export async function listCampaignDeals(ctx: Context, id: string, query: QueryOf<typeof contract.listCampaignDeals>) {
  const campaign = await findCampaign(ctx, id)
  const after = decodeCursor(query.after, idCursor)
  const { rows } = await sql<ItemRow>`
    select ${itemColumns} from (${dealsOf(ctx, campaign)}) d
    where true ${query.outcome ? sql`and d.outcome = ${query.outcome}` : sql``} ${after ? sql`and d.id < ${after[0]}` : sql``}
    order by d.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.id], showItem)
}

function dealsOf(ctx: Context, campaign: CampaignRow): RawBuilder<unknown> {
  return sql`
    select d.* from deals d
    where d.workspace_id = ${ctx.workspace.id} and ${during(campaign, sql`d.opened_at`)} and ${seen(ctx.actor, sql.ref('d.owner_id'))}
      and d.id in (select p.deal_id from prospects p
        where p.workspace_id = ${ctx.workspace.id} and p.list_id = ${campaign.list_id} and p.deal_id is not null)`
}

/** Between its start and its end; never, before it has started. */
function during({ started_at, stopped_at }: CampaignRow, at: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${at} >= ${started_at} and (${stopped_at}::timestamptz is null or ${at} <= ${stopped_at})`
}
