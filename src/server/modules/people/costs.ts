import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import { day } from '../../../contract/primitives.ts'
import type * as contract from '../../../contract/sources.ts'
import { changedFields, columnsOf, fieldsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail, requireOrder } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { requireCurrency } from '../../kernel/money.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { requireReferences } from '../../kernel/references.ts'
import { audit } from '../access/index.ts'

const columns = {
  sourceId: 'source_id',
  campaign: 'campaign',
  from: 'from_on',
  to: 'to_on',
  amountMinor: 'amount_minor',
  currency: 'currency',
  note: 'note',
} as const

const references = { sourceId: 'sources' } as const
const dayCursor = z.tuple([day, z.uuid()])

/** What sources cost, latest period first; those that touch the days asked for. */
export async function listCosts(ctx: Context, query: QueryOf<typeof contract.listCosts>) {
  const after = decodeCursor(query.after, dayCursor)
  const { source, from, to } = query
  const rows = await costs(ctx)
    .$if(source !== undefined, (q) => q.where('cost_entries.source_id', '=', source ?? ''))
    .$if(from !== undefined, (q) => q.where('cost_entries.to_on', '>=', from ?? ''))
    .$if(to !== undefined, (q) => q.where('cost_entries.from_on', '<=', to ?? ''))
    .$if(after !== null, (q) =>
      q.where(sql<boolean>`(cost_entries.from_on, cost_entries.id) < (${after?.[0]}::date, ${after?.[1]}::uuid)`),
    )
    .orderBy('cost_entries.from_on', 'desc')
    .orderBy('cost_entries.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return pageOf(rows, query.limit, (row) => [row.from_on, row.id], show)
}

export async function addCost(ctx: Context, input: BodyOf<typeof contract.addCost>): Promise<contract.CostEntry> {
  await requireReferences(ctx, references, input)
  requireOrder(input.from, input.to, 'to')
  const id = newId()
  await ctx.tx
    .insertInto('cost_entries')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      source_id: input.sourceId,
      campaign: input.campaign ?? null,
      from_on: input.from,
      to_on: input.to,
      amount_minor: input.amountMinor,
      currency: requireCurrency(input.currency ?? ctx.workspace.currency),
      note: input.note ?? null,
      created_at: ctx.now,
      created_by: ctx.actor.kind === 'member' ? ctx.actor.id : null,
    })
    .execute()
  return showCost(ctx, id)
}

export async function changeCost(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeCost>,
): Promise<contract.CostEntry> {
  const row = await held(ctx, id)
  const current = show(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  if (input.currency) requireCurrency(input.currency)
  await requireReferences(ctx, references, input)
  requireOrder(input.from ?? row.from_on, input.to ?? row.to_on, 'to')
  await keepPast(ctx, row)
  await ctx.tx
    .updateTable('cost_entries')
    .set({ ...columnsOf(columns, input), ...nextVersion(row, changed), changed_at: ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  await audit(ctx, { action: 'cost.changed', subject: { kind: 'cost', id }, data: before(row) })
  return showCost(ctx, id)
}

/** Takes a cost out again; what it said is kept in the audit log, and counts for whoever asks what was known before. */
export async function deleteCost(ctx: Context, id: string): Promise<Record<string, never>> {
  const row = await held(ctx, id)
  await keepPast(ctx, row)
  await ctx.tx.deleteFrom('cost_entries').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  await audit(ctx, { action: 'cost.deleted', subject: { kind: 'cost', id }, data: before(row) })
  return {}
}

/** Keeps what an entry says until now, for reports of what was known then. */
async function keepPast(ctx: Context, row: Row): Promise<void> {
  const { source_id, from_on, to_on, amount_minor, currency, created_at, changed_at } = row
  await ctx.tx
    .insertInto('past_costs')
    .values({
      source_id,
      from_on,
      to_on,
      amount_minor,
      currency,
      workspace_id: ctx.workspace.id,
      id: newId(),
      cost_id: row.id,
      recorded_at: changed_at ?? created_at,
      superseded_at: ctx.now,
    })
    .execute()
}

export interface KnownCost {
  readonly source_id: string
  readonly from_on: string
  readonly to_on: string
  readonly amount_minor: number
  readonly currency: string
}

/** What sources cost as it was known at an instant, the latest days first; only what touches the days named. */
export async function costsKnownAt(
  ctx: Context,
  { knownAt, source, from, to }: CostsAsked,
  most: number,
): Promise<KnownCost[]> {
  const { rows } = await sql<KnownCost>`
    select source_id, from_on, to_on, amount_minor, currency from (
      select e.source_id, e.from_on, e.to_on, e.amount_minor, e.currency from cost_entries e
      where e.workspace_id = ${ctx.workspace.id} and coalesce(e.changed_at, e.created_at) <= ${knownAt}
      union all
      select p.source_id, p.from_on, p.to_on, p.amount_minor, p.currency from past_costs p
      where p.workspace_id = ${ctx.workspace.id} and p.recorded_at <= ${knownAt} and p.superseded_at > ${knownAt}) c
    where ${source === undefined ? sql`true` : sql`c.source_id = ${source}`}
      and ${from === undefined ? sql`true` : sql`c.to_on >= ${from}`}
      and ${to === undefined ? sql`true` : sql`c.from_on <= ${to}`}
    order by from_on desc limit ${most}`.execute(ctx.tx)
  return rows
}

interface CostsAsked {
  readonly knownAt: Date
  readonly source?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

function before(row: Row) {
  const { source_id: sourceId, from_on: from, to_on: to, amount_minor: amountMinor, currency } = row
  return { sourceId, from, to, amountMinor, currency }
}

function costs(ctx: Context) {
  return ctx.tx
    .selectFrom('cost_entries')
    .innerJoin('sources', (join) =>
      join
        .onRef('sources.workspace_id', '=', 'cost_entries.workspace_id')
        .onRef('sources.id', '=', 'cost_entries.source_id'),
    )
    .where('cost_entries.workspace_id', '=', ctx.workspace.id)
    .selectAll('cost_entries')
    .select('sources.name as source_name')
}

type Row = Awaited<ReturnType<ReturnType<typeof costs>['executeTakeFirstOrThrow']>>

async function held(ctx: Context, id: string): Promise<Row> {
  const row = await costs(ctx).where('cost_entries.id', '=', id).forUpdate('cost_entries').executeTakeFirst()
  return row ?? fail('not_found', { kind: 'cost' })
}

async function showCost(ctx: Context, id: string): Promise<contract.CostEntry> {
  return show(await costs(ctx).where('cost_entries.id', '=', id).executeTakeFirstOrThrow())
}

function show(row: Row): contract.CostEntry {
  return {
    id: row.id,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    ...fieldsOf(columns, row),
    sourceName: row.source_name,
  }
}
