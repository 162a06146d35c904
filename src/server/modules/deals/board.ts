import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type * as board from '../../../contract/board.ts'
import type { BoardCard } from '../../../contract/board.ts'
import type { OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import { day } from '../../../contract/primitives.ts'
import { phases } from '../../../contract/process.ts'
import { type Context, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { dealsOn, openDealsPlacedOn } from './list.ts'
import { processOr } from './pinned-version.ts'
import { type ItemRow, itemColumns, showItem } from './rows.ts'
import { urgencies, urgencyOf } from './urgency.ts'

const cardsPerColumn = 50

type Board = OutputOf<typeof board.showBoard>

/** A row for each card, and one without a card for an empty column. */
interface BoardRow extends ItemRow {
  readonly process_id: string
  readonly version_id: string
  readonly column_id: string
  readonly column_key: string
  readonly column_name: string
  readonly column_position: number
  readonly phases: string[]
  readonly count: number
  readonly totals: Board['columns'][number]['totals']
  readonly place: number | null
}

/** The open deals by stage, as they are or as they stood at the end of a day: one statement. */
export async function showBoard(ctx: Context, query: QueryOf<typeof board.showBoard>): Promise<Board> {
  const on = query.as_of ?? today(ctx)
  const rows = await readColumns(ctx, { ...query, on, limit: cardsPerColumn })
  const [first] = rows
  if (!first) return query.process ? fail('not_found', { kind: 'process' }) : fail('no_published_process')
  const columns = [...Map.groupBy(rows, (row) => row.column_id).values()]
  return {
    processId: first.process_id,
    versionId: first.version_id,
    today: on,
    columns: columns.flatMap((cards) => (cards[0] ? [showWholeColumn(cards[0], cards, on)] : [])),
  }
}

/** More cards of one column. */
export async function showColumn(ctx: Context, stage: string, query: QueryOf<typeof board.showColumn>) {
  const on = today(ctx)
  const rows = await readColumns(ctx, { ...query, on, stage, after: decodeCursor(query.after, cardCursor) })
  return rows.length === 0 ? fail('stage_not_in_process') : pageOfCards(rows, query.limit, on)
}

function showWholeColumn(column: BoardRow, rows: readonly BoardRow[], on: string): Board['columns'][number] {
  const { items, next } = pageOfCards(rows, cardsPerColumn, on)
  return {
    stage: {
      id: column.column_id,
      key: column.column_key,
      name: column.column_name,
      position: column.column_position,
      phases: column.phases,
    },
    count: column.count,
    totals: column.totals,
    cards: items,
    next,
  }
}

/** Rank of urgency, day of the next step, id. */
const cardCursor = z.tuple([z.int(), z.nullable(day), z.uuid()])

function pageOfCards(rows: readonly BoardRow[], limit: number, on: string) {
  const urgency = (row: ItemRow) => urgencyOf(row.next_step_on, on)
  return pageOf(
    rows.filter(({ place }) => place !== null),
    limit,
    (row) => [urgencies.indexOf(urgency(row)), row.next_step_on, row.id],
    (row): BoardCard => ({ ...showItem(row), urgency: urgency(row) }),
  )
}

interface Wanted {
  readonly process?: string | undefined
  readonly owner?: string | undefined
  readonly as_of?: string | undefined
  /** Today, or the day looked back on. */
  readonly on: string
  /** Only the column of this stage. */
  readonly stage?: string | undefined
  readonly limit: number
  readonly after?: z.infer<typeof cardCursor> | null
}

/**
 * The columns are the stages of the published version, care left out; a deal pinned to an older version stands in the
 * column of the same key, or, where that stage is gone, of the nearest phase.
 */
async function readColumns(ctx: Context, wanted: Wanted): Promise<BoardRow[]> {
  const workspace = ctx.workspace.id
  // The same order as in urgency.ts: what is overdue, what is for today, what nobody planned, what can wait.
  const rank = sql`case when d.next_step_on < ${wanted.on}::date then 0 when d.next_step_on = ${wanted.on}::date then 1
    when d.next_step_on is null then 2 else 3 end`
  const placed = openDealsPlacedOn(ctx, wanted.as_of, wanted.owner !== undefined)
  const { rows } = await sql<BoardRow>`
    with shown as materialized (
      select s.id, s.key, s.name, s.position, s.phases, v.process_id, v.id as version_id
      from process_versions v join stages s on s.workspace_id = v.workspace_id and s.version_id = v.id
      where v.workspace_id = ${workspace} and v.status = 'published' and not ('care' = any(s.phases))
        and v.process_id = ${processOr(ctx, wanted.process)}
    ), places as materialized (
      select s.id as stage_id, near.id as column_id
      from process_versions v join stages s on s.workspace_id = v.workspace_id and s.version_id = v.id
      cross join lateral (
        select shown.id from shown
        order by shown.key <> s.key, abs(${phaseNumber('shown')} - ${phaseNumber('s')}), shown.position limit 1) near
      where v.workspace_id = ${workspace} and v.status <> 'draft' and v.process_id = ${processOr(ctx, wanted.process)}
    ), here as materialized (
      select d.id, d.currency, d.amount_minor, places.column_id, row_number() over (
        partition by places.column_id order by ${rank}, d.next_step_on, d.id) as place
      from ${placed} d join places on places.stage_id = d.stage_id
      where d.workspace_id = ${workspace} and d.outcome = 'open' and d.process_id = ${processOr(ctx, wanted.process)}
        ${wanted.owner ? sql`and d.owner_id = ${wanted.owner}` : sql``} ${beyond(rank, wanted.after)}
    ), near as materialized (
      select here.id, here.column_id, here.place from here where here.place <= ${wanted.limit + 1}
    ), sums as (
      select column_id, currency, count(*) as deals, sum(amount_minor) as minor from here group by column_id, currency
    )
    select shown.process_id, shown.version_id, shown.id as column_id, shown.key as column_key, shown.name as column_name,
      shown.position as column_position, shown.phases, d.place, ${itemColumns},
      (select coalesce(sum(sums.deals), 0) from sums where sums.column_id = shown.id) as count,
      (select coalesce(json_agg(json_build_object('currency', sums.currency, 'minor', sums.minor) order by sums.currency)
          filter (where sums.minor is not null), '[]') from sums where sums.column_id = shown.id) as totals
    from shown left join (
      select d.*, near.column_id, near.place from near join ${cardsOf(ctx, wanted.as_of)} d on d.id = near.id
      where d.workspace_id = ${workspace}) d on d.column_id = shown.id
    ${wanted.stage ? sql`where shown.key = ${wanted.stage} or shown.id::text = ${wanted.stage}` : sql``}
    order by shown.position, d.place`.execute(ctx.tx)
  return rows
}

/** The deals near the top of their columns, with all that cards show. */
function cardsOf(ctx: Context, day: string | undefined): RawBuilder<unknown> {
  return day === undefined
    ? sql`deals`
    : dealsOn(ctx, day, 'open', sql<boolean>`d.id = any(array(select near.id from near))`)
}

/** Where the phases of a stage begin, counted along the cycle. */
function phaseNumber(alias: string): RawBuilder<number> {
  return sql`array_position(${sql.lit(`{${phases.join(',')}}`)}::text[], ${sql.ref(`${alias}.phases`)}[1])`
}

function beyond(rank: RawBuilder<unknown>, after: Wanted['after']): RawBuilder<unknown> {
  if (!after) return sql``
  const [urgency, on, id] = after
  return sql`and (${rank}, coalesce(d.next_step_on, '-infinity'), d.id)
    > (${urgency}::int, coalesce(${on}::date, '-infinity'), ${id}::uuid)`
}
