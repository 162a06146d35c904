import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import * as contract from '../../../contract/import-mappings.ts'
import type { ImportMapping } from '../../../contract/imports.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import type { SavedMapping } from './guessing/mapping.ts'
import { checkMapping } from './mapping-check.ts'
import { requireImport } from './store.ts'
import { publishedProcess } from './target.ts'

interface Row {
  readonly id: string
  readonly name: string
  readonly mapping: ImportMapping['files'][string]
  readonly stages: ImportMapping['stages']
  readonly created_at: Date
  readonly used_at: Date | null
}

/** The mappings that are kept, by name. */
export async function listMappings(ctx: Context): Promise<{ items: contract.SavedMapping[] }> {
  const rows = await mappings(ctx).orderBy(sql`lower(name)`).orderBy('id').limit(contract.mostMappings).execute()
  // Only this file writes them.
  return { items: (rows as unknown as Row[]).map(show) }
}

/** Keeps how a file is read; what had the name, or was for such columns, is replaced. */
export async function saveMapping(
  ctx: Context,
  { name, importId, file: fileName, mapping, stages }: BodyOf<typeof contract.saveImportMapping>,
): Promise<contract.SavedMapping> {
  const found = await requireImport(ctx, importId)
  const file = found.result.files.find((one) => one.name === fileName) ?? fail('not_found', { kind: 'file' })
  const process = await publishedProcess(ctx.tx, ctx.workspace.id)
  checkMapping({ files: { [fileName]: mapping }, stages }, found.result.files, process?.sellingStages ?? [])
  const hash = hashOf(file.headers)
  await sql`
    delete from import_mappings where workspace_id = ${ctx.workspace.id}
      and (lower(name) = lower(${name}) or columns_hash = ${hash})`.execute(ctx.tx)
  await requireRoom(ctx)
  const row = { id: newId(), name, mapping, stages, created_at: ctx.now, used_at: null }
  await ctx.tx
    .insertInto('import_mappings')
    .values({
      ...row,
      workspace_id: ctx.workspace.id,
      columns_hash: hash,
      mapping: JSON.stringify(mapping),
      stages: JSON.stringify(stages),
      created_by: ctx.actor.kind === 'member' ? ctx.actor.id : null,
    })
    .execute()
  return show(row)
}

async function requireRoom(ctx: Context): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from import_mappings where workspace_id = ${ctx.workspace.id}`.execute(ctx.tx)
  if ((rows[0]?.count ?? 0) >= contract.mostMappings)
    fail('too_many', { kind: 'import_mapping', limit: contract.mostMappings })
}

export async function deleteMapping(ctx: Context, id: string): Promise<Record<string, never>> {
  const gone = await ctx.tx
    .deleteFrom('import_mappings')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n) fail('not_found', { kind: 'import_mapping' })
  return {}
}

/** What is kept for files with these columns, in whatever order; null if nothing is. */
export async function mappingFor(ctx: Context, headers: readonly string[]): Promise<SavedMapping | null> {
  const { rows } = await sql<Row>`
    update import_mappings set used_at = ${ctx.now}
    where workspace_id = ${ctx.workspace.id} and columns_hash = ${hashOf(headers)}
    returning id, name, mapping, stages`.execute(ctx.tx)
  return rows[0] ?? null
}

function mappings(ctx: Context) {
  return ctx.tx.selectFrom('import_mappings').selectAll().where('workspace_id', '=', ctx.workspace.id)
}

function hashOf(headers: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(headers.toSorted())).digest('hex')
}

function show(row: Row): contract.SavedMapping {
  return {
    id: row.id,
    name: row.name,
    kind: row.mapping.kind,
    createdAt: row.created_at.toISOString(),
    usedAt: row.used_at?.toISOString() ?? null,
  }
}
