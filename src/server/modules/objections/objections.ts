import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/objections.ts'
import { instant } from '../../../contract/primitives.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { occurred } from '../../kernel/facts.ts'
import { likeText } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { namedBy } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { standing, tellDeal } from '../deals/index.ts'
import { givenAnswer } from './answers.ts'
import { requireOwnKind } from './kinds.ts'

interface Row
  extends Pick<contract.Objection, 'id' | 'kind' | 'ownKind' | 'words' | 'deal' | 'person' | 'product' | 'outcome'> {
  readonly raised_at: Date
  readonly settled_at: Date | null
  readonly answer: contract.Objection['answer']
  readonly reply: string | null
  readonly resolution: contract.Objection['resolution']
  readonly cost_minor: number | null
  readonly currency: string
}

const cursor = z.tuple([instant, z.uuid()])

/** Objections, newest first. */
export async function listObjections(ctx: Context, query: QueryOf<typeof contract.listObjections>) {
  const after = decodeCursor(query.after, cursor)
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (query.deal) conditions.push(sql`o.deal_id = ${query.deal}`)
  if (query.kind) conditions.push(sql`o.kind = ${query.kind}`)
  if (query.ownKind)
    conditions.push(query.ownKind === 'none' ? sql`o.own_kind_id is null` : sql`o.own_kind_id = ${query.ownKind}`)
  conditions.push(saying(query.q))
  if (query.product) conditions.push(sql`o.product_id = ${query.product}`)
  if (query.open) conditions.push(sql`o.outcome is null`)
  if (query.unprepared) conditions.push(sql`o.outcome is not null and o.answer_id is null`)
  if (after) conditions.push(sql`(o.raised_at, o.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  const { rows } = await sql<Row>`
    ${objectionRows(ctx, sql<boolean>`${sql.join(conditions, sql` and `)}`)}
    order by o.raised_at desc, o.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.raised_at.toISOString(), row.id], show)
}

/** Objections `o` in which the buyer said this; all of them without. */
export function saying(q: string | undefined): RawBuilder<boolean> {
  return q ? sql<boolean>`o.words ilike ${`%${likeText(q)}%`}` : sql<boolean>`true`
}

export async function logObjection(
  ctx: Context,
  input: BodyOf<typeof contract.logObjection>,
): Promise<contract.Objection> {
  const { dealId, kind, words = null, personId = null, productId = null, ownKindId = null } = input
  const id = newId()
  const raisedAt = occurred(ctx, input.occurredAt)
  await requireKnown(ctx, { personId, productId })
  await requireOwnKind(ctx, ownKindId, kind)
  await tellDeal(ctx, dealId, {
    facts: [{ type: 'deal.objection_raised', data: raised(id, kind, productId, ownKindId), occurredAt: raisedAt }],
  })
  await ctx.tx
    .insertInto('objections')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      deal_id: dealId,
      kind,
      own_kind_id: ownKindId,
      words,
      person_id: personId,
      product_id: productId,
      raised_at: raisedAt,
      created_at: ctx.now,
    })
    .execute()
  return show(await find(ctx, id))
}

export async function changeObjection(
  ctx: Context,
  id: string,
  { words, personId, productId, ownKindId }: BodyOf<typeof contract.changeObjection>,
): Promise<contract.Objection> {
  const row = await find(ctx, id, true)
  await requireKnown(ctx, { personId: personId ?? null, productId: productId ?? null })
  await requireOwnKind(ctx, ownKindId ?? null, row.kind)
  await ctx.tx
    .updateTable('objections')
    .set({
      ...(words === undefined ? {} : { words }),
      ...(personId === undefined ? {} : { person_id: personId }),
      ...(productId === undefined ? {} : { product_id: productId }),
      ...(ownKindId === undefined ? {} : { own_kind_id: ownKindId }),
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  const product = productId === undefined ? (row.product?.id ?? null) : productId
  const ownKind = ownKindId === undefined ? (row.ownKind?.id ?? null) : ownKindId
  if (product !== (row.product?.id ?? null) || ownKind !== (row.ownKind?.id ?? null))
    await tellRaisedAnew(ctx, row, product, ownKind)
  return show(await find(ctx, id))
}

export async function settleObjection(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.settleObjection>,
): Promise<contract.Objection> {
  const row = await find(ctx, id, true)
  if (row.outcome !== null) fail('objection_settled')
  const settledAt = occurred(ctx, input.occurredAt)
  if (settledAt < row.raised_at) fail('occurred_too_early', { earliest: row.raised_at.toISOString() })
  const { outcome } = input
  const answer = input.answerId === undefined ? null : await givenAnswer(ctx, input.answerId)
  const given = answer === null ? {} : { answerId: answer.id, answerVersion: answer.version }
  const { resolution = null, costMinor = null } = input
  const met = {
    ...(resolution === null ? {} : { resolution }),
    ...(costMinor === null ? {} : { minor: costMinor, currency: row.currency }),
  }
  await tellDeal(ctx, row.deal.id, {
    facts: [
      { type: 'deal.objection_settled', data: { objectionId: id, outcome, ...given, ...met }, occurredAt: settledAt },
    ],
  })
  await ctx.tx
    .updateTable('objections')
    .set({
      outcome,
      settled_at: settledAt,
      answer_id: answer?.id ?? null,
      answer_version: answer?.version ?? null,
      reply: input.reply ?? null,
      resolution,
      cost_minor: costMinor,
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return show(await find(ctx, id))
}

export async function withdrawObjection(ctx: Context, id: string): Promise<Record<string, never>> {
  const { deal } = await find(ctx, id, true)
  const withdrawn = (undoes: string) =>
    ({ type: 'deal.objection_withdrawn', data: { objectionId: id }, undoes }) as const
  const told = await factsOf(ctx, id, deal.id)
  await tellDeal(ctx, deal.id, { facts: told.map((fact) => withdrawn(fact.id)) })
  await ctx.tx.deleteFrom('objections').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

interface ToldFact {
  readonly id: string
  readonly type: string
  readonly kind: contract.Objection['kind']
  readonly occurred_at: Date
}

/** The facts of a deal that tell of an objection and count. */
async function factsOf(ctx: Context, id: string, dealId: string): Promise<ToldFact[]> {
  const { rows } = await sql<ToldFact>`
    select f.id, f.type, f.data ->> 'kind' as kind, f.occurred_at from facts f
    where f.workspace_id = ${ctx.workspace.id} and f.deal_id = ${dealId} and f.data ->> 'objectionId' = ${id}
      and f.type in ('deal.objection_raised', 'deal.objection_settled') and ${standing('f')}
    order by f.occurred_at, f.id`.execute(ctx.tx)
  return rows
}

/** The log says of which kind exactly an objection is and about which product, so that it is told once more when that becomes known. */
async function tellRaisedAnew(
  ctx: Context,
  row: Row,
  productId: string | null,
  ownKindId: string | null,
): Promise<void> {
  const [told] = await factsOf(ctx, row.id, row.deal.id)
  if (told?.type !== 'deal.objection_raised') return
  const data = raised(row.id, told.kind, productId, ownKindId)
  await tellDeal(ctx, row.deal.id, {
    facts: [
      { type: 'deal.objection_withdrawn', data: { objectionId: row.id }, undoes: told.id },
      { type: 'deal.objection_raised', data, occurredAt: told.occurred_at },
    ],
  })
}

/** As the log tells it: ids and codes. */
function raised(
  objectionId: string,
  kind: contract.Objection['kind'],
  productId: string | null,
  ownKindId: string | null,
) {
  return {
    objectionId,
    kind,
    ...(ownKindId === null ? {} : { ownKindId }),
    ...(productId === null ? {} : { productId }),
  }
}

async function requireKnown(
  ctx: Context,
  { personId, productId }: { readonly personId: string | null; readonly productId: string | null },
): Promise<void> {
  const { rows } = await sql<{ person: boolean; product: boolean }>`
    select
      ${personId}::uuid is null or exists (select from people p where p.workspace_id = ${ctx.workspace.id}
        and p.id = ${personId}::uuid and p.merged_into_id is null and ${seen(ctx.actor, sql.ref('p.owner_id'))}) as person,
      ${productId}::uuid is null or exists (select from products p where p.workspace_id = ${ctx.workspace.id}
        and p.id = ${productId}::uuid) as product`.execute(ctx.tx)
  if (rows[0]?.person === false) fail('unknown_reference', { field: 'personId' })
  if (rows[0]?.product === false) fail('unknown_reference', { field: 'productId' })
}

async function find(ctx: Context, id: string, lock = false): Promise<Row> {
  const { rows } = await sql<Row>`
    ${objectionRows(ctx, sql<boolean>`o.id = ${id}`)} ${lock ? sql`for update of o` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'objection' })
}

/** Objections `o` of deals that the actor sees. */
function objectionRows(ctx: Context, where: RawBuilder<boolean>): RawBuilder<Row> {
  return sql<Row>`
    select o.id, o.kind, ${namedBy('objection_kinds', 'o.own_kind_id')} as "ownKind", o.words, o.raised_at, o.outcome, o.settled_at, o.reply, o.resolution, o.cost_minor,
      d.currency,
      json_build_object('id', d.id, 'name', d.name) as deal, ${namedBy('people', 'o.person_id')} as person,
      ${namedBy('products', 'o.product_id')} as product,
      (select json_build_object('id', a.id, 'title', a.title, 'version', o.answer_version) from answers a
        where a.workspace_id = o.workspace_id and a.id = o.answer_id) as answer
    from objections o
    join deals d on d.workspace_id = o.workspace_id and d.id = o.deal_id and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    where o.workspace_id = ${ctx.workspace.id} and ${where}`
}

function show({ raised_at, settled_at, cost_minor: minor, currency, ...row }: Row): contract.Objection {
  const cost = minor === null ? null : { minor, currency }
  return { ...row, cost, raisedAt: raised_at.toISOString(), settledAt: settled_at?.toISOString() ?? null }
}
