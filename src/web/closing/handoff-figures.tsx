import { Link } from '@tanstack/react-router'
import type { HandoffFigure, HandoffNumber } from '../../contract/closing-figures.ts'
import { listTimedHandoffs } from '../../contract/closing-figures.ts'
import { call } from '../api.ts'
import { InsightMenu, InsightRemarks } from '../dashboards/insight-extras.tsx'
import type { CsvCell } from '../measurement/csv.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { FigureCard } from '../measurement/figure-card.tsx'
import { Lacks } from '../measurement/lacks.tsx'
import { ListedLink, ListedPanel } from '../measurement/listed.tsx'
import { useInsightsSearch } from '../measurement/search.ts'
import type { Filters, Listed } from '../measurement/search.ts'
import { Headline } from '../measurement/parts.tsx'
import { cells } from '../measurement/what-works-parts.tsx'
import { useAddress } from '../shell/places.ts'
import { Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'

type Kind = HandoffFigure['kinds'][number]

interface HandoffFiguresProps {
  readonly found: HandoffFigure
  readonly asked: Filters
}

/** How fast handoffs are accepted, and how many are dropped, by kind. */
export function HandoffFigures({ found, asked }: HandoffFiguresProps) {
  const { t } = useWords()
  const { listed } = useInsightsSearch()
  return (
    <FigureCard
      id="handoffs"
      title={t('closing.figures.handoffs')}
      clocks={found}
      of={
        <ListedLink listed={{ of: 'handoffs', number: 'n' }} count={found.n} label={t('closing.figures.handoffs')}>
          {t('closing.figures.handoffs.count', { n: found.n })}
        </ListedLink>
      }
      table={() => handoffTable(found, t)}
      menu={<InsightMenu id="handoffs" />}
    >
      {found.n === 0 ? (
        <Lacks isLarge lacks={[{ text: t('handoffs.none.all') }]} />
      ) : (
        <>
          <InTime found={found} />
          <p className="mb-3">{t(`closing.figures.dropped.${found.verdict}`)}</p>
          <Kinds found={found} />
        </>
      )}
      <footer className="mt-5 flex flex-col gap-1 border-t border-line pt-3 text-12 text-ink-2">
        <p>
          <span className="font-medium text-ink">{t('insights.method')}</span> {t('closing.figures.handoffs.method')}
        </p>
        <InsightRemarks id="handoffs" asOf={found.asOf} />
      </footer>
      {listed?.of === 'handoffs' && <HandoffsBehind asked={asked} listed={listed} kinds={found.kinds} />}
    </FigureCard>
  )
}

/** Of all kinds together, how many were answered in time; it opens those. */
function InTime({ found: { inTime } }: Pick<HandoffFiguresProps, 'found'>) {
  const { t } = useWords()
  const { share, shareInterval } = useEstimateWords()
  return (
    <div className="mb-6">
      <Headline figure={share(inTime.estimate)} interval={shareInterval({ ...inTime, value: inTime.estimate })}>
        <ListedLink
          listed={{ of: 'handoffs', number: 'in_time' }}
          count={inTime.count}
          label={t('closing.figures.in-time')}
        >
          {t('closing.figures.in-time.sentence', { n: inTime.n })}
        </ListedLink>
      </Headline>
    </div>
  )
}

function Kinds({ found }: Pick<HandoffFiguresProps, 'found'>) {
  const { t } = useWords()
  const { number } = useFormats()
  const { share, shareRange, daysRange } = useEstimateWords()
  const counted = (which: HandoffNumber, title: string, tell: (kind: Kind) => { count: number; text: string }) => ({
    key: which,
    title,
    isNumber: true,
    cell: (kind: Kind) => {
      const { count, text } = tell(kind)
      return (
        <ListedLink
          listed={{ of: 'handoffs', number: which, kind: kind.id }}
          count={count}
          label={`${kind.name} · ${title}`}
        >
          {text}
        </ListedLink>
      )
    },
  })
  const plain = (count: number) => ({ count, text: number(count) })
  const columns: Column<Kind>[] = [
    { key: 'name', title: t('handoffs.kind'), isRowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
    counted('n', t('closing.figures.handoffs.n'), ({ n }) => plain(n)),
    {
      key: 'hours',
      title: t('closing.figures.hours'),
      isNumber: true,
      cell: ({ hours }) => (hours.value === null ? '–' : number(hours.value)),
    },
    { key: 'hours-range', title: t('closing.figures.range'), isNumber: true, cell: ({ hours }) => daysRange(hours) },
    counted('in_time', t('closing.figures.in-time'), ({ inTime }) => ({
      count: inTime.count,
      text: share(inTime.estimate),
    })),
    {
      key: 'in-time-range',
      title: t('closing.figures.range'),
      isNumber: true,
      cell: ({ inTime }) => shareRange({ ...inTime, value: inTime.estimate }),
    },
    counted('declined', t('closing.figures.dropped'), ({ declined, dropped }) => ({
      count: declined,
      text: share(dropped.estimate),
    })),
    {
      key: 'dropped-range',
      title: t('closing.figures.range'),
      isNumber: true,
      cell: ({ dropped }) => shareRange({ ...dropped, value: dropped.estimate }),
    },
    counted('waiting', t('closing.figures.waiting'), ({ waiting }) => plain(waiting)),
  ]
  return <Table label={t('handoffs.kind')} columns={columns} rows={found.kinds} rowKey={({ id }) => id} />
}

/** What the numbers that open are called in the table. */
const titles: Partial<Record<HandoffNumber, string>> = {
  n: 'closing.figures.handoffs.n',
  in_time: 'closing.figures.in-time',
  declined: 'closing.figures.dropped',
  waiting: 'closing.figures.waiting',
}

interface HandoffsBehindProps extends Pick<HandoffFiguresProps, 'asked'> {
  readonly listed: Listed
  readonly kinds: readonly Kind[]
}

/** The handoffs that a number counts, as they stood, each with its deal. */
function HandoffsBehind({ asked, listed, kinds }: HandoffsBehindProps) {
  const { t } = useWords()
  const { instant } = useFormats()
  const address = useAddress()
  const { kind } = listed
  // The server refuses a number that it does not know, and the panel says so.
  const number = listed.number as HandoffNumber
  const name = kinds.find(({ id }) => id === kind)?.name
  const counted = titles[number]
  const isAll = number === 'n' && kind === undefined
  return (
    <ListedPanel
      title={[name ?? t('closing.figures.handoffs'), ...(isAll || !counted ? [] : [t(counted)])].join(' · ')}
      of={['handoffs', asked, kind, number]}
      read={(after) => call(listTimedHandoffs, { query: { ...asked, kind, number, limit: 50, after } })}
    >
      {({ deal, state, offeredAt }) => (
        <>
          <Link to={address(`deals/${deal.id}`)} className="min-w-40 flex-1 font-medium text-accent hover:underline">
            <bdi>{deal.name}</bdi>
          </Link>
          <bdi className="text-12 text-ink-2">{`${t(`codes.handoff_state.${state}`)} · ${instant(offeredAt)}`}</bdi>
        </>
      )}
    </ListedPanel>
  )
}

/** The same as cells, for the table that is taken away. */
function handoffTable(
  { kinds, n, inTime: answered, asOf }: HandoffFigure,
  t: (id: string, values?: Record<string, unknown>) => string,
): CsvCell[][] {
  const bounds = [t('insights.column.low'), t('insights.column.high')]
  return [
    [
      t('handoffs.kind'),
      t('closing.figures.handoffs.n'),
      t('closing.figures.hours'),
      ...bounds,
      t('closing.figures.in-time'),
      ...bounds,
      t('closing.figures.dropped'),
      ...bounds,
      t('closing.figures.waiting'),
    ],
    ...kinds.map(({ name, n: count, hours, inTime, dropped, waiting }) => [
      name,
      count,
      hours.value,
      hours.low,
      hours.high,
      ...cells(inTime),
      ...cells(dropped),
      waiting,
    ]),
    [],
    [t('closing.figures.handoffs'), n],
    [t('closing.figures.in-time'), ...cells(answered)],
    [t('insights.column.as-of'), asOf],
  ]
}
