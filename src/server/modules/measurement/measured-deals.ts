import { type RawBuilder, sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type { listMeasuredDeals as endpoint } from '../../../contract/measurement.ts'
import type { Context } from '../../kernel/context.ts'
import { expectAll } from '../../kernel/expect-all.ts'
import { failFields } from '../../kernel/fail.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { type ItemRow, dealsAt, itemColumns, showItem } from '../deals/index.ts'
import { type Life, livesOf } from './lives.ts'
import { type Scope, scopeOf } from './scope.ts'
import { processMap } from './stages.ts'
import { visitsOf } from './visits.ts'

type Query = QueryOf<typeof endpoint>
type LifePart = Exclude<Query['part'], FunnelPart>
type FunnelPart = 'reached' | 'skipped' | 'advanced' | 'left' | 'in_stage'

interface Row extends ItemRow, Pick<Life, 'dated' | 'started' | 'days'> {}

/** The deals behind a figure, newest first: as many as the figure counts, and as they stood as of its day. */
export async function listMeasuredDeals(ctx: Context, query: Query) {
  const scope = scopeOf(ctx, query)
  const { part } = query
  const selected = isFunnelPart(part) ? await funnelPart(ctx, query, part) : lifePart(ctx, scope, part)
  const after = decodeCursor(query.after, idCursor)
  // An undated deal may be known only from later than the day: then it is shown as it is now.
  const shown = scope.current || part === 'undated' ? sql`deals` : dealsThen(ctx, scope)
  await expectAll(ctx)
  const { rows } = await sql<Row>`
    with ${selected},
    listed as (
      select deal_id, dated, started, days from part
      where ${after ? sql`deal_id < ${after[0]}` : sql`true`} order by deal_id desc limit ${query.limit + 1}
    )
    select ${itemColumns}, x.dated, x.started, x.days
    from listed x join ${shown} d on d.workspace_id = ${ctx.workspace.id} and d.id = x.deal_id
    order by d.id desc`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.id], show)
}

function show(row: Row) {
  return {
    ...showItem(row),
    startedOn: row.dated ? row.started : null,
    days: row.dated ? row.days : null,
  }
}

function dealsThen(ctx: Context, { cut, knownAt }: Scope): RawBuilder<unknown> {
  return dealsAt(ctx, { until: cut, knownAt }, sql`d.id in (select deal_id from listed)`)
}

const lifeParts = {
  all: sql`measured`,
  won: sql`measured and standing = 'won'`,
  lost: sql`measured and standing = 'lost'`,
  disqualified: sql`measured and standing = 'disqualified'`,
  not_now: sql`measured and standing = 'not_now'`,
  open: sql`measured and standing = 'open'`,
  undated: sql`not dated`,
  entered_late: sql`measured and late > 0`,
  ended_before_observed: sql`dated and not measured`,
} as const satisfies Record<LifePart, RawBuilder<unknown>>

/** A `with` of `part`: the lives that a figure of cycle length or win rate counts. */
function lifePart(ctx: Context, scope: Scope, part: LifePart): RawBuilder<unknown> {
  return sql`part as (select * from (${livesOf(ctx, scope)}) lives where ${lifeParts[part]})`
}

const funnelParts = {
  reached: sql`true`,
  skipped: sql`not asked = any(stages)`,
  advanced: sql`(standing = 'won' or furthest > asked)`,
  left: sql`furthest = asked and standing not in ('won', 'open')`,
  in_stage: sql`furthest = asked and standing = 'open'`,
} as const satisfies Record<FunnelPart, RawBuilder<unknown>>

function isFunnelPart(part: Query['part']): part is FunnelPart {
  return part in funnelParts
}

/** A `with` of `part`: the lives that a stage of the funnel counts, by the furthest stage each deal came to. */
async function funnelPart(ctx: Context, query: Query, part: FunnelPart): Promise<RawBuilder<unknown>> {
  if (query.stage === undefined) return failFields([{ field: 'stage', code: 'required' }])
  const process = await processMap(ctx, query.process)
  const { processId, places } = process
  const scope = scopeOf(ctx, { ...query, process: processId })
  // For each place the number of the stage asked about in the same version; 0 where that version has none.
  const asked = places.map(
    ({ versionId }) => places.findIndex((place) => place.versionId === versionId && place.key === query.stage) + 1,
  )
  return sql`
    ${visitsOf(ctx, scope, process)},
    progress as (
      select deal_id, standing, dated, started, days, max(at) as furthest, array_agg(at) as stages,
        (${asked}::int[])[max(at)] as asked
      from visits where first group by deal_id, standing, dated, started, days
    ),
    part as (
      select * from progress
      where asked > 0 and (standing = 'won' or furthest >= asked) and ${funnelParts[part]}
    )`
}
