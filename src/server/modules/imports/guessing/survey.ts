import { type DecimalEvidence, decimalEvidence } from '../reading/amounts.ts'
import { type DateEvidence, dateEvidence } from '../reading/dates.ts'
import type { Layout } from '../reading/layout.ts'
import { decoded, isBlank, records } from '../reading/records.ts'
import { piecesOf } from '../reading/source.ts'
import { type Columns, dateFields, numberFields } from './columns.ts'

export const rowLimit = 2_000_000
const stageNameLimit = 200

/** What only all rows of a file can tell. */
export interface Survey {
  readonly rows: number
  readonly dates: DateEvidence
  readonly amounts: DecimalEvidence
  /** What the file calls its stages and outcomes, in the order they come; at most 200. */
  readonly stageNames: ReadonlySet<string>
}

/** Reads a file once from end to end. @throws Unreadable */
export async function surveyFile(path: string, encoding: string, layout: Layout, columns: Columns): Promise<Survey> {
  const at = (wanted: (field: string) => boolean) =>
    Object.entries(columns.fields).flatMap(([field, header]) => (wanted(field) ? [layout.headers.indexOf(header)] : []))
  const dateColumns = at((field) => dateFields.has(field))
  const numberColumns = at((field) => numberFields.has(field))
  const stageColumns = at((field) => field === 'stage' || field === 'status')
  const dates = dateEvidence()
  const amounts = decimalEvidence()
  const stageNames = new Set<string>()
  let rows = -1 - layout.skipLines
  for await (const batch of records(decoded(piecesOf(path), encoding), layout.delimiter)) {
    for (const record of batch) {
      if (rows < 0) {
        rows++
        continue
      }
      if (isBlank(record)) continue
      rows++
      for (const column of dateColumns) dates.see(record[column] ?? '')
      for (const column of numberColumns) amounts.see(record[column] ?? '')
      if (stageNames.size >= stageNameLimit) continue
      for (const column of stageColumns) {
        const name = (record[column] ?? '').trim()
        if (name !== '' && name.length <= 200) stageNames.add(name)
      }
    }
    if (rows > rowLimit) break
  }
  return { rows: Math.max(0, rows), dates, amounts, stageNames }
}
