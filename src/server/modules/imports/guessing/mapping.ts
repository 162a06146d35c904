import type { ImportMapping } from '../../../../contract/imports.ts'
import type { Language } from '../../../../contract/primitives.ts'
import type { Workspace } from '../../../kernel/context.ts'
import { type Problems, unheard } from '../problems.ts'
import { readFlag } from '../reading/flags.ts'
import type { Layout } from '../reading/layout.ts'
import type { Source } from '../reading/source.ts'
import { findTable, type Table, type TableFormat } from '../reading/table.ts'
import { type Columns, guessColumns, type OwnNames } from './columns.ts'
import { type StageMeaning, stageMeaning, type TargetStage } from './stage-words.ts'
import { type Survey, surveyFile } from './survey.ts'

type FileMapping = ImportMapping['files'][string]

/** A file of an import, where it can be read now. */
export interface SourceFile {
  readonly name: string
  readonly source: Source
}

/** How files with such columns were read before, kept under a name. */
export interface SavedMapping {
  readonly id: string
  readonly name: string
  readonly mapping: FileMapping
  readonly stages: ImportMapping['stages']
}

/** What a workspace is used to. */
export interface Habits {
  readonly savedFor: (headers: readonly string[]) => Promise<SavedMapping | null>
  /** Fields that it made itself. */
  readonly own: OwnNames
}

const noHabits: Habits = { savedFor: async () => null, own: {} }

/** What was seen of a file, and how it is to be read. */
export interface SeenFile extends Pick<Table, 'layout' | 'sheets' | 'encodings'> {
  readonly name: string
  readonly mapping: FileMapping
  readonly confidence: Readonly<Record<string, number>>
  readonly system: Columns['system']
  /** What it is read by, if it is not guessed. */
  readonly saved: SavedMapping | null
  /** A date whose day and month may be either way round, where no row decides it. */
  readonly unclearDate: string | null
  readonly rows: number
  readonly stageNames: ReadonlySet<string>
  readonly trace: Survey['trace']
  readonly proposals: Survey['proposals']
}

/**
 * Looks through a file and guesses how it is to be read; what `given` or `wanted` says is not guessed, nor what is kept
 * for such columns.
 * @throws Unreadable
 */
export async function seeFile(
  file: SourceFile,
  workspace: Workspace,
  given: FileMapping | undefined,
  problems: Problems,
  wanted: Partial<TableFormat> | undefined = given,
  { savedFor, own }: Habits = noHabits,
): Promise<SeenFile> {
  const { format, layout, sheets, encodings } = await findTable(file.source, workspace.language, wanted)
  const saved = given ? null : await savedFor(layout.headers)
  const known = given ?? saved?.mapping
  const columns: Columns = known
    ? { kind: known.kind, system: null, fields: known.fields, confidence: {} }
    : guessColumns(file.name, layout, own)
  const survey = await surveyFile(file.source, format, layout, columns)
  if (!given) remark(file.name, layout, columns, survey, workspace, problems)
  const mapping = given
    ? { ...given, ...format }
    : { ...guessed(columns, survey, workspace), ...habits(saved), ...format }
  const { rows, stageNames, trace, proposals } = survey
  // Whoever says how the file is read has decided.
  const unclearDate = known ? null : survey.dates.order(usualOrder(workspace)).unclear
  const { confidence, system } = columns
  const found = { name: file.name, rows, stageNames, trace, proposals, unclearDate }
  return { mapping, confidence, system, saved, layout, sheets, encodings, ...found }
}

/** How dates and amounts are written in files like this. */
function habits(saved: SavedMapping | null): Partial<Pick<FileMapping, 'dateOrder' | 'decimal'>> {
  return saved ? { dateOrder: saved.mapping.dateOrder, decimal: saved.mapping.decimal } : {}
}

function guessed(
  { kind, fields }: Columns,
  { dates, amounts }: Survey,
  workspace: Workspace,
): Pick<FileMapping, 'kind' | 'dateOrder' | 'decimal' | 'fields'> {
  const dateOrder = dates.order(usualOrder(workspace)).order
  const decimal = amounts.decimal(usualDecimal[workspace.language])
  return { kind, dateOrder, decimal, fields }
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
  const { unclear } = survey.dates.order(usualOrder(workspace))
  if (unclear !== null) problems.add('date_order_assumed', { file: name, row, column: null, value: unclear })
}

/** What the files call their stages, in the words of the process; what nobody can tell is left out. */
export function guessStages(
  files: readonly SeenFile[],
  stages: readonly TargetStage[],
  given: ImportMapping['stages'],
  problems: Problems = unheard,
): Record<string, StageMeaning> {
  const meanings: Record<string, StageMeaning> = {}
  for (const file of files) {
    if (file.mapping.kind !== 'deals' && file.mapping.kind !== 'history') continue
    const known = (name: string) => given[name] ?? keptMeaning(file, name, stages)
    const passing = passingIn(file, stages, known, problems)
    for (const name of file.stageNames) {
      const meaning =
        known(name) ??
        (passing.has(name) ? onTheWay : stageMeaning(name, stages)) ??
        flagMeaning(file, name) ??
        eventMeaning(file)
      if (meaning) meanings[name] = meaning
    }
  }
  return { ...meanings, ...given }
}

const onTheWay: StageMeaning = { stage: null, outcome: 'open' }

/** Of the activities of a log that sound like an end, and of which nobody has said what they are, those after which cases go on. */
function passingIn(
  { name: file, mapping, layout, stageNames, trace }: SeenFile,
  stages: readonly TargetStage[],
  known: (name: string) => StageMeaning | null,
  problems: Problems,
): ReadonlySet<string> {
  if (trace === null) return new Set()
  const ends = [...stageNames].filter((name) => isEnd(known(name) ?? stageMeaning(name, stages)))
  const passing = trace.passing(new Set(ends), mapping.dateOrder)
  const found = ends.filter((name) => passing.has(name) && known(name) === null)
  const [column = null, row] = [mapping.fields['stage'], layout.skipLines + 1]
  for (const _ of found) problems.add('end_passed', { file, row, column, value: found.join(', ') })
  return new Set(found)
}

function isEnd(meaning: StageMeaning | null): boolean {
  return meaning !== null && meaning.outcome !== 'open'
}

/** Where a file says of each deal only whether it was won: yes or no, 1 or 0. */
function flagMeaning({ stageNames }: SeenFile, name: string): StageMeaning | null {
  if (![...stageNames].every((one) => readFlag(one) !== null)) return null
  return { stage: null, outcome: readFlag(name) === true ? 'won' : 'lost' }
}

/** Most of what happens to a deal takes it to no other stage. */
function eventMeaning({ system }: SeenFile): StageMeaning | null {
  return system === 'xes' ? onTheWay : null
}

/** What a kept mapping says of a stage; nothing if the process has no such stage any more. */
function keptMeaning({ saved }: SeenFile, name: string, stages: readonly TargetStage[]): StageMeaning | null {
  const kept = saved?.stages[name]
  return kept && (kept.stage === null || stages.some(({ key }) => key === kept.stage)) ? kept : null
}
