import type { ImportMapping } from '../../../../contract/imports.ts'
import type { Language } from '../../../../contract/primitives.ts'
import type { Workspace } from '../../../kernel/context.ts'
import type { Problems } from '../problems.ts'
import { guessEncoding } from '../reading/encoding.ts'
import { guessLayout, type Layout, layoutWith } from '../reading/layout.ts'
import { headOf } from '../reading/source.ts'
import { type Columns, guessColumns } from './columns.ts'
import { type StageMeaning, stageMeaning, type TargetStage } from './stage-words.ts'
import { type Survey, surveyFile } from './survey.ts'

type FileMapping = ImportMapping['files'][string]

/** A file of an import, where it can be read now. */
export interface SourceFile {
  readonly name: string
  readonly path: string
}

/** What was seen of a file, and how it is to be read. */
export interface SeenFile {
  readonly mapping: FileMapping
  readonly confidence: Readonly<Record<string, number>>
  readonly layout: Layout
  readonly rows: number
  readonly stageNames: ReadonlySet<string>
}

export type Unseen = 'empty' | 'not_text' | 'no_header'

/**
 * Looks through a file and guesses how it is to be read; what `given` says is not guessed.
 * @throws Unreadable
 */
export async function seeFile(
  file: SourceFile,
  workspace: Workspace,
  given: FileMapping | undefined,
  problems: Problems,
): Promise<SeenFile | Unseen> {
  const encoding = given?.encoding ?? (await guessEncoding(file.path, workspace.language))
  if (encoding === null) return 'not_text'
  const head = await headOf(file.path, encoding)
  if (head.trim() === '') return 'empty'
  const layout = given ? layoutWith(head, given.delimiter, given.skipLines) : guessLayout(head)
  if (!layout) return 'no_header'
  const columns: Columns = given
    ? { kind: given.kind, fields: given.fields, confidence: {} }
    : guessColumns(file.name, layout)
  const survey = await surveyFile(file.path, encoding, layout, columns)
  if (!given) remark(file.name, layout, columns, survey, workspace, problems)
  const mapping = given ?? { ...guessed(layout, columns, survey, workspace), encoding }
  return { mapping, confidence: columns.confidence, layout, rows: survey.rows, stageNames: survey.stageNames }
}

function guessed(
  { delimiter, skipLines }: Layout,
  { kind, fields }: Columns,
  { dates, amounts }: Survey,
  workspace: Workspace,
): Omit<FileMapping, 'encoding'> {
  const dateOrder = dates.order(usualOrder(workspace)).order
  const decimal = amounts.decimal(usualDecimal[workspace.language])
  return { kind, delimiter, skipLines, dateOrder, decimal, fields }
}

// Only the United States write the month first; that a file is from there shows in the currency.
function usualOrder({ currency, language }: Workspace): 'mdy' | 'dmy' {
  return language === 'en' && currency === 'USD' ? 'mdy' : 'dmy'
}

const usualDecimal: Readonly<Record<Language, '.' | ','>> = { en: '.', he: '.', th: '.', sv: ',', tr: ',', da: ',' }

/** Points out what of the file is not taken, and what was taken for granted. */
function remark(
  name: string,
  layout: Layout,
  columns: Columns,
  survey: Survey,
  workspace: Workspace,
  problems: Problems,
): void {
  const row = layout.skipLines + 1
  if (columns.kind === 'ignore') {
    problems.add('file_not_recognised', { file: name, row, column: null, value: layout.headers.join(', ') })
    return
  }
  const taken = new Set(Object.values(columns.fields))
  for (const [at, column] of layout.headers.entries()) {
    const value = layout.sample.find((cells) => (cells[at] ?? '').trim() !== '')?.[at]
    if (!taken.has(column) && value !== undefined) problems.add('column_not_taken', { file: name, row, column, value })
  }
  if (!survey.dates.order(usualOrder(workspace)).sure)
    problems.add('date_order_assumed', { file: name, row, column: null, value: usualOrder(workspace) })
}

/** What the files call their stages, in the words of the process; what nobody can tell is left out. */
export function guessStages(
  files: readonly SeenFile[],
  stages: readonly TargetStage[],
  given: ImportMapping['stages'],
): Record<string, StageMeaning> {
  const meanings: Record<string, StageMeaning> = {}
  for (const file of files) {
    if (file.mapping.kind !== 'deals') continue
    for (const name of file.stageNames) {
      const meaning = given[name] ?? stageMeaning(name, stages)
      if (meaning) meanings[name] = meaning
    }
  }
  return { ...meanings, ...given }
}
