import { sql } from 'kysely'
import type { QuotaNode, QuotaProposal } from '../../../contract/quotas.ts'
import { shrunkenShares } from '../../../statistics/index.ts'
import { type Context, startOfDay, today } from '../../kernel/context.ts'
import { converter, rateTable } from '../currencies/index.ts'
import { type Year, daysBetween, endOf } from './calendar.ts'
import { type Nodes, below, sum } from './tree.ts'
import { type Results, proposals } from './proposals.ts'
import { wonBy } from './won.ts'

/** The twelve months before a year, or before today where it has not begun. */
function formerYear(ctx: Context, { startsOn }: Year): [from: string, until: string] {
  const now = today(ctx)
  const until = startsOn < now ? startsOn : now
  return [Temporal.PlainDate.from(until).subtract({ years: 1 }).toString(), until]
}

/** By place, what sellers won in the year before. */
export async function resultsOf(ctx: Context, nodes: Nodes, year: Year): Promise<Map<string, number>> {
  const products = nodes.flatMap(({ kind, subjectId }) => (kind === 'product' && subjectId ? [subjectId] : []))
  const { won } = await wonBy(ctx, formerYear(ctx, year), products)
  const byOwner = Map.groupBy(won, ({ productId, ownerId }) => `${productId ?? ''} ${ownerId ?? ''}`)
  const minorOf = (product: string | null, owner: string | null) =>
    sum((byOwner.get(`${product ?? ''} ${owner ?? ''}`) ?? []).map(({ minor }) => minor))
  return new Map(
    nodes.map((node) => {
      const product = node.kind === 'product' ? node.subjectId : null
      const above = product === null ? node : (nodes.find(({ id }) => id === node.parentId) ?? node)
      const owners = new Set(
        below(nodes, above).flatMap(({ kind, subjectId }) => (kind === 'member' ? [subjectId] : [])),
      )
      return [node.id, sum([...owners].map((owner) => minorOf(product, owner)))]
    }),
  )
}

/** By place, how many customers its sellers look after. */
export async function territoriesOf(ctx: Context, nodes: Nodes): Promise<Map<string, number>> {
  const count = (table: string) => sql`
    select owner_id, count(*) as count from ${sql.table(table)}
    where workspace_id = ${ctx.workspace.id} and owner_id = any(${membersIn(nodes)}::uuid[]) and merged_into_id is null group by 1`
  const { rows } = await sql<{ owner_id: string; count: number }>`
    select owner_id, sum(count)::bigint as count
    from (${count('companies')} union all ${count('people')} union all ${count('households')}) c group by 1`.execute(
    ctx.tx,
  )
  const counts = new Map(rows.map((row) => [row.owner_id, row.count]))
  return new Map(
    nodes.map((node) => {
      const members = new Set(membersIn(below(nodes, node)))
      return [node.id, sum([...members].map((member) => counts.get(member) ?? 0))]
    }),
  )
}

/** What the sellers of a plan could do, by what they won in the year before and what is under way. */
export async function proposed(
  ctx: Context,
  nodes: Nodes,
  year: Year,
  seasons: readonly number[],
  growthPercent: number,
): Promise<QuotaProposal[]> {
  const sellers = nodes.filter(isSelling)
  const [from, until] = formerYear(ctx, year)
  const { won } = await wonBy(ctx, [from, until])
  const begun = await begunOf(ctx, membersIn(sellers), from)
  const shares = await winShares(ctx, from, until)
  const pipelines = await pipelinesOf(ctx, year)
  const results = sellers.map((node): Results => {
    const own = won.filter(({ ownerId }) => ownerId === node.subjectId)
    const since = begun.get(node.subjectId ?? '') ?? from
    const open = pipelines.get(node.subjectId ?? '') ?? 0
    return {
      node,
      wonMinor: sum(own.map(({ minor }) => minor)),
      wins: sum(own.map(({ count }) => count)),
      activeShare: Math.max(0, daysBetween(since < from ? from : since, until)) / daysBetween(from, until),
      pipelineMinor: Math.round(open * (shares.get(node.subjectId ?? '') ?? shares.get('') ?? 0)),
    }
  })
  return proposals(results, { ...year, seasons }, growthPercent)
}

/** Who holds a place to the end of the plan. */
function isSelling({ kind, until }: QuotaNode): boolean {
  return kind === 'member' && until === null
}

function membersIn(nodes: Nodes): string[] {
  return nodes.flatMap(({ kind, subjectId }) => (kind === 'member' && subjectId ? [subjectId] : []))
}

/** Since when somebody sells: since they came, or since their first win of the year, whichever is earlier. Imports know members later than their wins. */
async function begunOf(ctx: Context, memberIds: readonly string[], from: string): Promise<Map<string, string>> {
  const { timeZone } = ctx.workspace
  const { rows } = await sql<{ id: string; day: string }>`
    select m.id, (least(m.created_at, w.first) at time zone ${timeZone})::date::text as day
    from members m
    left join (
      select owner_id, min(ended_at) as first from deals
      where workspace_id = ${ctx.workspace.id} and outcome = 'won' and ended_at >= ${startOfDay(from, timeZone)}
      group by 1) w on w.owner_id = m.id
    where m.workspace_id = ${ctx.workspace.id} and m.id = any(${memberIds}::uuid[])`.execute(ctx.tx)
  return new Map(rows.map(({ id, day }) => [id, day]))
}

/** The share of ended deals that each seller won, drawn to that of all; under '' that of all. */
async function winShares(ctx: Context, from: string, until: string): Promise<Map<string, number>> {
  const { timeZone } = ctx.workspace
  const { rows } = await sql<{ owner_id: string | null; won: number; ended: number }>`
    select owner_id, count(*) filter (where outcome = 'won') as won, count(*) as ended from deals
    where workspace_id = ${ctx.workspace.id} and ended_at >= ${startOfDay(from, timeZone)}
      and ended_at < ${startOfDay(until, timeZone)} and outcome in ('won', 'lost', 'disqualified')
    group by 1`.execute(ctx.tx)
  const shares = shrunkenShares(rows.map(({ won, ended }) => ({ successes: won, trials: ended })))
  const each = rows.map((row, place): [string, number] => [row.owner_id ?? '-', shares.groups[place]?.estimate ?? 0])
  return new Map([...each, ['', shares.mean ?? 0]])
}

/** Open deals that nobody expects later than the year, by owner, in the reporting currency at today's rates. */
async function pipelinesOf(ctx: Context, year: Year): Promise<Map<string, number>> {
  const { rows } = await sql<{ owner_id: string | null; currency: string; minor: number }>`
    select owner_id, currency, coalesce(sum(amount_minor), 0)::bigint as minor from deals
    where workspace_id = ${ctx.workspace.id} and outcome = 'open'
      and (expected_close_on is null or expected_close_on < ${endOf(year)}::date)
    group by 1, 2`.execute(ctx.tx)
  const convert = converter(await rateTable(ctx, ctx.now))
  const day = Date.parse(today(ctx)) / 86_400_000
  const open = new Map<string, number>()
  for (const { owner_id: owner, currency, minor } of rows) {
    const amount = convert(minor, currency, day)?.minor ?? 0
    open.set(owner ?? '-', (open.get(owner ?? '-') ?? 0) + amount)
  }
  return open
}
