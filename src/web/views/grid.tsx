import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import type { Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Field, ListKind } from '../../contract/fields.ts'
import { useToday } from '../people/use-today.ts'
import { useAddress } from '../shell/places.ts'
import { ErrorState, useWords } from '../ui/index.ts'
import type { CellText } from './cell-text.ts'
import { useTags } from './choices.ts'
import { GridContext, type GridActs } from './grid-context.ts'
import { GridHeader } from './grid-header.tsx'
import { GridRow, rowHeight } from './grid-row.tsx'
import { GroupHeading } from './group-heading.tsx'
import type { Item } from './kinds.ts'
import { itemAt, knownItems, lineAt, lineCount, type Section } from './sections.ts'
import type { Selection } from './use-selection.ts'
import type { Columns } from './use-columns.ts'
import { useGridKeys } from './use-grid-keys.ts'

export interface GridProps {
  readonly kind: ListKind
  readonly label: string
  readonly sections: readonly Section[]
  readonly groupField: Field | undefined
  readonly onFold: (key: string) => void
  readonly columns: Columns
  readonly sort: string | undefined
  readonly onSort: (sort: string | undefined) => void
  readonly selection: Selection
  readonly text: CellText
  readonly mayEdit: boolean
  readonly onOpen: (item: Item) => void
  readonly onOpenPage: (item: Item) => void
  readonly onSave: (item: Item, field: Field, value: unknown, label: string | null) => void
  readonly onPaste: (items: readonly Item[], field: Field, texts: readonly string[]) => void
}

/** The cell that keys go to; `typed` while it is edited. */
export interface ActiveCell {
  readonly line: number
  readonly at: number
  readonly typed: string | null
}

/** Rows without end, of which only those in sight are drawn. */
export function Grid(props: GridProps) {
  const { kind, label, sections, groupField, onFold, columns, sort, onSort, selection, text, mayEdit } = props
  const { t } = useWords()
  const address = useAddress()
  const today = useToday()
  const tags = useTags()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<ActiveCell | null>(null)
  const count = lineCount(sections)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // The heading takes part in the scrolling but covers the first row's height.
    scrollPaddingStart: rowHeight,
    rangeExtractor: useCallback((range: Range) => withActive(range, active?.line), [active?.line]),
  })
  const lines = virtual.getVirtualItems()
  useNeeded(sections, lines.at(0)?.index ?? 0, lines.at(-1)?.index ?? 0)
  const acts = useActs(props, setActive)
  const focus = useFocusedCell(scroller, active, (line) => virtual.scrollToIndex(line))
  const keys = useGridKeys({ ...props, active, acts, count, focus, scroller })
  const hasActive = active !== null
  const context = useMemo(
    () => ({
      kind,
      acts,
      text,
      tags: new Map(tags.map((tag) => [tag.id, tag])),
      today,
      mayEdit,
      addressOf: (item: Item) => address(`${kind}/${item.id}`),
      hasActive,
    }),
    [kind, acts, text, tags, today, mayEdit, address, hasActive],
  )
  const items = knownItems(sections)
  const error = sections.find(({ rows }) => rows.error !== null)
  return (
    <GridContext value={context}>
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={sections.every(({ rows }) => rows.isWhole) ? count + 1 : -1}
        aria-colcount={columns.columns.length + 1}
        aria-multiselectable
        tabIndex={count === 0 ? 0 : -1}
        onKeyDown={keys.press}
        onCopy={keys.copy}
        onPaste={keys.paste}
        style={columns.style}
        className="relative h-full overflow-auto overscroll-contain bg-surface outline-none print:hidden"
      >
        <div style={{ minWidth: columns.width }}>
          <GridHeader
            kind={kind}
            columns={columns}
            sort={sort}
            onSort={onSort}
            isAllSelected={selection.isAll ? true : selection.size > 0 ? 'some' : false}
            onSelectAll={(isSelected) => (isSelected ? selection.addAll(items) : selection.clear())}
          />
          <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
            {lines.map(({ index, start }) => {
              const line = lineAt(sections, index)
              if (line?.section.group && line.row < 0)
                return (
                  <GroupHeading
                    key={`g${line.section.key}`}
                    section={line.section}
                    field={groupField}
                    top={start}
                    line={index}
                    onFold={onFold}
                  />
                )
              const item = line?.section.rows.items[line.row]
              return (
                <GridRow
                  key={item?.id ?? `line${index}`}
                  item={item}
                  line={index}
                  top={start}
                  columns={columns.columns}
                  isSelected={item !== undefined && selection.has(item.id)}
                  active={active?.line === index ? active.at : null}
                  typed={active?.line === index ? active.typed : null}
                />
              )
            })}
          </div>
        </div>
        {error && (
          <div className="sticky start-0 w-full max-w-200">
            <ErrorState error={error.rows.error} onRetry={error.store.retry} />
          </div>
        )}
        <p role="status" className="sr-only">
          {sections.some(({ rows }) => rows.isLoading) ? t('ui.loading') : ''}
        </p>
      </div>
    </GridContext>
  )
}

function withActive(range: Range, line: number | undefined): number[] {
  const shown = defaultRangeExtractor(range)
  if (line === undefined || line >= range.count || shown.includes(line)) return shown
  return [...shown, line].sort((a, b) => a - b)
}

/** Has the rows come that are in sight, and those just below. */
function useNeeded(sections: readonly Section[], first: number, last: number): void {
  useEffect(() => {
    for (const { store, start, length, group, isFolded } of sections) {
      const from = start + (group ? 1 : 0)
      if (isFolded || from > last + 60 || from + length < first) continue
      store.need(Math.min(last + 60 - from, Math.max(length - 1, 0)))
    }
  }, [sections, first, last])
}

/** What cells do, in an object that lives as long as the grid. */
function useActs(
  props: GridProps,
  setActive: (cell: (before: ActiveCell | null) => ActiveCell | null) => void,
): GridActs {
  const latest = useRef(props)
  useLayoutEffect(() => {
    latest.current = props
  })
  return useMemo<GridActs>(() => {
    const rowOf = (line: number) => itemAt(latest.current.sections, line)
    return {
      activate: (line, at) =>
        setActive((before) => (before?.line === line && before.at === at ? before : { line, at, typed: null })),
      edit: (line, at, typed) => setActive(() => ({ line, at, typed })),
      leave: (lines, columns) =>
        setActive((before) => {
          if (!before) return before
          const { sections, columns: all } = latest.current
          const to = Math.min(Math.max(before.line + lines, 0), lineCount(sections) - 1)
          const line = rowOf(to) ? to : before.line
          return { line, at: Math.min(Math.max(before.at + columns, 0), all.columns.length - 1), typed: null }
        }),
      save: (item, field, value, label) => latest.current.onSave(item, field, value, label),
      open: (line) => {
        const item = rowOf(line)
        if (item) latest.current.onOpen(item)
      },
      toggle: (line, isRange) => {
        const item = rowOf(line)
        if (item) latest.current.selection.toggle(item.id, isRange ? knownItems(latest.current.sections) : null)
      },
    }
  }, [setActive])
}

/** Puts the focus where the active cell is, once its row is drawn. */
function useFocusedCell(
  scroller: React.RefObject<HTMLDivElement | null>,
  active: ActiveCell | null,
  scrollTo: (line: number) => void,
): (line: number) => void {
  useLayoutEffect(() => {
    if (!active || active.typed !== null) return
    const grid = scroller.current
    // Nobody is taken away from where they work: only who is in the grid, or was in a cell that is gone.
    if (!grid || !(grid.contains(document.activeElement) || document.activeElement === document.body)) return
    const cell = grid.querySelector<HTMLElement>(`[data-cell="${active.line}.${active.at}"]`)
    if (cell && cell !== document.activeElement && !cell.contains(document.activeElement))
      cell.focus({ preventScroll: true })
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [scroller, active])
  return scrollTo
}
