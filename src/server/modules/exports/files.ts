import type { Selectable, Updateable } from 'kysely'
import { type ExportFile, mostExportsShown } from '../../../contract/exports.ts'
import type { Tables } from '../../database/tables.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { has } from '../../kernel/rights.ts'
import { piecesOf } from './pieces.ts'

export type ExportRow = Selectable<Tables['exports']>

type Place = Pick<Context, 'tx' | 'workspace'>

export async function listExports(ctx: Context): Promise<{ items: ExportFile[] }> {
  const rows = await ctx.tx
    .selectFrom('exports')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('created_by', '=', ctx.actor.id)
    .where('expires_at', '>', ctx.now)
    .orderBy('id', 'desc')
    .limit(mostExportsShown)
    .execute()
  return { items: rows.filter((row) => mayHave(ctx, row)).map(show) }
}

export async function showExport(ctx: Context, id: string): Promise<ExportFile> {
  return show(await own(ctx, id))
}

/** The bytes of a file that is done. */
export async function downloadExport(ctx: Context, id: string): Promise<AsyncIterable<Uint8Array>> {
  const row = await own(ctx, id)
  if (row.status !== 'done') fail('export_not_ready', { status: row.status })
  return piecesOf(ctx.tx, 'export', ctx.workspace.id, id)
}

/** Deletes a file; the job that still makes it finds it gone, and ends. */
export async function deleteExport(ctx: Context, id: string): Promise<Record<string, never>> {
  await own(ctx, id)
  await ctx.tx.deleteFrom('exports').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

/** A file is of whoever asked for it, for a day, and as long as they have the right that it took. */
async function own(ctx: Context, id: string): Promise<ExportRow> {
  const row = await findExport(ctx, id)
  const isTheirs = row?.created_by === ctx.actor.id && row.expires_at > ctx.now && mayHave(ctx, row)
  return row && isTheirs ? row : fail('not_found', { kind: 'exports' })
}

function mayHave({ actor }: Context, { kind }: ExportRow): boolean {
  return kind !== 'everything' || has(actor, 'exports.all')
}

export async function findExport({ tx, workspace }: Place, id: string): Promise<ExportRow | undefined> {
  return tx
    .selectFrom('exports')
    .selectAll()
    .where('workspace_id', '=', workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Keeps how far an export is; answers whether it is still there. */
export async function saveExport(
  { tx, workspace }: Place,
  id: string,
  set: Updateable<Tables['exports']>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('exports')
    .set(set)
    .where('workspace_id', '=', workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export function show(row: ExportRow): ExportFile {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    fileName: row.file_name,
    rows: row.rows,
    total: row.total,
    bytes: row.bytes,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    expiresAt: row.expires_at.toISOString(),
  }
}
