import { type RawBuilder, sql } from 'kysely'
import type { Campaign } from '../../../contract/campaigns.ts'
import type * as contract from '../../../contract/campaigns.ts'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import { changedFields, columnsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { requireCurrency } from '../../kernel/money.ts'
import { type Named, namedBy } from '../../kernel/named.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { worksList } from '../prospects/index.ts'
import { beginCheck } from './check.ts'

const columns = {
  name: 'name',
  channel: 'channel',
  message: 'message',
  startsOn: 'starts_on',
  endsOn: 'ends_on',
  costMinor: 'cost_minor',
  costCurrency: 'cost_currency',
} as const

export interface CampaignRow {
  readonly id: string
  readonly version: number
  readonly field_versions: Record<string, number>
  readonly name: string
  readonly list_id: string
  readonly list: Named
  readonly channel: Campaign['channel']
  readonly message: string | null
  readonly starts_on: string | null
  readonly ends_on: string | null
  readonly cost_minor: number | null
  readonly cost_currency: string | null
  readonly started_at: Date | null
  readonly stopped_at: Date | null
  readonly check_id: string | null
  readonly checked_at: Date | null
  readonly checked: number | null
  readonly usable: number | null
  readonly created_at: Date
}

/** Campaigns on lists that the actor may work, newest first. */
export async function listCampaigns(ctx: Context, query: QueryOf<typeof contract.listCampaigns>) {
  const after = decodeCursor(query.after, idCursor)
  const where = sql`${after ? sql`c.id < ${after[0]}` : sql`true`} ${query.list ? sql`and c.list_id = ${query.list}` : sql``}`
  const rows = await read(ctx, where, query.limit + 1)
  return pageOf(rows, query.limit, ({ id }) => [id], show)
}

export async function showCampaign(ctx: Context, id: string): Promise<Campaign> {
  return show(await findCampaign(ctx, id))
}

export async function addCampaign(ctx: Context, input: BodyOf<typeof contract.addCampaign>): Promise<Campaign> {
  const { rows } = await sql`
    select from lists l where l.workspace_id = ${ctx.workspace.id} and l.id = ${input.listId} and ${worksList(ctx)}`.execute(
    ctx.tx,
  )
  if (rows.length === 0) fail('unknown_reference', { field: 'listId' })
  if (input.costCurrency) requireCurrency(input.costCurrency)
  const id = newId()
  await ctx.tx
    .insertInto('campaigns')
    .values({
      ...columnsOf(columns, input),
      workspace_id: ctx.workspace.id,
      id,
      name: input.name,
      list_id: input.listId,
      channel: input.channel,
      cost_currency: input.costCurrency ?? (typeof input.costMinor === 'number' ? ctx.workspace.currency : null),
      created_by: ctx.actor.id,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
  await beginCheck(ctx, id)
  return showCampaign(ctx, id)
}

export async function changeCampaign(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeCampaign>,
): Promise<Campaign> {
  const row = await findCampaign(ctx, id, true)
  const current = show(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  if (changed.includes('channel') && row.started_at !== null) fail('campaign_not_so', { status: statusOf(row) })
  if (input.costCurrency) requireCurrency(input.costCurrency)
  const needsCurrency = typeof input.costMinor === 'number' && !input.costCurrency && row.cost_currency === null
  await ctx.tx
    .updateTable('campaigns')
    .set({
      ...columnsOf(columns, input),
      ...(needsCurrency ? { cost_currency: ctx.workspace.currency } : {}),
      ...nextVersion(row, changed),
      updated_at: ctx.now,
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  // Another channel asks for other data.
  if (changed.includes('channel')) await beginCheck(ctx, id)
  return showCampaign(ctx, id)
}

export async function deleteCampaign(ctx: Context, id: string): Promise<Record<string, never>> {
  const row = await findCampaign(ctx, id, true)
  if (row.started_at !== null) fail('campaign_not_so', { status: statusOf(row) })
  await ctx.tx.deleteFrom('campaigns').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

export function statusOf({ started_at, stopped_at }: CampaignRow): 'planned' | 'running' | 'stopped' {
  if (started_at === null) return 'planned'
  return stopped_at === null ? 'running' : 'stopped'
}

/** A campaign on a list that the actor may work; locked for a change. */
export async function findCampaign(ctx: Context, id: string, lock = false): Promise<CampaignRow> {
  const [row] = await read(ctx, sql`c.id = ${id}`, 1, lock)
  return row ?? fail('not_found', { kind: 'campaign' })
}

async function read(ctx: Context, where: RawBuilder<unknown>, limit: number, lock = false): Promise<CampaignRow[]> {
  const { rows } = await sql<CampaignRow>`
    select c.*, ${namedBy('lists', 'c.list_id')} as list
    from campaigns c join lists l on l.workspace_id = c.workspace_id and l.id = c.list_id and ${worksList(ctx)}
    where c.workspace_id = ${ctx.workspace.id} and ${where}
    order by c.id desc limit ${limit} ${lock ? sql`for update of c` : sql``}`.execute(ctx.tx)
  return rows
}

export function show(row: CampaignRow): Campaign {
  const { check_id, checked_at, checked, usable } = row
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    listId: row.list_id,
    list: row.list,
    channel: row.channel,
    message: row.message,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    costMinor: row.cost_minor,
    costCurrency: row.cost_currency,
    startedAt: row.started_at?.toISOString() ?? null,
    stoppedAt: row.stopped_at?.toISOString() ?? null,
    check:
      check_id === null && checked_at === null
        ? null
        : {
            isRunning: check_id !== null,
            at: checked_at?.toISOString() ?? null,
            checked: checked ?? 0,
            usable: usable ?? 0,
          },
    createdAt: row.created_at.toISOString(),
  }
}
