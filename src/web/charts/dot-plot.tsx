import type { ReactNode } from 'react'
import { useWords } from '../words/language.tsx'
import { Beneath } from './beneath.tsx'
import { ChartFrame } from './chart-frame.tsx'

/** An estimate with its interval; an interval without an upper bound runs to the edge. */
export interface Spread {
  readonly value: number
  readonly low: number | null
  readonly high: number | null
}

export interface DotRow {
  readonly key: string
  readonly name: string
  /** Below the name, quieter. */
  readonly note?: ReactNode
  /** As counted; null where there is nothing to draw. */
  readonly dot: Spread | null
  /** Drawn to the mean of all rows: shown full, and the other one hollow. */
  readonly drawn?: Spread | null
  /** At the end of the row: the estimate, and its bounds below. */
  readonly text: string
  readonly bounds: string
}

interface DotPlotProps {
  readonly label: string
  readonly nameTitle: string
  readonly valueTitle: string
  readonly boundsTitle: string
  readonly rows: readonly DotRow[]
  /** What the ends of the line stand for. */
  readonly lowest: number
  readonly highest: number
  /** Writes a value of the axis. */
  readonly write: (value: number) => string
  /** What the names do when they are chosen. */
  readonly nameOf?: (row: DotRow) => ReactNode
}

/** Groups beside each other: a dot for what was found, a line for how sure that is. */
export function DotPlot(props: DotPlotProps) {
  const { label, nameTitle, valueTitle, boundsTitle, rows, lowest, highest, write, nameOf } = props
  const columns = [
    { key: 'name', title: nameTitle, cell: ({ name }: DotRow) => name, isRowHeader: true },
    { key: 'value', title: valueTitle, cell: ({ text }: DotRow) => text, isNumber: true },
    { key: 'bounds', title: boundsTitle, cell: ({ bounds }: DotRow) => bounds || '–', isNumber: true },
  ]
  return (
    <ChartFrame label={label} columns={columns} rows={rows} rowKey={({ key }) => key}>
      <div>
        <ul>
          {rows.map((row) => (
            <li key={row.key} className={rowClass}>
              <span className="col-start-1 row-start-1 min-w-0 py-1">
                <span className="block font-medium" dir="auto">
                  {nameOf ? nameOf(row) : row.name}
                </span>
                {row.note && <span className="block text-11 text-ink-2">{row.note}</span>}
              </span>
              <span className={drawingClass}>
                <Drawing row={row} lowest={lowest} highest={highest} />
              </span>
              <span className="col-start-2 row-start-1 text-end tablet:col-start-3">
                <bdi>{row.text}</bdi>
                <Beneath>{row.bounds}</Beneath>
              </span>
            </li>
          ))}
        </ul>
        <Axis lowest={lowest} highest={highest} write={write} />
      </div>
    </ChartFrame>
  )
}

// On a phone the line has the whole width, below the name and the number.
const rowClass =
  'grid min-h-10 grid-cols-[1fr_auto] items-center gap-x-3 border-b border-line px-1 last:border-b-0 tablet:grid-cols-[minmax(96px,26%)_1fr_minmax(84px,auto)]'
const drawingClass = 'col-span-2 row-start-2 min-w-0 tablet:col-span-1 tablet:col-start-2 tablet:row-start-1'

const ticks = [0, 0.25, 0.5, 0.75, 1]

// In percent of the width, so that nothing needs measuring; mirrored by counting from the other side.
function Drawing({ row: { dot, drawn }, lowest, highest }: { row: DotRow; lowest: number; highest: number }) {
  const { direction } = useWords()
  const at = (value: number) => {
    const share = Math.max(0, Math.min(1, (value - lowest) / (highest - lowest)))
    return `${(direction === 'rtl' ? 1 - share : share) * 100}%`
  }
  const full = drawn ?? dot
  return (
    <svg aria-hidden width="100%" height={40} className="block overflow-visible print:print-color-exact">
      {ticks.map((share) => (
        <line
          key={share}
          x1={`${share * 100}%`}
          x2={`${share * 100}%`}
          y1={0}
          y2={40}
          stroke="var(--line)"
          strokeDasharray={share === 0 || share === 1 ? undefined : '2 3'}
        />
      ))}
      {full?.low !== undefined && full.low !== null && (
        <line
          x1={at(full.low)}
          x2={at(full.high ?? highest)}
          y1={20}
          y2={20}
          stroke="var(--accent)"
          strokeWidth={4}
          strokeLinecap="round"
          opacity={0.35}
        />
      )}
      {drawn && dot && (
        <circle cx={at(dot.value)} cy={20} r={4} fill="var(--surface)" stroke="var(--ink-3)" strokeWidth={1.5} />
      )}
      {full && (
        <circle cx={at(full.value)} cy={20} r={5} fill="var(--accent)" stroke="var(--surface)" strokeWidth={1.5} />
      )}
    </svg>
  )
}

function Axis({ lowest, highest, write }: Pick<DotPlotProps, 'lowest' | 'highest' | 'write'>) {
  return (
    <div aria-hidden className={`${rowClass} min-h-6! border-0! text-11 text-ink-2`}>
      <span className={`${drawingClass} row-start-1! flex justify-between`}>
        {[lowest, (lowest + highest) / 2, highest].map((value) => (
          <bdi key={value}>{write(value)}</bdi>
        ))}
      </span>
      <span className="col-start-3 w-21 not-tablet:hidden" />
    </div>
  )
}
