import type { Kpi, Kpis } from '../../contract/kpis.ts'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { cx, useWords } from '../ui/index.ts'
import { useKpiWords } from './kpi-words.ts'

/** The periods of a key figure as small bars, from the reading side on; the one spoken of stands out, the last may not be over. */
export function Trend({ kpi, kpis }: { kpi: Kpi; kpis: Kpis }) {
  const { t } = useWords()
  const words = useKpiWords(kpis)
  const columns = [
    {
      key: 'period',
      title: t('kpis.column.period'),
      cell: (point: Kpi['points'][number]) => words.period(point),
      isRowHeader: true,
    },
    {
      key: 'value',
      title: t('insights.column.value'),
      cell: (point: Kpi['points'][number]) => words.value(kpi, point.value),
      isNumber: true,
    },
    {
      key: 'interval',
      title: t('ui.curve.interval'),
      cell: (point: Kpi['points'][number]) => words.interval(kpi, point),
      isNumber: true,
    },
    { key: 'n', title: t(`kpis.column.${counted(kpi)}`), cell: ({ n }: Kpi['points'][number]) => n, isNumber: true },
  ]
  const shown = kpi.points.some(({ low }) => low !== null) ? columns : columns.filter(({ key }) => key !== 'interval')
  return (
    <ChartFrame
      label={t('kpis.trend', { name: t(`kpis.name.${kpi.code}`) })}
      columns={shown}
      rows={kpi.points}
      rowKey={({ from }) => from}
    >
      <TrendBars kpi={kpi} />
    </ChartFrame>
  )
}

function TrendBars({ kpi }: { kpi: Kpi }) {
  const values = kpi.points.map(({ value }) => value ?? 0)
  const top = Math.max(0, ...values)
  const bottom = Math.min(0, ...values)
  const scale = top - bottom || 1
  return (
    <div aria-hidden className="flex h-14 items-stretch gap-[3px]">
      {kpi.points.map(({ from, value, complete }, place) => (
        <span key={from} className="relative flex-1">
          <span
            className={cx(
              'absolute inset-x-0 rounded-[2px]',
              value === null
                ? 'bg-line'
                : place === kpi.shown
                  ? 'bg-accent'
                  : complete
                    ? 'bg-accent-soft'
                    : 'border border-dashed border-line-strong',
            )}
            style={{
              bottom: `${((Math.min(value ?? 0, 0) - bottom) / scale) * 100}%`,
              height: `max(2px, ${(Math.abs(value ?? 0) / scale) * 100}%)`,
            }}
          />
        </span>
      ))}
    </div>
  )
}

const ofCustomers: readonly Kpi['code'][] = ['acquisition_cost', 'lifetime_value', 'churn']

/** What a figure counts: deals or customers. */
export function counted({ code }: Pick<Kpi, 'code'>): 'customers' | 'deals' {
  return ofCustomers.includes(code) ? 'customers' : 'deals'
}
