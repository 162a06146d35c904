import type { Persistence, TouchAim, TouchRow } from '../../contract/persistence.ts'
import { reachedBy, touchAims } from '../../contract/persistence.ts'
import { Beneath } from '../charts/index.ts'
import { SegmentedControl, Table, useFormats, useWords } from '../ui/index.ts'
import { BehindLink, NumberLink } from './behind-link.tsx'
import { useEstimateWords } from './estimate-words.ts'
import { Figure } from './figure.tsx'
import { Beside, BesideRow } from './parts.tsx'
import { ByTouch, Missed } from './persistence-parts.tsx'
import { Sellers } from './persistence-sellers.tsx'
import { persistenceTable } from './persistence-table.ts'
import { useInsightsChange } from './search.ts'

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
      table={() => persistenceTable(found, t)}
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

type Number = 'got' | 'events' | 'stopped' | 'ended' | 'open'

/** What became of the deals that got so many touches, each number with its deals. */
function Touches({ found: { all, aim } }: { found: Persistence }) {
  const { t } = useWords()
  const { number } = useFormats()
  const titles: Record<Number, string> = {
    got: t('insights.persistence.deals'),
    events: t(`insights.persistence.aim.${aim}`),
    stopped: t('insights.persistence.given-up'),
    ended: t('insights.persistence.ended'),
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
      <p className="mt-2 max-w-[90ch] text-12 text-ink-2">
        {t('insights.persistence.ends', {
          lost: t('codes.lost_reason.no_reply'),
          disqualified: t('codes.disqualify_reason.unreachable'),
        })}
      </p>
    </div>
  )
}

const compared = [1, 3, 5, 8] as const

/** How far one's own deals have come by the third or fifth touch, beside everybody's. */
function Own({ found: { own, all } }: { found: Persistence }) {
  const { t } = useWords()
  const { number } = useFormats()
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
        .filter((touch) => reachedBy(all, touch).estimate !== null)
        .map((touch) => (
          <BesideRow key={touch} name={t('insights.persistence.by', { touch })}>
            <OwnShare own={reachedBy(own, touch)} all={reachedBy(all, touch)} />
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

/** A share of one's own deals and of everybody's, each with its range. */
function OwnShare({ own, all }: { own: TouchRow['reached']; all: TouchRow['reached'] }) {
  const { t } = useWords()
  const { share, shareRange } = useEstimateWords()
  const rangeOf = (reached: TouchRow['reached']) => shareRange({ ...reached, value: reached.estimate })
  return (
    <>
      {own.estimate === null ? t('closing.figures.few') : share(own.estimate)}
      <Beneath>{rangeOf(own)}</Beneath>
      <span className="block text-12 font-normal text-ink-2">
        {t('insights.persistence.all')} {share(all.estimate)}
      </span>
      <Beneath>{rangeOf(all)}</Beneath>
    </>
  )
}
