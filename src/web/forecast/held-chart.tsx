import type { BackTest } from '../../contract/forecast.ts'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { useWidth } from '../charts/use-width.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { moneyRange, useWholeMoney } from './whole-money.ts'

const height = 180

/** What was said on each date as a band with its line, and what came as a dot: filled where the band held it. */
export function HeldChart({ test: { rows, currency } }: { test: BackTest }) {
  const { t, direction } = useWords()
  const { day } = useFormats()
  const [frame, width] = useWidth()
  const write = useWholeMoney(currency, 'compact')
  const most = Math.max(1, ...rows.map(({ open }) => Math.max(open.high, open.came ?? 0)))
  const along = (place: number) => {
    const part = rows.length < 2 ? 0.5 : (place + 0.5) / rows.length
    return (direction === 'rtl' ? 1 - part : part) * width
  }
  const up = (minor: number) => height - 6 - (minor / most) * (height - 12)
  const line = (pick: (row: Row) => number) => rows.map((row, place) => `${along(place)},${up(pick(row))}`)
  const band = [...line(({ open }) => open.high), ...line(({ open }) => open.low).toReversed()].join(' ')
  const holds = ({ open }: Row) => open.came !== null && open.came >= open.low && open.came <= open.high
  return (
    <ChartFrame label={t('forecast.held.chart')} columns={useColumns(write)} rows={rows} rowKey={({ on }) => on}>
      <div ref={frame}>
        <svg aria-hidden width={width} height={height} className="block overflow-visible">
          <polygon points={band} fill="var(--accent-soft)" />
          <polyline
            points={line(({ open }) => open.expected).join(' ')}
            fill="none"
            stroke="var(--accent)"
            strokeWidth={2}
          />
          {rows.map((row, place) =>
            row.open.came === null ? null : (
              <circle
                key={row.on}
                cx={along(place)}
                cy={up(row.open.came)}
                r={3.5}
                fill={holds(row) ? 'var(--ink)' : 'var(--surface)'}
                stroke={holds(row) ? 'var(--ink)' : 'var(--bad)'}
                strokeWidth={2}
              />
            ),
          )}
        </svg>
        <div aria-hidden className="mt-1 flex justify-between text-11 text-ink-2">
          {[rows[0], rows.at(-1)].map((row) => row && <span key={row.on}>{day(row.on, 'monthDay')}</span>)}
        </div>
      </div>
    </ChartFrame>
  )
}

function useColumns(write: (minor: number) => string) {
  const { t } = useWords()
  const { day } = useFormats()
  return [
    { key: 'on', title: t('forecast.held.on'), cell: ({ on }: Row) => day(on), isRowHeader: true },
    { key: 'said', title: t('forecast.held.said'), cell: ({ open }: Row) => write(open.expected), isNumber: true },
    {
      key: 'limits',
      title: t('forecast.groups.limits'),
      cell: ({ open }: Row) => moneyRange(write(open.low), write(open.high)),
      isNumber: true,
    },
    {
      key: 'came',
      title: t('forecast.held.came'),
      cell: ({ open }: Row) => (open.came === null ? '–' : write(open.came)),
      isNumber: true,
    },
    {
      key: 'weighted',
      title: t('forecast.held.weighted'),
      cell: ({ weighted }: Row) => write(weighted),
      isNumber: true,
    },
  ]
}

type Row = BackTest['rows'][number]
