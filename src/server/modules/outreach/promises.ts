import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/outreach.ts'
import { instant } from '../../../contract/primitives.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { occurred } from '../../kernel/facts.ts'
import { newId } from '../../kernel/id.ts'
import { namedBy } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { tellDeal } from '../deals/index.ts'
import { peopleNamed } from './people-named.ts'

interface PromiseRow extends Pick<contract.Promised, 'id' | 'text' | 'deal' | 'person' | 'owner'> {
  readonly deal_id: string
  readonly asked_at: Date
  readonly due_at: Date
  readonly answered_at: Date | null
}

const cursor = z.tuple([instant, z.uuid()])

export async function listPromises(ctx: Context, query: QueryOf<typeof contract.listPromises>) {
  const after = decodeCursor(query.after, cursor)
  const isOwed = query.answered === 'false'
  const at = isOwed ? sql.ref('p.due_at') : sql.ref('p.answered_at')
  const behind = after && sql`(${at}, p.id) ${isOwed ? sql`>` : sql`<`} (${after[0]}::timestamptz, ${after[1]}::uuid)`
  const conditions = [
    isOwed ? sql`p.answered_at is null` : sql`p.answered_at is not null`,
    query.deal ? sql`p.deal_id = ${query.deal}` : sql`true`,
    query.owner ? sql`p.owner_id = ${query.owner}` : sql`true`,
    behind ?? sql`true`,
  ]
  const order = isOwed ? sql`p.due_at, p.id` : sql`p.answered_at desc, p.id desc`
  const { rows } = await sql<PromiseRow>`
    ${promiseRows(ctx, sql<boolean>`${sql.join(conditions, sql` and `)}`)} order by ${order}
    limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [(row.answered_at ?? row.due_at).toISOString(), row.id], show)
}

export async function promiseAnswer(
  ctx: Context,
  input: BodyOf<typeof contract.promiseAnswer>,
): Promise<contract.Promised> {
  const { dealId, personId = null, text, dueAt } = input
  const promise = { id: newId(), text, dueAt, askedAt: occurred(ctx, input.occurredAt) }
  if (personId !== null) await peopleNamed(ctx, 'personId', [personId])
  const { ownerId } = await tellDeal(ctx, dealId, { facts: [promised(promise)] })
  await storePromise(ctx, { ...promise, dealId, personId, ownerId })
  return show(await find(ctx, promise.id))
}

export async function giveAnswer(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.giveAnswer>,
): Promise<contract.Promised> {
  const row = await holdOpen(ctx, id)
  const at = occurred(ctx, input.occurredAt)
  if (at < row.asked_at) fail('occurred_too_early', { earliest: row.asked_at.toISOString() })
  await tellDeal(ctx, row.deal_id, { facts: [{ type: 'deal.answer_given', data: { promiseId: id }, occurredAt: at }] })
  await ctx.tx
    .updateTable('promises')
    .set({ answered_at: at })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return show(await find(ctx, id))
}

export async function dropPromise(ctx: Context, id: string): Promise<Record<string, never>> {
  const row = await holdOpen(ctx, id)
  await tellDeal(ctx, row.deal_id, { facts: [{ type: 'deal.answer_dropped', data: { promiseId: id } }] })
  await ctx.tx.deleteFrom('promises').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

interface Promising {
  readonly id: string
  readonly text: string
  readonly dueAt: string
  readonly askedAt: Date
}

/** As a deal's log tells it: by when, not what. */
export function promised({ id, dueAt, askedAt }: Promising) {
  return { type: 'deal.answer_promised' as const, data: { promiseId: id, dueAt }, occurredAt: askedAt }
}

interface Owed extends Promising {
  readonly dealId: string
  readonly personId: string | null
  readonly ownerId: string | null
}

export async function storePromise(ctx: Context, promise: Owed): Promise<void> {
  await ctx.tx
    .insertInto('promises')
    .values({
      workspace_id: ctx.workspace.id,
      id: promise.id,
      deal_id: promise.dealId,
      person_id: promise.personId,
      owner_id: memberOf(ctx) ?? promise.ownerId,
      text: promise.text,
      asked_at: promise.askedAt,
      due_at: new Date(promise.dueAt),
      created_at: ctx.now,
    })
    .execute()
}

async function holdOpen(ctx: Context, id: string): Promise<PromiseRow> {
  const row = await find(ctx, id, true)
  if (row.answered_at !== null) fail('promise_not_open')
  return row
}

async function find(ctx: Context, id: string, lock = false): Promise<PromiseRow> {
  const { rows } = await sql<PromiseRow>`
    ${promiseRows(ctx, sql<boolean>`p.id = ${id}`)} ${lock ? sql`for update of p` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'promise' })
}

function promiseRows(ctx: Context, where: RawBuilder<boolean>): RawBuilder<PromiseRow> {
  return sql<PromiseRow>`
    select p.id, p.text, p.deal_id, p.asked_at, p.due_at, p.answered_at, ${namedBy('deals', 'p.deal_id')} as deal,
      ${namedBy('people', 'p.person_id')} as person, ${namedBy('members', 'p.owner_id')} as owner
    from promises p
    join deals d on d.workspace_id = p.workspace_id and d.id = p.deal_id and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    where p.workspace_id = ${ctx.workspace.id} and ${where}`
}

function show(row: PromiseRow): contract.Promised {
  const { id, text, deal, person, owner } = row
  return {
    id,
    text,
    askedAt: row.asked_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    deal,
    person,
    owner,
  }
}
