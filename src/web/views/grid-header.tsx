import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import type { KeyboardEvent } from 'react'
import type { ListKind } from '../../contract/fields.ts'
import { cx, useWords } from '../ui/index.ts'
import { useFieldName } from './field-words.ts'
import { type Columns, type GridColumn, leastWidth, mostWidth, startName, widthName } from './use-columns.ts'

interface GridHeaderProps {
  readonly kind: ListKind
  readonly columns: Columns
  readonly sort: string | undefined
  readonly onSort: (sort: string | undefined) => void
  readonly isAllSelected: boolean | 'some'
  readonly onSelectAll: (isSelected: boolean) => void
}

/** The headings: press one to sort, again for the other way, a third time for none; drag its edge for its width. */
export function GridHeader({ kind, columns, sort, onSort, isAllSelected, onSelectAll }: GridHeaderProps) {
  const { t } = useWords()
  return (
    <div role="rowgroup" className="sticky top-0 z-10">
      <div role="row" aria-rowindex={1} className="flex h-8.5 border-b border-line bg-bg">
        <div role="columnheader" className="sticky start-0 z-10 grid w-10 shrink-0 place-items-center bg-bg">
          <input
            type="checkbox"
            aria-label={t('views.select.all')}
            checked={isAllSelected === true}
            ref={(box) => {
              if (box) box.indeterminate = isAllSelected === 'some'
            }}
            onChange={(event) => onSelectAll(event.currentTarget.checked)}
            className="size-4 accent-accent"
          />
        </div>
        {columns.columns.map((column) => (
          <Heading
            key={column.field.key}
            kind={kind}
            column={column}
            columns={columns}
            direction={
              sort === column.field.key ? 'ascending' : sort === `-${column.field.key}` ? 'descending' : 'none'
            }
            onSort={onSort}
          />
        ))}
        <div aria-hidden className="min-w-0 flex-1" />
      </div>
    </div>
  )
}

interface HeadingProps {
  readonly kind: ListKind
  readonly column: GridColumn
  readonly columns: Columns
  readonly direction: 'ascending' | 'descending' | 'none'
  readonly onSort: (sort: string | undefined) => void
}

const nextSort = { none: (key: string) => key, ascending: (key: string) => `-${key}`, descending: () => undefined }

function Heading({ kind, column: { field, isPinned }, columns, direction, onSort }: HeadingProps) {
  const { key, isSortable } = field
  const name = useFieldName(kind)(key)
  const isNumber = field.type === 'number' || field.type === 'money'
  const Arrow = direction === 'descending' ? IconArrowDown : IconArrowUp
  return (
    <div
      role="columnheader"
      aria-sort={isSortable ? direction : undefined}
      style={{ width: `var(${widthName(key)})`, ...(isPinned ? { insetInlineStart: `var(${startName(key)})` } : {}) }}
      className={cx('relative flex shrink-0 items-center bg-bg', isPinned && 'sticky z-10')}
    >
      {isSortable ? (
        <button
          type="button"
          onClick={() => onSort(nextSort[direction](key))}
          className={cx(
            'flex h-full min-w-0 flex-1 items-center gap-1 px-2 text-12 font-medium text-ink-2 -outline-offset-2 hover:text-ink',
            isNumber && 'justify-end',
          )}
        >
          <span className="truncate">{name}</span>
          {direction !== 'none' && <Arrow size={14} className="shrink-0 text-accent" />}
        </button>
      ) : (
        <span className={cx('min-w-0 flex-1 truncate px-2 text-12 font-medium text-ink-3', isNumber && 'text-end')}>
          {name}
        </span>
      )}
      <Edge name={name} columns={columns} fieldKey={key} />
    </div>
  )
}

const step = 16

/** The edge of a column: by mouse, by touch, and by the arrows. */
function Edge({ name, columns, fieldKey }: { name: string; columns: Columns; fieldKey: string }) {
  const { t, direction } = useWords()
  const width = columns.sizeOf(fieldKey)
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    const isWider = (event.key === 'ArrowRight') === (direction === 'ltr')
    columns.setWidth(fieldKey, width + (isWider ? step : -step))
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('views.column.width', { field: name })}
      aria-valuenow={width}
      aria-valuemin={leastWidth}
      aria-valuemax={mostWidth}
      onMouseDown={columns.resize(fieldKey)}
      onTouchStart={columns.resize(fieldKey)}
      onKeyDown={press}
      className="absolute inset-y-0 end-0 z-10 w-2 cursor-col-resize touch-none border-e border-transparent hover:border-accent focus-visible:border-accent focus-visible:outline-none"
    />
  )
}
