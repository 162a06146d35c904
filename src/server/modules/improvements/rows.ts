import { type Selectable, type Updateable, sql } from 'kysely'
import * as z from 'zod/mini'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/improvements.ts'
import type { Tables } from '../../database/tables.ts'
import type { KeptRun } from '../../database/tables/improvements.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { type Named, byWhom, namedBy } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { holdProcess } from '../process/index.ts'

export interface Row extends Selectable<Tables['improvements']> {
  readonly owner: Named | null
  readonly maker: Named | null
  readonly stage_name: string | null
  /** What is under way, what waits, what is over; and within them the first one first. */
  readonly part: number
  readonly place: number
}

const cursor = z.tuple([z.int(), z.number(), z.uuid()])

export async function listImprovements(
  ctx: Context,
  { process, state, limit, after }: QueryOf<typeof contract.listImprovements>,
) {
  const last = decodeCursor(after, cursor)
  const rows = await found(ctx)
    .where('i.removed_at', 'is', null)
    .$if(process !== undefined, (q) => q.where('i.process_id', '=', process ?? ''))
    .$if(state !== undefined, (q) => q.where('i.state', '=', state ?? 'waiting'))
    .$if(last !== null, (q) =>
      q.where(sql<boolean>`(${part}, ${place}, i.id) > (${last?.[0]}::int, ${last?.[1]}::float8, ${last?.[2]}::uuid)`),
    )
    .orderBy(part)
    .orderBy(place)
    .orderBy('i.id')
    .limit(limit + 1)
    .execute()
  const names = await namesIn(ctx, rows)
  return pageOf(
    rows,
    limit,
    (row) => [row.part, row.place, row.id],
    (row) => shown(ctx, row, names),
  )
}

export async function showImprovement(ctx: Context, id: string): Promise<contract.Improvement> {
  const row = await readRow(ctx, id)
  return shown(ctx, row, await namesIn(ctx, [row]))
}

/** One that is on the list, unless it is asked for as one that was taken off it. */
export async function readRow(ctx: Context, id: string, isRemoved = false): Promise<Row> {
  const row = await found(ctx)
    .where('i.id', '=', id)
    .where('i.removed_at', isRemoved ? 'is not' : 'is', null)
    .executeTakeFirst()
  return row ?? fail('not_found', { kind: 'improvement' })
}

/** The same for who changes it: whoever does holds the process, so that two come one after the other. */
export async function holdRow(ctx: Context, id: string, isRemoved = false): Promise<Row> {
  const { process_id } = await readRow(ctx, id, isRemoved)
  await holdProcess(ctx, process_id)
  return readRow(ctx, id, isRemoved)
}

export function requireState({ state }: Row, wanted: readonly contract.ImprovementState[]): void {
  if (!wanted.includes(state)) fail('improvement_not_so', { state })
}

export async function save(
  ctx: Context,
  row: Row,
  fields: readonly string[],
  set: Updateable<Tables['improvements']>,
): Promise<void> {
  await ctx.tx
    .updateTable('improvements')
    .set({ ...set, ...nextVersion(row, fields) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', row.id)
    .execute()
}

export async function saved(...[ctx, row, fields, set]: Parameters<typeof save>): Promise<contract.Improvement> {
  await save(ctx, row, fields, set)
  return showImprovement(ctx, row.id)
}

const part = sql<number>`case i.state when 'under_way' then 0 when 'waiting' then 1 else 2 end`
const place = sql<number>`case when i.state = 'waiting' then i.position::float8
  else -extract(epoch from coalesce(i.finished_at, i.created_at))::float8 end`

function found(ctx: Context) {
  return ctx.tx
    .selectFrom('improvements as i')
    .selectAll('i')
    .select([part.as('part'), place.as('place'), namedBy('members', 'i.owner_id').as('owner')])
    .select(byWhom('i.created_by').as('maker'))
    .select(
      sql<string | null>`(
        select g.name from stages g
        join process_versions v on v.workspace_id = g.workspace_id and v.id = g.version_id
        where g.workspace_id = i.workspace_id and v.process_id = i.process_id and g.key = i.stage_key
        order by v.status = 'published' desc, v.number desc limit 1)`.as('stage_name'),
    )
    .where('i.workspace_id', '=', ctx.workspace.id)
}

/** Who began and ended what, by their ids. */
async function namesIn(ctx: Context, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap((row) => runsOf(row).flatMap(({ startedBy, finishedBy }) => [startedBy, finishedBy]))
  const { rows: named } = await sql<Named>`
    select m.id, m.name from members m where m.workspace_id = ${ctx.workspace.id} and m.id = any(${ids}::uuid[])
    union all
    select k.id, k.name from api_keys k where k.workspace_id = ${ctx.workspace.id} and k.id = any(${ids}::uuid[])
    limit 1000`.execute(ctx.tx)
  return new Map(named.map(({ id, name }) => [id, name]))
}

function runsOf({ run, former }: Row): KeptRun[] {
  return [...former, ...(run === null ? [] : [run])]
}

function shown(ctx: Context, row: Row, names: ReadonlyMap<string, string>): contract.Improvement {
  const tell = (run: KeptRun) => told(ctx, run, names)
  return {
    id: row.id,
    version: row.version,
    processId: row.process_id,
    title: row.title,
    why: row.why,
    stage: row.stage_key === null ? null : { key: row.stage_key, name: row.stage_name ?? row.stage_key },
    owner: row.owner,
    origin: row.origin,
    state: row.state,
    run: row.run === null ? null : tell(row.run),
    former: row.former.map(tell),
    createdAt: row.created_at.toISOString(),
    createdBy: row.maker?.name ?? null,
  }
}

/** The numbers are told to those who see the deals they were counted from, and all of them. */
function told(
  { actor }: Context,
  { sees, before, after, startedBy, finishedBy, ...run }: KeptRun,
  names: ReadonlyMap<string, string>,
): contract.ImprovementRun {
  const isSeen = actor.sees === null || (sees !== null && sees.every((owner) => actor.sees?.includes(owner)))
  return {
    ...run,
    startedBy: names.get(startedBy ?? '') ?? null,
    finishedBy: names.get(finishedBy ?? '') ?? null,
    before: isSeen ? before : null,
    after: isSeen ? after : null,
  }
}
