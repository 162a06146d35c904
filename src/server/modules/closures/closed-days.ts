import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type * as contract from '../../../contract/closed-days.ts'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import { day } from '../../../contract/primitives.ts'
import { mostClosedDays } from '../../kernel/closed-days.ts'
import { changedFields, columnsOf } from '../../kernel/columns.ts'
import { type Context, today } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'

/** Nobody closes for longer: it would be a mistyped year, and no wait would end. */
const mostInARow = 60

const columns = { name: 'name', from: 'from_on', until: 'until_on', country: 'country' } as const
const cursor = z.tuple([day, z.uuid()])

interface Row extends contract.ClosedDays {
  readonly field_versions: Record<string, number>
}

export async function listClosedDays(ctx: Context, { limit, after, past }: QueryOf<typeof contract.listClosedDays>) {
  const last = decodeCursor(after, cursor)
  const where = sql`${past ? sql`true` : sql`c.until_on >= ${today(ctx)}::date`}
    and ${last ? sql`(c.from_on, c.id) > (${last[0]}::date, ${last[1]}::uuid)` : sql`true`}`
  const rows = await read(ctx, where, limit + 1)
  return pageOf(rows, limit, (row): [string, string] => [row.from, row.id], show)
}

export async function addClosedDays(
  ctx: Context,
  { name, from, until = from, country = null }: BodyOf<typeof contract.addClosedDays>,
): Promise<contract.ClosedDays> {
  requireInARow({ from, until })
  const { length } = await read(ctx, sql`true`, mostClosedDays)
  if (length >= mostClosedDays) fail('too_many', { kind: 'closed_days', limit: mostClosedDays })
  const id = newId()
  const row = { name, from_on: from, until_on: until, country }
  await ctx.tx
    .insertInto('closed_days')
    .values({ ...row, workspace_id: ctx.workspace.id, id, created_at: ctx.now })
    .execute()
  return show(await find(ctx, id))
}

export async function changeClosedDays(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeClosedDays>,
): Promise<contract.ClosedDays> {
  const row = await find(ctx, id, true)
  const current = show(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  requireInARow({ ...current, ...input })
  await ctx.tx
    .updateTable('closed_days')
    .set({ ...columnsOf(columns, input), ...nextVersion(row, changed) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return show(await find(ctx, id))
}

export async function dropClosedDays(ctx: Context, id: string): Promise<Record<string, never>> {
  await find(ctx, id, true)
  await ctx.tx.deleteFrom('closed_days').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

function requireInARow({ from, until }: { readonly from: string; readonly until: string }): void {
  if (until < from) failFields([{ field: 'until', code: 'too_small', limit: from }])
  const last = Temporal.PlainDate.from(from)
    .add({ days: mostInARow - 1 })
    .toString()
  if (until > last) failFields([{ field: 'until', code: 'too_large', limit: last }])
}

async function find(ctx: Context, id: string, lock = false): Promise<Row> {
  const [row] = await read(ctx, sql`c.id = ${id}`, 1, lock)
  return row ?? fail('not_found', { kind: 'closed_days' })
}

async function read(ctx: Context, where: RawBuilder<unknown>, most: number, lock = false): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select c.id, c.version, c.field_versions, c.name, c.from_on::text as "from", c.until_on::text as "until", c.country
    from closed_days c where c.workspace_id = ${ctx.workspace.id} and ${where}
    order by c.from_on, c.id limit ${most} ${lock ? sql`for update` : sql``}`.execute(ctx.tx)
  return rows
}

function show({ field_versions: _versions, ...row }: Row): contract.ClosedDays {
  return row
}
