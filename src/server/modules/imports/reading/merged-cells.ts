import type { Numbered } from './layout.ts'

/** Cells of one column that are merged over several rows, both ends included. */
export interface MergedArea {
  readonly column: number
  readonly from: number
  readonly to: number
}

const tag = 'mergeCell '
const named = /<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]+)(\d+):[A-Z]+(\d+)"/g
const tagBytes = 200
// A sheet with more is laid out by merging, not a table.
const areaLimit = 50_000

/**
 * The merged areas of a sheet of Excel. It names them behind its rows, so that they are looked for before: by their letters
 * alone, which takes a fraction of the time of reading it.
 */
export async function mergedAreas(sheet: AsyncIterable<Buffer>): Promise<MergedArea[]> {
  const areas: MergedArea[] = []
  let tail = ''
  for await (const piece of sheet) {
    // One may be cut by the end of a piece; then it is whole where both meet.
    const seam = tail + piece.toString('latin1', 0, tagBytes)
    const text = piece.includes(tag) ? tail + piece.toString('latin1') : seam.includes(tag) ? seam : ''
    for (const [, letters = '', from, to] of text.matchAll(named))
      if (Number(to) > Number(from)) areas.push({ column: columnOf(letters), from: Number(from), to: Number(to) })
    if (areas.length > areaLimit) return []
    tail = piece.toString('latin1', Math.max(0, piece.length - tagBytes))
  }
  return areas.toSorted((one, other) => one.from - other.from)
}

/** 0 for A1, 27 for AB7. */
export function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & 0xdf
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column - 1
}

/**
 * Gives every row what a cell says that is merged over it: the company that stands once beside five people is that of all
 * five. Only downwards: a title over many columns is no cell of each. `areas` may grow, and are in the order of their rows.
 */
export function mergedFiller(areas: readonly MergedArea[]): (row: Numbered) => Numbered {
  const open = new Map<number, { to: number; value: string }>()
  let next = 0
  return (row) => {
    const { number } = row
    for (const [column, { to }] of open) if (number > to) open.delete(column)
    const record = open.size === 0 ? row.record : filled(row.record, open)
    for (let area = areas[next]; area && area.from <= number; area = areas[++next]) {
      const value = area.from === number ? (record[area.column] ?? '') : ''
      if (value !== '') open.set(area.column, { to: area.to, value })
    }
    return { record, number }
  }
}

function filled(record: readonly string[], open: ReadonlyMap<number, { value: string }>): string[] {
  const cells = [...record]
  for (const [column, { value }] of open) {
    while (cells.length <= column) cells.push('')
    if (cells[column] === '') cells[column] = value
  }
  return cells
}
