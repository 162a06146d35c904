import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type * as contract from '../../../contract/cards.ts'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import { changedFields, columnsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { fold, foldedWords, likePiece } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { byWhom, namedBy } from '../../kernel/named.ts'
import { cursorText, decodeCursor, pageOf } from '../../kernel/page.ts'
import { requireReferences } from '../../kernel/references.ts'
import { seen } from '../../kernel/seen.ts'

/** More cards than this nobody finds anything in. */
const most = 1_000

export interface CardRow extends Omit<contract.Card, 'productId' | 'retired' | 'pricePosition'> {
  readonly field_versions: Record<string, number>
  readonly title_folded: string
  readonly price_position: contract.Card['pricePosition']
  readonly retired_at: Date | null
}

const titleCursor = z.tuple([cursorText, z.uuid()])

/** Cards by their titles; words are looked for in titles and texts. */
export async function listCards(ctx: Context, query: QueryOf<typeof contract.listCards>) {
  const after = decodeCursor(query.after, titleCursor)
  const conditions = [sql`true`]
  if (query.kind) conditions.push(sql`c.kind = ${query.kind}`)
  if (query.retired === undefined) conditions.push(sql`c.retired_at is null`)
  for (const word of foldedWords(query.q ?? '')) conditions.push(sql`c.words_folded like ${likePiece(word)}`)
  if (after) conditions.push(sql`(c.title_folded, c.id) > (${after[0]}, ${after[1]}::uuid)`)
  const { rows } = await sql<CardRow>`
    ${cardRows(ctx, sql<boolean>`${sql.join(conditions, sql` and `)}`)}
    order by c.title_folded, c.id limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.title_folded, row.id], showCard)
}

export async function addCard(ctx: Context, input: BodyOf<typeof contract.addCard>): Promise<contract.Card> {
  const { title, kind, texts, pricePosition = null } = input
  const about = subjectOf({ kind, productId: input.productId ?? null, sector: input.sector ?? null })
  requireSaid(texts)
  await requireReferences(ctx, references, input)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from cards where workspace_id = ${ctx.workspace.id}`.execute(ctx.tx)
  if ((rows[0]?.count ?? 0) >= most) fail('too_many', { kind: 'cards', limit: most })
  const id = newId()
  await ctx.tx
    .insertInto('cards')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      kind,
      title,
      ...folded({ title, texts }),
      ...about,
      price_position: pricePosition,
      texts: JSON.stringify(texts),
      created_at: ctx.now,
    })
    .execute()
  await keepVersion(ctx, id)
  return showCard(await find(ctx, id))
}

const references = { productId: 'products' } as const
const columns = { title: 'title', kind: 'kind', pricePosition: 'price_position' } as const

export async function changeCard(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeCard>,
): Promise<contract.Card> {
  const row = await find(ctx, id, true)
  const current = showCard(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  if (input.texts) requireSaid(input.texts)
  await requireReferences(ctx, references, input)
  const next = { ...current, ...input }
  await ctx.tx
    .updateTable('cards')
    .set({
      ...columnsOf(columns, input),
      ...folded(next),
      ...subjectOf(next),
      ...(input.texts === undefined ? {} : { texts: JSON.stringify(input.texts) }),
      ...(input.retired === undefined ? {} : { retired_at: input.retired ? ctx.now : null }),
      ...nextVersion(row, changed),
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  await keepVersion(ctx, id)
  return showCard(await find(ctx, id))
}

interface VersionRow extends Pick<contract.Card, 'version' | 'title' | 'texts'> {
  readonly price_position: contract.Card['pricePosition']
  readonly changed_at: Date
  readonly changed_by: { id: string; name: string } | null
}

const versionCursor = z.tuple([z.int(), z.uuid()])

export async function listCardVersions(ctx: Context, id: string, query: QueryOf<typeof contract.listCardVersions>) {
  await find(ctx, id)
  const after = decodeCursor(query.after, versionCursor)
  const { rows } = await sql<VersionRow>`
    select v.version, v.title, v.price_position, v.texts, v.changed_at, ${byWhom('v.changed_by')} as changed_by
    from card_versions v
    where v.workspace_id = ${ctx.workspace.id} and v.card_id = ${id}
      and ${after ? sql`v.version < ${after[0]}` : sql`true`}
    order by v.version desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(
    rows,
    query.limit,
    (row) => [row.version, id],
    ({ changed_at, changed_by, price_position, ...said }) => ({
      ...said,
      pricePosition: price_position,
      changedAt: changed_at.toISOString(),
      changedBy: changed_by ?? { id: null, name: null },
    }),
  )
}

/** A product's card names the product, a market's may name a sector; of a competitor the title says all. */
function subjectOf({ kind, productId, sector }: Pick<contract.Card, 'kind' | 'productId' | 'sector'>) {
  if (kind === 'product' && productId === null) failFields([{ field: 'productId', code: 'required' }])
  const of = kind === 'market' ? sector : null
  return {
    product_id: kind === 'product' ? productId : null,
    sector: of,
    sector_folded: of === null ? null : fold(of),
  }
}

/** A card says something in each of its languages. */
function requireSaid(texts: readonly contract.CardText[]): void {
  const empty = texts.findIndex(
    ({ strengths, weaknesses, price, answer }) => !(strengths || weaknesses || price || answer),
  )
  if (empty >= 0) failFields([{ field: `texts.${empty}.strengths`, code: 'required' }])
}

function folded({ title, texts }: Pick<contract.Card, 'title' | 'texts'>) {
  const said = texts.flatMap(({ strengths, weaknesses, price, answer }) => [strengths, weaknesses, price, answer])
  return { title_folded: fold(title), words_folded: fold([title, ...said.filter(Boolean)].join(' ')) }
}

/** Keeps what a card says now under its number. */
async function keepVersion(ctx: Context, id: string): Promise<void> {
  await sql`
    insert into card_versions (workspace_id, card_id, version, title, price_position, texts, changed_at, changed_by)
    select workspace_id, id, version, title, price_position, texts, ${ctx.now}, ${ctx.actor.id}::uuid
    from cards where workspace_id = ${ctx.workspace.id} and id = ${id}`.execute(ctx.tx)
}

async function find(ctx: Context, id: string, lock = false): Promise<CardRow> {
  const { rows } = await sql<CardRow>`
    ${cardRows(ctx, sql<boolean>`c.id = ${id}`)} ${lock ? sql`for update of c` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'card' })
}

/** Cards `c`; what became of the deals that they are named in is counted as far as the actor sees. */
export function cardRows<More = unknown>(ctx: Context, where: RawBuilder<boolean>, more: RawBuilder<unknown> = sql``) {
  return sql<CardRow & More>`
    select c.id, c.version, c.field_versions, c.kind, c.title, c.title_folded, c.sector, c.price_position, c.texts,
      c.retired_at, ${namedBy('products', 'c.product_id')} as product,
      (select json_build_object('deals', count(*), 'won', count(*) filter (where d.outcome = 'won'),
          'lost', count(*) filter (where d.outcome = 'lost'))
        from deal_competitors k join deals d on d.workspace_id = k.workspace_id and d.id = k.deal_id
        where k.workspace_id = c.workspace_id and k.card_id = c.id and ${seen(ctx.actor, sql.ref('d.owner_id'))}
      ) as fought ${more}
    from cards c where c.workspace_id = ${ctx.workspace.id} and ${where}`
}

export function showCard(row: CardRow): contract.Card {
  const { id, version, kind, title, product, sector, texts, fought } = row
  return {
    id,
    version,
    kind,
    title,
    productId: product?.id ?? null,
    product,
    sector,
    pricePosition: row.price_position,
    texts,
    retired: row.retired_at !== null,
    fought,
  }
}
