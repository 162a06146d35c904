import type { Context } from '../../kernel/context.ts'
import { csvLine } from '../../kernel/csv.ts'
import { words } from '../../../words/node.ts'
import { requireImport } from './store.ts'

const pageRows = 1_000

/** The rejected rows as CSV, file by file: as they were, with the number of the row and the reason in front. */
export async function downloadRejected(ctx: Context, id: string): Promise<AsyncIterable<string>> {
  const found = await requireImport(ctx, id)
  const headers = new Map(found.result.files.map((file) => [file.name, file.headers]))
  return lines(ctx, id, headers)
}

async function* lines(
  ctx: Context,
  importId: string,
  headers: ReadonlyMap<string, readonly string[]>,
): AsyncGenerator<string> {
  const { t } = words(ctx.workspace.language)
  // Spreadsheet programs take a file without this mark for one of an old code page.
  yield '\ufeff'
  let file: string | null = null
  for (let after: { file: string; id: string } | null = null; ; ) {
    const rows = await page(ctx, importId, after)
    for (const row of rows) {
      if (row.name !== file) {
        if (file !== null) yield '\r\n'
        file = row.name
        yield csvLine([t('imports.rejected.row'), t('imports.rejected.reason'), ...(headers.get(row.name) ?? [])])
      }
      yield csvLine([String(row.row_number), t(`imports.problem.${row.code}`), ...(row.cells as string[])]) // Stored as such.
    }
    const last = rows.at(-1)
    if (rows.length < pageRows || !last) return
    after = { file: last.file_id, id: last.id }
  }
}

function page(ctx: Context, importId: string, after: { file: string; id: string } | null) {
  return ctx.tx
    .selectFrom('import_rejections as r')
    .innerJoin('import_files as f', (join) =>
      join.onRef('f.workspace_id', '=', 'r.workspace_id').onRef('f.id', '=', 'r.file_id'),
    )
    .select(['r.id', 'r.file_id', 'r.row_number', 'r.code', 'r.cells', 'f.name'])
    .where('r.workspace_id', '=', ctx.workspace.id)
    .where('r.import_id', '=', importId)
    .$if(after !== null, (query) =>
      query.where((eb) => eb(eb.refTuple('r.file_id', 'r.id'), '>', eb.tuple(after?.file ?? '', after?.id ?? ''))),
    )
    .orderBy('r.file_id')
    .orderBy('r.id')
    .limit(pageRows)
    .execute()
}
