import type { ScoreReport } from '../../contract/scoring.ts'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { range } from '../../words/isolate.ts'
import { useFormats, useWords } from '../ui/index.ts'

type Bin = ScoreReport['reliability'][number]

const side = 260
const margin = { start: 44, end: 20, top: 8, bottom: 30 }
const ticks = [0, 0.25, 0.5, 0.75, 1]
const smallest = 3
const largest = 9

/** What a score said beside what came true: on the diagonal it keeps its word; a dot is as large as it has cases. */
export function ReliabilityPlot({ reliability }: { reliability: readonly Bin[] }) {
  const { t } = useWords()
  const { percent, number } = useFormats()
  const columns = [
    { key: 'said', title: t('scoring.reliability.said'), cell: ({ said }: Bin) => percent(said), isRowHeader: true },
    {
      key: 'came',
      title: t('scoring.reliability.came'),
      cell: ({ cameTrue }: Bin) => percent(cameTrue.estimate ?? 0),
      isNumber: true,
    },
    {
      key: 'interval',
      title: t('ui.curve.interval'),
      cell: ({ cameTrue: { low, high } }: Bin) => range(percent(low ?? 0), percent(high ?? 1)),
      isNumber: true,
    },
    { key: 'n', title: t('scoring.reliability.n'), cell: ({ n }: Bin) => number(n), isNumber: true },
  ]
  return (
    <ChartFrame
      label={t('scoring.reliability')}
      columns={columns}
      rows={reliability}
      rowKey={({ from }) => String(from)}
    >
      <Drawing reliability={reliability} />
      <p className="text-12 text-ink-2">{t('scoring.reliability.axes')}</p>
    </ChartFrame>
  )
}

function Drawing({ reliability }: { readonly reliability: readonly Bin[] }) {
  const { direction } = useWords()
  const { percent } = useFormats()
  const most = Math.max(1, ...reliability.map(({ n }) => n))
  // Drawn from the reading side.
  const x = (share: number) => {
    const along = margin.start + share * side
    return direction === 'rtl' ? margin.start + side + margin.end - along + margin.end : along
  }
  const y = (share: number) => margin.top + (1 - share) * side
  const [width, height] = [margin.start + side + margin.end, margin.top + side + margin.bottom]
  const axis = direction === 'rtl' ? width - margin.start + 6 : margin.start - 6
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${width} ${height}`}
      className="block w-full max-w-100 print:print-color-exact"
      direction="ltr"
    >
      {ticks.map((tick) => (
        <g key={tick} fill="var(--ink-2)" fontSize={11}>
          <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
          <line x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} stroke="var(--line)" />
          <text x={axis} y={y(tick) + 4} textAnchor={direction === 'rtl' ? 'start' : 'end'}>
            {percent(tick)}
          </text>
          <text x={x(tick)} y={y(0) + 16} textAnchor="middle">
            {percent(tick)}
          </text>
        </g>
      ))}
      <line x1={x(0)} x2={x(1)} y1={y(0)} y2={y(1)} stroke="var(--ink-3)" strokeDasharray="4 4" />
      {reliability.map(({ from, said, n, cameTrue: { estimate, low, high } }) => (
        <g key={from}>
          <line
            x1={x(said)}
            x2={x(said)}
            y1={y(low ?? 0)}
            y2={y(high ?? 1)}
            stroke="var(--accent)"
            strokeWidth={3}
            strokeLinecap="round"
            opacity={0.35}
          />
          <circle
            cx={x(said)}
            cy={y(estimate ?? 0)}
            r={smallest + (largest - smallest) * Math.sqrt(n / most)}
            fill="var(--accent)"
            stroke="var(--surface)"
            strokeWidth={1.5}
          />
        </g>
      ))}
    </svg>
  )
}
