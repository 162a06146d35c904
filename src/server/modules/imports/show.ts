import { sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/imports.ts'
import type { Context } from '../../kernel/context.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { type ImportRow, type Progress, requireImport } from './store.ts'

/** One import with all that is known of it. */
export async function showImport(ctx: Context, id: string): Promise<contract.ImportResult> {
  return showRow(await requireImport(ctx, id))
}

function showRow(row: ImportRow): contract.ImportResult {
  const { rows, total, noticed, stageNames, problems, files } = row.result
  return {
    importId: row.id,
    status: row.status,
    dryRun: row.dry_run,
    rows,
    ...countsOf(row.result),
    processed: row.processed,
    total,
    problems: [...noticed, ...problems].toSorted((one, other) => other.count - one.count),
    files,
    mapping: row.mapping,
    unmatchedStages: stageNames.filter((name) => !Object.hasOwn(row.mapping.stages, name)),
    confidence: row.confidence,
    observedFrom: row.observed_from,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

/** What became of the rows of the deal files. */
function countsOf({ files }: Pick<Progress, 'files'>) {
  const counts = { created: 0, updated: 0, merged: 0, rejected: 0 }
  for (const file of files) {
    if (file.kind !== 'deals') continue
    counts.created += file.created
    counts.updated += file.updated
    counts.merged += file.merged
    counts.rejected += file.rejected
  }
  return counts
}

/** Imports, newest first. */
export async function listImports(ctx: Context, query: QueryOf<typeof contract.listImports>) {
  const after = decodeCursor(query.after, idCursor)
  const rows = await ctx.tx
    .selectFrom('imports')
    .select(['id', 'status', 'dry_run', 'created_at', 'finished_at'])
    .select(sql<Progress['files']>`result -> 'files'`.as('files'))
    .select(sql<number>`(result ->> 'rows')::int`.as('rows'))
    .where('workspace_id', '=', ctx.workspace.id)
    .$if(after !== null, (q) => q.where('id', '<', after?.[0] ?? ''))
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return pageOf(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => ({
      importId: row.id,
      status: row.status,
      dryRun: row.dry_run,
      rows: row.rows,
      ...countsOf(row),
      files: row.files.map(({ name }) => name),
      createdAt: row.created_at.toISOString(),
      finishedAt: row.finished_at?.toISOString() ?? null,
    }),
  )
}
