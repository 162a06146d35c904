import type { ReactNode } from 'react'
import type { WinBackFigure } from '../../contract/closing-figures.ts'
import { BehindLink, NumberLink } from '../measurement/behind-link.tsx'
import type { CsvCell } from '../measurement/csv.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { Figure } from '../measurement/figure.tsx'
import { Lacks } from '../measurement/lacks.tsx'
import { Headline } from '../measurement/parts.tsx'
import { cells, useWonColumns } from '../measurement/what-works-parts.tsx'
import { Table, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { DayField } from './day-field.tsx'

/** How many of those lost come back and are won, and after how long. */
export function WinBackFigures({ found }: { found: WinBackFigure }) {
  const { t } = useWords()
  const { n, byDay } = found
  return (
    <Figure
      id="win-backs"
      title={t('closing.figures.win-backs')}
      told={found}
      all={{ by: 'winbacks', key: 'n' }}
      control={<DayField label={t('closing.figures.by-day.end')} name="end_days" value={byDay} />}
      table={() => winBackTable(found, t)}
    >
      {n === 0 ? (
        <Lacks isLarge lacks={[{ text: t('closing.figures.win-backs.none') }]} />
      ) : (
        <>
          <Headlines found={found} />
          <Tracks found={found} />
        </>
      )}
    </Figure>
  )
}

function Headlines({ found: { wonBack, cameBack, delay, byDay } }: { found: WinBackFigure }) {
  const { t } = useWords()
  const { share, shareInterval, days, daysInterval } = useEstimateWords()
  return (
    <div className="mb-6 grid gap-6 tablet:grid-cols-3">
      <Headline figure={share(wonBack.estimate)} interval={shareInterval({ ...wonBack, value: wonBack.estimate })}>
        <Counted number="won" count={wonBack.count} label={t('closing.figures.win-backs')}>
          {t('closing.figures.won-back', { count: wonBack.count, days: byDay })}
        </Counted>
      </Headline>
      <Headline figure={share(cameBack.estimate)} interval={shareInterval({ ...cameBack, value: cameBack.estimate })}>
        <Counted number="back" count={cameBack.count} label={t('closing.figures.returned')}>
          {t('closing.figures.came-back', { count: cameBack.count, days: byDay })}
        </Counted>
      </Headline>
      <Headline figure={delay.value === null ? '–' : days(delay.value)} interval={daysInterval(delay)}>
        {t('closing.figures.delay')}
      </Headline>
    </div>
  )
}

interface CountedProps {
  readonly number: 'won' | 'back'
  readonly count: number
  readonly label: string
  readonly children: ReactNode
}

/** A sentence with a count, which opens the deals that it counts. */
function Counted({ number, count, label, children }: CountedProps) {
  if (count === 0) return children
  return (
    <BehindLink behind={{ part: 'all', group: { by: 'winbacks', key: number } }} label={label}>
      {children}
    </BehindLink>
  )
}

interface Track {
  readonly key: 'on' | 'off'
  readonly n: number
  readonly won: WinBackFigure['tracks']['on']['won']
}

/** Those kept in touch with beside the others. */
function Tracks({ found: { tracks, byDay } }: { found: WinBackFigure }) {
  const { t } = useWords()
  const wonColumns = useWonColumns<Track>(t('closing.figures.won-by', { days: byDay }))
  const rows = (['on', 'off'] as const).map((key): Track => ({ key, ...tracks[key] }))
  const columns: Column<Track>[] = [
    {
      key: 'name',
      title: t('closing.figures.track'),
      isRowHeader: true,
      cell: ({ key }) => t(`closing.figures.track.${key}`),
    },
    {
      key: 'n',
      title: t('closing.figures.deals'),
      isNumber: true,
      cell: ({ key, n }) => (
        <NumberLink of="winbacks" number={key} count={n} label={t(`closing.figures.track.${key}`)} />
      ),
    },
    ...wonColumns,
  ]
  return (
    <>
      <Table label={t('closing.figures.track')} columns={columns} rows={rows} rowKey={({ key }) => key} />
      <p className="mt-3 text-ink-2">{t('closing.figures.tracks', { verdict: tracks.verdict })}</p>
    </>
  )
}

/** The same as cells, for the table that is taken away. */
function winBackTable(
  { wonBack, cameBack, delay, byDay, tracks, n, asOf }: WinBackFigure,
  t: (id: string, values?: Record<string, unknown>) => string,
): CsvCell[][] {
  const bounds = [t('insights.column.low'), t('insights.column.high')]
  return [
    ['', t('insights.column.value'), ...bounds],
    [t('closing.figures.won-back', { count: wonBack.count, days: byDay }), ...cells(wonBack)],
    [t('closing.figures.came-back', { count: cameBack.count, days: byDay }), ...cells(cameBack)],
    [t('closing.figures.delay'), delay.value, delay.low, delay.high],
    [],
    [t('closing.figures.track'), t('closing.figures.deals'), t('closing.figures.won-by', { days: byDay }), ...bounds],
    ...(['on', 'off'] as const).map((key) => [
      t(`closing.figures.track.${key}`),
      tracks[key].n,
      ...cells(tracks[key].won),
    ]),
    [],
    [t('insights.column.n'), n],
    [t('insights.column.as-of'), asOf],
  ]
}
