export type CsvCell = string | number | null

/**
 * A table as spreadsheets read it: commas, CRLF, UTF-8 with its mark (RFC 4180). Text that a spreadsheet would run as a formula gets an apostrophe
 * before it; numbers are written with a point in every language and are never touched.
 */
export function csv(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`
}

function cellText(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
