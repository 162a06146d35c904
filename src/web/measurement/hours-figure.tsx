import { type HoursFigure, type HoursNumber, workGroups } from '../../contract/hours.ts'
import { InsightMenu, InsightRemarks } from '../dashboards/insight-extras.tsx'
import { Bars } from '../charts/index.ts'
import { Loading, useFormats, useWords } from '../ui/index.ts'
import { monthName } from '../views/month.ts'
import { useEstimateWords } from './estimate-words.ts'
import { FigureCard } from './figure-card.tsx'
import { HoursAutomatable } from './hours-automatable.tsx'
import { HoursBehind } from './hours-behind.tsx'
import { HoursKinds } from './hours-kinds.tsx'
import { HoursSellers } from './hours-sellers.tsx'
import { useHoursTable } from './hours-table.ts'
import { useHoursWords } from './hours-words.ts'
import { Lacks } from './lacks.tsx'
import { ListedLink } from './listed.tsx'
import { Headline } from './parts.tsx'
import { listedText, nothingOpen, useInsightsChange, useInsightsSearch } from './search.ts'

interface FoundProps {
  readonly found: HoursFigure
  /** The trend, which takes longer; undefined while it is counted. */
  readonly months: HoursFigure['months'] | undefined
}

/** Where the recorded hours go, what share of them is selling, and what takes hours that Rondo could. */
export function HoursFigure({ found, months }: FoundProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const { filters, listed } = useInsightsSearch()
  const table = useHoursTable(found, months)
  const { from, to, n } = found
  return (
    <FigureCard
      id="hours"
      title={t('insights.hours')}
      clocks={found}
      of={
        <>
          <ListedLink listed={{ of: 'hours', number: 'all' }} count={n} label={t('insights.hours')}>
            {t('insights.hours.n', { n })}
          </ListedLink>
          {' · '}
          <bdi>
            {day(from)} – {day(to)}
          </bdi>
        </>
      }
      table={table}
      menu={<InsightMenu id="hours" />}
    >
      <WithoutDeal found={found} />
      {n === 0 ? (
        <Lacks isLarge lacks={[{ text: t('insights.hours.none'), give: ['today', 'activities'] }]} />
      ) : (
        <Found found={found} months={months} />
      )}
      <footer className="mt-5 flex flex-col gap-1 border-t border-line pt-3 text-12 text-ink-2">
        <p>{t('insights.hours.recorded')}</p>
        <p>
          <span className="font-medium text-ink">{t('insights.method')}</span> {t('insights.hours.method')}
        </p>
        <InsightRemarks id="hours" asOf={found.asOf} />
      </footer>
      {listed?.of === 'hours' && <HoursBehind filters={filters} listed={listed} />}
    </FigureCard>
  )
}

/** What filters of deals leave out: work that is for none. */
function WithoutDeal({ found: { withoutDeal } }: Pick<FoundProps, 'found'>) {
  const { t } = useWords()
  const { hours: hoursText } = useHoursWords()
  if (withoutDeal === null) return null
  return (
    <p className="mb-4 max-w-[90ch] text-pretty text-ink-2">
      {t('insights.hours.narrowed')}{' '}
      <ListedLink
        listed={{ of: 'hours', number: 'without_deal' }}
        count={withoutDeal.n}
        label={t('insights.hours.without-deal')}
      >
        {t('insights.hours.left-out', { hours: hoursText(withoutDeal.hours) })}
      </ListedLink>
    </p>
  )
}

function Found({ found, months }: FoundProps) {
  const { t } = useWords()
  const { percent } = useFormats()
  const { share, shareInterval } = useEstimateWords()
  const { hours: hoursText } = useHoursWords()
  const { selling, hours, sellingHours, loggedHours } = found
  return (
    <>
      <div className="grid gap-6 wide:grid-cols-[minmax(220px,3fr)_minmax(0,5fr)_minmax(0,5fr)]">
        <div>
          <Headline figure={share(selling.estimate)} interval={shareInterval({ ...selling, value: selling.estimate })}>
            <ListedLink
              listed={{ of: 'hours', number: 'selling' }}
              count={sellingHours === 0 ? 0 : 1}
              label={t('insights.hours.selling')}
            >
              {t('insights.hours.sentence', { hours: hoursText(hours) })}
            </ListedLink>
          </Headline>
          <p className="mt-3 max-w-[46ch] text-12 text-pretty text-ink-2">
            {t('insights.hours.logged', { share: percent(hours === 0 ? 0 : loggedHours / hours) })}
          </p>
        </div>
        <Groups found={found} />
        {months ? <Months months={months} /> : <Loading />}
      </div>
      <HoursAutomatable found={found} />
      <HoursSellers found={found} />
      <HoursKinds found={found} />
    </>
  )
}

function Groups({ found: { kinds, hours } }: Pick<FoundProps, 'found'>) {
  const { t } = useWords()
  const { percent } = useFormats()
  const { hours: hoursText } = useHoursWords()
  const change = useInsightsChange()
  const bars = workGroups.flatMap((group) => {
    const own = kinds.filter((kind) => kind.group === group)
    const value = own.reduce((sum, kind) => sum + kind.hours, 0)
    if (own.length === 0) return []
    return [
      {
        key: group,
        name: t(`insights.hours.group.${group}`),
        value,
        text: hoursText(value),
        note: percent(hours === 0 ? 0 : value / hours),
        ...(group === 'customers' || group === 'writing' ? {} : { colour: 'var(--ink-3)' }),
      },
    ]
  })
  return (
    <div>
      <h3 className="mb-2 font-semibold">{t('insights.hours.by-group')}</h3>
      <Bars
        label={t('insights.hours.by-group')}
        nameTitle={t('insights.hours.work')}
        valueTitle={t('insights.hours.hours')}
        bars={bars}
        onOpen={({ key }) =>
          // The keys of the bars are these groups.
          change({ ...nothingOpen, list: listedText({ of: 'hours', number: key as HoursNumber }) })
        }
      />
    </div>
  )
}

function Months({ months }: Pick<HoursFigure, 'months'>) {
  const { t, locale } = useWords()
  const { share } = useEstimateWords()
  const { hours: hoursText } = useHoursWords()
  const bars = months.flatMap(({ from, n, hours, selling: { estimate, low, high } }) =>
    n === 0
      ? []
      : [
          {
            key: from,
            name: monthName(locale, from.slice(0, 7)),
            value: estimate ?? 0,
            ...(low === null || high === null ? {} : { low, high }),
            text: share(estimate),
            note: hoursText(hours),
          },
        ],
  )
  return (
    <div>
      <h3 className="mb-2 font-semibold">{t('insights.hours.months')}</h3>
      <Bars
        label={t('insights.hours.months')}
        nameTitle={t('insights.hours.month')}
        valueTitle={t('insights.hours.selling')}
        bars={bars}
        maximum={1}
      />
    </div>
  )
}
