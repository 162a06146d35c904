import { type RawBuilder, sql } from 'kysely'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/lists.ts'
import { changedFields, columnsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { requireCurrency } from '../../kernel/money.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { requireReferences } from '../../kernel/references.ts'
import { has } from '../../kernel/rights.ts'
import { unlessTaken } from '../../kernel/unique.ts'
import { seesProspect, worksList } from './sight.ts'

type ChangeList = BodyOf<typeof contract.changeList>
type List = contract.ProspectList

const columns = {
  name: 'name',
  sourceId: 'source_id',
  costMinor: 'cost_minor',
  costCurrency: 'cost_currency',
  note: 'note',
  productId: 'product_id',
  processId: 'process_id',
} as const

const references = { sourceId: 'sources', productId: 'products' } as const
const countedUpTo = 1_000

/** The lists one may work, newest first. */
export async function listLists(ctx: Context, query: QueryOf<typeof contract.listLists>) {
  const after = decodeCursor(query.after, idCursor)
  const rows = await read(
    ctx,
    sql`l.closed_at is ${query.closed ? sql`not null` : sql`null`} ${after ? sql`and l.id < ${after[0]}` : sql``}`,
    query.limit + 1,
  )
  return pageOf(rows, query.limit, (row) => [row.id], show)
}

export async function showList(ctx: Context, id: string): Promise<List> {
  const [row] = await read(ctx, sql`l.id = ${id}`, 1)
  return row ? show(row) : fail('not_found', { kind: 'list' })
}

export async function addList(ctx: Context, input: BodyOf<typeof contract.addList>): Promise<List> {
  await check(ctx, input)
  const id = newId()
  const row = {
    ...columnsOf(columns, input),
    ...distributionOf(input),
    workspace_id: ctx.workspace.id,
    id,
    name: input.name,
    cost_currency: input.costCurrency ?? (typeof input.costMinor === 'number' ? ctx.workspace.currency : null),
    created_from: input.createdFrom,
    created_by: ctx.actor.id,
    created_at: ctx.now,
    updated_at: ctx.now,
  }
  await unlessTaken(
    ctx,
    'list',
    () => ctx.tx.insertInto('lists').values(row).execute(),
    () => holder(ctx, input.name),
  )
  if (input.workerIds) await setWorkers(ctx, id, input.workerIds)
  return showList(ctx, id)
}

export async function changeList(ctx: Context, id: string, input: ChangeList): Promise<List> {
  const [row] = await read(ctx, sql`l.id = ${id}`, 1, true)
  if (!row) return fail('not_found', { kind: 'list' })
  const current = show(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input).filter((field) => field !== 'workerIds' || !sameIds(row.workers, input))
  if (changed.length === 0) return current
  await check(ctx, input)
  const next = {
    ...columnsOf(columns, input),
    ...distributionOf(input),
    ...(input.closed === undefined ? {} : { closed_at: input.closed ? (row.closed_at ?? ctx.now) : null }),
    ...nextVersion(row, changed),
    updated_at: ctx.now,
  }
  await unlessTaken(
    ctx,
    'list',
    () =>
      ctx.tx.updateTable('lists').set(next).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute(),
    () => holder(ctx, input.name ?? ''),
  )
  if (changed.includes('workerIds')) await setWorkers(ctx, id, input.workerIds ?? [])
  return showList(ctx, id)
}

/** Deletes a list with its places. One that led to deals is history: it is closed instead. */
export async function deleteList(ctx: Context, id: string): Promise<Record<string, never>> {
  const [row] = await read(ctx, sql`l.id = ${id}`, 1, true)
  if (!row) return fail('not_found', { kind: 'list' })
  const { rows } = await sql`
    select 1 from prospects p
    where p.workspace_id = ${ctx.workspace.id} and p.list_id = ${id} and p.deal_id is not null limit 1`.execute(ctx.tx)
  if (rows.length > 0) fail('in_use', { kind: 'deal' })
  await ctx.tx.deleteFrom('lists').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

interface Row {
  readonly id: string
  readonly version: number
  readonly field_versions: Record<string, number>
  readonly name: string
  readonly source_id: string | null
  readonly source_name: string | null
  readonly product_id: string | null
  readonly product_name: string | null
  readonly process_id: string | null
  readonly cost_minor: number | null
  readonly cost_currency: string | null
  readonly note: string | null
  readonly distribution: List['distribution']
  readonly created_from: List['createdFrom']
  readonly closed_at: Date | null
  readonly created_at: Date
  readonly workers: readonly string[]
  readonly waiting: number
}

async function read(ctx: Context, which: RawBuilder<unknown>, limit: number, locked = false): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select l.*,
      (select s.name from sources s where s.workspace_id = l.workspace_id and s.id = l.source_id) as source_name,
      (select r.name from products r where r.workspace_id = l.workspace_id and r.id = l.product_id) as product_name,
      array(select w.member_id from list_workers w where w.workspace_id = l.workspace_id and w.list_id = l.id
        order by w.member_id) as workers,
      (select count(*) from (select 1 from prospects p
        where p.workspace_id = l.workspace_id and p.list_id = l.id and p.state = 'waiting'
          ${ctx.actor.sees === null ? sql`` : sql`and ${seesProspect(ctx)}`}
        limit ${countedUpTo}) x) as waiting
    from lists l
    where l.workspace_id = ${ctx.workspace.id} and ${which} and ${worksList(ctx)}
    order by l.id desc limit ${limit} ${locked ? sql`for update of l` : sql``}`.execute(ctx.tx)
  return rows
}

function show(row: Row): List {
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    sourceId: row.source_id,
    costMinor: row.cost_minor,
    costCurrency: row.cost_currency,
    note: row.note,
    productId: row.product_id,
    processId: row.process_id,
    workerIds: [...row.workers],
    distribution: row.distribution,
    createdFrom: row.created_from,
    source: row.source_id === null ? null : { id: row.source_id, name: row.source_name ?? '' },
    product: row.product_id === null ? null : { id: row.product_id, name: row.product_name ?? '' },
    closed: row.closed_at !== null,
    waiting: row.waiting,
    createdAt: row.created_at.toISOString(),
  }
}

function sameIds(known: readonly string[], { workerIds }: ChangeList): boolean {
  return workerIds !== undefined && [...new Set(workerIds)].sort().join() === known.join()
}

async function setWorkers(ctx: Context, listId: string, memberIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(memberIds)]
  await requireMembers(ctx, 'workerIds', wanted)
  await ctx.tx
    .deleteFrom('list_workers')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('list_id', '=', listId)
    .execute()
  if (wanted.length === 0) return
  const rows = wanted.map((member_id) => ({ workspace_id: ctx.workspace.id, list_id: listId, member_id }))
  await ctx.tx.insertInto('list_workers').values(rows).execute()
}

async function requireMembers(ctx: Context, field: string, wanted: readonly string[]): Promise<void> {
  const found = await ctx.tx
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', sql<string>`any(${wanted}::uuid[])`)
    .limit(wanted.length + 1)
    .execute()
  if (found.length < wanted.length) fail('unknown_reference', { field })
}

function distributionOf({ distribution }: ChangeList): { distribution?: string | null } {
  return distribution === undefined ? {} : { distribution: distribution && JSON.stringify(distribution) }
}

async function check(ctx: Context, input: ChangeList): Promise<void> {
  if (input.distribution) {
    if (!has(ctx.actor, 'deals.assign')) fail('forbidden', { permission: 'deals.assign' })
    await requireMembers(ctx, 'distribution', [
      ...new Set(input.distribution.rules.flatMap(({ to }) => to.map(({ memberId }) => memberId))),
    ])
  }
  if (input.costCurrency) requireCurrency(input.costCurrency)
  await requireReferences(ctx, references, input)
  if (!input.processId) return
  const published = await ctx.tx
    .selectFrom('process_versions')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('process_id', '=', input.processId)
    .where('status', '=', 'published')
    .executeTakeFirst()
  if (!published) fail('unknown_reference', { field: 'processId' })
}

function holder(ctx: Context, name: string) {
  return ctx.tx
    .selectFrom('lists')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where(sql`lower(name)`, '=', sql`lower(${name})`)
    .executeTakeFirst()
}
