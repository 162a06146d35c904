import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/prospects.ts'
import { type Context, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { points } from './rank.ts'
import { dealColumns, entryColumns, type ProspectRow, showRow } from './rows.ts'
import { hasOpenDeal, isOptedOut, isPutAway, seesProspect } from './sight.ts'

type Filters = QueryOf<typeof contract.countProspects>
type Query = QueryOf<typeof contract.listProspects>

const cursor = z.tuple([z.int(), z.uuid()])
const countedUpTo = 1_000

/**
 * Whom to work next, the best first. Each kind is cut to a page in the order of its own index before the kinds are put
 * together: a page of a million costs what a page of a hundred does.
 */
export async function listProspects(ctx: Context, query: Query) {
  const after = decodeCursor(query.after, cursor)
  const isRanked = query.sort === 'rank'
  const parts = partsOf(ctx, query).map(({ from, key, columns }) => {
    const order = isRanked ? sql`${key} desc, ${from.id} desc` : sql`${from.id} desc`
    const later = isRanked ? sql`(${key}, ${from.id}) < ` : sql`${from.id} < `
    const cut = after
      ? sql`and ${later} ${isRanked ? sql`(${after[0]}, ${after[1]}::uuid)` : sql`${after[1]}::uuid`}`
      : sql``
    // Read in the order of the index and judged row by row: told all at once, the planner would judge a million rows and
    // sort what is left.
    const candidates = sql`(select * from ${from.tables} where ${from.where} ${cut} order by ${order} offset 0)`
    return sql`(select ${columns}, ${key} as key from ${candidates} ${from.name} where ${from.judged}
      order by ${order} limit ${query.limit + 1})`
  })
  const { rows } = await sql<ProspectRow & { key: number }>`
    select * from (${sql.join(parts, sql` union all `)}) x
    order by ${isRanked ? sql`x.key desc, x.id desc` : sql`x.id desc`} limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.key, row.id], showRow)
}

/** How many there are, counted up to 1,000: more is a number that nobody works in a day. */
export async function countProspects(ctx: Context, query: Filters) {
  const parts = partsOf(ctx, query).map(
    ({ from }) => sql`(select 1 from ${from.tables} where ${from.where} and ${from.judged} limit ${countedUpTo + 1})`,
  )
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (${sql.join(parts, sql` union all `)}) x`.execute(ctx.tx)
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, countedUpTo), more: count > countedUpTo }
}

export async function showProspect(ctx: Context, id: string): Promise<contract.Prospect> {
  const { rows } = await sql<ProspectRow>`
    select ${entryColumns} from prospects p
    where p.workspace_id = ${ctx.workspace.id} and p.id = ${id} and ${seesProspect(ctx)}`.execute(ctx.tx)
  const [row] = rows
  return row ? showRow(row) : fail('not_found', { kind: 'prospect' })
}

interface Part {
  readonly from: {
    readonly tables: RawBuilder<unknown>
    readonly name: RawBuilder<unknown>
    readonly id: RawBuilder<unknown>
    /** What an index answers. */
    readonly where: RawBuilder<unknown>
    /** What is asked of each row. */
    readonly judged: RawBuilder<unknown>
  }
  /** What it is ranked by, the greatest first. */
  readonly key: RawBuilder<unknown>
  readonly columns: RawBuilder<unknown>
}

/** The kinds of prospects that a view shows. */
function partsOf(ctx: Context, query: Filters): Part[] {
  const free = sql`not ${hasOpenDeal} and not ${isPutAway} and not ${isOptedOut}`
  const waiting = entries(ctx, query, sql`p.state = 'waiting'`, free)
  // Whoever was set aside until today waits again.
  const promised = entries(ctx, query, sql`p.state = 'set_aside' and p.set_aside_until <= ${today(ctx)}::date`, free)
  switch (query.show) {
    case 'open':
      return [waiting, promised, deals(ctx, query)]
    case 'waiting':
      return [waiting, promised]
    case 'deals':
      return [deals(ctx, query)]
    case 'set_aside':
      // Who comes soonest stands first; by an index of its own.
      return [
        {
          ...entries(ctx, query, sql`p.state = 'set_aside' and p.set_aside_until > ${today(ctx)}::date`),
          key: sql`(date '2000-01-01' - p.set_aside_until)`,
        },
      ]
    case 'dropped':
      return [entries(ctx, query, sql`p.state = 'dropped'`)]
  }
}

function all(conditions: readonly (RawBuilder<unknown> | undefined)[]): RawBuilder<unknown> {
  return sql.join(
    conditions.filter((one) => one !== undefined),
    sql` and `,
  )
}

function entries(
  ctx: Context,
  query: Filters,
  state: RawBuilder<unknown>,
  judged: RawBuilder<unknown> = sql`true`,
): Part {
  const isOpen = sql`p.list_id <> all(array(
    select l.id from lists l where l.workspace_id = ${ctx.workspace.id} and l.closed_at is not null))`
  const where = all([
    sql`p.workspace_id = ${ctx.workspace.id}`,
    state,
    query.list ? sql`p.list_id = ${query.list}` : undefined,
    query.source ? sql`p.source_id = ${query.source}` : undefined,
    query.grade ? sql`p.grade = ${query.grade}` : undefined,
    query.owner ? sql`p.owner_id = ${query.owner}` : undefined,
    query.unclaimed ? sql`p.owner_id is null` : undefined,
  ])
  const free = all([seesProspect(ctx), query.list ? undefined : isOpen, judged])
  return {
    from: { tables: sql`prospects p`, name: sql`p`, id: sql`p.id`, where, judged: free },
    key: sql`p.score`,
    columns: entryColumns,
  }
}

function deals(ctx: Context, query: Filters): Part {
  const day = today(ctx)
  const score = sql`(case when d.next_step_on < ${day}::date then ${points.deal_overdue}::int
    when d.next_step_on = ${day}::date then ${points.deal_today}::int
    when d.next_step_on is null then ${points.deal_without_step}::int else ${points.deal_planned}::int end)`
  const reasons = sql`array[case when d.next_step_on < ${day}::date then 'deal_overdue'
    when d.next_step_on = ${day}::date then 'deal_today'
    when d.next_step_on is null then 'deal_without_step' else 'deal_planned' end]`
  const onList = (place: RawBuilder<unknown>) =>
    sql`exists (select 1 from prospects p where p.workspace_id = d.workspace_id and p.deal_id = d.id and ${place})`
  const where = all([
    sql`d.workspace_id = ${ctx.workspace.id} and d.outcome = 'open'`,
    sql`d.stage_id = any(array(
      select s.id from stages s where s.workspace_id = ${ctx.workspace.id} and s.phases @> array['prospecting']))`,
    query.list ? onList(sql`p.list_id = ${query.list}`) : undefined,
    query.grade ? onList(sql`p.grade = ${query.grade}`) : undefined,
    query.source ? sql`d.source_id = ${query.source}` : undefined,
    query.owner ? sql`d.owner_id = ${query.owner}` : undefined,
    query.unclaimed ? sql`d.owner_id is null` : undefined,
  ])
  return {
    from: {
      tables: sql`deals d`,
      name: sql`d`,
      id: sql`d.id`,
      where,
      judged: seen(ctx.actor, sql.ref('d.owner_id')),
    },
    key: score,
    columns: sql`${dealColumns}, ${score} as score, ${reasons} as reasons, array[${score}]::smallint[] as reason_points,
      (select s.class from deal_scores s where s.workspace_id = d.workspace_id and s.deal_id = d.id) as class,
      (select s.chance from deal_scores s where s.workspace_id = d.workspace_id and s.deal_id = d.id) as chance,
      null::jsonb as score_parts`,
  }
}
