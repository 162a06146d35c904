import type { Forecast } from '../../contract/forecast.ts'
import { HowToRead } from '../measurement/how-to-read.tsx'
import { Page } from '../shell/page.tsx'
import { Card, ErrorState, Loading, Notice, SegmentedControl, useFormats, useWords } from '../ui/index.ts'
import { ExpectedParts } from './expected-parts.tsx'
import { GroupTable } from './group-table.tsx'
import { DealTable } from './deal-table.tsx'
import { LearnsFrom } from './learns-from.tsx'
import { NothingYet } from './nothing-yet.tsx'
import { ForecastPlaces } from './places.tsx'
import { useForecast } from './queries.ts'
import { type By, useForecastChange, useForecastSearch } from './search.ts'
import { PeriodFields } from './period-fields.tsx'
import { useAskedDays } from './use-days.ts'
import { WhoseField } from './whose-field.tsx'

const place = 'forecast/expected'

/** What is expected to be won by the end of the quarter: by seller, team or product, with the deals that carry it. */
export function ExpectedScreen() {
  const { t } = useWords()
  const { owner, team, by } = useForecastSearch()
  const change = useForecastChange(place)
  const forecast = useForecast({ owner, team, by, ...useAskedDays() })
  return (
    <Page
      title={t('forecast.title')}
      views={<ForecastPlaces current="expected" />}
      filters={
        <>
          <WhoseField place={place} />
          <PeriodFields place={place} />
        </>
      }
    >
      <div className="mx-auto flex max-w-280 flex-col gap-4">
        {forecast.isPending && <Loading />}
        {forecast.isError && <ErrorState error={forecast.error} onRetry={() => void forecast.refetch()} />}
        {forecast.isSuccess && (
          <Sums forecast={forecast.data} owner={owner} team={team} by={by} onBy={(next) => change({ by: next })} />
        )}
      </div>
    </Page>
  )
}

interface SumsProps {
  readonly forecast: Forecast
  readonly owner: string | undefined
  readonly team: string | undefined
  readonly by: By
  readonly onBy: (by: By) => void
}

function Sums({ forecast, owner, team, by, onBy }: SumsProps) {
  const { t } = useWords()
  const { day, number } = useFormats()
  const { whole } = forecast
  if (whole.n === 0 && whole.won === 0) return <NothingYet />
  return (
    <>
      {!forecast.isEnough && <Notice>{t('forecast.too-few')}</Notice>}
      <p className="-mb-1 text-ink-2">
        {t('forecast.stand.period', {
          from: day(forecast.from),
          until: day(forecast.until),
          today: day(forecast.asOf),
        })}
      </p>
      <HowToRead rules={['expected', 'come', 'limits']} className="-my-2 open:mb-0" />
      <Card title={t('forecast.by-day', { day: day(forecast.until) })}>
        <ExpectedParts forecast={forecast} owner={owner} team={team} />
        <p className="max-w-180 text-12 text-ink-2">
          {t('forecast.method', { wins: number(forecast.wins), count: forecast.earlier, undated: forecast.undated })}
        </p>
        <LearnsFrom of={forecast} />
      </Card>
      <Card
        title={t('forecast.groups')}
        actions={
          <SegmentedControl<By>
            label={t('forecast.groups')}
            options={(['owner', 'team', 'product'] as const).map((value) => ({
              value,
              label: t(`forecast.by.${value}`),
            }))}
            value={by}
            onChange={onBy}
          />
        }
      >
        <GroupTable forecast={forecast} by={by} />
      </Card>
      {forecast.deals.length > 0 && (
        <Card title={t('forecast.deals')}>
          <DealTable forecast={forecast} />
        </Card>
      )}
    </>
  )
}
