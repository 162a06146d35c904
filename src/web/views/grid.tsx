import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import type { Range } from '@tanstack/react-virtual'
import { useParams } from '@tanstack/react-router'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { RefObject } from 'react'
import type { Field, ListKind } from '../../contract/fields.ts'
import { useToday } from '../people/use-today.ts'
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
import { useNeeded } from './use-needed.ts'

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
  const { label, sections, columns } = props
  const { t } = useWords()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<ActiveCell | null>(null)
  const count = lineCount(sections)
  // oxlint-disable-next-line react/incompatible-library -- what it answers with is used here and nowhere memoised.
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // The headings cover a row's height of what scrolls under them.
    scrollPaddingStart: rowHeight,
    rangeExtractor: useCallback((range: Range) => withActive(range, active?.line), [active?.line]),
  })
  const lines = virtual.getVirtualItems()
  useNeeded(sections, lines.at(0)?.index ?? 0, lines.at(-1)?.index ?? 0)
  const acts = useActs(props, setActive)
  useFocusedCell(scroller, active)
  const focus = (line: number) => virtual.scrollToIndex(line)
  const keys = useGridKeys({ ...props, active, acts, count, focus, scroller })
  const context = useGridContext(props, acts, active !== null)
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
          <Headings {...props} />
          <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
            {lines.map(({ index, start }) => (
              <GridLine key={keyOf(sections, index)} {...props} index={index} top={start} active={active} />
            ))}
          </div>
        </div>
      </div>
      {error && <ErrorState error={error.rows.error} onRetry={error.store.retry} />}
      <p role="status" className="sr-only">
        {sections.some(({ rows }) => rows.isLoading) ? t('ui.loading') : ''}
      </p>
    </GridContext>
  )
}

function Headings({ kind, columns, sort, onSort, selection, sections }: GridProps) {
  const isSome = selection.size > 0 ? 'some' : false
  return (
    <GridHeader
      kind={kind}
      columns={columns}
      sort={sort}
      onSort={onSort}
      isAllSelected={selection.isAll ? true : isSome}
      onSelectAll={(isSelected) => (isSelected ? selection.addAll(knownItems(sections)) : selection.clear())}
    />
  )
}

interface GridLineProps extends GridProps {
  readonly index: number
  readonly top: number
  readonly active: ActiveCell | null
}

/** A row, or the heading of a group. */
function GridLine({ sections, groupField, onFold, columns, selection, index, top, active }: GridLineProps) {
  const line = lineAt(sections, index)
  if (line?.section.group && line.row < 0)
    return <GroupHeading section={line.section} field={groupField} top={top} line={index} onFold={onFold} />
  const item = line?.section.rows.items[line.row]
  const here = active?.line === index ? active : null
  return (
    <GridRow
      item={item}
      line={index}
      top={top}
      columns={columns.columns}
      isSelected={item !== undefined && selection.has(item.id)}
      active={here?.at ?? null}
      typed={here?.typed ?? null}
    />
  )
}

/** A row keeps what it is drawn with while others come before it. */
function keyOf(sections: readonly Section[], index: number): string {
  const line = lineAt(sections, index)
  if (line?.section.group && line.row < 0) return `group ${line.section.key}`
  return line?.section.rows.items[line.row]?.id ?? `line ${index}`
}

function useGridContext({ kind, text, mayEdit }: GridProps, acts: GridActs, hasActive: boolean) {
  const { slug = '' } = useParams({ strict: false })
  const today = useToday()
  const tags = useTags()
  return useMemo(
    () => ({
      kind,
      acts,
      text,
      tags: new Map(tags.map((tag) => [tag.id, tag])),
      today,
      mayEdit,
      addressOf: (item: Item) => `/w/${slug}/${kind}/${item.id}`,
      hasActive,
    }),
    [kind, acts, text, tags, today, mayEdit, slug, hasActive],
  )
}

function withActive(range: Range, line: number | undefined): number[] {
  const shown = defaultRangeExtractor(range)
  if (line === undefined || line >= range.count || shown.includes(line)) return shown
  return [...shown, line].sort((a, b) => a - b)
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
function useFocusedCell(scroller: RefObject<HTMLDivElement | null>, active: ActiveCell | null): void {
  useLayoutEffect(() => {
    if (!active || active.typed !== null) return
    const grid = scroller.current
    const focused = document.activeElement
    // Nobody is taken away from where they work: only who is in the grid, or was in a cell that is gone.
    if (!grid || !(grid.contains(focused) || focused === document.body)) return
    const cell = grid.querySelector<HTMLElement>(`[data-cell="${active.line}.${active.at}"]`)
    if (cell && !cell.contains(focused)) cell.focus({ preventScroll: true })
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [scroller, active])
}
