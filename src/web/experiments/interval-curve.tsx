import type { ExperimentReading } from '../../contract/experiment-reading.ts'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { useWidth } from '../charts/use-width.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { useDifferenceWords } from './difference-words.ts'

type Point = ExperimentReading['history'][number]
type Drawn = Point & { readonly estimate: number; readonly low: number; readonly high: number }

const height = 170
const edge = { start: 44, end: 8, top: 8, bottom: 24 }

/** How the difference was read, week by week: the band narrows as deals come in. Time runs with the reading direction. */
export function IntervalCurve({ history }: { history: readonly Point[] }) {
  const { t } = useWords()
  const { day } = useFormats()
  const { limits, signed } = useDifferenceWords()
  const [element, width] = useWidth()
  const points = history.filter(
    (point): point is Drawn => point.estimate !== null && point.low !== null && point.high !== null,
  )
  const label = t('experiments.curve')
  return (
    <div>
      <p className="mb-2 text-12 font-medium text-ink-2">{label}</p>
      <ChartFrame
        label={label}
        columns={[
          { key: 'on', title: t('experiments.curve.on'), cell: ({ on }: Drawn) => day(on), isRowHeader: true },
          {
            key: 'estimate',
            title: t('experiments.difference'),
            cell: ({ estimate }: Drawn) => signed(estimate),
            isNumber: true,
          },
          { key: 'limits', title: t('ui.curve.interval'), cell: (point: Drawn) => limits(point), isNumber: true },
        ]}
        rows={points}
        rowKey={({ on }) => on}
      >
        <div ref={element} style={{ height }}>
          {width > 0 && <Drawing points={points} width={width} write={signed} />}
        </div>
      </ChartFrame>
    </div>
  )
}

/** The widest difference that is drawn: the first looks know nothing, and would press the rest flat. */
function reachOf(points: readonly Drawn[]): number {
  const settled = points.slice(Math.floor(points.length / 3))
  const most = Math.max(0.05, ...settled.map(({ low, high }) => Math.max(-low, high)))
  return Math.min(1, Math.ceil(most * 20) / 20)
}

interface DrawingProps {
  readonly points: readonly Drawn[]
  readonly width: number
  readonly write: (share: number) => string
}

function Drawing({ points, width, write }: DrawingProps) {
  const { direction } = useWords()
  const isMirrored = direction === 'rtl'
  const reach = reachOf(points)
  const mirrored = (x: number) => (isMirrored ? width - x : x)
  const across = width - edge.start - edge.end
  const x = (at: number) => mirrored(edge.start + (across * at) / Math.max(1, points.length - 1))
  const tall = height - edge.bottom - edge.top
  const y = (share: number) => edge.top + (tall * (reach - Math.max(-reach, Math.min(reach, share)))) / (2 * reach)
  const line = (value: (point: Drawn) => number) => points.map((point, at) => `${x(at)},${y(value(point))}`)
  return (
    <svg aria-hidden width={width} height={height} className="block overflow-visible text-11" fill="var(--ink-2)">
      {[-reach, 0, reach].map((share) => (
        <g key={share}>
          <line
            x1={mirrored(edge.start)}
            x2={mirrored(width - edge.end)}
            y1={y(share)}
            y2={y(share)}
            stroke={share === 0 ? 'var(--ink-3)' : 'var(--line)'}
          />
          <text x={mirrored(0)} y={y(share)} dy="0.35em" direction="ltr" textAnchor={isMirrored ? 'end' : 'start'}>
            {write(share)}
          </text>
        </g>
      ))}
      <polygon
        points={[...line(({ high }) => high), ...line(({ low }) => low).toReversed()].join(' ')}
        fill="var(--accent)"
        opacity={0.16}
        className="print:print-color-exact"
      />
      <polyline
        points={line(({ estimate }) => estimate).join(' ')}
        fill="none"
        stroke="var(--accent)"
        strokeWidth={2}
        strokeLinejoin="round"
      />
      <Ends points={points} x={x} />
    </svg>
  )
}

/** The first day that is drawn, and the last one. */
function Ends({ points, x }: Pick<DrawingProps, 'points'> & { x: (at: number) => number }) {
  const { day } = useFormats()
  return [0, points.length - 1].map((at) => (
    <text key={at} x={x(at)} y={height - 6} textAnchor={at === 0 ? 'start' : 'end'}>
      {day(points[at]?.on ?? '', 'monthDay')}
    </text>
  ))
}
