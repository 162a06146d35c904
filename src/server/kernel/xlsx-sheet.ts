import { type Cell, decimalOf, isComputed } from './cell.ts'
import { exponentOf } from './money.ts'
import { look, type StyleBook } from './xlsx-styles.ts'
import { xmlText } from './xml.ts'

export interface SheetColumn {
  readonly title: string
  /** In characters; from the title if not said. */
  readonly width?: number
}

/** What a sheet is drawn by beside its rows. */
export interface SheetLook {
  readonly columns: readonly SheetColumn[]
  /** Columns run from the right, as in Hebrew. */
  readonly rightToLeft: boolean
  /** IANA name of the zone in which instants are told. */
  readonly timeZone: string
}

/** A sheet up to its first row: widths, the header that stays in sight, and the header itself. */
export function openingOf({ columns, rightToLeft }: SheetLook): string {
  const widths = columns.map(
    ({ title, width = Math.min(Math.max(title.length + 4, 12), 60) }, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  )
  const header = columns.map(({ title }, at) => textCell(`${letters(at)}1`, title, look.header)).join('')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"${
    rightToLeft ? ' rightToLeft="1"' : ''
  }><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${
    widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''
  }<sheetData><row r="1">${header}</row>`
}

/** One row; `number` counts from 1, which is the header. */
export function sheetRow(number: number, cells: readonly Cell[], { timeZone }: SheetLook, styles: StyleBook): string {
  const each = cells.map((cell, at) => cellXml(`${letters(at)}${number}`, cell, timeZone, styles))
  return `<row r="${number}">${each.join('')}</row>`
}

function cellXml(at: string, cell: Cell, timeZone: string, styles: StyleBook): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'string')
    return isComputed(cell) ? textCell(at, escaped(cell), look.text) : textCell(at, cell, look.plain)
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'number') return Number.isFinite(cell) ? numberCell(at, String(cell), look.plain) : ''
  if ('minor' in cell)
    return numberCell(at, decimalOf(cell.minor, exponentOf(cell.currency)), styles.moneyOf(cell.currency))
  if ('day' in cell) return dateCell(at, `${cell.day}T00:00:00`, look.day, cell.day)
  const zoned = cell.instant.toTemporalInstant().toZonedDateTimeISO(timeZone)
  const local = zoned.toPlainDateTime().toString({ smallestUnit: 'second' })
  return dateCell(at, local, look.instant, local.replace('T', ' '))
}

/** An apostrophe of one's own gets another: the first is taken for the mark of a text, here as in CSV. */
function escaped(text: string): string {
  return text.startsWith("'") ? `'${text}` : text
}

function numberCell(at: string, number: string, style: number): string {
  return `<c r="${at}"${style === look.plain ? '' : ` s="${style}"`}><v>${number}</v></c>`
}

// The most that a cell of Excel holds; a file with more is taken for broken.
const mostCharacters = 32_767

function textCell(at: string, text: string, style: number): string {
  const held = text.length > mostCharacters ? text.slice(0, mostCharacters) : text
  const styled = style === look.plain ? '' : ` s="${style}"`
  return `<c r="${at}"${styled} t="inlineStr"><is><t xml:space="preserve">${xmlText(held)}</t></is></c>`
}

const dayMilliseconds = 86_400_000
const dayZero = Date.UTC(1899, 11, 30)
// Excel believes in a 29 February 1900: before March its days are others, and before 1900 it has none. Those stay texts.
const firstSure = Date.UTC(1900, 2, 1)

/** A moment on the clock of the sheet, '2026-03-02T09:15:00', as days since Excel's day zero. */
function dateCell(at: string, local: string, style: number, text: string): string {
  const milliseconds = Date.parse(`${local}Z`)
  if (!(milliseconds >= firstSure)) return textCell(at, text, look.plain)
  return numberCell(at, String(Number(((milliseconds - dayZero) / dayMilliseconds).toFixed(9))), style)
}

const known: string[] = []

/** The letters of a column: A of 0, AA of 26. */
function letters(at: number): string {
  known[at] ??= (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))
  return known[at]
}
