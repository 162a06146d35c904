import type { Stand } from '../../contract/forecast.ts'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { range } from '../../words/isolate.ts'
import { cx, useFormats, useWords } from '../ui/index.ts'
import { useWholeMoney } from './whole-money.ts'

/** A week under so much of what is usual is lean, one over so much full. */
const lean = 0.6
const rich = 1.6

/** What is expected to be won in each of the weeks ahead, against a usual week: feast or famine is seen while there is time. */
export function WeeksChart({ stand: { weeks, usualWeek, evenness, currency } }: { stand: Stand }) {
  const { t } = useWords()
  const { day } = useFormats()
  const rows = weeks.map(({ from, open, fresh }) => ({ from, open, fresh, sum: open + fresh }))
  const isNothing = usualWeek === 0 && rows.every(({ sum }) => sum === 0)
  const most = Math.max(usualWeek, ...rows.map(({ sum }) => sum), 1)
  const write = useWholeMoney(currency, 'compact')
  const height = (minor: number) => `${(Math.max(0, minor) / most) * 100}%`
  const kind = (sum: number) => (sum < lean * usualWeek ? 'lean' : sum > rich * usualWeek ? 'rich' : 'usual')
  const columns = [
    { key: 'week', title: t('forecast.weeks.from'), cell: ({ from }: Row) => day(from, 'monthDay'), isRowHeader: true },
    { key: 'sum', title: t('forecast.weeks.expected'), cell: ({ sum }: Row) => write(sum), isNumber: true },
    { key: 'open', title: t('forecast.part.open'), cell: ({ open }: Row) => write(open), isNumber: true },
    { key: 'fresh', title: t('forecast.part.fresh'), cell: ({ fresh }: Row) => write(fresh), isNumber: true },
    { key: 'kind', title: t('forecast.weeks.kind'), cell: ({ sum }: Row) => t(`forecast.weeks.${kind(sum)}`) },
  ]
  const leanWeeks = rows.filter(({ sum }) => usualWeek > 0 && kind(sum) === 'lean')
  if (isNothing) return <p className="text-ink-2">{t('forecast.weeks.none')}</p>
  return (
    <>
      <ChartFrame label={t('forecast.weeks')} columns={columns} rows={rows} rowKey={({ from }) => from}>
        <div className="relative mt-2 flex h-36 items-end gap-1 border-b border-line">
          {rows.map((row) => (
            <div key={row.from} title={write(row.sum)} className="flex h-full min-w-0 flex-1 flex-col justify-end">
              <span
                className={cx('rounded-t-1', kind(row.sum) === 'lean' ? 'bg-warn' : 'bg-accent')}
                style={{ height: height(row.open) }}
              />
              <span className="order-first rounded-t-1 bg-accent-soft" style={{ height: height(row.fresh) }} />
            </div>
          ))}
          {usualWeek > 0 && (
            <span
              className="absolute inset-x-0 border-t border-dashed border-ink-2"
              style={{ bottom: height(usualWeek) }}
            />
          )}
        </div>
        <div aria-hidden className="mt-1 flex justify-between text-11 text-ink-2">
          {[rows[0], rows[6], rows[12]].map((row) => row && <span key={row.from}>{day(row.from, 'monthDay')}</span>)}
        </div>
      </ChartFrame>
      <p className="text-12 text-ink-2">
        {t('forecast.weeks.line', { amount: write(usualWeek) })}{' '}
        {leanWeeks[0] &&
          t('forecast.weeks.warning', { count: leanWeeks.length, day: day(leanWeeks[0].from, 'monthDay') })}
      </p>
      {evenness && <Evenness evenness={evenness} />}
    </>
  )
}

/** Feast and famine behind: whether wins came as evenly as chance lets them. */
function Evenness({ evenness }: { evenness: NonNullable<Stand['evenness']> }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { days, periods, wins, index, low, high, isEven } = evenness
  return (
    <p className={isEven ? 'text-12 text-ink-2' : undefined}>
      {t(isEven ? 'forecast.weeks.even' : 'forecast.weeks.uneven', {
        weeks: (periods * days) / 7,
        wins: number(wins),
        index: number(index, 1),
        range: range(number(low, 1), number(high, 1)),
      })}
    </p>
  )
}

interface Row {
  readonly from: string
  readonly open: number
  readonly fresh: number
  readonly sum: number
}
