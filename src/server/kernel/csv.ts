/** A line of CSV (RFC 4180), with its end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(defused).join(',')}\r\n`
}

/**
 * A cell as CSV. One that a spreadsheet program would compute gets an apostrophe in front, which our reader takes away
 * again; numbers below zero and telephone numbers stay as they are.
 */
function defused(cell: string): string {
  const isPlain = /^[+-]?[\d\s().,/-]*$/.test(cell)
  const text = !isPlain && /^\s*[=+\-@＝＋－＠\t\r]/u.test(cell) ? `'${cell}` : cell
  return /[",\r\n;]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}
