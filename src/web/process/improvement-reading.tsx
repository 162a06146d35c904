import {
  daysBefore,
  type Improvement,
  type ImprovementReading,
  type ImprovementSide,
} from '../../contract/improvements.ts'
import { listMeasuredDeals } from '../../contract/measurement.ts'
import { call } from '../api.ts'
import { DotPlot } from '../charts/index.ts'
import { OpensTo } from '../experiments/deals-of.tsx'
import type { CsvCell } from '../measurement/csv.ts'
import { ClockFilters } from '../measurement/day-filters.tsx'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { ClockWords, FigureActs } from '../measurement/figure-card.tsx'
import { isolated } from '../../words/isolate.ts'
import { Badge, ErrorState, Loading, Table, cx, useFormats, useWords } from '../ui/index.ts'
import { useImprovementReading } from './improvements-query.ts'

/** What is measured before a change and since, beside each other, and said to be no test. */
export function ImprovementReadingPart({ improvement }: { improvement: Improvement }) {
  const { t } = useWords()
  const reading = useImprovementReading(improvement.id)
  return (
    <section id={`improvement-${improvement.id}`} className="flex scroll-mt-16 flex-col gap-3">
      <h4 className="flex flex-wrap items-center gap-2 font-semibold">
        {t('experiments.before-after')} <Badge tone="warn">{t('experiments.no-test')}</Badge>
      </h4>
      <p className="max-w-[70ch] text-12 text-pretty text-ink-2">{t('improvements.no-test.why')}</p>
      {reading.isPending && <Loading />}
      {reading.isError && <ErrorState error={reading.error} onRetry={() => void reading.refetch()} />}
      {reading.data && <Sides improvement={improvement} reading={reading.data} />}
    </section>
  )
}

interface SidesProps {
  readonly improvement: Improvement
  readonly reading: ImprovementReading
}

function Sides({ improvement, reading }: SidesProps) {
  const { t } = useWords()
  const { percent, number } = useFormats()
  const figure = useFigureName(improvement, reading)
  const tell = useTold(reading)
  const rows = [
    { key: 'before', side: reading.before },
    { key: 'since', side: reading.since },
  ].map(({ key, side }) => ({ key, side, ...tell(key, side) }))
  const isShare = shares.has(reading.measure)
  return (
    <>
      <p className="font-medium">{figure}</p>
      <DotPlot
        label={figure}
        nameTitle={t('improvements.when')}
        valueTitle={figure}
        boundsTitle={t('ui.curve.interval')}
        rows={rows}
        lowest={0}
        highest={highestOf(reading, isShare)}
        write={(value) => (isShare ? percent(value) : number(value))}
      />
      <Table
        label={`${t('experiments.counts')}: ${improvement.title}`}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: 'name', title: t('improvements.when'), cell: ({ name }) => name, isRowHeader: true },
          {
            key: 'n',
            title: t('experiments.count.n'),
            isNumber: true,
            cell: ({ side, name }) => (
              <DealsOfSide improvement={improvement} reading={reading} side={side} name={name} />
            ),
          },
        ]}
      />
      <p className="text-12 text-ink-2">{t('improvements.method', { measure: reading.measure, days: daysBefore })} </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line pt-3">
        {improvement.state === 'under_way' && <ClockFilters />}
        <p className={cx('text-12 text-ink-2', improvement.state === 'under_way' && 'not-print:sr-only')}>
          <ClockWords clocks={reading} />
        </p>
        <span className="ms-auto flex print:hidden">
          <FigureActs
            id={`improvement-${improvement.id}`}
            clocks={reading}
            also={{ view: 'improvements', process: improvement.processId, improvement: improvement.id }}
            table={() => sidesTable(figure, rows, reading, t)}
          />
        </span>
      </div>
    </>
  )
}

const shares: ReadonlySet<string> = new Set(['goes_on', 'win_rate'])

/** "Goes on from Qualification within 90 days". */
export function useFigureName(improvement: Improvement, { measure, stage, byDay }: Measured): string {
  const { t } = useWords()
  const name = improvement.stage?.key === stage ? improvement.stage?.name : stage
  return t('improvements.figure', { measure, stage: isolated(name ?? ''), days: byDay })
}

type Measured = Pick<ImprovementReading, 'measure' | 'stage' | 'byDay'>

/** One side as a row: nothing is drawn of too few. */
function useTold({ measure, least }: ImprovementReading) {
  const { t } = useWords()
  const { day } = useFormats()
  const { share, days, shareRange, daysRange } = useEstimateWords()
  const isShare = shares.has(measure)
  return (key: string, { since, asOf, n, told, value, low, high }: ImprovementSide) => {
    const dates = { from: day(since), to: day(asOf) }
    const bounded = { value, low, high }
    const isTold = told === 'yes' && value !== null
    return {
      name: since > asOf ? t('improvements.since.none', dates) : t(`improvements.${key}`, dates),
      note:
        told === 'few'
          ? t('improvements.few', { n, least })
          : told === 'unreached'
            ? t('improvements.unreached')
            : t('experiments.deals', { count: n }),
      dot: isTold ? { value, low, high } : null,
      text: !isTold ? '–' : isShare ? share(value) : days(value),
      bounds: !isTold ? '' : isShare ? shareRange(bounded) : daysRange(bounded),
    }
  }
}

interface DealsOfSideProps extends SidesProps {
  readonly side: ImprovementSide
  readonly name: string
}

/** How many deals a side counts; the number opens them. */
function DealsOfSide({ improvement, reading: { measure, stage }, side, name }: DealsOfSideProps) {
  const { since, asOf: as_of, knownAt: known_at, n } = side
  const which =
    stage === null || measure === 'win_rate' || measure === 'cycle_length'
      ? ({ part: 'all', from: since } as const)
      : ({ part: 'first_in', stage, since } as const)
  const query = { ...which, process: improvement.processId, as_of, known_at }
  return (
    <OpensTo
      count={n}
      label={name}
      of={JSON.stringify(query)}
      read={(page) => call(listMeasuredDeals, { query: { ...query, ...page } })}
    />
  )
}

/** The end of the axis: a round number beyond all limits. */
function highestOf({ before, since }: ImprovementReading, isShare: boolean): number {
  const told = [before, since].filter((side) => side.told === 'yes')
  const most = Math.max(0, ...told.map(({ high, value }) => high ?? value ?? 0))
  return isShare ? Math.min(1, Math.ceil(Math.max(0.1, most) * 10) / 10) : Math.max(10, Math.ceil(most / 10) * 10)
}

function sidesTable(
  figure: string,
  rows: readonly { readonly name: string; readonly side: ImprovementSide }[],
  { asOf }: ImprovementReading,
  t: ReturnType<typeof useWords>['t'],
): CsvCell[][] {
  return [
    [t('improvements.when'), t('experiments.count.n'), figure, t('insights.column.low'), t('insights.column.high')],
    ...rows.map(({ name, side: { n, told, value, low, high } }) =>
      told === 'yes' ? [name, n, value, low, high] : [name, n, null, null, null],
    ),
    [],
    [t('insights.column.as-of'), asOf],
  ]
}
