import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../../contract/deals.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import { type Context, startOfDay } from '../../kernel/context.ts'
import { cursorAfter, pageOfIds, type Placed } from '../../kernel/list/page.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { withOwnFields } from '../fields/index.ts'
import { dealsAt, dealsPlacedAt } from './history.ts'
import { type ItemRow, itemColumns, showItem } from './rows.ts'
import { dealSource, dealSourceOn } from './source.ts'

type Query = QueryOf<typeof contract.listDeals>

/** Deals, newest first unless sorted: one statement a page, with the names of everything shown. */
export async function listDeals(ctx: Context, query: Query) {
  return query.filter === undefined && query.sort === undefined ? newestDeals(ctx, query) : sortedDeals(ctx, query)
}

async function newestDeals(ctx: Context, query: Query) {
  const after = decodeCursor(query.after, idCursor)
  const { rows } = await sql<ItemRow>`
    select ${itemColumns} from ${relationOf(ctx, query)} d
    where d.workspace_id = ${ctx.workspace.id} and ${filters(ctx, query, 'd')}
      ${after ? sql`and d.id < ${after[0]}` : sql``}
    order by d.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.id], showItem)
}

async function sortedDeals(ctx: Context, query: Query) {
  // Own fields are known as they are today, not as they were on a day that is past.
  const source = query.as_of === undefined ? await withOwnFields(ctx, dealSource) : dealSourceOn(relationOf(ctx, query))
  const ids = pageOfIds(ctx, source, query, filters(ctx, query, 't'))
  const { rows } = await sql<ItemRow & Placed>`
    select ${itemColumns}, page.sort_key from ${ids} page join ${relationOf(ctx, query)} d on d.id = page.id
    where d.workspace_id = ${ctx.workspace.id} order by page.place`.execute(ctx.tx)
  return pageOf(rows, query.limit, cursorAfter(source, query), showItem)
}

function relationOf(ctx: Context, query: Query): RawBuilder<unknown> {
  return dealsOn(ctx, query.as_of, query.outcome === 'open' ? 'open' : 'all')
}

/**
 * The deals that the actor sees, as they are or as they stood at the end of a day; with 'open', at least all that were open
 * then. Who owns a deal today decides who sees it, whoever owned it on that day.
 */
export function dealsOn(
  ctx: Context,
  day: string | undefined,
  which: 'all' | 'open' = 'all',
  only = sql<boolean>`true`,
): RawBuilder<unknown> {
  if (day === undefined) return dealsSeen(ctx)
  const [moment, isBegun] = began(ctx, day, which)
  return dealsAt(ctx, moment, sql<boolean>`${isBegun} and ${only}`)
}

/** Those that were open, with what a board sorts and adds up alone; with whose they were where that is asked for. */
export function openDealsPlacedOn(ctx: Context, day: string | undefined, hasOwner: boolean): RawBuilder<unknown> {
  return day === undefined ? dealsSeen(ctx) : dealsPlacedAt(ctx, ...began(ctx, day, 'open'), hasOwner)
}

function dealsSeen(ctx: Context): RawBuilder<unknown> {
  return ctx.actor.sees === null
    ? sql`deals`
    : sql`(select d.* from deals d where ${seen(ctx.actor, sql.ref('d.owner_id'))})`
}

/** Until when facts count, and which deals had begun by then, or were open. */
function began(ctx: Context, day: string, which: 'all' | 'open'): [{ until: Date }, RawBuilder<boolean>] {
  const until = startOfDay(day, ctx.workspace.timeZone, 1)
  const isBegun = sql<boolean>`d.opened_at < ${until} and ${seen(ctx.actor, sql.ref('d.owner_id'))}`
  if (which === 'all') return [{ until }, isBegun]
  return [{ until }, sql<boolean>`${isBegun} and (d.outcome = 'open' or d.ended_at >= ${until})`]
}

/** What the parameters of the list ask of a row under this alias. */
function filters(ctx: Context, query: Query, alias: 'd' | 't'): RawBuilder<boolean> {
  const workspace = ctx.workspace.id
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  const conditions = [
    query.outcome && sql`${column('outcome')} = ${query.outcome}`,
    query.stage &&
      sql`${column('stage_id')} = any(array(
      select s.id from stages s
      where s.workspace_id = ${workspace} and (s.key = ${query.stage} or s.id::text = ${query.stage})))`,
    query.owner && sql`${column('owner_id')} = ${query.owner}`,
    query.company && sql`${column('company_id')} = ${query.company}`,
    // The customer in person, or somebody of the buying committee.
    query.person &&
      sql`${column('id')} in (
      select c.id from deals c where c.workspace_id = ${workspace} and c.person_id = ${query.person}
      union
      select k.deal_id from stakeholders k where k.workspace_id = ${workspace} and k.person_id = ${query.person})`,
    query.household && sql`${column('household_id')} = ${query.household}`,
    query.product &&
      sql`${column('id')} in (
      select l.deal_id from deal_lines l where l.workspace_id = ${workspace} and l.product_id = ${query.product})`,
    query.source && sql`${column('source_id')} = ${query.source}`,
    query.externalId && sql`${column('external_id')} = ${query.externalId}`,
    query.q && sql`lower(${column('name')}) like '%' || lower(${query.q.replace(/[\\%_]/g, '\\$&')}) || '%'`,
  ]
  return sql<boolean>`${sql.join([sql`true`, ...conditions.filter(Boolean)], sql` and `)}`
}
