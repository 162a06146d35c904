import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/presenting.ts'
import { day } from '../../../contract/primitives.ts'
import { changedFields, columnsOf } from '../../kernel/columns.ts'
import { type Context, startOfDay, today } from '../../kernel/context.ts'
import { fail, requireOrder } from '../../kernel/fail.ts'
import { occurred } from '../../kernel/facts.ts'
import { newId } from '../../kernel/id.ts'
import { namedBy } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { requireReferences } from '../../kernel/references.ts'
import { seen } from '../../kernel/seen.ts'
import { takingBack, tellDeal } from '../deals/index.ts'
import { requireWithinLimits } from './gift-limits.ts'

interface Row extends Omit<contract.Trial, 'endedAt' | 'currency'> {
  readonly endedAt: Date | null
}

const references = { personId: 'people', productId: 'products' } as const
const columns = {
  what: 'what',
  productId: 'product_id',
  personId: 'person_id',
  endsOn: 'ends_on',
  remindOn: 'remind_on',
  costMinor: 'cost_minor',
  use: 'use',
} as const
const cursor = z.tuple([day, z.uuid()])

/** Newest first; of those that are due, the one that has waited longest. */
export async function listTrials(ctx: Context, query: QueryOf<typeof contract.listTrials>) {
  const after = decodeCursor(query.after, cursor)
  const isDue = query.due_by !== undefined
  const at = isDue ? dueOn : sql`t.starts_on`
  const conditions = [sql`true`]
  if (query.deal) conditions.push(sql`t.deal_id = ${query.deal}`)
  if (query.owner) conditions.push(sql`d.owner_id = ${query.owner}`)
  if (isDue) conditions.push(sql`t.outcome is null and d.outcome = 'open' and ${dueOn} <= ${query.due_by}::date`)
  if (after) conditions.push(sql`(${at}, t.id) ${isDue ? sql`>` : sql`<`} (${after[0]}::date, ${after[1]}::uuid)`)
  const { rows } = await sql<Row & { at: string }>`
    ${trialRows(ctx, sql<boolean>`${sql.join(conditions, sql` and `)}`, sql`, ${at} as at`)}
    order by ${isDue ? sql`${at}, t.id` : sql`${at} desc, t.id desc`} limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(
    rows,
    query.limit,
    (row) => [row.at, row.id],
    (row) => show(ctx, row),
  )
}

/** The running trials of a member's deals that end, or are to be asked about, by a day: the longest waiting first. */
export async function trialsDue(ctx: Context, memberId: string, by: string, limit: number): Promise<contract.Trial[]> {
  return (await listTrials(ctx, { owner: memberId, due_by: by, limit })).items
}

export async function startTrial(ctx: Context, input: BodyOf<typeof contract.startTrial>): Promise<contract.Trial> {
  const { dealId, kind, startsOn = today(ctx), endsOn = null, remindOn = null, costMinor = null } = input
  const { what, productId = null, personId = null } = input
  if (startsOn > today(ctx)) fail('occurred_in_future')
  requireOrder(startsOn, endsOn, 'endsOn')
  await requireReferences(ctx, references, input)
  if (kind === 'gift' && costMinor !== null) await requireWithinLimits(ctx, { id: null, dealId, startsOn, costMinor })
  const id = newId()
  const cost = costMinor === null ? {} : { minor: costMinor, currency: ctx.workspace.currency }
  const data = { trialId: id, kind, ...(productId === null ? {} : { productId }), ...cost }
  const occurredAt = startsOn === today(ctx) ? ctx.now : startOfDay(startsOn, ctx.workspace.timeZone)
  await tellDeal(ctx, dealId, { facts: [{ type: 'deal.trial_started', data, occurredAt }] })
  const row = { what, product_id: productId, person_id: personId, starts_on: startsOn, ends_on: endsOn }
  await ctx.tx
    .insertInto('trials')
    .values({
      ...row,
      workspace_id: ctx.workspace.id,
      id,
      deal_id: dealId,
      kind,
      remind_on: remindOn,
      cost_minor: costMinor,
      created_at: ctx.now,
      created_by: ctx.actor.id,
    })
    .execute()
  return show(ctx, await find(ctx, id))
}

export async function changeTrial(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeTrial>,
): Promise<contract.Trial> {
  const { person, product, ...row } = await find(ctx, id, true)
  const current = { ...row, personId: person?.id ?? null, productId: product?.id ?? null }
  if (changedFields(current, input).length === 0) return show(ctx, await find(ctx, id))
  requireOrder(row.startsOn, input.endsOn, 'endsOn')
  await requireReferences(ctx, references, input)
  const { costMinor } = input
  if (row.kind === 'gift' && typeof costMinor === 'number')
    await requireWithinLimits(ctx, { id, dealId: row.deal.id, startsOn: row.startsOn, costMinor })
  await update(ctx, id, columnsOf(columns, input))
  return show(ctx, await find(ctx, id))
}

export async function endTrial(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.endTrial>,
): Promise<contract.Trial> {
  const row = await find(ctx, id, true)
  if (row.outcome !== null) fail('trial_ended')
  const { outcome, feedback, use = row.use } = input
  const endedAt = occurred(ctx, input.occurredAt)
  const data = { trialId: id, outcome, ...(use === null ? {} : { use }) }
  await tellDeal(ctx, row.deal.id, { facts: [{ type: 'deal.trial_ended', data, occurredAt: endedAt }] })
  await update(ctx, id, { outcome, use, feedback: feedback || null, ended_at: endedAt })
  return show(ctx, await find(ctx, id))
}

export async function withdrawTrial(ctx: Context, id: string): Promise<Record<string, never>> {
  const { deal } = await find(ctx, id, true)
  const fact = { type: 'deal.trial_withdrawn', data: { trialId: id } } as const
  await tellDeal(ctx, deal.id, { facts: await takingBack(ctx, deal.id, fact) })
  await ctx.tx.deleteFrom('trials').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

async function update(ctx: Context, id: string, set: object): Promise<void> {
  await ctx.tx
    .updateTable('trials')
    .set(set)
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
}

async function find(ctx: Context, id: string, lock = false): Promise<Row> {
  const { rows } = await sql<Row>`
    ${trialRows(ctx, sql<boolean>`t.id = ${id}`)} ${lock ? sql`for update of t` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'trial' })
}

/** The day on which somebody should ask: that of the reminder or the end, whichever comes first. */
const dueOn = sql`least(t.remind_on, t.ends_on)`

function trialRows(ctx: Context, where: RawBuilder<boolean>, more = sql``): RawBuilder<Row & { at: string }> {
  return sql<Row & { at: string }>`
    select t.id, json_build_object('id', d.id, 'name', d.name) as deal, ${namedBy('members', 'd.owner_id')} as owner,
      t.kind, t.what, ${namedBy('products', 't.product_id')} as product, ${namedBy('people', 't.person_id')} as person,
      t.starts_on as "startsOn", t.ends_on as "endsOn", t.remind_on as "remindOn", t.cost_minor as "costMinor", t.use,
      t.outcome, t.feedback, t.ended_at as "endedAt" ${more}
    from trials t
    join deals d on d.workspace_id = t.workspace_id and d.id = t.deal_id and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    where t.workspace_id = ${ctx.workspace.id} and ${where}`
}

function show(ctx: Context, found: Row & { readonly at?: string }): contract.Trial {
  const { at: _, ...row } = found
  return { ...row, currency: ctx.workspace.currency, endedAt: row.endedAt?.toISOString() ?? null }
}
