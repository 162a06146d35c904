import type { ClipboardEvent, KeyboardEvent, RefObject } from 'react'
import { useWords } from '../ui/index.ts'
import type { ActiveCell, GridProps } from './grid.tsx'
import type { GridActs } from './grid-context.ts'
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
  const { active, acts, count, columns, scroller, selection, sections, mayEdit } = grid
  const column = active ? columns.columns[active.at] : undefined
  const item = active ? itemAt(sections, active.line) : undefined
  const isEditable = mayEdit && column?.field.isEditable === true && item !== undefined

  const go = (line: number, at: number) => {
    const step = line >= (active?.line ?? 0) ? 1 : -1
    let to = Math.min(Math.max(line, 0), count - 1)
    // Headings of groups are passed over, rows that have not come are not.
    while (isHeading(grid, to) && to + step >= 0 && to + step < count) to += step
    if (isHeading(grid, to)) return
    acts.activate(to, Math.min(Math.max(at, 0), columns.columns.length - 1))
    grid.focus(to)
  }

  const press = (event: KeyboardEvent) => {
    if (!active || active.typed !== null || event.nativeEvent.isComposing) return
    if (event.target instanceof HTMLElement && event.target.closest('[role=columnheader]')) return
    const screenful = Math.max(Math.floor((scroller.current?.clientHeight ?? 400) / 34) - 2, 1)
    const forward = direction === 'ltr' ? 1 : -1
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => (event.shiftKey ? extend(1) : go(active.line + 1, active.at)),
      ArrowUp: () => (event.shiftKey ? extend(-1) : go(active.line - 1, active.at)),
      ArrowRight: () => go(active.line, active.at + forward),
      ArrowLeft: () => go(active.line, active.at - forward),
      PageDown: () => go(active.line + screenful, active.at),
      PageUp: () => go(active.line - screenful, active.at),
      Home: () => go(event.ctrlKey || event.metaKey ? 0 : active.line, 0),
      End: () => go(event.ctrlKey || event.metaKey ? count - 1 : active.line, columns.columns.length - 1),
    }
    const move = moves[event.key]
    if (move) {
      event.preventDefault()
      return move()
    }
    if (act(event)) event.preventDefault()
  }

  const extend = (lines: number) => {
    if (!active) return
    if (item && !selection.has(item.id)) selection.toggle(item.id, null)
    const next = itemAt(sections, active.line + lines)
    if (next) selection.toggle(next.id, knownItems(sections))
    go(active.line + lines, active.at)
  }

  /** Whether the key was one of the grid's. */
  const act = (event: KeyboardEvent): boolean => {
    if (!active || !column || !item) return false
    const { key } = event
    const isFirst = column.field.key === 'name'
    if (event.metaKey || event.ctrlKey || event.altKey) return false
    if (key === 'Enter' && event.shiftKey) grid.onOpenPage(item)
    else if (key === 'Enter' && (isFirst || !isEditable)) grid.onOpen(item)
    else if ((key === 'Enter' || key === 'F2') && isEditable) acts.edit(active.line, active.at, '')
    else if (key === ' ' && event.shiftKey) acts.toggle(active.line, false)
    else if (key === 'Escape' && selection.size > 0) selection.clear()
    else if (isFirst || !isEditable) return rowKey(key, event.shiftKey)
    else if (key === 'Delete' || key === 'Backspace') clear()
    else if (key.length === 1) acts.edit(active.line, active.at, key === ' ' ? '' : key)
    else return false
    return true
  }

  const rowKey = (key: string, isShifted: boolean): boolean => {
    if (!active) return false
    const letter = key.toLowerCase()
    if (letter === 'j') go(active.line + 1, active.at)
    else if (letter === 'k') go(active.line - 1, active.at)
    else if (letter === 'x') acts.toggle(active.line, isShifted)
    else return false
    return true
  }

  const clear = () => {
    if (!item || !column) return
    if (column.field.type === 'yes_no') return
    acts.save(item, column.field, column.field.type === 'multi' ? [] : null, null)
  }

  const copy = (event: ClipboardEvent) => {
    if (!active || active.typed !== null) return
    const chosen = knownItems(sections).filter(({ id }) => selection.has(id))
    const rows =
      chosen.length > 0 ? chosen.map((row) => columns.columns.map(({ field }) => grid.text(row, field)).join('\t')) : []
    const cell = item && column ? grid.text(item, column.field) : ''
    event.clipboardData.setData('text/plain', rows.length > 0 ? rows.join('\n') : cell)
    event.preventDefault()
  }

  const paste = (event: ClipboardEvent) => {
    if (!active || !column || !isEditable || active.typed !== null) return
    event.preventDefault()
    const texts = event.clipboardData
      .getData('text/plain')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
    const items = texts.flatMap((_, at) => itemAt(sections, active.line + at) ?? [])
    grid.onPaste(items, column.field, texts.slice(0, items.length))
  }

  return { press, copy, paste }
}

function isHeading({ sections }: Pick<Keyed, 'sections'>, line: number): boolean {
  return sections.some(({ group, start }) => group !== null && start === line)
}
