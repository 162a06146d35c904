import { type Kysely, sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/forecast.ts'
import type { Tables } from '../../database/tables.ts'
import { type Context, today } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { nowOf, workspaceOf } from '../../kernel/job.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { showForecast } from './forecasts.ts'

const firstMs = 90_000
const hourMs = 3_600_000
const mostNamed = 20

/** Sees to it that each workspace's forecast of the day is stored. Returns what ends it. */
export function snapshotDaily(db: Kysely<Tables>): () => void {
  // The next hour tries again.
  const look = () => void takeSnapshots(db).catch(() => {})
  const first = setTimeout(look, firstMs).unref()
  const timer = setInterval(look, hourMs).unref()
  return () => {
    clearTimeout(first)
    clearInterval(timer)
  }
}

/** Stores today's forecast of every workspace that sells and has none of today, one after the other. */
export async function takeSnapshots(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select w.id from workspaces w
    where exists (select 1 from deals d where d.workspace_id = w.id limit 1)
      and not exists (select 1 from forecast_snapshots s where s.workspace_id = w.id
        and s.on_day = (now() at time zone w.time_zone)::date)
    limit 1000`.execute(db)
  for (const { id } of rows) {
    const workspace = await workspaceOf(db, id)
    if (!workspace) continue
    const actor = { kind: 'automation', id, role: 'owner', sees: null } as const
    await db.transaction().execute(async (tx) => {
      await takeSnapshot({ tx, workspace, now: await nowOf(tx), actor, version: null })
    })
  }
}

/** Stores what is said today of the running quarter, unless it is there: for everybody's deals, and by seller. */
async function takeSnapshot(ctx: Context): Promise<void> {
  const knownAt = ctx.now.toISOString()
  const said = await showForecast(ctx, { as_of: today(ctx), known_at: knownAt, by: 'owner', most: mostNamed })
  await ctx.tx
    .insertInto('forecast_snapshots')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      on_day: said.asOf,
      until_on: said.until,
      taken_at: ctx.now,
      forecast: JSON.stringify(said),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What was said each day, as it was stored; of one seller where one is named, or where one does not see all. */
export async function listSnapshots(ctx: Context, query: QueryOf<typeof contract.listSnapshots>) {
  const { limit, after, owner, until } = query
  const { sees } = ctx.actor
  if (sees !== null && (owner === undefined || !sees.includes(owner))) return { items: [], next: null }
  const last = decodeCursor(after, idCursor)?.[0]
  const rows = await ctx.tx
    .selectFrom('forecast_snapshots')
    .select(['id', 'on_day', 'forecast'])
    .where('workspace_id', '=', ctx.workspace.id)
    .$if(last !== undefined, (q) => q.where('id', '<', last ?? ''))
    .$if(until !== undefined, (q) => q.where('until_on', '=', until ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(
    rows,
    limit,
    (row) => [row.id],
    (row) => ({
      id: row.id,
      on: row.on_day,
      ownerId: owner ?? null,
      forecast: owner === undefined ? row.forecast : onlyOf(row.forecast, owner),
    }),
  )
}

function onlyOf(said: contract.Forecast, owner: string): contract.Forecast {
  const own = said.groups.find(({ key }) => key === owner)
  const nothing = { expected: 0, low: 0, high: 0 }
  const none = { n: 0, pipeline: 0, withoutAmount: 0, won: 0, open: nothing, fresh: nothing, total: nothing }
  if (!own) return { ...said, whole: none, groups: [], deals: [], carriedBy: null, commit: null }
  const { key: _key, name: _name, ...whole } = own
  return { ...said, whole, groups: [], deals: [], carriedBy: null, commit: null }
}
