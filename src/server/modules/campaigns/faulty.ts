import { sql } from 'kysely'
import type { CampaignFault, Faulty } from '../../../contract/campaigns.ts'
import type * as contract from '../../../contract/campaigns.ts'
import type { LineType } from '../../../contract/calling.ts'
import type { BodyOf, OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { seesProspect, uncalled } from '../prospects/index.ts'
import { findCampaign } from './campaigns.ts'
import { beginCheck } from './check.ts'
import { leastUsable } from './running.ts'

const mostDropped = 10_000

interface Row {
  readonly id: string
  readonly prospect_id: string
  readonly kind: Faulty['customer']['kind']
  readonly customer_id: string
  readonly name: string
  readonly phone: string | null
  readonly email: string | null
  readonly line_type: LineType | null
  readonly faults: readonly CampaignFault[]
}

/** Whose data is to be mended. */
export async function listFaulty(ctx: Context, id: string, query: QueryOf<typeof contract.listCampaignFaults>) {
  await findCampaign(ctx, id)
  const after = decodeCursor(query.after, idCursor)
  const { rows } = await sql<Row>`
    select f.id, f.prospect_id, f.faults, b.kind, b.id as customer_id, b.name, b.phone, b.email,
      (select n.line_type from known_numbers n where n.workspace_id = p.workspace_id and n.number = b.phone_e164) as line_type
    from campaign_faults f
    join prospects p on p.workspace_id = f.workspace_id and p.id = f.prospect_id and p.state in ('waiting', 'set_aside')
    cross join lateral (
      select 'person' as kind, h.id, h.name, h.phone, h.phone_e164, h.email from people h
      where h.workspace_id = p.workspace_id and h.id = p.person_id
      union all select 'company', c.id, c.name, c.phone, c.phone_e164, c.email from companies c
      where c.workspace_id = p.workspace_id and c.id = p.company_id
      union all select 'household', o.id, o.name, o.phone, o.phone_e164, o.email from households o
      where o.workspace_id = p.workspace_id and o.id = p.household_id) b
    where f.workspace_id = ${ctx.workspace.id} and f.campaign_id = ${id} and ${seesProspect(ctx)}
      ${query.fault ? sql`and f.faults @> array[${query.fault}]::text[]` : sql``}
      ${after ? sql`and f.id > ${after[0]}` : sql``}
    order by f.id limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.id], show)
}

function show({ id, prospect_id, kind, customer_id, name, phone, email, line_type, faults }: Row): Faulty {
  const customer = { kind, id: customer_id, name }
  return { id, prospectId: prospect_id, customer, phone, email, lineType: line_type, faults: [...faults] }
}

export async function countFaults(ctx: Context, id: string): Promise<OutputOf<typeof contract.countCampaignFaults>> {
  await findCampaign(ctx, id)
  const { rows } = await sql<{ fault: CampaignFault; count: number }>`
    select fault, count(*) as count from campaign_faults f
    join prospects p on p.workspace_id = f.workspace_id and p.id = f.prospect_id and p.state in ('waiting', 'set_aside')
    cross join unnest(f.faults) as fault
    where f.workspace_id = ${ctx.workspace.id} and f.campaign_id = ${id} and ${seesProspect(ctx)}
    group by fault order by count desc, fault limit 20`.execute(ctx.tx)
  return { leastUsablePercent: await leastUsable(ctx), counts: rows }
}

/** Takes those with a fault off the list, and checks who is left. */
export async function dropFaulty(ctx: Context, id: string, { fault }: BodyOf<typeof contract.dropCampaignFaults>) {
  await findCampaign(ctx, id, true)
  const { held_by, held_until, call_at, retry_at } = uncalled
  const { numAffectedRows = 0n } = await sql`
    update prospects p set state = 'dropped', drop_reason = case
        when f.faults @> array['duplicate'] then 'duplicate' when f.faults && array['opted_out', 'put_away'] then 'other'
        else 'unreachable' end,
      set_aside_until = null, held_by = ${held_by}, held_until = ${held_until}, call_at = ${call_at}, retry_at = ${retry_at},
      worked_at = ${ctx.now}, version = p.version + 1
    from (
      select f.prospect_id, f.faults from campaign_faults f
      where f.workspace_id = ${ctx.workspace.id} and f.campaign_id = ${id}
        ${fault ? sql`and f.faults @> array[${fault}]::text[]` : sql``}
      order by f.id limit ${mostDropped}) f
    where p.workspace_id = ${ctx.workspace.id} and p.id = f.prospect_id and p.state in ('waiting', 'set_aside')
      and ${seesProspect(ctx)}`.execute(ctx.tx)
  if (numAffectedRows > 0n) await leaveChange(ctx, { kind: 'prospects', id: null, fields: [] })
  await leaveChange(ctx, { kind: 'campaigns', id, fields: ['check'] })
  await beginCheck(ctx, id)
  return { dropped: Number(numAffectedRows) }
}
