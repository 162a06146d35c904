import type { AppointmentFigure, AppointmentNumber } from '../../contract/appointment-figures.ts'
import { Bars } from '../charts/index.ts'
import { InsightMenu, InsightRemarks } from '../dashboards/insight-extras.tsx'
import { useFormats, useWords } from '../ui/index.ts'
import { AppointmentsBehind, useNumberName } from './appointments-behind.tsx'
import type { CsvCell } from './csv.ts'
import { useEstimateWords } from './estimate-words.ts'
import { FigureCard } from './figure-card.tsx'
import { range } from '../../words/isolate.ts'
import { Lacks } from './lacks.tsx'
import { ListedLink } from './listed.tsx'
import { Beside, BesideRow, Headline } from './parts.tsx'
import { listedText, nothingOpen, useInsightsChange, useInsightsSearch } from './search.ts'
import { cells } from './what-works-parts.tsx'

interface FoundProps {
  readonly found: AppointmentFigure
}

/** How often nobody comes, with a reminder before and without; how soon one meets. */
export function AppointmentsFigure({ found }: FoundProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const table = useTable(found)
  const { filters, listed } = useInsightsSearch()
  const { from, to, n } = found
  return (
    <FigureCard
      id="appointments"
      title={t('insights.appointments')}
      clocks={found}
      of={
        <>
          <Counted number="n" count={n}>
            {t('insights.appointments.n', { n })}
          </Counted>
          {' · '}
          <bdi>
            {day(from)} – {day(to)}
          </bdi>
        </>
      }
      table={table}
      menu={<InsightMenu id="appointments" />}
    >
      {found.all.n === 0 ? (
        <Lacks isLarge lacks={[{ text: t('insights.appointments.none'), give: ['calendar'] }]} />
      ) : (
        <Found found={found} />
      )}
      <footer className="mt-5 flex flex-col gap-1 border-t border-line pt-3 text-12 text-ink-2">
        <p>
          <span className="font-medium text-ink">{t('insights.method')}</span> {t('insights.appointments.method')}
        </p>
        <InsightRemarks id="appointments" asOf={found.asOf} />
      </footer>
      {listed?.of === 'appointments' && (
        // The server refuses a number that it does not know, and the panel says so.
        <AppointmentsBehind filters={filters} number={listed.number as AppointmentNumber} />
      )}
    </FigureCard>
  )
}

interface CountedProps {
  readonly number: AppointmentNumber
  readonly count: number
  readonly children?: string
}

/** A number of appointments, which opens them. */
function Counted({ number, count, children }: CountedProps) {
  const nameOf = useNumberName()
  return (
    <ListedLink listed={{ of: 'appointments', number }} count={count} label={nameOf(number)}>
      {children}
    </ListedLink>
  )
}

function Found({ found }: FoundProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const { share, shareInterval } = useEstimateWords()
  const change = useInsightsChange()
  const { all, reminded, notReminded, leadTime } = found
  const days = (value: number | null) => (value === null ? '–' : number(value))
  const bar = (key: string, { estimate, low, high, n }: typeof all) => ({
    key,
    name: t(`insights.appointments.${key}`),
    value: estimate ?? 0,
    ...(low === null || high === null ? {} : { low, high }),
    text: share(estimate),
    note: t('insights.appointments.n', { n }),
  })
  return (
    <>
      <div className="grid gap-6 wide:grid-cols-[minmax(200px,3fr)_minmax(0,6fr)_minmax(220px,3fr)]">
        <Headline figure={share(all.estimate)} interval={shareInterval({ ...all, value: all.estimate })}>
          <Counted number="missed" count={all.missed}>
            {t('insights.appointments.sentence', { n: all.n })}
          </Counted>
        </Headline>
        <Bars
          label={t('insights.appointments.missed')}
          nameTitle={t('insights.appointments.who')}
          valueTitle={t('insights.appointments.missed')}
          bars={[bar('reminded', reminded), bar('not-reminded', notReminded)]}
          onOpen={({ key }) => {
            const of = key === 'reminded' ? 'reminded_missed' : 'not_reminded_missed'
            change({ ...nothingOpen, list: listedText({ of: 'appointments', number: of }) })
          }}
        />
        <Beside
          title={t('insights.appointments.lead')}
          why={t('insights.appointments.lead.quartiles', {
            lower: days(leadTime.lower),
            upper: days(leadTime.upper),
            n: leadTime.n,
          })}
        >
          <BesideRow name={t('insights.appointments.lead.median')}>
            <Counted number="first" count={leadTime.n}>
              {days(leadTime.median)}
            </Counted>
          </BesideRow>
        </Beside>
      </div>
      <Difference found={found} />
      <Counts found={found} />
    </>
  )
}

const counts = ['cancelled', 'moved', 'unsettled', 'without_decider'] as const

function countOf(found: AppointmentFigure, number: (typeof counts)[number]): number {
  return number === 'without_decider' ? found.withoutDecider : found[number]
}

function Counts({ found }: FoundProps) {
  const nameOf = useNumberName()
  return (
    <dl className="mt-4 grid gap-x-6 gap-y-1 tablet:grid-cols-2">
      {counts.map((number) => (
        <BesideRow key={number} name={nameOf(number)}>
          <Counted number={number} count={countOf(found, number)} />
        </BesideRow>
      ))}
    </dl>
  )
}

function Difference({ found: { difference } }: FoundProps) {
  const { t } = useWords()
  const { percent } = useFormats()
  const { estimate, low, high } = difference
  if (estimate === null || low === null || high === null) return null
  return (
    <p className="mt-4 text-12 text-ink-2">
      {t('insights.appointments.difference', {
        difference: percent(estimate),
        range: range(percent(low), percent(high)),
      })}
    </p>
  )
}

/** The same as cells, for the table that is taken away. */
function useTable(found: AppointmentFigure): () => CsvCell[][] {
  const { t } = useWords()
  const nameOf = useNumberName()
  const { all, reminded, notReminded, difference, leadTime, n, from, to, asOf } = found
  const share = (title: string, { n: of, missed, ...estimate }: typeof all) => [title, of, missed, ...cells(estimate)]
  return () => [
    [
      '',
      nameOf('ended'),
      nameOf('missed'),
      t('insights.appointments.share'),
      t('insights.column.low'),
      t('insights.column.high'),
    ],
    share(t('insights.appointments.all'), all),
    share(nameOf('reminded'), reminded),
    share(nameOf('not_reminded'), notReminded),
    [t('insights.appointments.apart'), '', '', ...cells(difference)],
    [],
    [nameOf('first'), t('insights.column.n'), '25%', '50%', '75%'],
    ['', leadTime.n, leadTime.lower, leadTime.median, leadTime.upper],
    [],
    ...counts.map((number) => [nameOf(number), countOf(found, number)]),
    [nameOf('n'), n],
    [t('insights.period.from'), from],
    [t('insights.period.to'), to],
    [t('insights.column.as-of'), asOf],
  ]
}
