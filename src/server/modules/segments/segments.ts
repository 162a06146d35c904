import { sql } from 'kysely'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import * as contract from '../../../contract/segments.ts'
import { changedFields, columnsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue } from '../../kernel/job.ts'
import { seen } from '../../kernel/seen.ts'
import { unlessTaken } from '../../kernel/unique.ts'
import { type Market, marketsOf } from './markets.ts'
import { sharedRule } from './shared-rule.ts'

type Segment = contract.Segment

const countedUpTo = 1_000
// Retired ones stay, and are no more than anybody reads through.
const mostEver = 200

interface Row extends Market {
  readonly version: number
  readonly field_versions: Record<string, number>
  readonly note: string | null
  readonly retired_at: Date | null
  readonly created_at: Date
}

/** The target markets by name, those in use first. */
export async function listSegments(ctx: Context, { retired }: QueryOf<typeof contract.listSegments>) {
  const rows = await found(ctx)
    .$if(retired === undefined, (query) => query.where('retired_at', 'is', null))
    .orderBy(sql`retired_at is not null`)
    .orderBy(sql`lower(name)`)
    .limit(mostEver)
    .execute()
  return { items: await shown(ctx, rows) }
}

export async function addSegment(ctx: Context, input: BodyOf<typeof contract.addSegment>): Promise<Segment> {
  const filter = await sharedRule(ctx, input.kind, input.filter)
  await requireRoom(ctx)
  const id = newId()
  await named(ctx, input.name, () =>
    ctx.tx
      .insertInto('segments')
      .values({
        workspace_id: ctx.workspace.id,
        id,
        kind: input.kind,
        name: input.name,
        note: input.note ?? null,
        filter: JSON.stringify(filter),
        created_by: ctx.actor.id,
        created_at: ctx.now,
      })
      .execute(),
  )
  return told(ctx, id)
}

const columns = { name: 'name', note: 'note' } as const

export async function changeSegment(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeSegment>,
): Promise<Segment> {
  const row = await find(ctx, id, true)
  const [current] = await shown(ctx, [row])
  requireVersion(ctx, row, current)
  const filter = input.filter === undefined ? undefined : await sharedRule(ctx, row.kind, input.filter)
  if (input.retired === false && row.retired_at !== null) await requireRoom(ctx)
  const changed = changedFields(current ?? {}, input)
  await named(ctx, input.name ?? row.name, () =>
    ctx.tx
      .updateTable('segments')
      .set({
        ...columnsOf(columns, input),
        ...(filter === undefined ? {} : { filter: JSON.stringify(filter) }),
        ...(input.retired === undefined ? {} : { retired_at: input.retired ? ctx.now : null }),
        ...nextVersion(row, changed),
      })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute(),
  )
  return told(ctx, id)
}

export async function deleteSegment(ctx: Context, id: string): Promise<Record<never, never>> {
  await find(ctx, id, true)
  await ctx.tx.deleteFrom('segments').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  await rankAnew(ctx)
  return {}
}

/** A market that changed: everybody on a list stands where it now says. */
async function told(ctx: Context, id: string): Promise<Segment> {
  await rankAnew(ctx)
  const [segment] = await shown(ctx, [await find(ctx, id)])
  return segment ?? fail('not_found', { kind: 'segment' })
}

function rankAnew(ctx: Context): Promise<void> {
  return enqueue(ctx, { kind: 'prospects.rank', payload: {} })
}

async function requireRoom(ctx: Context): Promise<void> {
  const { inUse, all } = await ctx.tx
    .selectFrom('segments')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('retired_at', 'is', null).as('inUse'),
      fn.countAll<number>().as('all'),
    ])
    .where('workspace_id', '=', ctx.workspace.id)
    .executeTakeFirstOrThrow()
  if (inUse >= contract.mostSegments || all >= mostEver)
    fail('too_many', { kind: 'segment', limit: contract.mostSegments })
}

function named<Result>(ctx: Context, name: string, write: () => Promise<Result>): Promise<Result> {
  return unlessTaken(ctx, 'segment', write, () =>
    found(ctx).where(sql`lower(name)`, '=', name.toLowerCase()).where('retired_at', 'is', null).executeTakeFirst(),
  )
}

function found(ctx: Context) {
  return ctx.tx
    .selectFrom('segments')
    .select(['id', 'version', 'field_versions', 'kind', 'name', 'note', 'filter', 'retired_at', 'created_at'])
    .where('workspace_id', '=', ctx.workspace.id)
}

async function find(ctx: Context, id: string, lock = false): Promise<Row> {
  const row = await found(ctx)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  return row ?? fail('not_found', { kind: 'segment' })
}

/** Markets with how many customers fit, of those that the actor sees. */
async function shown(ctx: Context, rows: readonly Row[]): Promise<Segment[]> {
  if (rows.length === 0) return []
  const markets = await marketsOf(ctx, rows)
  const counts = rows.map(
    ({ id, kind, filter }) => sql`(select ${id}::uuid as id, count(*)::int as fitting from (
      select 1 from ${sql.table(kind)} t where t.workspace_id = ${ctx.workspace.id} and t.archived_at is null
        and ${seen(ctx.actor, sql.ref('t.owner_id'))} and ${markets.passes(kind, filter)} limit ${countedUpTo}) c)`,
  )
  const counted = await sql<{ id: string; fitting: number }>`${sql.join(counts, sql` union all `)}`.execute(ctx.tx)
  const fitting = new Map(counted.rows.map((row) => [row.id, row.fitting]))
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    kind: row.kind,
    name: row.name,
    note: row.note,
    filter: { ...row.filter },
    retired: row.retired_at !== null,
    fitting: fitting.get(row.id) ?? 0,
    createdAt: row.created_at.toISOString(),
  }))
}
