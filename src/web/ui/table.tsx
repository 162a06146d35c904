import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useWords } from '../words/language.tsx'
import { buttonClass } from './button.tsx'
import { cx } from './cx.ts'
import { useFoldedColumns } from './fitting-columns.ts'

export interface Column<Row> {
  readonly key: string
  readonly title: ReactNode
  readonly cell: (row: Row) => ReactNode
  /** Numbers stand at the end of their column. */
  readonly isNumber?: boolean
  /** The cell that names the row. */
  readonly isRowHeader?: boolean
  /** Where not all columns fit beside each other, the others fold into the rows before this one does. */
  readonly staysLong?: boolean
}

interface TableProps<Row> {
  /** What the table shows; read aloud, and printed. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly className?: string
  /** A grid of amounts: where it is wide it is scrolled through, beside the names of its rows, and folds on a phone alone. */
  readonly isGrid?: boolean
  /** What a row opens to; on paper every row is open. */
  readonly detail?: (row: Row) => ReactNode
}

/** Narrower than this a grid folds: with a name beside, fewer amounts than a year has quarters would stand there. */
const gridPixels = 640
const standsStill = 'sticky start-0 z-1 bg-surface'

/** A plain table of up to some hundred rows. Columns that do not fit beside each other stand in the row, which opens. */
export function Table<Row>({ label, columns, rows, rowKey, className, isGrid = false, detail }: TableProps<Row>) {
  const { t } = useWords()
  const [frame, folded] = useFoldedColumns(columns, isGrid ? gridPixels : undefined)
  const standing = columns.filter(({ key }) => !folded.has(key))
  return (
    <div
      ref={frame}
      role="region"
      aria-label={label}
      tabIndex={0}
      className={cx('relative overflow-x-auto', className)}
    >
      <table className="w-full border-collapse text-start">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="border-b border-line align-bottom">
            {standing.map(({ key, title, isNumber, isRowHeader }) => (
              <th
                key={key}
                data-column={key}
                scope="col"
                className={cx(
                  'px-2 py-1.5 text-12 font-medium text-ink-3',
                  isNumber ? 'text-end' : 'text-start',
                  isGrid && 'whitespace-nowrap',
                  isGrid && isRowHeader && standsStill,
                )}
              >
                {title}
              </th>
            ))}
            {(folded.size > 0 || detail) && (
              <th scope="col" className={cx('w-8', detail !== undefined && 'print:hidden')}>
                <span className="sr-only">{t('ui.table.more')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow
              key={rowKey(row)}
              row={row}
              columns={columns}
              folded={folded}
              isGrid={isGrid}
              detail={detail?.(row)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface TableRowProps<Row> {
  readonly row: Row
  readonly columns: readonly Column<Row>[]
  readonly folded: ReadonlySet<string>
  readonly isGrid: boolean
  readonly detail: ReactNode
}

function TableRow<Row>({ row, columns, folded, isGrid, detail }: TableRowProps<Row>) {
  const { t } = useWords()
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const standing = columns.filter(({ key }) => !folded.has(key))
  const prints = Boolean(detail)
  const opens = folded.size > 0 || prints
  const showsMore = isOpen && opens
  return (
    <>
      <tr className={cx('border-line last:border-b-0', !showsMore && 'border-b', prints && 'print:border-b-0')}>
        {standing.map((column) => (
          <Cell key={column.key} id={`${id}-name`} column={column} row={row} isGrid={isGrid} />
        ))}
        {opens && (
          <td className={cx('py-1 text-end', prints && 'print:hidden')}>
            <AriaButton
              id={`${id}-more`}
              aria-label={t('ui.table.more')}
              aria-labelledby={`${id}-more ${id}-name`}
              aria-expanded={isOpen}
              onPress={() => setIsOpen(!isOpen)}
              className={cx(buttonClass('quiet'), 'w-8 px-0!')}
            >
              <IconChevronDown size={18} stroke={1.75} className={cx('transition-transform', isOpen && 'rotate-180')} />
            </AriaButton>
          </td>
        )}
      </tr>
      {(showsMore || prints) && (
        <tr className={cx('border-b border-line last:border-b-0', !showsMore && 'hidden print:table-row')}>
          <td colSpan={standing.length + 1} className="px-2 pt-1 pb-3 print:pt-0 print:pb-2">
            <div className="flex flex-col gap-2">
              {folded.size > 0 && <Folded row={row} columns={columns.filter(({ key }) => folded.has(key))} />}
              {detail}
            </div>
          </td>
        </tr>
      )}
    </>
  )
}

function Folded<Row>({ row, columns }: { row: Row; columns: readonly Column<Row>[] }) {
  return (
    <dl className="flex flex-col rounded-2 bg-sunken px-3 py-1">
      {columns.map((column) => (
        <div
          key={column.key}
          className="flex items-center justify-between gap-4 border-b border-line py-2 last:border-b-0"
        >
          <dt className="min-w-24 flex-1 text-12 text-ink-2">{column.title}</dt>
          <dd className="min-w-0 text-end">
            <Content column={column} row={row} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface CellProps<Row> {
  /** Of the cell that names the row. */
  readonly id: string
  readonly column: Column<Row>
  readonly row: Row
  readonly isGrid: boolean
}

function Cell<Row>({ id, column, row, isGrid }: CellProps<Row>) {
  const { isNumber, isRowHeader } = column
  const className = cx('h-8.5 px-2 py-1.5', isNumber ? 'text-end whitespace-nowrap' : 'text-start')
  const content = <Content column={column} row={row} />
  if (!isRowHeader) return <td className={className}>{content}</td>
  return (
    <th id={id} scope="row" className={cx(className, 'font-medium', isGrid && standsStill)}>
      {content}
    </th>
  )
}

function Content<Row>({ column: { cell, isNumber }, row }: Pick<CellProps<Row>, 'column' | 'row'>) {
  return isNumber ? <bdi>{cell(row)}</bdi> : cell(row)
}
