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

type Stage = StageTimes['stages'][number]

/** How long deals stay in each stage, and which of the open ones have been there for too long. */
export function StageTimesFigure({ times, hueOf }: { times: StageTimes; hueOf: HueOf }) {
  const { t } = useWords()
  const { number } = useFormats()
  const columns = useColumns(hueOf)
  const { stalled } = times
  const unknown = times.stages.filter((stage) => stage.stalled === null).length
  return (
    <Figure id="stage-times" title={t('insights.times')} told={times} all={ofProcess} table={() => table(times, t)}>
      <div className="mb-5 grid gap-6 desktop:grid-cols-2">
        <Headline
          figure={stalled === null ? '–' : number(stalled)}
          interval={t('insights.times.stalled-of', { open: times.zombies.open })}
        >
          {stalled === null ? t('insights.times.stalled-nobody') : t('insights.times.stalled-sentence', { stalled })}{' '}
          {stalled !== null && unknown > 0 && t('insights.times.stalled-unknown', { count: unknown })}{' '}
          {stalled !== null && (
            <BehindLink behind={{ part: 'stalled' }} label={t('insights.part.stalled')}>
              {t('insights.times.show')}
            </BehindLink>
          )}
        </Headline>
        <Zombies times={times} />
      </div>
      <Table label={t('insights.times.table')} columns={columns} rows={times.stages} rowKey={({ key }) => key} />
      <p className="mt-3 max-w-[90ch] text-12 text-ink-2">{t('insights.times.read')}</p>
    </Figure>
  )
}

function Zombies({ times: { zombies } }: { times: StageTimes }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { days } = useEstimateWords()
  const { longest, count, open } = zombies
  return (
    <Headline figure={number(count)} interval={t('insights.zombies.of', { open })}>
      {longest === null
        ? t('insights.zombies.unknown')
        : t('insights.zombies.sentence', { count, longest: days(longest) })}{' '}
      {count > 0 && (
        <BehindLink behind={{ part: 'zombie' }} label={t('insights.part.zombie')}>
          {t('insights.times.show')}
        </BehindLink>
      )}
    </Headline>
  )
}

function useColumns(hueOf: HueOf): Column<Stage>[] {
  const { t } = useWords()
  const { number } = useFormats()
  const quantile = (key: Quantile): Column<Stage> => ({
    key,
    title: t(`insights.times.${key}`),
    isNumber: true,
    staysLong: key === 'median',
    cell: (stage) => <Lasting value={stage[key]} />,
  })
  const count = (key: 'open' | 'n', part: 'standing' | 'been_in'): Column<Stage> => ({
    key,
    title: t(`insights.times.${key}`),
    isNumber: true,
    cell: (stage) => (
      <BehindLink behind={{ part, stage: stage.key }} label={`${stage.name}: ${t(`insights.times.${key}`)}`}>
        {number(stage[key])}
      </BehindLink>
    ),
  })
  return [
    {
      key: 'stage',
      title: t('insights.column.stage'),
      isRowHeader: true,
      cell: (stage) => <StageName name={stage.name} hue={hueOf(stage)} />,
    },
    count('n', 'been_in'),
    ...quantiles.map(quantile),
    count('open', 'standing'),
    {
      key: 'late',
      title: t('insights.times.late'),
      isNumber: true,
      cell: (stage) => <TooLong stage={stage} part="late" count={stage.late} after={stage.p80.value} />,
    },
    {
      key: 'stalled',
      title: t('insights.times.stalled'),
      isNumber: true,
      staysLong: true,
      cell: (stage) => <TooLong stage={stage} part="stalled" count={stage.stalled} after={stage.stalledAfter} />,
    },
    {
      key: 'zombies',
      title: t('insights.times.zombies'),
      isNumber: true,
      cell: (stage) => <TooLong stage={stage} part="zombie" count={stage.zombies} after={stage.longest} />,
    },
  ]
}

const quantiles = ['lower', 'median', 'upper', 'p80'] as const
type Quantile = (typeof quantiles)[number]

function Lasting({ value }: { value: Stage[Quantile] }) {
  const { days, daysRange } = useEstimateWords()
  if (value.value === null) return '–'
  return (
    <>
      {days(value.value)}
      <span className="block text-11 text-ink-2">{daysRange(value)}</span>
    </>
  )
}

interface TooLongProps {
  readonly stage: Stage
  readonly part: 'late' | 'stalled' | 'zombie'
  readonly count: number | null
  readonly after: number | null
}

function TooLong({ stage, part, count, after }: TooLongProps) {
  const { t } = useWords()
  const { number } = useFormats()
  if (after === null || count === null) return count === 0 ? number(0) : '–'
  return (
    <>
      <BehindLink behind={{ part, stage: stage.key }} label={`${stage.name}: ${t(`insights.part.${part}`)}`}>
        {number(count)}
      </BehindLink>
      <span className="block text-11 text-ink-2">{t('insights.times.over', { days: after })}</span>
    </>
  )
}

function table({ stages, zombies, n, asOf }: StageTimes, t: (id: string) => string): CsvCell[][] {
  const [low, high] = [t('insights.column.low'), t('insights.column.high')]
  return [
    [
      t('insights.column.stage'),
      t('insights.times.n'),
      ...quantiles.flatMap((key) => [t(`insights.times.${key}`), low, high]),
      t('insights.times.open'),
      t('insights.times.late'),
      t('insights.times.stalled-after'),
      t('insights.times.stalled'),
      t('insights.times.longest'),
      t('insights.times.zombies'),
    ],
    ...stages.map((stage) => [
      stage.name,
      stage.n,
      ...quantiles.flatMap((key) => [stage[key].value, stage[key].low, stage[key].high]),
      stage.open,
      stage.late,
      stage.stalledAfter,
      stage.stalled,
      stage.longest,
      stage.zombies,
    ]),
    [],
    [t('insights.part.zombie'), zombies.count],
    [t('insights.times.longest'), zombies.longest],
    [t('insights.column.n'), n],
    [t('insights.column.as-of'), asOf],
  ]
}
