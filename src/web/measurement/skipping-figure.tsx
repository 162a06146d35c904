import type { StageTimes } from '../../contract/insights.ts'
import { Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { BehindLink } from './behind-link.tsx'
import type { CsvCell } from './csv.ts'
import { useEstimateWords } from './estimate-words.ts'
import { Figure, ofProcess } from './figure.tsx'
import { Headline } from './parts.tsx'
import { StageName } from './stage-name.tsx'
import type { HueOf } from './stage-name.tsx'
import { cells, useDrawnColumn } from './what-works-parts.tsx'
import { Whisker } from './whisker.tsx'

type Stage = StageTimes['stages'][number]
type Owner = StageTimes['skippers']['owners'][number]

/** Which stages are passed over, what became of those deals, and whose they are. */
export function SkippingFigure({ times, hueOf }: { times: StageTimes; hueOf: HueOf }) {
  const { t } = useWords()
  const columns = useColumns(times, hueOf)
  // Nobody comes past the last one.
  const stages = times.stages.filter(({ passed }) => passed > 0)
  return (
    <Figure
      id="skipping"
      title={t('insights.skips')}
      told={{ ...times, method: 'skipping' }}
      all={ofProcess}
      byDay={times.byDay}
      table={() => table(times, t)}
    >
      <Share times={times} />
      <Table label={t('insights.skips.table')} columns={columns} rows={stages} rowKey={({ key }) => key} />
      <p className="mt-3 max-w-[90ch] text-12 text-ink-2">{t('insights.skips.read')}</p>
      <Skippers times={times} />
    </Figure>
  )
}

/** Of the deals that moved on, how many skipped a stage; it opens those. */
function Share({ times: { skippers } }: { times: StageTimes }) {
  const { t } = useWords()
  const { share, shareInterval } = useEstimateWords()
  const { passed, skipped } = skippers
  const said = t('insights.skips.sentence', { passed })
  if (passed === 0) return null
  return (
    <div className="mb-6">
      <Headline figure={share(skipped.estimate)} interval={shareInterval({ ...skipped, value: skipped.estimate })}>
        {skipped.count === 0 ? (
          said
        ) : (
          <BehindLink behind={{ part: 'passed_over' }} label={t('insights.skips')}>
            {said}
          </BehindLink>
        )}
      </Headline>
    </div>
  )
}

function useColumns(times: StageTimes, hueOf: HueOf): Column<Stage>[] {
  const { t } = useWords()
  const { number } = useFormats()
  const { share, shareRange } = useEstimateWords()
  const afterwards = (key: 'skipped' | 'wasThere', part: 'passed_over' | 'passed_through'): Column<Stage> => ({
    key: `after-${key}`,
    title: t(`insights.skips.${key}`, { days: times.byDay }),
    isNumber: true,
    cell: (stage) => {
      const { n, won } = stage.afterwards[key]
      const bounds = shareRange({ ...won, value: won.estimate })
      return (
        <>
          {share(won.estimate)}{' '}
          <span className="block text-11 text-ink-2">
            {bounds && `${bounds} · `}
            <BehindLink behind={{ part, stage: stage.key }} label={stage.name}>
              {t('insights.n', { n })}
            </BehindLink>
          </span>
        </>
      )
    },
  })
  return [
    {
      key: 'stage',
      title: t('insights.column.stage'),
      isRowHeader: true,
      cell: (stage) => <StageName name={stage.name} hue={hueOf(stage)} />,
    },
    { key: 'passed', title: t('insights.skips.passed'), isNumber: true, cell: (stage) => number(stage.passed) },
    {
      key: 'skipped',
      title: t('insights.funnel.skipped'),
      isNumber: true,
      cell: ({ key, name, skipped }) => (
        <BehindLink behind={{ part: 'passed_over', stage: key }} label={`${name}: ${t('insights.funnel.skipped')}`}>
          {number(skipped.count)}
        </BehindLink>
      ),
    },
    {
      key: 'share',
      title: t('insights.skips.share'),
      staysLong: true,
      cell: ({ skipped }) => <Whisker {...skipped} />,
    },
    afterwards('skipped', 'passed_over'),
    afterwards('wasThere', 'passed_through'),
    {
      key: 'verdict',
      title: t('insights.skips.verdict'),
      cell: ({ afterwards: { verdict } }) => (
        <span className="block min-w-28">{t(`insights.skips.verdict.${verdict}`)}</span>
      ),
    },
  ]
}

/** Whose deals skip stages: by name, unless they differ by more than chance. */
function Skippers({ times: { skippers } }: { times: StageTimes }) {
  const { t } = useWords()
  const { number, compare } = useFormats()
  const drawn = useDrawnColumn(skippers.owners)
  const nameOf = ({ name }: Owner) => name ?? t('insights.group.none')
  const isRanked = skippers.verdict === 'differ'
  const shownShare = ({ shrunken, estimate }: Owner) => shrunken?.estimate ?? estimate ?? 0
  const owners = skippers.owners.toSorted((one, other) =>
    isRanked ? shownShare(other) - shownShare(one) : compare(nameOf(one), nameOf(other)),
  )
  if (owners.length === 0) return null
  const columns: Column<Owner>[] = [
    {
      key: 'owner',
      title: t('insights.compare.by.owner'),
      isRowHeader: true,
      cell: (owner) => <span dir="auto">{nameOf(owner)}</span>,
    },
    { key: 'passed', title: t('insights.skips.owner-passed'), isNumber: true, cell: ({ passed }) => number(passed) },
    {
      key: 'skipped',
      title: t('insights.skips.owner-skipped'),
      isNumber: true,
      cell: (owner) => (
        <BehindLink
          behind={{ part: 'passed_over', group: { by: 'owner', key: owner.id ?? 'none' } }}
          label={nameOf(owner)}
        >
          {number(owner.skipped)}
        </BehindLink>
      ),
    },
    {
      key: 'share',
      title: t('insights.skips.share'),
      staysLong: true,
      cell: (owner) => <Whisker {...owner} />,
    },
    ...drawn,
  ]
  return (
    <div className="mt-6 max-w-200">
      <h3 className="font-semibold">{t('insights.skippers')}</h3>
      <p className="mb-2 max-w-[90ch] text-12 text-ink-2">{t(`insights.skippers.${skippers.verdict}`)}</p>
      <Table label={t('insights.skippers')} columns={columns} rows={owners} rowKey={({ id }) => id ?? 'none'} />
    </div>
  )
}

function table(
  { stages, skippers, byDay, n, asOf }: StageTimes,
  t: (id: string, values?: Record<string, unknown>) => string,
): CsvCell[][] {
  const [low, high] = [t('insights.column.low'), t('insights.column.high')]
  const after = ['skipped', 'wasThere'] as const
  return [
    [
      t('insights.column.stage'),
      t('insights.skips.passed'),
      t('insights.funnel.skipped'),
      t('insights.skips.share'),
      low,
      high,
      ...after.flatMap((key) => [t('insights.column.n'), t(`insights.skips.${key}`, { days: byDay }), low, high]),
      'p',
    ],
    ...stages.map(({ name, passed, skipped, afterwards }) => [
      name,
      passed,
      skipped.count,
      skipped.estimate,
      skipped.low,
      skipped.high,
      ...after.flatMap((key) => {
        const { n: count, won } = afterwards[key]
        return [count, won.estimate, won.low, won.high]
      }),
      afterwards.pValue,
    ]),
    [],
    [
      t('insights.compare.by.owner'),
      t('insights.skips.owner-passed'),
      t('insights.skips.owner-skipped'),
      t('insights.skips.share'),
      low,
      high,
    ],
    ...skippers.owners.map(({ name, passed, skipped, estimate, low: from, high: to }) => [
      name ?? t('insights.group.none'),
      passed,
      skipped,
      estimate,
      from,
      to,
    ]),
    [],
    [t('insights.skips.share'), ...cells(skippers.skipped)],
    [t('insights.column.n'), n],
    [t('insights.column.as-of'), asOf],
  ]
}
