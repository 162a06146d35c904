import { range } from '../../words/isolate.ts'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/language.tsx'
import { ChartFrame } from './chart-frame.tsx'

export interface Bar {
  readonly key: string
  readonly name: string
  /** Between 0 and the largest; a share goes from 0 to 1. */
  readonly value: number
  /** The interval around the value, drawn as whiskers. */
  readonly low?: number
  readonly high?: number
  /** What stands at the end of the bar, written by the caller: "77 %", "184". */
  readonly text: string
  /** Behind `text`, quieter: "n = 120". */
  readonly note?: string
  readonly colour?: string
}

interface BarsProps {
  readonly label: string
  readonly bars: readonly Bar[]
  /** Title of the names' column in the table, and of the values'. */
  readonly nameTitle: string
  readonly valueTitle: string
  /** The value of a full bar; the largest value or bound unless said. */
  readonly maximum?: number
  /** Opens what is behind a number. */
  readonly onOpen?: (bar: Bar) => void
  /** Writes an interval's bounds in the table and for the reader; percent unless said. */
  readonly writeBound?: (bound: number) => string
}

/** Horizontal bars from the reading side, with interval whiskers: the funnel. */
export function Bars({ label, bars, nameTitle, valueTitle, maximum, onOpen, writeBound }: BarsProps) {
  const { t } = useWords()
  const { percent } = useFormats()
  const write = writeBound ?? percent
  const full = maximum ?? Math.max(...bars.map(({ value, high }) => Math.max(value, high ?? 0)), Number.MIN_VALUE)
  const bounds = ({ low, high }: Bar) =>
    low === undefined || high === undefined ? '–' : range(write(low), write(high))
  const columns = [
    { key: 'name', title: nameTitle, cell: ({ name }: Bar) => name, isRowHeader: true },
    {
      key: 'value',
      title: valueTitle,
      cell: ({ text, note }: Bar) => [text, note].filter(Boolean).join(' · '),
      isNumber: true,
    },
    { key: 'interval', title: t('ui.curve.interval'), cell: bounds, isNumber: true },
  ]
  const shown = bars.some(({ low }) => low !== undefined) ? columns : columns.slice(0, 2)
  return (
    <ChartFrame label={label} columns={shown} rows={bars} rowKey={({ key }) => key}>
      <ul className="grid grid-cols-[fit-content(42%)_minmax(40px,1fr)_auto] gap-x-3">
        {bars.map((bar) => (
          <li key={bar.key} className="col-span-full grid grid-cols-subgrid">
            {onOpen ? (
              <button
                type="button"
                onClick={() => onOpen(bar)}
                className={`${rowClass} rounded-2 text-start hover:bg-sunken`}
              >
                <BarRow bar={bar} full={full} />
              </button>
            ) : (
              <div className={rowClass}>
                <BarRow bar={bar} full={full} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </ChartFrame>
  )
}

// One grid for all rows: a bar of each is as long as its value, however long the words beside it.
const rowClass = 'col-span-full grid min-h-8 grid-cols-subgrid items-center px-1'

function BarRow({ bar, full }: { bar: Bar; full: number }) {
  return (
    <>
      <span className="line-clamp-2 font-medium" title={bar.name}>
        {bar.name}
      </span>
      <BarDrawing bar={bar} full={full} />
      <span className="text-end text-ink-2">
        <bdi>{bar.text}</bdi>
        {bar.note && (
          <span className="block text-11 text-ink-3">
            <bdi>{bar.note}</bdi>
          </span>
        )}
      </span>
    </>
  )
}

// Everything in percent of the width, so that the row needs no measuring; mirrored by counting from the other side.
function BarDrawing({ bar: { value, low, high, colour = 'var(--accent)' }, full }: { bar: Bar; full: number }) {
  const { direction } = useWords()
  const share = (part: number) => Math.max(0, Math.min(1, part / full)) * 100
  const at = (part: number) => `${direction === 'rtl' ? 100 - share(part) : share(part)}%`
  return (
    <svg aria-hidden width="100%" height={16} className="block overflow-visible print:print-color-exact">
      <rect x={direction === 'rtl' ? at(value) : 0} y={2} width={`${share(value)}%`} height={12} rx={3} fill={colour} />
      {low !== undefined && high !== undefined && (
        <g stroke="var(--ink)" strokeWidth={1.25} opacity={0.65}>
          <line x1={at(low)} x2={at(high)} y1={8} y2={8} />
          <line x1={at(low)} x2={at(low)} y1={4.5} y2={11.5} />
          <line x1={at(high)} x2={at(high)} y1={4.5} y2={11.5} />
        </g>
      )}
    </svg>
  )
}
