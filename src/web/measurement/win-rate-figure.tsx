import type { WinRate } from '../../contract/measurement.ts'
import { Bars } from '../charts/index.ts'
import { useWords } from '../ui/index.ts'
import { BehindLink } from './behind-link.tsx'
import { ByDay } from './by-day.tsx'
import type { CsvCell } from './csv.ts'
import { useEstimateWords } from './estimate-words.ts'
import { Figure } from './figure.tsx'
import { outcomeMarks } from './outcomes.ts'
import { Beside, BesideRow, Headline } from './parts.tsx'
import { useInsightsChange } from './search.ts'
import { ShareBar } from './share-bar.tsx'

/** What becomes of a deal by a day: won, lost and the rest compete, and open deals count. */
export function WinRateFigure({ rate }: { rate: WinRate }) {
  const { t } = useWords()
  const { share, shareInterval } = useEstimateWords()
  const { won, closedOnly, byDay } = rate
  const bounds = ({ estimate, low, high }: { estimate: number | null; low: number | null; high: number | null }) =>
    shareInterval({ value: estimate, low, high })
  return (
    <Figure
      id="win-rate"
      title={t('insights.win')}
      told={rate}
      byDay={byDay}
      table={() => table(rate, t)}
      control={<ByDay value={byDay} />}
    >
      <div className="grid gap-6 wide:grid-cols-[minmax(220px,3fr)_minmax(0,6fr)_minmax(220px,3fr)]">
        <Headline figure={share(won.estimate)} interval={bounds(won)}>
          {won.estimate === null
            ? t('insights.win.unknown', { days: byDay })
            : t('insights.win.sentence', { share: share(won.estimate), days: byDay, open: share(rate.open.estimate) })}
        </Headline>
        <Shares rate={rate} />
        <Beside title={t('insights.closed-only')} why={t('insights.closed-only.why-rate')} note={bounds(closedOnly)}>
          <BesideRow name={t('insights.closed-only.rate')}>{share(closedOnly.estimate)}</BesideRow>
          <BesideRow name={t('insights.closed-only.count')}>
            <BehindLink behind={{ part: 'closed' }} label={t('insights.part.closed')}>
              {t('insights.closed-only.of', { won: closedOnly.won, closed: closedOnly.closed })}
            </BehindLink>
          </BesideRow>
          {rate.closedUndated > 0 && (
            <div className="text-12 text-ink-2">
              <dt className="sr-only">{t('insights.part.closed_undated')}</dt>
              <dd>
                <BehindLink behind={{ part: 'closed_undated' }} label={t('insights.part.closed_undated')}>
                  {t('insights.closed-only.undated', { count: rate.closedUndated })}
                </BehindLink>
              </dd>
            </div>
          )}
        </Beside>
      </div>
    </Figure>
  )
}

function Shares({ rate }: { rate: WinRate }) {
  const { t } = useWords()
  const { share } = useEstimateWords()
  const change = useInsightsChange()
  const bars = outcomeMarks.map(({ outcome, key, colour }) => ({
    key: outcome,
    name: t(`codes.outcome.${outcome}`),
    value: rate[key].estimate ?? 0,
    low: rate[key].low ?? undefined,
    high: rate[key].high ?? undefined,
    text: share(rate[key].estimate),
    note: t('insights.so-far', { count: rate.counts[key] }),
    colour,
  }))
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <ShareBar rate={rate} />
      <Bars
        label={t('insights.win.shares', { days: rate.byDay })}
        nameTitle={t('insights.column.outcome')}
        valueTitle={t('insights.win.by-day', { days: rate.byDay })}
        bars={bars}
        onOpen={({ key }) => change({ part: key, stage: undefined })}
      />
    </div>
  )
}

function table(rate: WinRate, t: (id: string, values?: Record<string, unknown>) => string): CsvCell[][] {
  const { closedOnly } = rate
  return [
    [
      t('insights.column.outcome'),
      t('insights.win.by-day', { days: rate.byDay }),
      t('insights.column.low'),
      t('insights.column.high'),
      t('insights.column.count'),
    ],
    ...outcomeMarks.map(({ outcome, key }) => [
      t(`codes.outcome.${outcome}`),
      rate[key].estimate,
      rate[key].low,
      rate[key].high,
      rate.counts[key],
    ]),
    [
      `${t('insights.closed-only')}: ${t('insights.closed-only.rate')}`,
      closedOnly.estimate,
      closedOnly.low,
      closedOnly.high,
      closedOnly.closed,
    ],
    [],
    [t('insights.column.closed-won'), closedOnly.won],
    [t('insights.column.closed-undated'), rate.closedUndated],
    [t('insights.column.length-only'), rate.lengthOnly],
    [t('insights.column.n'), rate.n],
    [t('insights.column.as-of'), rate.asOf],
  ]
}
