import { sql } from 'kysely'
import * as z from 'zod/mini'
import * as contract from '../../../contract/dashboards.ts'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type { Context, Queries } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'

/** What the team says about figures, latest first. */
export async function listRemarks(
  ctx: Context,
  { figure, filters }: QueryOf<typeof contract.listRemarks>,
): Promise<{ items: contract.Remark[] }> {
  const asked = readFilters(filters)
  const ofFigures = contract.figureCodes.filter((code) => figure === undefined || code === figure)
  const byAddress = Map.groupBy(ofFigures, (code) => contract.remarkAddress(code, asked))
  const rows = await seenRemarks(ctx)
    .where(({ or, and, eb }) =>
      or([...byAddress].map(([address, codes]) => and([eb('r.address', '=', address), eb('r.figure', 'in', codes)]))),
    )
    .orderBy('r.id', 'desc')
    .limit(contract.mostRemarks)
    .execute()
  return { items: rows.map((row) => show(ctx, row)) }
}

export async function addRemark(ctx: Context, input: BodyOf<typeof contract.addRemark>): Promise<contract.Remark> {
  const { owner } = input.filters
  if (owner !== undefined && ctx.actor.sees?.includes(owner) === false) fail('not_found', { kind: 'member' })
  const id = newId()
  await ctx.tx
    .insertInto('remarks')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      figure: input.figure,
      filters: JSON.stringify(input.filters),
      address: contract.remarkAddress(input.figure, input.filters),
      on_day: input.day,
      body: input.text,
      created_by: ctx.actor.id,
      created_at: ctx.now,
    })
    .execute()
  return show(ctx, await find(ctx, id))
}

export async function changeRemark(
  ctx: Context,
  id: string,
  { text }: BodyOf<typeof contract.changeRemark>,
): Promise<contract.Remark> {
  const row = await find(ctx, id)
  requireOwn(ctx, row)
  requireVersion(ctx, row, show(ctx, row))
  if (text === row.body) return show(ctx, row)
  await ctx.tx
    .updateTable('remarks')
    .set({ body: text, changed_at: ctx.now, ...nextVersion(row, ['text']) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return show(ctx, await find(ctx, id))
}

export async function deleteRemark(ctx: Context, id: string): Promise<Record<never, never>> {
  requireOwn(ctx, await find(ctx, id))
  await ctx.tx.deleteFrom('remarks').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

/** Remarks of an older Rondo are found by the day that they were made under, also where their figure has none. */
export async function readdressRemarks(tx: Queries, workspaceId: string): Promise<void> {
  const rows = await tx
    .selectFrom('remarks')
    .select(['id', 'figure', 'filters', 'address'])
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`filters -> 'byDay' is not null`)
    .execute()
  for (const { id, figure, filters, address: old } of rows) {
    const address = contract.remarkAddress(figure, filters)
    if (address === old) continue
    await tx
      .updateTable('remarks')
      .set({ address })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .execute()
  }
}

/** A remark on one seller's figure is read by those who see that seller's deals. */
function seenRemarks(ctx: Context) {
  const { sees } = ctx.actor
  const owner = sql`r.filters ->> 'owner'`
  return ctx.tx
    .selectFrom('remarks as r')
    .leftJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'r.workspace_id').onRef('m.id', '=', 'r.created_by'),
    )
    .where('r.workspace_id', '=', ctx.workspace.id)
    .$if(sees !== null, (q) => q.where(sql<boolean>`(${owner} is null or ${owner} = any(${sees}::text[]))`))
    .selectAll('r')
    .select('m.name as author')
}

type Row = Awaited<ReturnType<ReturnType<typeof seenRemarks>['executeTakeFirstOrThrow']>>

async function find(ctx: Context, id: string): Promise<Row> {
  return (await seenRemarks(ctx).where('r.id', '=', id).executeTakeFirst()) ?? fail('not_found', { kind: 'remark' })
}

/** Nobody puts words into the mouth of another. */
function requireOwn(ctx: Context, row: Row): void {
  if (row.created_by !== ctx.actor.id) fail('forbidden', { permission: 'measurement.read' })
}

function show(ctx: Context, row: Row): contract.Remark {
  return {
    id: row.id,
    version: row.version,
    figure: row.figure,
    filters: row.filters,
    day: row.on_day,
    text: row.body,
    author: row.author,
    isMine: row.created_by === ctx.actor.id,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at?.toISOString() ?? null,
  }
}

function readFilters(text: string | undefined): contract.FigureFilters {
  if (text === undefined) return {}
  const parsed = z.safeParse(contract.figureFilters, readJson(text))
  return parsed.success ? parsed.data : failFields([{ field: 'filters', code: 'format' }])
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // No JSON, so no filters: the schema refuses undefined.
    return undefined
  }
}
