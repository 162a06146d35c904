import type { ClipboardEvent, KeyboardEvent, RefObject } from 'react'
import type { Field } from '../../contract/fields.ts'
import { useShortcut, useWords } from '../ui/index.ts'
import type { ActiveCell, GridProps } from './grid.tsx'
import type { GridActs } from './grid-context.ts'
import { rowHeight } from './grid-row.tsx'
import type { Item } from './kinds.ts'
import { itemAt, knownItems } from './sections.ts'

interface Keyed extends GridProps {
  readonly active: ActiveCell | null
  readonly acts: GridActs
  readonly count: number
  /** Scrolls a line into sight. */
  readonly focus: (line: number) => void
  readonly scroller: RefObject<HTMLDivElement | null>
}

/**
 * The grid by keyboard, as in a sheet: arrows, Home, End, page by page; typing edits, as Enter and F2 do; Delete empties. In
 * the first column, where a name is rarely typed over, Enter opens the row and letters are shortcuts.
 */
export function useGridKeys(grid: Keyed) {
  const { direction } = useWords()
  useRowShortcuts(grid)
  const { active, columns, sections, mayEdit } = grid
  const column = active ? columns.columns[active.at] : undefined
  const item = active ? itemAt(sections, active.line) : undefined
  const isEditable = mayEdit && column?.field.isEditable === true
  const press = (event: KeyboardEvent) => {
    if (!active || active.typed !== null || event.nativeEvent.isComposing) return
    if (event.target instanceof HTMLElement && event.target.closest('[role=columnheader]')) return
    const move = movesOf(grid, active, event, direction === 'ltr' ? 1 : -1)[event.key]
    const place = item && column ? { cell: active, item, field: column.field, isEditable } : null
    if (move) move()
    else if (!place || !act(grid, place, event)) return
    event.preventDefault()
  }
  const copy = (event: ClipboardEvent) => {
    if (!active || active.typed !== null) return
    const chosen = knownItems(sections).filter(({ id }) => grid.selection.has(id))
    const rows = chosen.map((row) => columns.columns.map(({ field }) => grid.text(row, field)).join('\t'))
    const cell = item && column ? grid.text(item, column.field) : ''
    event.clipboardData.setData('text/plain', rows.length > 0 ? rows.join('\n') : cell)
    event.preventDefault()
  }
  const paste = (event: ClipboardEvent) => {
    if (!active || !column || !isEditable || active.typed !== null) return
    event.preventDefault()
    const lines = event.clipboardData.getData('text/plain').replace(/\r?\n$/, '')
    const texts = lines.split(/\r?\n/)
    const items = texts.flatMap((_, at) => itemAt(sections, active.line + at) ?? [])
    grid.onPaste(items, column.field, texts.slice(0, items.length))
  }
  return { press, copy, paste }
}

/** From anywhere on the page the keys of rows lead into the list; within it, its own keys come first. */
function useRowShortcuts({ active, acts, scroller }: Keyed): void {
  const { t } = useWords()
  const enter = () => {
    acts.activate(active?.line ?? 0, active?.at ?? 0)
    scroller.current?.querySelector<HTMLElement>('[data-cell][tabindex="0"]')?.focus()
  }
  useShortcut({ keys: 'J', label: t('views.key.next'), run: enter })
  useShortcut({ keys: 'K', label: t('views.key.previous'), run: enter })
  useShortcut({ keys: 'X', label: t('views.key.choose'), run: enter })
}

type Moves = Readonly<Record<string, () => void>>

/** Where the keys lead that go from cell to cell; `forward` is 1 where the next column lies to the right. */
function movesOf(grid: Keyed, active: ActiveCell, event: KeyboardEvent, forward: 1 | -1): Moves {
  const { scroller, columns, count } = grid
  const screenful = Math.max(Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2, 1)
  const isWhole = event.ctrlKey || event.metaKey
  const go = (line: number, at: number) => goTo(grid, active, line, at)
  return {
    ArrowDown: () => (event.shiftKey ? extend(grid, active, 1) : go(active.line + 1, active.at)),
    ArrowUp: () => (event.shiftKey ? extend(grid, active, -1) : go(active.line - 1, active.at)),
    ArrowRight: () => go(active.line, active.at + forward),
    ArrowLeft: () => go(active.line, active.at - forward),
    PageDown: () => go(active.line + screenful, active.at),
    PageUp: () => go(active.line - screenful, active.at),
    Home: () => go(isWhole ? 0 : active.line, 0),
    End: () => go(isWhole ? count - 1 : active.line, columns.columns.length - 1),
  }
}

function goTo(grid: Keyed, active: ActiveCell, line: number, at: number): void {
  const step = line >= active.line ? 1 : -1
  let to = Math.min(Math.max(line, 0), grid.count - 1)
  // Headings of groups are passed over, rows that have not come are not.
  while (isHeading(grid, to) && to + step >= 0 && to + step < grid.count) to += step
  if (isHeading(grid, to)) return
  grid.acts.activate(to, Math.min(Math.max(at, 0), grid.columns.columns.length - 1))
  grid.focus(to)
}

/** Chooses on to the next row. */
function extend(grid: Keyed, active: ActiveCell, lines: 1 | -1): void {
  const { selection, sections } = grid
  const item = itemAt(sections, active.line)
  const next = itemAt(sections, active.line + lines)
  if (item && !selection.has(item.id)) selection.toggle(item.id, null)
  if (next) selection.toggle(next.id, knownItems(sections))
  goTo(grid, active, active.line + lines, active.at)
}

interface Place {
  readonly cell: ActiveCell
  readonly item: Item
  readonly field: Field
  readonly isEditable: boolean
}

/** Does what a key means on a cell. Whether it meant anything. */
function act(grid: Keyed, place: Place, event: KeyboardEvent): boolean {
  const { acts, selection } = grid
  const { cell, item, field, isEditable } = place
  const { key } = event
  if (event.metaKey || event.ctrlKey || event.altKey) return false
  const isTyped = isEditable && field.key !== 'name'
  if (key === 'Enter' && event.shiftKey) grid.onOpenPage(item)
  else if (key === 'Enter' && !isTyped) grid.onOpen(item)
  else if ((key === 'Enter' || key === 'F2') && isEditable) acts.edit(cell.line, cell.at, '')
  else if (key === ' ' && event.shiftKey) acts.toggle(cell.line, false)
  else if (key === 'Escape' && (selection.size > 0 || selection.isAll)) selection.clear()
  else if (!isTyped) return rowKey(grid, cell, key, event.shiftKey)
  else if (key === 'Delete' || key === 'Backspace') empty(acts, place)
  else if (key.length === 1) acts.edit(cell.line, cell.at, key === ' ' ? '' : key)
  else return false
  return true
}

function rowKey(grid: Keyed, cell: ActiveCell, key: string, isShifted: boolean): boolean {
  const letter = key.toLowerCase()
  if (letter === 'j') goTo(grid, cell, cell.line + 1, cell.at)
  else if (letter === 'k') goTo(grid, cell, cell.line - 1, cell.at)
  else if (letter === 'x') grid.acts.toggle(cell.line, isShifted)
  else return false
  return true
}

function empty(acts: GridActs, { item, field }: Place): void {
  if (field.type === 'yes_no' && !field.custom) return
  acts.save(item, field, field.type === 'multi' ? [] : null, null)
}

function isHeading({ sections }: Pick<Keyed, 'sections'>, line: number): boolean {
  return sections.some(({ group, start }) => group !== null && start === line)
}
