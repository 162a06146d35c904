import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/presenting.ts'
import { changedFields, columnsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { namedBy } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { requireReferences } from '../../kernel/references.ts'
import { seen } from '../../kernel/seen.ts'
import { takingBack, tellDeal } from '../deals/index.ts'

const references = { personId: 'people', productId: 'products' } as const
const columns = { words: 'words', weight: 'weight', personId: 'person_id', productId: 'product_id' } as const
const cursor = z.tuple([z.int(), z.uuid()])

/** What must be met stands first. */
export async function listNeeds(ctx: Context, query: QueryOf<typeof contract.listNeeds>) {
  const after = decodeCursor(query.after, cursor)
  const behind = after ? sql`(-w.weight, w.id) > (${-after[0]}, ${after[1]}::uuid)` : sql`true`
  const { rows } = await sql<contract.Need>`
    ${needRows(ctx, sql<boolean>`w.deal_id = ${query.deal} and ${behind}`)}
    order by w.weight desc, w.id limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(
    rows,
    query.limit,
    (row) => [row.weight, row.id],
    (row) => row,
  )
}

export async function noteNeed(ctx: Context, input: BodyOf<typeof contract.noteNeed>): Promise<contract.Need> {
  const { dealId, words, weight, personId = null, productId = null } = input
  await requireReferences(ctx, references, input)
  const id = newId()
  await tellDeal(ctx, dealId, { facts: [noted(id, weight, productId)] })
  await ctx.tx
    .insertInto('needs')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      deal_id: dealId,
      person_id: personId,
      words,
      weight,
      product_id: productId,
      created_at: ctx.now,
    })
    .execute()
  return find(ctx, id)
}

/** The log tells a need anew where its weight or its product changes. */
export async function changeNeed(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeNeed>,
): Promise<contract.Need> {
  const { deal, person, product, ...rest } = await find(ctx, id, true)
  const current = { ...rest, personId: person?.id ?? null, productId: product?.id ?? null }
  const changed = changedFields(current, input)
  if (changed.length === 0) return find(ctx, id)
  await requireReferences(ctx, references, input)
  const { weight, productId } = { ...current, ...input }
  if (changed.includes('weight') || changed.includes('productId')) {
    const facts = await takingBack(ctx, deal.id, { type: 'deal.need_dropped', data: { needId: id } })
    await tellDeal(ctx, deal.id, { facts: [...facts, noted(id, weight, productId)] })
  }
  await ctx.tx
    .updateTable('needs')
    .set(columnsOf(columns, input))
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return find(ctx, id)
}

export async function dropNeed(ctx: Context, id: string): Promise<Record<string, never>> {
  const { deal } = await find(ctx, id, true)
  const facts = await takingBack(ctx, deal.id, { type: 'deal.need_dropped', data: { needId: id } })
  await tellDeal(ctx, deal.id, { facts })
  await ctx.tx.deleteFrom('needs').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

function noted(needId: string, weight: number, productId: string | null) {
  const data = { needId, weight, ...(productId === null ? {} : { productId }) }
  return { type: 'deal.need_noted', data } as const
}

async function find(ctx: Context, id: string, lock = false): Promise<contract.Need> {
  const { rows } = await sql<contract.Need>`
    ${needRows(ctx, sql<boolean>`w.id = ${id}`)} ${lock ? sql`for update of w` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'need' })
}

function needRows(ctx: Context, where: RawBuilder<boolean>): RawBuilder<contract.Need> {
  return sql<contract.Need>`
    select w.id, json_build_object('id', d.id, 'name', d.name) as deal, w.words, w.weight,
      ${namedBy('people', 'w.person_id')} as person, ${namedBy('products', 'w.product_id')} as product
    from needs w
    join deals d on d.workspace_id = w.workspace_id and d.id = w.deal_id and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    where w.workspace_id = ${ctx.workspace.id} and ${where}`
}
