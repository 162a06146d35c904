import type { Archive } from './archive.ts'
import type { Numbered } from './layout.ts'
import { type MergedArea, mergedFiller } from './merged-cells.ts'
import { columnLimit } from './records.ts'
import { Unreadable } from './unreadable.ts'
import { plainNumber, type Workbook } from './workbook.ts'
import { type Attributes, type Hearing, hearXml } from './xml.ts'

const content = 'content.xml'
// A row may say that it stands there 1,000,000 times; more than this of a filled one are no table.
const repeatLimit = 100_000

/** A workbook of OpenDocument, with the prefixes that every program gives its names. All sheets stand in one part, so that it is read to the sheet that is asked for. */
export async function openOds(archive: Archive): Promise<Workbook> {
  if (!archive.has(content)) throw new Unreadable('broken')
  const sheets: string[] = []
  const names: Hearing = {
    open(name, attributes) {
      if (name === 'table' && sheets.length < 500) sheets.push(sheetName(attributes))
    },
    close() {},
    text() {},
  }
  for await (const _ of hearXml(archive.read(content), outsideChanges(names))) void _
  return {
    sheets: [...new Set(sheets)],
    async *rows(sheet) {
      let rows: Numbered[] = []
      const merged: MergedArea[] = []
      const fill = mergedFiller(merged)
      const hearing = sheetHearing(sheet, merged, (row) => rows.push(fill(row)))
      for await (const _ of hearXml(archive.read(content), outsideChanges(hearing))) {
        void _
        if (rows.length > 0) yield rows
        rows = []
        if (hearing.isOver) return
      }
    },
  }
}

function sheetName(attributes: Attributes): string {
  return (attributes['table:name'] ?? '').slice(0, 300)
}

const unheard = new Set(['tracked-changes', 'annotation', 'dde-links', 'forms', 'shapes'])

/** Leaves out what is not in the cells: deleted rows that are kept as changes, remarks, forms, drawings. */
function outsideChanges(hearing: Hearing): Hearing {
  let depth = 0
  return {
    open(name, attributes) {
      if (depth > 0 || unheard.has(name)) depth++
      else hearing.open(name, attributes)
    },
    close(name) {
      if (depth > 0) depth--
      else hearing.close(name)
    },
    text(text) {
      if (depth === 0) hearing.text(text)
    },
  }
}

function sheetHearing(
  sheet: string,
  merged: MergedArea[],
  take: (row: Numbered) => void,
): Hearing & { isOver: boolean } {
  let isIn = false
  let number = 0
  let row: Attributes = {}
  let record: string[] = []
  let column = 0
  let cell: Attributes = {}
  let text = ''
  let paragraphs = 0
  const hearing = {
    isOver: false,
    open(name: string, attributes: Attributes) {
      if (name === 'table') isIn = !hearing.isOver && sheetName(attributes) === sheet
      if (!isIn) return
      if (name === 'table-row') [row, record, column] = [attributes, [], 0]
      else if (isCell(name)) [cell, text, paragraphs] = [attributes, '', 0]
      else if (name === 'p' && paragraphs++ > 0) text += '\n'
      else text += spaces(name, attributes)
    },
    text(more: string) {
      if (isIn && paragraphs > 0) text += more
    },
    close(name: string) {
      if (!isIn) return
      const rows = isCell(name) ? times(cell, 'table:number-rows-spanned') : 1
      if (rows > 1) merged.push({ column, from: number + 1, to: number + rows })
      if (isCell(name))
        column = place(record, column, cellText(cell, text), times(cell, 'table:number-columns-repeated'))
      if (name === 'table-row') number = takeRow({ record, number }, times(row, 'table:number-rows-repeated'), take)
      if (name === 'table') [isIn, hearing.isOver] = [false, true]
    },
  }
  return hearing
}

function isCell(name: string): boolean {
  return name === 'table-cell' || name === 'covered-table-cell'
}

function times(attributes: Attributes, name: string): number {
  return Math.max(1, Number(attributes[name] ?? 1) || 1)
}

/** What stands for spaces and line ends between letters. */
function spaces(name: string, attributes: Attributes): string {
  if (name === 's') return ' '.repeat(Math.min(1000, times(attributes, 'text:c')))
  return name === 'tab' ? '\t' : name === 'line-break' ? '\n' : ''
}

/** Puts a cell that repeats into its columns; the column behind it. */
function place(record: string[], column: number, text: string, repeated: number): number {
  const end = column + repeated
  if (text === '') return end
  if (end > columnLimit) throw new Unreadable('too_many_columns')
  while (record.length < column) record.push('')
  while (record.length < end) record.push(text)
  return end
}

/** Passes on a row as often as it stands there; the number of the last one. */
function takeRow({ record, number }: Numbered, repeated: number, take: (row: Numbered) => void): number {
  if (record.length === 0) return number + repeated
  if (repeated > repeatLimit) throw new Unreadable('unpacks_too_large')
  for (let at = 1; at <= repeated; at++) take({ record, number: number + at })
  return number + repeated
}

/** What a cell says; an error says nothing. */
function cellText(cell: Attributes, text: string): string {
  const value = (name: string) => cell[`office:${name}`] ?? ''
  // LibreOffice names the type of an error beside the one that the standard knows.
  if (cell['calcext:value-type'] === 'error' || /^(?:#[A-Z/0]+[!?]|#N\/A|Err:\d+)$/.test(text)) return ''
  switch (cell['office:value-type']) {
    case 'float':
    case 'currency':
    case 'percentage':
      return plainNumber(value('value'))
    case 'date':
      return value('date-value')
        .replace(/T00:00:00(?:\.0+)?$/, '')
        .replace(/\.\d+$/, '')
    case 'time':
      return value('time-value').replace(/^PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S$/, '$1:$2:$3')
    case 'boolean':
      return value('boolean-value').toUpperCase()
    default:
      return text || value('string-value')
  }
}
