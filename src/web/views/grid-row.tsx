import { memo, use } from 'react'
import type { MouseEvent } from 'react'
import { cx, useWords } from '../ui/index.ts'
import { CellEditor } from './cell-editor.tsx'
import { CellContent } from './grid-cell.tsx'
import { GridContext } from './grid-context.ts'
import type { Item } from './kinds.ts'
import { type GridColumn, startName, widthName } from './use-columns.ts'

export const rowHeight = 34

interface GridRowProps {
  /** Undefined until it has come. */
  readonly item: Item | undefined
  readonly line: number
  /** Pixels from the top of the list. */
  readonly top: number
  readonly columns: readonly GridColumn[]
  readonly isSelected: boolean
  /** The column of the active cell, if it is in this row. */
  readonly active: number | null
  /** What was typed when the active cell began to be edited; null while it is not. */
  readonly typed: string | null
}

/** One row. It is drawn anew only when its own item, place or state has changed: a scroll draws the rows that come in, no others. */
export const GridRow = memo(function GridRow({ item, line, top, columns, isSelected, active, typed }: GridRowProps) {
  const { t } = useWords()
  const { acts } = use(GridContext)
  if (!item) return <WaitingRow top={top} columns={columns} />
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      aria-selected={isSelected}
      style={{ transform: `translateY(${top}px)` }}
      // What is typed into may reach over the rows below.
      className={cx(rowClass, 'group', typed !== null && 'z-3', isSelected ? 'bg-accent-soft' : 'bg-surface')}
    >
      <div role="gridcell" className="sticky start-0 z-1 grid w-10 shrink-0 place-items-center bg-inherit">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t('views.select.row', { name: item.name })}
          checked={isSelected}
          onClick={(event) => acts.toggle(line, event.shiftKey)}
          onChange={ignore}
          className={cx(
            'size-4 accent-accent',
            !isSelected && 'opacity-40 group-hover:opacity-100 focus-visible:opacity-100',
          )}
        />
      </div>
      {columns.map((column, at) => (
        <Cell
          key={column.field.key}
          item={item}
          line={line}
          at={at}
          column={column}
          isActive={active === at}
          typed={active === at ? typed : null}
        />
      ))}
      <div aria-hidden className="min-w-0 flex-1" />
    </div>
  )
})

const rowClass = 'absolute inset-x-0 top-0 flex h-8.5 border-b border-line'

// The click has done it: React wants a handler beside `checked`.
function ignore(): void {}

interface CellProps {
  readonly item: Item
  readonly line: number
  readonly at: number
  readonly column: GridColumn
  readonly isActive: boolean
  readonly typed: string | null
}

function Cell({ item, line, at, column: { field, isPinned }, isActive, typed }: CellProps) {
  const { acts, text, tags, today, mayEdit, addressOf, hasActive } = use(GridContext)
  const isEditable = mayEdit && field.isEditable
  const isName = field.key === 'name'
  const words = text(item, field)
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    acts.open(line)
  }
  return (
    <div
      role={isName ? 'rowheader' : 'gridcell'}
      aria-colindex={at + 2}
      aria-readonly={!isEditable}
      tabIndex={isActive || (!hasActive && line === 0 && at === 0) ? 0 : -1}
      data-cell={`${line}.${at}`}
      onFocus={() => acts.activate(line, at)}
      onDoubleClick={() => isEditable && acts.edit(line, at, '')}
      style={{
        width: `var(${widthName(field.key)})`,
        ...(isPinned ? { insetInlineStart: `var(${startName(field.key)})` } : {}),
      }}
      className={cx(
        'flex shrink-0 items-center px-2 outline-none focus:shadow-[inset_0_0_0_2px_var(--accent)]',
        isPinned ? 'sticky z-1 bg-inherit' : 'relative',
        (field.type === 'number' || field.type === 'money') && 'justify-end',
        isName && 'font-medium',
      )}
    >
      {typed !== null && <CellEditor item={item} line={line} at={at} field={field} typed={typed} />}
      {typed === null && isName && (
        <a href={addressOf(item)} tabIndex={-1} onClick={open} className="flex min-w-0 hover:underline">
          <bdi className="truncate">{words}</bdi>
        </a>
      )}
      {typed === null && !isName && <CellContent item={item} field={field} text={words} tags={tags} today={today} />}
    </div>
  )
}

/** A row that has not come: nothing to read yet. */
function WaitingRow({ top, columns }: { top: number; columns: readonly GridColumn[] }) {
  return (
    <div aria-hidden style={{ transform: `translateY(${top}px)` }} className={`${rowClass} bg-surface`}>
      <div className="sticky start-0 w-10 shrink-0 bg-inherit" />
      {columns.map(({ field, isPinned }) => (
        <div
          key={field.key}
          style={{
            width: `var(${widthName(field.key)})`,
            ...(isPinned ? { insetInlineStart: `var(${startName(field.key)})` } : {}),
          }}
          className={cx('flex shrink-0 items-center px-2', isPinned && 'sticky bg-inherit')}
        >
          <span className="h-2.5 w-2/3 rounded-1 bg-sunken" />
        </div>
      ))}
    </div>
  )
}
