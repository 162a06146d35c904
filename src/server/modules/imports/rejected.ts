import iconv from 'iconv-lite'
import { type ImportMapping, rejectionCodes } from '../../../contract/imports.ts'
import type { Context } from '../../kernel/context.ts'
import { csvLine } from '../../kernel/csv.ts'
import { fail } from '../../kernel/fail.ts'
import { workbook } from '../../kernel/xlsx.ts'
import { words } from '../../../words/node.ts'
import { requireImport } from './store.ts'
import { filesOf, type StoredFile } from './stored-file.ts'

const pageRows = 1_000

/**
 * The rejected rows of one file, without a name those of the first that has any: as the file came, so that they can be
 * corrected and brought again in the same way. Behind the columns of the file stand the number of the row and the reason.
 */
export async function downloadRejected(
  ctx: Context,
  id: string,
  name?: string,
): Promise<AsyncIterable<string | Uint8Array>> {
  const found = await requireImport(ctx, id)
  const { files } = found.result
  const wanted = files.find((file) => (name === undefined ? file.rejected > 0 : file.name === name)) ?? files[0]
  const stored = (await filesOf(ctx.tx, ctx.workspace.id, id)).find((file) => file.name === wanted?.name)
  const mapping = stored && found.mapping.files[stored.name]
  if (!wanted || !stored || !mapping || (name !== undefined && name !== wanted.name))
    return fail('not_found', { kind: 'file' })
  const { t } = words(ctx.workspace.language)
  const headers = [...wanted.headers, t('imports.rejected.row'), t('imports.rejected.reason')]
  const rows = rejectedRows(ctx, id, stored, wanted.headers.length, (code) => t(`imports.problem.${code}`))
  if (mapping.format === 'xlsx' || mapping.format === 'ods') return asWorkbook(ctx, stored.name, headers, rows)
  const ours = [
    t('imports.rejected.row'),
    t('imports.rejected.reason'),
    ...rejectionCodes.map((code) => t(`imports.problem.${code}`)),
  ]
  return asText(mapping, headers, ours.join(''), rows)
}

function asWorkbook(
  ctx: Context,
  name: string,
  headers: readonly string[],
  rows: AsyncIterable<readonly string[]>,
): AsyncIterable<Uint8Array> {
  const columns = headers.map((title) => ({ title }))
  const rightToLeft = ctx.workspace.language === 'he'
  return workbook([{ name, rows, columns, rightToLeft, timeZone: ctx.workspace.timeZone }])
}

/** As text in the file's own encoding, or in UTF-8 where that has no letters for our words. */
async function* asText(
  { delimiter, encoding }: ImportMapping['files'][string],
  headers: readonly string[],
  ours: string,
  rows: AsyncIterable<readonly string[]>,
): AsyncGenerator<Uint8Array> {
  const isWritable = iconv.decode(iconv.encode(ours, encoding), encoding) === ours
  const own = isWritable ? encoding : 'utf-8'
  // Spreadsheet programs take a file of Unicode without its mark for one of an old code page.
  yield iconv.encode(csvLine(headers, delimiter), own, { addBOM: /^utf/i.test(own) })
  for await (const row of rows) yield iconv.encode(csvLine(row, delimiter), own)
}

/** The rows of a file that were rejected, each as wide as its header, with its number and the reason. */
async function* rejectedRows(
  ctx: Context,
  importId: string,
  file: StoredFile,
  width: number,
  reasonOf: (code: string) => string,
): AsyncGenerator<readonly string[]> {
  for (let after: string | null = null; ; ) {
    const rows = await page(ctx, importId, file.id, after)
    for (const { row_number, code, cells } of rows) {
      const own = cells as string[] // Stored as such.
      yield [...own, ...Array<string>(Math.max(0, width - own.length)).fill(''), String(row_number), reasonOf(code)]
    }
    after = rows.at(-1)?.id ?? null
    if (rows.length < pageRows) return
  }
}

function page(ctx: Context, importId: string, fileId: string, after: string | null) {
  return ctx.tx
    .selectFrom('import_rejections')
    .select(['id', 'row_number', 'code', 'cells'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('import_id', '=', importId)
    .where('file_id', '=', fileId)
    .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(pageRows)
    .execute()
}
