import type { DelimiterName, TableRequest } from '../../../contract/exports.ts'
import { languageFacts } from '../../../words/languages.ts'
import { words } from '../../../words/node.ts'
import type { Cell } from '../../kernel/cell.ts'
import type { Context } from '../../kernel/context.ts'
import { byteOrderMark, csvLine, csvText, type Delimiter } from '../../kernel/csv.ts'
import { workbook } from '../../kernel/xlsx.ts'
import { sourceOf } from '../views/index.ts'
import { cellOf, titleOf } from './cells.ts'
import { columnsOf } from './columns.ts'
import { namesOf, pagesOf } from './rows.ts'
import type { Tally } from './run.ts'

const delimiters: Readonly<Record<DelimiterName, Delimiter>> = { comma: ',', semicolon: ';', tab: '\t' }

/** The rows of a list as a file, all of them, in the columns asked for; the headers in the language asked for. */
export async function* tableFile(
  ctx: Context,
  request: TableRequest,
  tally: Tally,
): AsyncGenerator<string | Uint8Array> {
  const language = request.language ?? ctx.workspace.language
  const spoken = words(language)
  const source = await sourceOf(ctx, request.of)
  const columns = columnsOf(source.fields, request.columns)
  const names = await namesOf(ctx)
  const titles = columns.map((column) => titleOf(column, request.of, spoken))
  const pages = async function* (): AsyncGenerator<(readonly Cell[])[]> {
    for await (const items of pagesOf(ctx, request.of, request)) {
      tally.rows += items.length
      yield items.map((item) => columns.map((column) => cellOf(item, column, names, spoken)))
    }
  }
  if (request.format === 'csv') {
    yield* csvFile(ctx, request, titles, pages(), spoken.t)
    return
  }
  yield* workbook([
    {
      name: spoken.t(`views.kind.${request.of}`),
      columns: titles.map((title) => ({ title })),
      rightToLeft: languageFacts[language].direction === 'rtl',
      timeZone: ctx.workspace.timeZone,
      rows: each(pages()),
    },
  ])
}

async function* each<Row>(pages: AsyncIterable<readonly Row[]>): AsyncGenerator<Row> {
  for await (const rows of pages) yield* rows
}

async function* csvFile(
  { workspace: { timeZone } }: Context,
  { delimiter: wanted, mark }: TableRequest,
  titles: readonly string[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
  t: ReturnType<typeof words>['t'],
): AsyncGenerator<string> {
  const delimiter = delimiters[wanted]
  const yesNo = { yes: t('views.yes-no', { value: 'true' }), no: t('views.yes-no', { value: 'false' }) }
  const style = { delimiter, timeZone, words: yesNo }
  yield (mark ? byteOrderMark : '') + csvLine(titles, delimiter)
  for await (const rows of pages)
    yield rows
      .map((cells) =>
        csvLine(
          cells.map((cell) => csvText(cell, style)),
          delimiter,
        ),
      )
      .join('')
}
