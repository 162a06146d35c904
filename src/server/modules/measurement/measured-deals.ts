import { sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type { listMeasuredDeals as endpoint } from '../../../contract/measurement.ts'
import { type Context, startOfDay } from '../../kernel/context.ts'
import { failFields } from '../../kernel/fail.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { type ItemRow, dealsAt, itemColumns, showItem } from '../deals/index.ts'
import { isFunnelPart } from './counted-deals.ts'
import { figure } from './figures.ts'
import { groupingFor } from './grouping.ts'
import { isNumbered, reportAsked } from './reports-asked.ts'
import { type Scope, scopeOf } from './scope.ts'
import { isStagePart } from './stage-parts.ts'
import { processMap } from './stages.ts'

/** The deals behind a figure, newest first: as many as the figure counts, and as they stood as of its day. */
export async function listMeasuredDeals(ctx: Context, query: QueryOf<typeof endpoint>) {
  const { part } = query
  const funnel = isFunnelPart(part) || isStagePart(part) ? await funnelAsked(ctx, query) : undefined
  const group = await groupAsked(ctx, query)
  const reported = await reportAsked(ctx, query)
  const process = funnel?.process ?? (reported?.isOfProcess ? reported.process : undefined)
  const scope = scopeOf(ctx, process ? { ...query, process: process.processId } : query)
  const after = decodeCursor(query.after, idCursor)?.[0]
  const asked = { scope, part, funnel, group, reported, after, most: query.limit + 1 }
  const counted = await figure(ctx, 'countedDeals', asked)
  const told = new Map(counted.map((deal) => [deal.id, deal]))
  // An undated deal may be known only from later than the day: then it is shown as it is now.
  const shown = part === 'undated' ? { ...scope, current: true } : scope
  const rows = await rowsCounted(ctx, shown, [...told.keys()])
  return pageOf(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => ({
      ...showItem(row),
      startedOn: told.get(row.id)?.startedOn ?? null,
      days: told.get(row.id)?.days ?? null,
      times: told.get(row.id)?.times ?? 1,
    }),
  )
}

async function funnelAsked(ctx: Context, { part, process, stage, since }: QueryOf<typeof endpoint>) {
  if (stage === undefined && isFunnelPart(part)) return failFields([{ field: 'stage', code: 'required' }])
  return { process: await processMap(ctx, process), stage, since }
}

async function groupAsked(ctx: Context, { by, group, field }: QueryOf<typeof endpoint>) {
  if (by === undefined || group === undefined || isNumbered(by)) return undefined
  return { grouping: await groupingFor(ctx, by, group, field), key: group }
}

/** The rows of deals that a figure counts, as they stood then, newest first. */
export async function rowsCounted(
  ctx: Context,
  { asOf, knownAt, current }: Scope,
  ids: readonly string[],
): Promise<ItemRow[]> {
  const which = sql<boolean>`d.id = any(${ids}::uuid[])`
  const until = startOfDay(asOf, ctx.workspace.timeZone, 1)
  const shown = current ? sql`deals` : dealsAt(ctx, { until, knownAt }, which)
  const { rows } = await sql<ItemRow>`
    select ${itemColumns} from ${shown} d where d.workspace_id = ${ctx.workspace.id} and ${which}
    order by d.id desc`.execute(ctx.tx)
  return rows
}
