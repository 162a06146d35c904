import {
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Field, ListKind } from '../../contract/fields.ts'
import type { ViewState } from '../../contract/views.ts'
import { useWords } from '../ui/index.ts'
import { useFields } from './fields.ts'
import type { Item } from './kinds.ts'

const features = tableFeatures({ columnPinningFeature, columnSizingFeature, columnResizingFeature })
const noRows: Item[] = []
export const leastWidth = 60
export const mostWidth = 1200

/** A column as it is drawn: those that stay come first. */
export interface GridColumn {
  readonly field: Field
  readonly isPinned: boolean
}

export interface Columns {
  readonly columns: readonly GridColumn[]
  /** Widths and places as CSS variables of the grid: a column that is dragged wider draws no row anew. */
  readonly style: Readonly<Record<string, string>>
  readonly width: number
  readonly sizeOf: (key: string) => number
  /** For mouse and touch on the edge of a heading. */
  readonly resize: (key: string) => ((event: unknown) => void) | undefined
  readonly setWidth: (key: string, width: number) => void
}

const usualWidths: Readonly<Record<Field['type'], number>> = {
  text: 180,
  number: 110,
  money: 130,
  day: 120,
  instant: 160,
  choice: 120,
  multi: 180,
  yes_no: 100,
  reference: 170,
}

/** The columns of a view, with what makes them wider, narrower and stay. */
export function useColumns(
  kind: ListKind,
  chosen: ViewState['columns'],
  onChange: (columns: ViewState['columns']) => void,
): Columns {
  const { direction } = useWords()
  const fields = useFields(kind)
  const [sizing, setSizing] = useState<Record<string, number>>({})
  const known = useMemo(() => chosen.flatMap((column) => pair(fields, column)), [fields, chosen])
  const defs = useMemo(
    () =>
      known.map(({ field, column }) => ({
        id: field.key,
        size: column.width ?? (field.key === 'name' ? 240 : usualWidths[field.type]),
        minSize: leastWidth,
        maxSize: mostWidth,
      })),
    [known],
  )
  const pinned = useMemo(() => known.flatMap(({ field, column }) => (column.pinned ? [field.key] : [])), [known])
  const table = useTable({
    features,
    columns: defs,
    data: noRows,
    state: { columnSizing: sizing, columnPinning: { start: pinned, end: [] } },
    onColumnSizingChange: setSizing,
    columnResizeMode: 'onChange',
    columnResizeDirection: direction,
  })
  const keep = (widths: Readonly<Record<string, number>>) => {
    setSizing({})
    onChange(chosen.map((column) => (widths[column.key] ? { ...column, width: clamp(widths[column.key]) } : column)))
  }
  useAfterResize(table.state.columnResizing.isResizingColumn, () => keep(sizing))
  const headers = table.getHeaderGroups()[0]?.headers ?? []
  const columns = useMemo(
    () =>
      [...known.filter(({ column }) => column.pinned), ...known.filter(({ column }) => !column.pinned)].map(
        ({ field, column }) => ({ field, isPinned: column.pinned === true }),
      ),
    [known],
  )
  return {
    columns,
    style: Object.fromEntries(
      headers.flatMap(({ column }) => [
        [widthName(column.id), `${column.getSize()}px`],
        [startName(column.id), `${column.getStart('start') + selectWidth}px`],
      ]),
    ),
    width: table.getTotalSize() + selectWidth,
    sizeOf: (key) => table.getColumn(key)?.getSize() ?? usualWidths.text,
    resize: (key) => headers.find(({ column }) => column.id === key)?.getResizeHandler(),
    setWidth: (key, width) => keep({ [key]: width }),
  }
}

/** The CSS variables that a column's width and place are in: no name of one has a dot, as those of own fields have. */
export function widthName(key: string): string {
  return `--w-${key.replace('.', '-')}`
}

export function startName(key: string): string {
  return `--s-${key.replace('.', '-')}`
}

/** The column of the boxes that choose rows. */
const selectWidth = 40

function pair(fields: readonly Field[], column: ViewState['columns'][number]) {
  const field = fields.find(({ key, isColumn }) => isColumn && key === column.key)
  return field ? [{ field, column }] : []
}

function clamp(width: number | undefined): number {
  return Math.round(Math.min(Math.max(width ?? leastWidth, leastWidth), mostWidth))
}

/** A width is kept when the edge is let go, not at every pixel. */
function useAfterResize(resizing: string | false, keep: () => void): void {
  const was = useRef<string | false>(false)
  useEffect(() => {
    if (was.current !== false && resizing === false) keep()
    was.current = resizing
  })
}
