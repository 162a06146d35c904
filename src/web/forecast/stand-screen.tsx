import { Link } from '@tanstack/react-router'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import type { Stand } from '../../contract/forecast.ts'
import { HowToRead } from '../measurement/how-to-read.tsx'
import { useMembers } from '../people/members.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Page } from '../shell/page.tsx'
import { Card, ErrorState, IconButton, Loading, Notice, buttonClass, useFormats, useWords } from '../ui/index.ts'
import { AdviceCard } from './advice-card.tsx'
import { DealTable } from './deal-table.tsx'
import { LearnsFrom } from './learns-from.tsx'
import { NothingYet } from './nothing-yet.tsx'
import { ForecastPlaces } from './places.tsx'
import { useAdvices, useForecast, useStand } from './queries.ts'
import { useForecastSearch } from './search.ts'
import { StandBar } from './stand-bar.tsx'
import { WeeksChart } from './weeks-chart.tsx'
import { PeriodFields } from './period-fields.tsx'
import { useAskedDays } from './use-days.ts'
import { WhoseField } from './whose-field.tsx'
import { useWholeMoney } from './whole-money.ts'
import { WithoutAmount } from './without-amount.tsx'

/** Where a seller, a team or the company stands. */
export function StandScreen() {
  const { t } = useWords()
  const { day } = useFormats()
  const members = useMembers()
  const address = useAddress()
  const { memberCount } = useSession()
  const { owner, team } = useForecastSearch()
  const stand = useStand({ owner, team, ...useAskedDays() })
  const name = members.find(({ id }) => id === owner)?.name
  return (
    <Page
      title={t('forecast.title')}
      views={<ForecastPlaces current="stand" />}
      filters={
        <>
          <WhoseField place="forecast" />
          <PeriodFields place="forecast" />
        </>
      }
      primary={
        <IconButton icon={IconPrinter} label={t('glance.print')} onPress={() => print()} className="print:hidden" />
      }
    >
      <div className="mx-auto flex max-w-280 flex-col gap-4">
        {stand.isPending && <Loading />}
        {stand.isError && <ErrorState error={stand.error} onRetry={() => void stand.refetch()} />}
        {stand.isSuccess && (
          <>
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <p className="text-ink-2">
                {name && <span className="me-2 hidden font-semibold text-ink print:inline">{name}</span>}
                {t('forecast.stand.period', {
                  from: day(stand.data.from),
                  until: day(stand.data.until),
                  today: day(stand.data.asOf),
                })}
              </p>
              {owner !== undefined && memberCount > 1 && (
                <Link to={address(`one-to-one/${owner}`)} className={`${buttonClass('plain')} print:hidden`}>
                  {t('glance.one')}
                </Link>
              )}
            </div>
            <Standing stand={stand.data} owner={owner} team={team} />
          </>
        )}
      </div>
    </Page>
  )
}

interface StandingProps {
  readonly stand: Stand
  readonly owner: string | undefined
  readonly team: string | undefined
}

function Standing({ stand, owner, team }: StandingProps) {
  const { t } = useWords()
  const advices = useAdvices({ member: owner, team })
  const forecast = useForecast({ owner, team, ...useAskedDays() }, 5)
  if (stand.open === 0 && stand.sold === 0) return <NothingYet />
  const given = advices.data?.items ?? []
  return (
    <>
      {!stand.isEnough && <Notice>{t('forecast.too-few')}</Notice>}
      <HowToRead
        rules={stand.toCreate ? ['expected', 'limits', 'create'] : ['expected', 'limits']}
        className="-my-2 open:mb-0"
      />
      <Card>
        <StandBar stand={stand} owner={owner} team={team} />
        {forecast.data && <WithoutAmount line={forecast.data.whole} />}
        <LearnsFrom of={stand} />
      </Card>
      <div className="grid items-start gap-4 desktop:grid-cols-2">
        <div className="flex flex-col gap-4">
          {stand.toCreate && stand.toCreate.minor > 0 && (
            <Card title={t('forecast.create')}>
              <Creating stand={stand} toCreate={stand.toCreate} />
            </Card>
          )}
          <Card title={t('forecast.pace')}>
            <Pace stand={stand} />
          </Card>
          <Card title={t('forecast.advice')}>
            {given.length === 0 && <p className="text-ink-2">{t('forecast.advice.none')}</p>}
            <ul>
              {given.map((advice) => (
                <AdviceCard key={advice.id} advice={advice} />
              ))}
            </ul>
          </Card>
        </div>
        <Card title={t('forecast.weeks')}>
          <WeeksChart stand={stand} />
        </Card>
      </div>
      {forecast.data && forecast.data.deals.length > 0 && (
        <Card title={t('forecast.deals')}>
          <DealTable forecast={forecast.data} />
        </Card>
      )}
    </>
  )
}

function Creating({ stand, toCreate }: { stand: Stand; toCreate: NonNullable<Stand['toCreate']> }) {
  const { t } = useWords()
  const { number, percent } = useFormats()
  const { newDeal, workdaysLeft, currency } = stand
  const value = useWholeMoney(currency)(newDeal.valueMinor ?? 0)
  const basis = t('forecast.create.basis', { chance: percent(newDeal.chance), value, days: workdaysLeft })
  if (toCreate.deals === null || toCreate.callsADay === null)
    return (
      <>
        <p>{t('forecast.create.too-late')}</p>
        <p className="text-12 text-ink-2">{basis}</p>
      </>
    )
  const rows = [
    ['deals', toCreate.dealsADay],
    ['calls', toCreate.callsADay],
    ['appointments', toCreate.appointmentsADay],
  ] as const
  return (
    <>
      <dl className="grid grid-cols-3 gap-3">
        {rows.map(([key, each]) => (
          <div key={key} className="flex flex-col-reverse justify-end">
            <dt className="text-12 text-ink-2">{t(`forecast.create.${key}`)}</dt>
            <dd className="text-18 font-semibold tabular-nums">
              {each === null ? '–' : number(each, each < 10 ? 1 : 0)}
            </dd>
          </div>
        ))}
      </dl>
      {!toCreate.isPossible && (
        <Notice tone="warn">{t('forecast.create.impossible', { most: toCreate.callsPerDay })}</Notice>
      )}
      <p className="text-12 text-ink-2">{t('forecast.create.lately', { calls: number(toCreate.callsLately, 1) })}</p>
      <p className="text-12 text-ink-2">{basis}</p>
    </>
  )
}

function Pace({ stand: { season, sold, quotaMinor, currency } }: { stand: Stand }) {
  const { t } = useWords()
  const { percent } = useFormats()
  const write = useWholeMoney(currency)
  if (season.share === null) return <p className="text-ink-2">{t('forecast.pace.none')}</p>
  const due = (quotaMinor ?? season.formerMean) * season.share
  const state = sold < 0.9 * due ? 'behind' : sold > 1.1 * due ? 'ahead' : 'on'
  return (
    <>
      <p className="text-18 font-semibold">{t(`forecast.pace.${state}`, { sold: write(sold), due: write(due) })}</p>
      <p className="text-12 text-ink-2">
        {t(quotaMinor === null ? 'forecast.pace.former' : 'forecast.pace.quota', {
          share: percent(season.share),
          elapsed: percent(season.elapsed),
          count: season.periods,
        })}
      </p>
    </>
  )
}
