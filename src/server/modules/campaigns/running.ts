import { sql } from 'kysely'
import type { Campaign } from '../../../contract/campaigns.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { type CampaignRow, findCampaign, showCampaign, statusOf } from './campaigns.ts'
import { beginCheck } from './check.ts'

const usualLeastPercent = 80
// Who was found usable a day ago still is; a month later every fifth number has changed.
const checkHoldsMs = 24 * 3_600_000

export async function checkAnew(ctx: Context, id: string): Promise<Campaign> {
  await findCampaign(ctx, id, true)
  await beginCheck(ctx, id)
  return showCampaign(ctx, id)
}

/** Starts a campaign whose data is good enough. */
export async function startCampaign(ctx: Context, id: string): Promise<Campaign> {
  const row = await findCampaign(ctx, id, true)
  if (row.started_at !== null) fail('campaign_not_so', { status: statusOf(row) })
  await requireUsable(ctx, row)
  await requireAlone(ctx, row)
  return mark(ctx, id, { started_at: ctx.now })
}

export async function stopCampaign(ctx: Context, id: string): Promise<Campaign> {
  const row = await findCampaign(ctx, id, true)
  if (statusOf(row) !== 'running') fail('campaign_not_so', { status: statusOf(row) })
  return mark(ctx, id, { stopped_at: ctx.now })
}

/** Below which share of usable data, in percent, no campaign of the workspace starts. */
export async function leastUsable(ctx: Context): Promise<number> {
  const row = await ctx.tx
    .selectFrom('campaign_rules')
    .select('least_usable_percent')
    .where('workspace_id', '=', ctx.workspace.id)
    .executeTakeFirst()
  return row?.least_usable_percent ?? usualLeastPercent
}

export async function setLeastUsable(ctx: Context, leastUsablePercent: number) {
  await sql`
    insert into campaign_rules as r (workspace_id, id, least_usable_percent)
    values (${ctx.workspace.id}, ${newId()}, ${leastUsablePercent})
    on conflict (workspace_id) do update set least_usable_percent = excluded.least_usable_percent`.execute(ctx.tx)
  return { leastUsablePercent }
}

async function requireUsable(ctx: Context, { check_id, checked_at, checked, usable }: CampaignRow): Promise<void> {
  const isFresh = checked_at !== null && ctx.now.getTime() - checked_at.getTime() <= checkHoldsMs
  if (check_id !== null || !isFresh || checked === null || usable === null) return fail('campaign_unchecked')
  const least = await leastUsable(ctx)
  const percent = checked === 0 ? 0 : Math.floor((100 * usable) / checked)
  if (checked === 0 || percent < least) fail('campaign_data_unusable', { usable, checked, percent, least })
}

async function requireAlone(ctx: Context, { id, list_id }: CampaignRow): Promise<void> {
  // The lock of the list: of two that start at once the second sees the first.
  await sql`select from lists l where l.workspace_id = ${ctx.workspace.id} and l.id = ${list_id} for update`.execute(
    ctx.tx,
  )
  const { rows } = await sql<{ name: string }>`
    select c.name from campaigns c where c.workspace_id = ${ctx.workspace.id} and c.list_id = ${list_id} and c.id <> ${id}
      and c.started_at is not null and c.stopped_at is null`.execute(ctx.tx)
  if (rows[0]) fail('campaign_running', { name: rows[0].name })
}

async function mark(ctx: Context, id: string, at: { started_at: Date } | { stopped_at: Date }): Promise<Campaign> {
  await sql`
    update campaigns c set version = c.version + 1, updated_at = ${ctx.now},
      ${'started_at' in at ? sql`started_at` : sql`stopped_at`} = ${ctx.now}
    where c.workspace_id = ${ctx.workspace.id} and c.id = ${id}`.execute(ctx.tx)
  return showCampaign(ctx, id)
}
