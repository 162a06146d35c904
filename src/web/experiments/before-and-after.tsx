import { useSearch } from '@tanstack/react-router'
import type { VersionComparison } from '../../contract/experiments.ts'
import type { ProcessVersion } from '../../contract/process.ts'
import { DotPlot } from '../charts/index.ts'
import type { CsvCell } from '../measurement/csv.ts'
import { ClockFilters } from '../measurement/day-filters.tsx'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { ClockWords, FigureActs } from '../measurement/figure-card.tsx'
import { useInsightsChange, useInsightsSearch } from '../measurement/search.ts'
import { cells } from '../measurement/what-works-parts.tsx'
import { useProcess, useProcesses } from '../process/process-query.ts'
import {
  Badge,
  Card,
  ErrorState,
  Loading,
  Notice,
  NumberField,
  SelectField,
  Table,
  useFormats,
  useWords,
} from '../ui/index.ts'
import { DealsInVersion } from './deals-of.tsx'
import { useBeforeAndAfter } from './experiments-query.ts'

/**
 * Two versions that merely followed each other, beside each other, and said to be no test. Nothing where there are no two. Which
 * they are stands in the address.
 */
export function BeforeAndAfter() {
  const { t } = useWords()
  const processes = useProcesses()
  const { process: chosen } = useInsightsSearch().filters
  const items = processes.data?.items ?? []
  const id = chosen ?? items.find(({ isDefault }) => isDefault)?.id
  const process = useProcess(id)
  const used = process.data?.versions.filter(({ publishedAt }) => publishedAt !== null) ?? []
  const { before, after } = useChosen(used)
  const { byDay } = useInsightsSearch()
  if (used.length < 2 && items.length < 2) return null
  return (
    <section id="before-and-after" className="scroll-mt-16">
      <Card
        title={
          <span className="flex flex-wrap items-center gap-2">
            {t('experiments.before-after')} <Badge tone="warn">{t('experiments.no-test')}</Badge>
          </span>
        }
      >
        <p className="max-w-[70ch] text-ink-2">{t('experiments.before-after.why')}</p>
        <Choices processes={items} process={id} used={used} byDay={byDay} />
        {used.length < 2 && <Notice>{t('experiments.before-after.one')}</Notice>}
        {id && before && after && used.length > 1 && <Sides process={id} before={before} after={after} byDay={byDay} />}
      </Card>
    </section>
  )
}

/** The versions that the address names, else the two that were in use last. */
function useChosen(used: readonly ProcessVersion[]) {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const find = (name: 'before' | 'after') => used.find(({ id }) => id === search[name])?.id
  return { before: find('before') ?? used[1]?.id, after: find('after') ?? used[0]?.id }
}

interface ChoicesProps {
  readonly processes: readonly { readonly id: string; readonly name: string }[]
  readonly process: string | undefined
  /** Newest first. */
  readonly used: readonly ProcessVersion[]
  readonly byDay: number
}

function Choices({ processes, process, used, byDay }: ChoicesProps) {
  const { t } = useWords()
  const change = useInsightsChange()
  const { before, after } = useChosen(used)
  const options = used.map(({ id, number }) => ({ id, label: t('processes.version-number', { number }) }))
  return (
    <div className="grid items-end gap-3 tablet:grid-cols-2 desktop:grid-cols-4">
      {processes.length > 1 && (
        <SelectField
          label={t('experiments.field.process')}
          options={processes.map(({ id, name }) => ({ id, label: name }))}
          value={process ?? null}
          onChange={(id) => change({ process: id, before: undefined, after: undefined })}
        />
      )}
      {used.length > 1 && (
        <>
          <SelectField
            label={t('experiments.before')}
            options={options}
            value={before ?? null}
            onChange={(id) => change({ before: id })}
          />
          <SelectField
            label={t('experiments.after')}
            options={options}
            value={after ?? null}
            onChange={(id) => change({ after: id })}
          />
          <NumberField
            label={t('experiments.by-day')}
            value={byDay}
            minValue={1}
            maxValue={730}
            onChange={(days) => days !== null && days !== byDay && change({ by_day: days })}
          />
        </>
      )}
    </div>
  )
}

interface SidesProps {
  readonly process: string
  readonly before: string
  readonly after: string
  readonly byDay: number
}

type Side = VersionComparison['sides'][number]

function Sides({ process, before, after, byDay }: SidesProps) {
  const { t } = useWords()
  const { percent } = useFormats()
  const { share, shareRange, days } = useEstimateWords()
  const found = useBeforeAndAfter({ process, before, after, by_day: byDay })
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <Loading />
  const { sides } = found.data
  const named = (at: number, number: number) =>
    t(at === 0 ? 'experiments.before-version' : 'experiments.after-version', { number })
  const rows = sides.map(({ version, n, wonByHorizon: { estimate, low, high }, timeToSignature }, at) => ({
    key: at === 0 ? 'before' : 'after',
    name: named(at, version.number),
    note: `${t('experiments.deals', { count: n })} · ${t('experiments.half-signed', { days: days(timeToSignature.value) })}`,
    dot: estimate === null ? null : { value: estimate, low, high },
    text: share(estimate),
    bounds: shareRange({ value: estimate, low, high }),
  }))
  return (
    <>
      <DotPlot
        label={t('experiments.won-by', { days: byDay })}
        nameTitle={t('experiments.version')}
        valueTitle={t('experiments.won-by', { days: byDay })}
        boundsTitle={t('ui.curve.interval')}
        rows={rows}
        lowest={0}
        highest={highestOf(found.data)}
        write={(value) => percent(value)}
      />
      <Counts sides={sides} named={named} />
      <p className="text-12 text-ink-2">
        <span className="font-medium text-ink">{t('insights.method')}</span>{' '}
        {t('measurement.method.win_rate', { days: byDay })}
      </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line pt-3">
        <ClockFilters />
        <p className="text-12 text-ink-2 not-print:sr-only">
          <ClockWords clocks={found.data} />
        </p>
        <span className="ms-auto flex print:hidden">
          <FigureActs id="before-and-after" clocks={found.data} table={() => versionTable(found.data, named, t)} />
        </span>
      </div>
    </>
  )
}

interface CountsProps {
  readonly sides: readonly Side[]
  readonly named: (at: number, number: number) => string
}

/** What the shares are counted from; each number opens its deals. */
function Counts({ sides, named }: CountsProps) {
  const { t } = useWords()
  const rows = sides.map((side, at) => ({ ...side, name: named(at, side.version.number) }))
  const opens = (part: 'all' | 'won', title: string) => ({
    key: part,
    title,
    isNumber: true,
    cell: ({ version, n, won, name }: (typeof rows)[number]) => (
      <DealsInVersion version={version.id} part={part} count={part === 'all' ? n : won} label={`${name}: ${title}`} />
    ),
  })
  return (
    <Table
      label={t('experiments.counts')}
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        { key: 'name', title: t('experiments.version'), cell: ({ name }) => name, isRowHeader: true },
        opens('all', t('experiments.count.n')),
        opens('won', t('experiments.count.won-so-far')),
      ]}
    />
  )
}

/** The same as cells, for the table that is taken away. */
function versionTable(
  { sides, horizonDays, asOf }: VersionComparison,
  named: CountsProps['named'],
  t: (id: string, values?: Record<string, unknown>) => string,
): CsvCell[][] {
  const bounds = [t('insights.column.low'), t('insights.column.high')]
  return [
    [
      t('experiments.version'),
      t('experiments.count.n'),
      t('experiments.count.won-so-far'),
      t('experiments.won-by', { days: horizonDays }),
      ...bounds,
      t('experiments.count.time'),
      ...bounds,
    ],
    ...sides.map(({ version, n, won, wonByHorizon, timeToSignature: { value, low, high } }, at) => [
      named(at, version.number),
      n,
      won,
      ...cells(wonByHorizon),
      value,
      low,
      high,
    ]),
    [],
    [t('insights.column.as-of'), asOf],
  ]
}

/** The end of the axis: a round share beyond all limits. */
export function highestOf({ sides }: Pick<VersionComparison, 'sides'>): number {
  const most = Math.max(0.1, ...sides.map(({ wonByHorizon: { high, estimate } }) => high ?? estimate ?? 0))
  return Math.min(1, Math.ceil(most * 10) / 10)
}
