import type { ColumnProposal } from '../../../../contract/import-new-fields.ts'
import { type DecimalEvidence, decimalEvidence } from '../reading/amounts.ts'
import { type DateEvidence, dateEvidence } from '../reading/dates.ts'
import type { Layout } from '../reading/layout.ts'
import type { Source } from '../reading/source.ts'
import { readTable, type TableFormat } from '../reading/table.ts'
import { enteredStage } from '../../../../contract/import-fields.ts'
import { lookAtColumn } from './proposals.ts'
import { type Trace, isEventLog, traceCases } from './event-log.ts'
import { type Columns, isDateField, isNumberField } from './columns.ts'

export const rowLimit = 2_000_000
const stageNameLimit = 200
// What two hundred thousand rows do not show of a column is pointed out when it is read.
const lookedAt = 200_000

/** What only all rows of a file can tell. */
export interface Survey {
  readonly rows: number
  readonly dates: DateEvidence
  readonly amounts: DecimalEvidence
  /** What the file calls its stages and outcomes, in the order they come; at most 200. */
  readonly stageNames: ReadonlySet<string>
  /** What happened to each case, where the file is a log of activities. */
  readonly trace: Trace | null
  /** What the columns would be as fields of the workspace's own, by their headers. */
  readonly proposals: Readonly<Record<string, ColumnProposal>>
}

/** Reads a file once from end to end. @throws Unreadable */
export async function surveyFile(
  source: Source,
  format: TableFormat,
  layout: Layout,
  columns: Columns,
): Promise<Survey> {
  const at = (wanted: (field: string) => boolean) =>
    Object.entries(columns.fields).flatMap(([field, header]) => (wanted(field) ? [layout.headers.indexOf(header)] : []))
  const isAboutDeals = columns.kind === 'deals' || columns.kind === 'history'
  const dateColumns = at(isDateField)
  const numberColumns = at(isNumberField)
  const stageColumns = isAboutDeals ? at((field) => ['stage', 'status', 'fromStage'].includes(field)) : []
  const dates = dateEvidence()
  const amounts = decimalEvidence()
  const looks = layout.headers.map(() => lookAtColumn())
  const stageNames = new Set(Object.keys(columns.fields).flatMap((key) => enteredStage(key) ?? []))
  const trace = isEventLog(columns) ? traceCases() : null
  const placeOf = (...fields: readonly string[]) =>
    fields.map((field) => layout.headers.indexOf(columns.fields[field] ?? '')).find((column) => column >= 0) ?? -1
  const [idAt, stageAt, dateAt] = [placeOf('dealExternalId', 'deal'), placeOf('stage'), placeOf('enteredOn')]
  let rows = 0
  for await (const { rows: some } of readTable(source, format)) {
    for (const { record } of some) {
      rows++
      for (const column of dateColumns) dates.see(record[column] ?? '')
      for (const column of numberColumns) amounts.see(record[column] ?? '')
      if (rows <= lookedAt) for (const [column, look] of looks.entries()) look.see(record[column] ?? '')
      trace?.see(record[idAt] ?? '', (record[stageAt] ?? '').trim(), record[dateAt] ?? '')
      if (stageNames.size >= stageNameLimit) continue
      for (const column of stageColumns) {
        const name = (record[column] ?? '').trim()
        if (name !== '' && name.length <= 200) stageNames.add(name)
      }
    }
    if (rows > rowLimit) break
  }
  const found = looks.map((look) => ({ look, proposal: look.proposal() }))
  const of = (...kinds: readonly ColumnProposal['kind'][]) =>
    found.flatMap(({ look, proposal }) => (proposal && kinds.includes(proposal.kind) ? [look] : []))
  const proposals = found.flatMap(({ proposal }, at) =>
    proposal ? [[layout.headers[at] ?? '', proposal] as const] : [],
  )
  return {
    rows,
    dates: { ...dates, order: orderIn([dates, ...of('date').map((look) => look.dates)]) },
    amounts: { ...amounts, decimal: decimalIn([amounts, ...of('number', 'money').map((look) => look.amounts)]) },
    stageNames,
    trace,
    proposals: Object.fromEntries(proposals),
  }
}

/** The order of the first columns that decide it; where none does, what those we know say. */
function orderIn(columns: readonly DateEvidence[]): DateEvidence['order'] {
  const decided = columns.flatMap((column) => {
    const { order } = column.order('dmy')
    return order === column.order('mdy').order ? [order] : []
  })
  return (otherwise) => {
    const [order] = decided
    return order === undefined
      ? (columns[0]?.order(otherwise) ?? { order: otherwise, unclear: null })
      : { order, unclear: null }
  }
}

function decimalIn(columns: readonly DecimalEvidence[]): DecimalEvidence['decimal'] {
  const decided = columns.flatMap((column) => {
    const sign = column.decimal('.')
    return sign === column.decimal(',') ? [sign] : []
  })
  return (otherwise) => decided[0] ?? otherwise
}
