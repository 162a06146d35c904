import type { Persistence, PersistenceCurve, TouchAim, TouchRow } from '../../contract/persistence.ts'
import { touchAims } from '../../contract/persistence.ts'
import { Beneath } from '../charts/index.ts'
import { SegmentedControl, Table, useFormats, useWords } from '../ui/index.ts'
import { BehindLink, NumberLink } from './behind-link.tsx'
import type { CsvCell } from './csv.ts'
import { useEstimateWords } from './estimate-words.ts'
import { Figure } from './figure.tsx'
import { Beside, BesideRow } from './parts.tsx'
import { ByTouch, Missed } from './persistence-parts.tsx'
import { Sellers, reachedBy } from './persistence-sellers.tsx'
import { useInsightsChange } from './search.ts'
import { cells } from './what-works-parts.tsx'

/** What the first, second, third touch brings; what giving up costs; one's own curve and each seller's. */
export function PersistenceFigure({ found, aim }: { found: Persistence; aim: TouchAim }) {
  const { t } = useWords()
  const change = useInsightsChange()
  const { all, untouched, cameFirst } = found
  const leftOut = [
    { key: 'untouched', count: untouched },
    { key: 'came_first', count: cameFirst },
  ] as const
  return (
    <Figure
      id="persistence"
      title={t('insights.persistence')}
      told={found}
      all={{ by: 'touches', key: `${aim}/got//` }}
      table={() => table(found, t)}
      control={
        <SegmentedControl
          label={t('insights.persistence.aim')}
          options={touchAims.map((value) => ({ value, label: t(`insights.persistence.aim.${value}`) }))}
          value={aim}
          onChange={(value) => change({ aim: value })}
        />
      }
    >
      <div className="grid gap-6 wide:grid-cols-[minmax(200px,3fr)_minmax(0,6fr)_minmax(220px,3fr)]">
        <Missed found={found} />
        <ByTouch curve={all} />
        <Own found={found} />
      </div>
      {all.touches.length > 0 && <Touches found={found} />}
      {found.sellers.length > 1 && <Sellers found={found} />}
      {untouched + cameFirst > 0 && (
        <p className="mt-4 flex flex-wrap gap-x-2 text-12 text-ink-2">
          {leftOut.map(({ key, count }) =>
            count === 0 ? null : (
              <BehindLink
                key={key}
                behind={{ part: 'all', group: { by: 'touches', key: `${aim}/${key}//` } }}
                label={t('insights.behind')}
              >
                {t('insights.persistence.left', { untouched: 0, cameFirst: 0, [words[key]]: count })}
              </BehindLink>
            ),
          )}
        </p>
      )}
    </Figure>
  )
}

const words = { untouched: 'untouched', came_first: 'cameFirst' } as const

type Number = 'got' | 'events' | 'stopped' | 'open'

/** What became of the deals that got so many touches, each number with its deals. */
function Touches({ found: { all, aim } }: { found: Persistence }) {
  const { t } = useWords()
  const { number } = useFormats()
  const titles: Record<Number, string> = {
    got: t('insights.persistence.deals'),
    events: t(`insights.persistence.aim.${aim}`),
    stopped: t('insights.persistence.given-up'),
    open: t('codes.outcome.open'),
  }
  // The keys of the titles are numbers of a touch.
  const numbers = Object.keys(titles) as Number[]
  return (
    <div className="mt-6 max-w-200">
      <Table
        label={t('insights.persistence.numbers')}
        rows={all.touches}
        rowKey={({ touch }) => String(touch)}
        columns={[
          {
            key: 'touch',
            title: t('insights.persistence.by-touch'),
            isRowHeader: true,
            cell: ({ touch }: TouchRow) => number(touch),
          },
          ...numbers.map((key) => ({
            key,
            title: titles[key],
            isNumber: true,
            cell: (row: TouchRow) => (
              <NumberLink
                of="touches"
                number={`${aim}/${key}/${row.touch}/`}
                count={row[key]}
                label={`${t('insights.persistence.touch', { touch: row.touch })}: ${titles[key]}`}
              />
            ),
          })),
        ]}
      />
    </div>
  )
}

const compared = [1, 3, 5, 8] as const

/** How far one's own deals have come by the third or fifth touch, beside everybody's. */
function Own({ found: { own, all } }: { found: Persistence }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { share, shareRange } = useEstimateWords()
  if (own === null) {
    return (
      <Beside title={t('insights.persistence.own')} why={t('insights.persistence.own.none')}>
        {null}
      </Beside>
    )
  }
  return (
    <Beside title={t('insights.persistence.own')} why={t('insights.n', { n: own.n })}>
      {compared
        .filter((touch) => all.touches.some((row) => row.touch === touch))
        .map((touch) => (
          <BesideRow key={touch} name={t('insights.persistence.by', { touch })}>
            {share(reachedBy(own, touch).estimate)}{' '}
            <span className="text-12 font-normal text-ink-2">
              {t('insights.persistence.all')} {share(reachedBy(all, touch).estimate)}
            </span>
            <Beneath>{shareRange({ ...reachedBy(own, touch), value: reachedBy(own, touch).estimate })}</Beneath>
          </BesideRow>
        ))}
      <BesideRow name={t('insights.persistence.stopped-after')}>
        {own.stoppedAfter === null ? '–' : number(own.stoppedAfter)}{' '}
        <span className="text-12 font-normal text-ink-2">
          {t('insights.persistence.all')} {all.stoppedAfter === null ? '–' : number(all.stoppedAfter)}
        </span>
      </BesideRow>
    </Beside>
  )
}

function table(found: Persistence, t: (id: string, values?: Record<string, unknown>) => string): CsvCell[][] {
  const rows = (name: string, curve: PersistenceCurve): CsvCell[][] =>
    curve.touches.map(({ touch, got, events, stopped, hazard, reached }) => [
      name,
      touch,
      got,
      events,
      stopped,
      ...cells(hazard),
      ...cells(reached),
    ])
  return [
    [
      t('insights.persistence.seller'),
      t('insights.persistence.by-touch'),
      t('insights.persistence.deals'),
      t(`insights.persistence.aim.${found.aim}`),
      t('insights.persistence.given-up'),
      t('insights.column.value'),
      t('insights.column.low'),
      t('insights.column.high'),
      t('insights.persistence.share'),
      t('insights.column.low'),
      t('insights.column.high'),
    ],
    ...rows(t('insights.persistence.all'), found.all),
    ...found.sellers.flatMap((seller) => rows(seller.name ?? t('insights.persistence.nobody'), seller)),
    [],
    [t('insights.column.n'), found.n],
    [t('insights.column.as-of'), found.asOf],
  ]
}
