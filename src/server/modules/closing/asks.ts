import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type * as contract from '../../../contract/closing.ts'
import type { BodyOf, OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import { instant } from '../../../contract/primitives.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { occurred } from '../../kernel/facts.ts'
import { newId } from '../../kernel/id.ts'
import { namedBy } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { holdDeal, requireFrom, requireOpen, showDeal, standing, tellDeal, winDeal } from '../deals/index.ts'
import { claimProblem } from './backing.ts'
import { findIncentive } from './incentives.ts'
import { findScarcity } from './scarcities.ts'
import { requireTechnique } from './techniques.ts'

type Input = BodyOf<typeof contract.askToClose>

/** Asks for the order. A yes wins the deal, in the same transaction and after the ask. */
export async function askToClose(
  ctx: Context,
  dealId: string,
  input: Input,
): Promise<OutputOf<typeof contract.askToClose>> {
  const held = await holdDeal(ctx, dealId)
  requireOpen(held)
  requireFrom(held, input.fromStage)
  await requireTechnique(ctx, input.technique, input.techniqueId)
  await requireBacking(ctx, dealId, input)
  const id = newId()
  const at = occurred(ctx, input.occurredAt)
  const { technique, signal, answer, note } = input
  const { techniqueId, scarcityId, incentiveId } = input
  const named = {
    ...(techniqueId ? { techniqueId } : {}),
    ...(scarcityId ? { scarcityId } : {}),
    ...(incentiveId ? { incentiveId } : {}),
  }
  const data = { askId: id, technique, signal, answer, ...named }
  // Of a yes, the words stand with the win.
  const words = answer === 'yes' ? undefined : note
  await tellDeal(ctx, dealId, { facts: [{ type: 'deal.close_asked', data, occurredAt: at, words }] })
  await ctx.tx
    .insertInto('close_asks')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      deal_id: dealId,
      technique,
      technique_id: techniqueId ?? null,
      signal,
      answer,
      scarcity_id: scarcityId ?? null,
      incentive_id: incentiveId ?? null,
      asked_by: memberOf(ctx),
      asked_at: at,
      created_at: ctx.now,
    })
    .execute()
  const { amountMinor, occurredAt } = input
  const won = answer === 'yes' ? await winDeal(ctx, dealId, { signal, amountMinor, note, occurredAt }) : null
  const ask = show(await find(ctx, id))
  return { ask, deal: won?.deal ?? (await showDeal(ctx, dealId)), factId: won?.factId ?? null }
}

async function requireBacking(ctx: Context, dealId: string, input: Input): Promise<void> {
  const { scarcityId, incentiveId } = input
  // Locked, so that two cannot hold out the last place to their buyers in the same moment and both win.
  const scarcity = scarcityId ? await findScarcity(ctx, scarcityId, { lock: true, field: 'scarcityId' }) : null
  const incentive = incentiveId ? await findIncentive(ctx, incentiveId, { dealId }) : null
  const states = { scarcity: scarcity?.state ?? null, incentive: incentive?.state ?? null }
  const problem = claimProblem(input.technique, states)
  if (problem !== null) fail('claim_not_backed', { problem })
}

const cursor = z.tuple([instant, z.uuid()])

export async function listCloseAsks(ctx: Context, query: QueryOf<typeof contract.listCloseAsks>) {
  const after = decodeCursor(query.after, cursor)
  const conditions: RawBuilder<boolean>[] = [sql`true`]
  if (query.technique) conditions.push(sql`a.technique = ${query.technique}`)
  if (query.ownTechnique) conditions.push(sql`a.technique_id = ${query.ownTechnique}`)
  if (query.first)
    conditions.push(sql`not exists (select from close_asks e where e.workspace_id = a.workspace_id
      and e.deal_id = a.deal_id and (e.asked_at, e.id) < (a.asked_at, a.id))`)
  if (after) conditions.push(sql`(a.asked_at, a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  const { rows } = await sql<AskRow>`
    ${askRows(ctx, sql<boolean>`${sql.join(conditions, sql` and `)}`)}
    order by a.asked_at desc, a.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.asked_at.toISOString(), row.id], show)
}

/** The asks of a deal, the latest first. */
export async function asksOf(ctx: Context, dealId: string, most: number): Promise<contract.CloseAsk[]> {
  const { rows } = await sql<AskRow>`
    ${askRows(ctx, sql<boolean>`a.deal_id = ${dealId}`)} order by a.asked_at desc, a.id desc limit ${most}`.execute(
    ctx.tx,
  )
  return rows.map(show)
}

export async function withdrawCloseAsk(ctx: Context, id: string): Promise<Record<string, never>> {
  const { deal } = await find(ctx, id, true)
  const { rows } = await sql<{ id: string }>`
    select f.id from facts f
    where f.workspace_id = ${ctx.workspace.id} and f.deal_id = ${deal.id} and f.type = 'deal.close_asked'
      and f.data ->> 'askId' = ${id} and ${standing('f')}`.execute(ctx.tx)
  const facts = rows.map((fact) => ({
    type: 'deal.close_ask_withdrawn' as const,
    data: { askId: id },
    undoes: fact.id,
  }))
  await tellDeal(ctx, deal.id, { facts })
  await ctx.tx.deleteFrom('close_asks').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

interface AskRow extends Omit<contract.CloseAsk, 'askedAt' | 'ownTechnique' | 'askedBy'> {
  readonly own_technique: contract.CloseAsk['ownTechnique']
  readonly asked_by: contract.CloseAsk['askedBy']
  readonly asked_at: Date
}

async function find(ctx: Context, id: string, lock = false): Promise<AskRow> {
  const { rows } = await sql<AskRow>`
    ${askRows(ctx, sql<boolean>`a.id = ${id}`)} ${lock ? sql`for update of a` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'close_ask' })
}

/** Asks `a` of deals that the actor sees. */
function askRows(ctx: Context, where: RawBuilder<boolean>): RawBuilder<AskRow> {
  return sql<AskRow>`
    select a.id, json_build_object('id', d.id, 'name', d.name) as deal, a.technique, a.signal, a.answer, a.asked_at,
      ${namedBy('close_techniques', 'a.technique_id')} as own_technique, ${namedBy('scarcities', 'a.scarcity_id')} as scarcity,
      ${namedBy('incentives', 'a.incentive_id')} as incentive, ${namedBy('members', 'a.asked_by')} as asked_by
    from close_asks a
    join deals d on d.workspace_id = a.workspace_id and d.id = a.deal_id and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    where a.workspace_id = ${ctx.workspace.id} and ${where}`
}

function show({ own_technique, asked_by, asked_at, ...row }: AskRow): contract.CloseAsk {
  return { ...row, ownTechnique: own_technique, askedBy: asked_by, askedAt: asked_at.toISOString() }
}
