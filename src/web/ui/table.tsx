import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export interface Column<Row> {
  readonly key: string
  readonly title: ReactNode
  readonly cell: (row: Row) => ReactNode
  /** Numbers stand at the end of their column. */
  readonly isNumber?: boolean
  /** The cell that names the row. */
  readonly isRowHeader?: boolean
}

interface TableProps<Row> {
  /** What the table shows; read aloud, and printed. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly className?: string
}

/** A plain table of up to some hundred rows. */
export function Table<Row>({ label, columns, rows, rowKey, className }: TableProps<Row>) {
  return (
    <div role="region" aria-label={label} tabIndex={0} className={cx('relative overflow-x-auto', className)}>
      <table className="w-full border-collapse text-start">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            {columns.map(({ key, title, isNumber }) => (
              <th
                key={key}
                scope="col"
                className={cx('border-b border-line px-2 py-1.5 text-12 font-medium text-ink-3', side(isNumber))}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-b border-line last:border-b-0">
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell<Row>({ column: { cell, isNumber, isRowHeader }, row }: { column: Column<Row>; row: Row }) {
  const content = isNumber ? <bdi>{cell(row)}</bdi> : cell(row)
  const className = cx('h-8.5 px-2 py-1.5', side(isNumber))
  if (!isRowHeader) return <td className={className}>{content}</td>
  return (
    <th scope="row" className={cx(className, 'font-medium')}>
      {content}
    </th>
  )
}

function side(isNumber: boolean | undefined): string {
  return isNumber ? 'text-end whitespace-nowrap' : 'text-start'
}
