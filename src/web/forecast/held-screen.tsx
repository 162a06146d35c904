import { useState } from 'react'
import type { BackTest } from '../../contract/forecast.ts'
import { range } from '../../words/isolate.ts'
import { GiveLink } from '../measurement/lacks.tsx'
import { Page } from '../shell/page.tsx'
import {
  Card,
  EmptyState,
  ErrorState,
  Loading,
  Notice,
  SegmentedControl,
  Table,
  useFormats,
  useWords,
} from '../ui/index.ts'
import { HeldChart } from './held-chart.tsx'
import { HeldCommits } from './held-commits.tsx'
import { ForecastPlaces } from './places.tsx'
import { useAdviceTest, useBackTest } from './queries.ts'
import { useWholeMoney } from './whole-money.ts'

const horizons = ['30', '60', '90'] as const
/** Held less often than this, the limits are too narrow and the screen says so. */
const tooNarrow = 0.7

/** How forecasts and advice of the past would have held, date by date, from what was known on each. */
export function HeldScreen() {
  const { t } = useWords()
  const [days, setDays] = useState<(typeof horizons)[number]>('30')
  const test = useBackTest(Number(days))
  return (
    <Page
      title={t('forecast.title')}
      views={<ForecastPlaces current="held" />}
      filters={
        <SegmentedControl
          label={t('forecast.held.days')}
          options={horizons.map((value) => ({ value, label: t('forecast.held.ahead', { days: Number(value) }) }))}
          value={days}
          onChange={setDays}
        />
      }
    >
      <div className="mx-auto flex max-w-280 flex-col gap-4">
        {test.isPending && <Loading />}
        {test.isError && <ErrorState error={test.error} onRetry={() => void test.refetch()} />}
        {test.isSuccess && test.data.dates === 0 && (
          <EmptyState action={<GiveLink give="import" />}>{t('forecast.held.none')}</EmptyState>
        )}
        {test.isSuccess && test.data.dates > 0 && <Held test={test.data} />}
        <HeldCommits />
        <AdviceHeld />
      </div>
    </Page>
  )
}

function Held({ test }: { test: BackTest }) {
  const { t } = useWords()
  const { percent, number } = useFormats()
  const { open, currency } = test
  const money = useWholeMoney(currency)
  const write = (minor: number | null) => (minor === null ? '–' : money(minor))
  const coverages = [
    { key: 'coverage', ...open.coverage },
    { key: 'whole', ...test.whole.coverage },
  ] as const
  const rows = [
    { key: 'error', ours: write(open.meanError), other: write(open.weightedError) },
    { key: 'bias', ours: write(open.bias), other: '–' },
    { key: 'pinball', ours: write(open.pinball), other: '–' },
    { key: 'closed', ours: write(open.meanError), other: write(open.closedRateError) },
    {
      key: 'brier',
      ours: test.brier === null ? '–' : number(test.brier, 3),
      other: test.baseRateBrier === null ? '–' : number(test.baseRateBrier, 3),
    },
  ]
  const columns = [
    {
      key: 'measure',
      title: t('forecast.held.measure'),
      cell: ({ key }: (typeof rows)[number]) => t(`forecast.held.${key}`),
      isRowHeader: true,
    },
    { key: 'ours', title: t('forecast.held.ours'), cell: ({ ours }: (typeof rows)[number]) => ours, isNumber: true },
    {
      key: 'other',
      title: t('forecast.held.other'),
      cell: ({ other }: (typeof rows)[number]) => other,
      isNumber: true,
    },
  ]
  return (
    <>
      {coverages.some(({ estimate }) => estimate !== null && estimate < tooNarrow) && (
        <Notice tone="warn">{t('forecast.held.narrow')}</Notice>
      )}
      <Card title={t('forecast.held.title')}>
        {coverages.map(({ key, held, n, low, high }) => (
          <p key={key}>
            {t(`forecast.held.${key}`, { held, n })}{' '}
            <span className="text-ink-2">
              {t('forecast.held.certainty', { range: range(percent(low ?? 0), percent(high ?? 1)) })}
            </span>
          </p>
        ))}
        <HeldChart test={test} />
        <p className="text-12 text-ink-2">{t('forecast.held.about')}</p>
      </Card>
      <Card title={t('forecast.held.beside')}>
        <Table label={t('forecast.held.beside')} columns={columns} rows={rows} rowKey={({ key }) => key} />
      </Card>
    </>
  )
}

function AdviceHeld() {
  const { t } = useWords()
  const { percent, number } = useFormats()
  const test = useAdviceTest()
  if (!test.data || test.data.cases === 0) return null
  const share = (value: number | null) => (value === null ? '–' : percent(value))
  const columns = [
    {
      key: 'code',
      title: t('forecast.advice'),
      cell: (row: Row) => t(`forecast.advice.name.${row.code}`),
      isRowHeader: true,
    },
    { key: 'given', title: t('forecast.held.given'), cell: ({ given }: Row) => number(given), isNumber: true },
    { key: 'precision', title: t('forecast.held.precision'), cell: (row: Row) => share(row.precision), isNumber: true },
    { key: 'recall', title: t('forecast.held.recall'), cell: (row: Row) => share(row.recall), isNumber: true },
  ]
  const { cases, shortfalls, rows } = test.data
  return (
    <Card title={t('forecast.held.advice')}>
      <p className="text-ink-2">{t('forecast.held.advice.about', { cases, shortfalls })}</p>
      <Table label={t('forecast.held.advice')} columns={columns} rows={rows} rowKey={({ code }) => code} />
    </Card>
  )
}

type Row = NonNullable<ReturnType<typeof useAdviceTest>['data']>['rows'][number]
