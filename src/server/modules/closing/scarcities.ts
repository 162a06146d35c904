import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../../contract/closing.ts'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import { type Context, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { namedBy } from '../../kernel/named.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'

interface Row extends Pick<contract.Scarcity, 'id' | 'version' | 'name' | 'priceList' | 'places' | 'product'> {
  readonly ends_on: string | null
  readonly taken: number
  readonly ended: boolean
}

export async function listScarcities(ctx: Context, query: QueryOf<typeof contract.listScarcities>) {
  const after = decodeCursor(query.after, idCursor)
  const { rows } = await sql<Row>`
    ${scarcities(ctx, after ? sql<boolean>`s.id < ${after[0]}::uuid` : sql<boolean>`true`)}
    order by s.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.id], shower(ctx))
}

/** Something that ends. What has neither a day nor a number of places ends nowhere, and is refused. */
export async function addScarcity(
  ctx: Context,
  input: BodyOf<typeof contract.addScarcity>,
): Promise<contract.Scarcity> {
  const { name, endsOn = null, priceListId = null, places = null, productId = null } = input
  await requireKnown(ctx, 'price_lists', 'priceListId', priceListId)
  await requireKnown(ctx, 'products', 'productId', productId)
  if (endsOn === null && priceListId === null && places === null) fail('claim_not_backed', { problem: 'missing' })
  const id = newId()
  await ctx.tx
    .insertInto('scarcities')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      name,
      ends_on: endsOn,
      price_list_id: priceListId,
      places,
      product_id: productId,
      ended_at: null,
      created_at: ctx.now,
    })
    .execute()
  const made = await findScarcity(ctx, id)
  if (made.endsOn === null && made.places === null) fail('claim_not_backed', { problem: 'endless' })
  if (made.state === 'expired') fail('claim_not_backed', { problem: 'expired' })
  return made
}

export async function endScarcity(ctx: Context, id: string): Promise<contract.Scarcity> {
  await findScarcity(ctx, id, { lock: true })
  await ctx.tx
    .updateTable('scarcities')
    .set({ ended_at: ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
  return findScarcity(ctx, id)
}

/** With `field`, one that a request names: that there is no such row is then a fault of that field. */
export async function findScarcity(
  ctx: Context,
  id: string,
  { lock = false, field }: { readonly lock?: boolean; readonly field?: string } = {},
): Promise<contract.Scarcity> {
  const { rows } = await sql<Row>`
    ${scarcities(ctx, sql<boolean>`s.id = ${id}`)} ${lock ? sql`for update of s` : sql``}`.execute(ctx.tx)
  const [row] = rows
  if (row) return shower(ctx)(row)
  return field === undefined ? fail('not_found', { kind: 'scarcity' }) : fail('unknown_reference', { field })
}

/** What ends, as `s`, with the wins that took a place since it was said: of its product, or of deals it was held out to. */
function scarcities(ctx: Context, where: RawBuilder<boolean>): RawBuilder<Row> {
  const isWin = sql`d.workspace_id = s.workspace_id and d.outcome = 'won' and d.ended_at >= s.created_at`
  return sql<Row>`
    select s.id, s.version, s.name, s.places, ${namedBy('price_lists', 's.price_list_id')} as "priceList",
      ${namedBy('products', 's.product_id')} as product,
      least(s.ends_on, (select p.valid_until from price_lists p
        where p.workspace_id = s.workspace_id and p.id = s.price_list_id)) as ends_on,
      s.ended_at is not null or exists (select from price_lists p
        where p.workspace_id = s.workspace_id and p.id = s.price_list_id and p.retired_at is not null) as ended,
      case when s.places is null then 0 when s.product_id is not null then (
        select count(distinct d.id)::int from deal_lines l join deals d on d.id = l.deal_id and ${isWin}
        where l.workspace_id = s.workspace_id and l.product_id = s.product_id)
      else (
        select count(distinct d.id)::int from close_asks a join deals d on d.id = a.deal_id and ${isWin}
        where a.workspace_id = s.workspace_id and a.scarcity_id = s.id) end as taken
    from scarcities s where s.workspace_id = ${ctx.workspace.id} and ${where}`
}

function shower(ctx: Context): (row: Row) => contract.Scarcity {
  const day = today(ctx)
  return ({ ends_on, taken, ended, ...row }) => {
    const placesLeft = row.places === null ? null : Math.max(0, row.places - taken)
    const state = ended
      ? 'ended'
      : ends_on !== null && ends_on < day
        ? 'expired'
        : placesLeft === 0
          ? 'used_up'
          : 'live'
    return { ...row, endsOn: ends_on, placesLeft, state }
  }
}

async function requireKnown(
  ctx: Context,
  table: 'price_lists' | 'products',
  field: string,
  id: string | null,
): Promise<void> {
  if (id === null) return
  const row = await ctx.tx
    .selectFrom(table)
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) fail('unknown_reference', { field })
}
