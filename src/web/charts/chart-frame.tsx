import { useState } from 'react'
import type { ReactNode } from 'react'
import IconChartBar from '@tabler/icons-react/dist/esm/icons/IconChartBar.mjs'
import IconTable from '@tabler/icons-react/dist/esm/icons/IconTable.mjs'
import { IconButton } from '../ui/button.tsx'
import { Table } from '../ui/table.tsx'
import type { Column } from '../ui/table.tsx'
import { useWords } from '../words/language.tsx'

interface ChartFrameProps<Row> {
  /** What is drawn; names the table too. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly children: ReactNode
}

/** A picture of numbers with its table: read by screen readers and paper always, by everybody at a click. */
export function ChartFrame<Row>({ label, columns, rows, rowKey, children }: ChartFrameProps<Row>) {
  const { t } = useWords()
  const [showsTable, setShowsTable] = useState(false)
  return (
    <figure className="group/chart relative m-0 min-w-0">
      <div className={showsTable ? 'hidden print:block' : undefined}>{children}</div>
      <div className={showsTable ? undefined : 'sr-only print:not-sr-only'}>
        {showsTable ? (
          <Table label={label} columns={columns} rows={rows} rowKey={rowKey} />
        ) : (
          <TwinTable label={label} columns={columns} rows={rows} rowKey={rowKey} />
        )}
      </div>
      <IconButton
        icon={showsTable ? IconChartBar : IconTable}
        label={t(showsTable ? 'ui.chart.picture' : 'ui.chart.table')}
        onPress={() => setShowsTable(!showsTable)}
        // Where nothing hovers it is always there, so it stands below the picture and hides no number of it.
        className="absolute! end-0 top-0 bg-surface opacity-0 group-hover/chart:opacity-100 focus-visible:opacity-100 pointer-coarse:relative! pointer-coarse:ms-auto pointer-coarse:flex pointer-coarse:opacity-100"
      />
    </figure>
  )
}

// Out of sight, so without the scrolling region that would take a place in the order of Tab.
function TwinTable<Row>({ label, columns, rows, rowKey }: Omit<ChartFrameProps<Row>, 'children'>) {
  return (
    <table className="text-12 [&_caption]:pt-3 [&_caption]:text-start [&_td]:pe-4 [&_th]:pe-4 [&_th]:text-start">
      <caption>{label}</caption>
      <thead>
        <tr>
          {columns.map(({ key, title }) => (
            <th key={key} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ key, cell, isRowHeader }) =>
              isRowHeader ? (
                <th key={key} scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={key}>{cell(row)}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
