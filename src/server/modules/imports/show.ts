import { sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import { type UndoCounts, undoKinds } from '../../../contract/import-counts.ts'
import type * as contract from '../../../contract/imports.ts'
import type { Context } from '../../kernel/context.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { countRows, type ImportRow, type Progress, requireImport, type Undo } from './store.ts'

/** One import with all that is known of it. */
export async function showImport(ctx: Context, id: string): Promise<contract.ImportResult> {
  return showRow(await requireImport(ctx, id))
}

function showRow(row: ImportRow): contract.ImportResult {
  const { rows, total, noticed, stageNames, problems, files, samples, madeFields = [] } = row.result
  return {
    importId: row.id,
    status: row.status,
    dryRun: row.dry_run,
    rows,
    ...countsOf(row.result),
    processed: row.processed,
    total,
    sum: countRows(files),
    samples: row.dry_run ? [...(samples ?? [])] : [],
    gentle: row.gentle,
    undo: row.undo && countsOfUndo(row.undo),
    problems: [...noticed, ...problems].toSorted((one, other) => other.count - one.count),
    files,
    madeFields: [...madeFields],
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
  const { created, updated, merged, rejected } = countRows(files.filter(({ kind }) => kind === 'deals'))
  return { created, updated, merged, rejected }
}

/** What an undo has done, in the order of the kinds; without those of which there was nothing. */
export function countsOfUndo({ counts }: Pick<Undo, 'counts'>): UndoCounts[] {
  return undoKinds.flatMap((kind) => {
    const of = counts[kind]
    return of ? [{ kind, ...of }] : []
  })
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
      sum: countRows(row.files),
      files: row.files.map(({ name }) => name),
      createdAt: row.created_at.toISOString(),
      finishedAt: row.finished_at?.toISOString() ?? null,
    }),
  )
}
