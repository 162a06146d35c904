import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { QueryOf } from '../../../contract/endpoint.ts'
import { instant } from '../../../contract/primitives.ts'
import * as contract from '../../../contract/segments.ts'
import { homogeneity, wilson } from '../../../statistics/index.ts'
import { type Context, startOfDay, today } from '../../kernel/context.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { type ItemRow, itemColumns, showItem } from '../deals/index.ts'
import { aboutSeen, showTouchRow, touchRows } from '../outreach/index.ts'
import { fitOf, type Markets, marketsInUse } from './markets.ts'

type Asked = QueryOf<typeof contract.showEffort>
type Rows = QueryOf<typeof contract.listEffortDeals>
type Shown = contract.EffortShown

const usualDays = 89
const mostMembers = 50
// Members times kinds times parts: more sellers than this nobody lists.
const mostGroups = 10_000

interface Group {
  readonly kind: 'deal' | 'touch'
  readonly part: contract.Effort
  readonly member_id: string | null
  readonly member: string | null
  readonly count: number
  readonly minutes: number
  readonly ended: number
  readonly won: number
}

/** What was spent inside and outside the target markets, and what came of it. */
export async function showEffort(ctx: Context, asked: Asked): Promise<Shown> {
  const markets = await marketsInUse(ctx)
  const period = periodOf(ctx, asked)
  const { rows } = await sql<Group>`
    select s.kind, s.part, s.member_id,
      (select m.name from members m where m.workspace_id = ${ctx.workspace.id} and m.id = s.member_id) as member,
      count(*)::int as count, coalesce(sum(s.minutes), 0)::int as minutes,
      count(*) filter (where s.outcome in ('won', 'lost', 'disqualified'))::int as ended,
      count(*) filter (where s.outcome = 'won')::int as won
    from (
      select d.kind, d.member_id, d.minutes, d.outcome, ${partOf(markets, 'd')} as part
      from (${spent(ctx, asked)}) d) s
    group by s.kind, s.part, s.member_id limit ${mostGroups}`.execute(ctx.tx)
  const parts = contract.efforts.map((part) => partShown(part, rows))
  const sides = parts.filter(({ part }) => part !== 'unjudged')
  const comparable = sides.every(({ ended }) => ended > 0)
  const test = comparable ? homogeneity(sides.map(({ won, ended }) => ({ successes: won, trials: ended }))) : null
  return { ...period, markets: markets.all.length, parts, pValue: test?.pValue ?? null, members: membersOf(rows) }
}

/** Deals opened and touches made in the period, as rows of one shape: who spent it, and on whom. */
function spent(ctx: Context, asked: Asked): RawBuilder<unknown> {
  return sql`
    select 'deal' as kind, d.workspace_id, d.owner_id as member_id, null::int as minutes, d.outcome,
      d.person_id, d.company_id, d.household_id
    from deals d where ${dealsIn(ctx, asked)}
    union all
    select 'touch', t.workspace_id, t.author_id, t.minutes, null, ${touchedOf(ctx)}
    from touches t left join deals d on d.workspace_id = t.workspace_id and d.id = t.deal_id
    where ${touchesIn(ctx, asked)}`
}

function dealsIn(ctx: Context, asked: Asked): RawBuilder<boolean> {
  return sql<boolean>`d.workspace_id = ${ctx.workspace.id} and ${within(ctx, asked, sql`d.opened_at`)}
    and ${seen(ctx.actor, sql.ref('d.owner_id'))} and ${by(asked, sql`d.owner_id`)}`
}

function touchesIn(ctx: Context, asked: Asked): RawBuilder<boolean> {
  return sql<boolean>`t.workspace_id = ${ctx.workspace.id} and ${within(ctx, asked, sql`t.occurred_at`)}
    and ${aboutSeen(ctx, 'touch_people', 'touch_id')} and ${by(asked, sql`t.author_id`)}`
}

/** With whom a touch was: the customer of its deal, else the first of those it was with. */
function touchedOf(ctx: Context): RawBuilder<unknown> {
  return sql`coalesce(d.person_id, (select o.person_id from touch_people o
      where o.workspace_id = ${ctx.workspace.id} and o.touch_id = t.id order by o.id limit 1)) as person_id,
    coalesce(d.company_id, t.company_id) as company_id, coalesce(d.household_id, t.household_id) as household_id`
}

function partOf(markets: Markets, x: string): RawBuilder<contract.Effort> {
  return sql<contract.Effort>`case ${fitOf(markets, x)} when true then 'inside' when false then 'outside' else 'unjudged' end`
}

function periodOf(ctx: Context, { from, to }: Asked): { from: string; to: string } {
  const last = to ?? today(ctx)
  return { from: from ?? Temporal.PlainDate.from(last).subtract({ days: usualDays }).toString(), to: last }
}

function within(ctx: Context, asked: Asked, at: RawBuilder<unknown>): RawBuilder<boolean> {
  const { from, to } = periodOf(ctx, asked)
  const { timeZone } = ctx.workspace
  return sql<boolean>`${at} >= ${startOfDay(from, timeZone)} and ${at} < ${startOfDay(to, timeZone, 1)}`
}

function by({ member }: Asked, column: RawBuilder<unknown>): RawBuilder<boolean> {
  return member === undefined ? sql<boolean>`true` : sql<boolean>`${column} = ${member}`
}

function partShown(part: contract.Effort, rows: readonly Group[]): Shown['parts'][number] {
  const own = rows.filter((row) => row.part === part)
  const sum = (of: 'ended' | 'won') => own.reduce((total, row) => total + row[of], 0)
  const [ended, won] = [sum('ended'), sum('won')]
  return { part, ...spentIn(own), ended, won, winRate: wilson(won, ended) }
}

function spentIn(rows: readonly Group[]) {
  const count = (kind: Group['kind']) => rows.reduce((sum, row) => sum + (row.kind === kind ? row.count : 0), 0)
  return {
    deals: count('deal'),
    touches: count('touch'),
    minutes: rows.reduce((sum, row) => sum + row.minutes, 0),
  }
}

/** Who spent most outside comes first. */
function membersOf(rows: readonly Group[]): Shown['members'] {
  const judged = rows.filter(({ part }) => part !== 'unjudged')
  const members = [...Map.groupBy(judged, (row) => (row.member === null ? null : row.member_id))].map(([id, own]) => {
    const name = own[0]?.member ?? null
    return {
      member: id === null || name === null ? null : { id, name },
      inside: spentIn(own.filter(({ part }) => part === 'inside')),
      outside: spentIn(own.filter(({ part }) => part === 'outside')),
    }
  })
  const weight = ({ outside }: (typeof members)[number]) => outside.touches + outside.deals
  return members.sort((a, b) => weight(b) - weight(a)).slice(0, mostMembers)
}

const cursor = z.tuple([instant, z.uuid()])

/** The deals of a part of the effort, the latest first. */
export async function listEffortDeals(ctx: Context, query: Rows) {
  const after = decodeCursor(query.after, cursor)
  const markets = await marketsInUse(ctx)
  const { rows } = await sql<ItemRow>`
    select ${itemColumns} from deals d
    where ${dealsIn(ctx, query)} and ${partOf(markets, 'd')} = ${query.part}
      and ${after ? sql`(d.opened_at, d.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by d.opened_at desc, d.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.opened_at.toISOString(), row.id], showItem)
}

/** The touches of a part of the effort, the latest first. */
export async function listEffortTouches(ctx: Context, query: Rows) {
  const after = decodeCursor(query.after, cursor)
  const markets = await marketsInUse(ctx)
  const ids = sql`
    select x.id from (
      select t.id, t.workspace_id, t.occurred_at, ${touchedOf(ctx)}
      from touches t left join deals d on d.workspace_id = t.workspace_id and d.id = t.deal_id
      where ${touchesIn(ctx, query)}
        and ${after ? sql`(t.occurred_at, t.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}) x
    where ${partOf(markets, 'x')} = ${query.part}
    order by x.occurred_at desc, x.id desc limit ${query.limit + 1}`
  const { rows } = await touchRows(ctx, sql<boolean>`t.id = any(array(${ids}))`).execute(ctx.tx)
  const latest = rows.toSorted((a, b) => b.occurred_at.getTime() - a.occurred_at.getTime() || (b.id < a.id ? -1 : 1))
  return pageOf(latest, query.limit, (row) => [row.occurred_at.toISOString(), row.id], showTouchRow)
}
