import { Suspense, lazy, useState } from 'react'
import type { Forecast, ForecastLine } from '../../contract/forecast.ts'
import { signedNumber } from '../measurement/isolate.ts'
import { HowToRead } from '../measurement/how-to-read.tsx'
import { Page } from '../shell/page.tsx'
import { useRight, useSession } from '../shell/session.ts'
import {
  Button,
  Card,
  ErrorState,
  Loading,
  Notice,
  SegmentedControl,
  Table,
  useFormats,
  useWords,
} from '../ui/index.ts'
import { DealTable } from './deal-table.tsx'
import { NothingYet } from './nothing-yet.tsx'
import { ForecastPlaces } from './places.tsx'
import { useForecast, useSnapshots } from './queries.ts'
import { type By, useForecastChange, useForecastSearch } from './search.ts'
import { WhoseField } from './whose-field.tsx'
import { moneyRange, useWholeMoney } from './whole-money.ts'
import { WithoutAmount } from './without-amount.tsx'

const CommitDialog = lazy(() => import('./commit-dialog.tsx').then(({ CommitDialog: Dialog }) => ({ default: Dialog })))

const place = 'forecast/expected'

/** What is expected to be won by the end of the quarter: by seller, team or product, with the deals that carry it. */
export function ExpectedScreen() {
  const { t } = useWords()
  const { owner, team, until, by } = useForecastSearch()
  const change = useForecastChange(place)
  const forecast = useForecast({ owner, team, until, by })
  return (
    <Page
      title={t('forecast.title')}
      views={<ForecastPlaces current="expected" />}
      filters={<WhoseField place={place} />}
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

interface PartsProps {
  readonly forecast: Forecast
  readonly owner: string | undefined
  readonly team: string | undefined
}

interface SumsProps extends PartsProps {
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
      <HowToRead rules={['expected', 'come', 'limits']} className="-my-2 open:mb-0" />
      <Card title={t('forecast.by-day', { day: day(forecast.until) })}>
        <Parts forecast={forecast} owner={owner} team={team} />
        <p className="max-w-180 text-12 text-ink-2">
          {t('forecast.method', { wins: number(forecast.wins), count: forecast.earlier, undated: forecast.undated })}
        </p>
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
        <GroupTable forecast={forecast} />
      </Card>
      {forecast.deals.length > 0 && (
        <Card title={t('forecast.deals')}>
          <DealTable forecast={forecast} />
        </Card>
      )}
    </>
  )
}

function Parts({ forecast, owner, team }: PartsProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const { member } = useSession()
  const leads = useRight('deals.assign')
  const works = useRight('deals.work')
  const [isSaying, setIsSaying] = useState(false)
  const { whole, currency, commit } = forecast
  const write = useWholeMoney(currency)
  const limits = ({ low, high }: ForecastLine['total']) =>
    t('forecast.limits', { range: moneyRange(write(low), write(high)) })
  const parts = [
    { key: 'total', text: write(whole.total.expected), note: limits(whole.total) },
    { key: 'won', text: write(whole.won), note: null },
    { key: 'open', text: write(whole.open.expected), note: limits(whole.open) },
    { key: 'fresh', text: write(whole.fresh.expected), note: limits(whole.fresh) },
  ]
  const said = {
    key: 'commit',
    text: commit ? write(commit.amountMinor) : '–',
    note: commit && t('forecast.commit.by', { name: commit.by?.name ?? null, day: day(commit.saidAt) }),
  }
  return (
    <>
      <dl className="grid gap-4 tablet:grid-cols-3 wide:grid-cols-5">
        {(team === undefined ? [...parts, said] : parts).map(({ key, text, note }) => (
          <div key={key}>
            <dt className="text-12 text-ink-2">{t(`forecast.part.${key}`)}</dt>
            <dd className="text-18 font-semibold tabular-nums">
              <bdi>{text}</bdi>
            </dd>
            {note && <dd className="text-12 text-ink-2">{note}</dd>}
          </div>
        ))}
      </dl>
      <Since forecast={forecast} isOfAll={owner === undefined && team === undefined} />
      <WithoutAmount line={forecast.whole} />
      {works && team === undefined && (leads || owner === member.id) && (
        <Button className="self-start print:hidden" onPress={() => setIsSaying(true)}>
          {t('forecast.commit.say')}
        </Button>
      )}
      {isSaying && (
        <Suspense>
          <CommitDialog forecast={forecast} owner={owner} onClose={() => setIsSaying(false)} />
        </Suspense>
      )}
    </>
  )
}

/** What has changed since the forecast of a week ago, by the parts that it is made of. */
function Since({ forecast, isOfAll }: { forecast: Forecast; isOfAll: boolean }) {
  const { t } = useWords()
  const { day } = useFormats()
  const snapshots = useSnapshots()
  const write = useWholeMoney(forecast.currency)
  const weekAgo = new Date(Date.parse(forecast.asOf) - 7 * 86_400_000).toISOString().slice(0, 10)
  const then = snapshots.data?.items.find(({ on, forecast: said }) => on <= weekAgo && said.until === forecast.until)
  if (!then || !isOfAll) return null
  const before = then.forecast.whole
  const signed = (minor: number) => signedNumber(`${minor > 0 ? '+' : ''}${write(minor)}`)
  const { whole } = forecast
  return (
    <p className="text-ink-2">
      {t('forecast.since', {
        day: day(then.on),
        total: signed(whole.total.expected - before.total.expected),
        won: signed(whole.won - before.won),
        open: signed(whole.open.expected - before.open.expected),
        fresh: signed(whole.fresh.expected - before.fresh.expected),
      })}
    </p>
  )
}

type Group = Forecast['groups'][number]

function GroupTable({ forecast: { groups, currency } }: { forecast: Forecast }) {
  const { t } = useWords()
  const { number } = useFormats()
  const write = useWholeMoney(currency)
  const known = ['none', 'several', 'private']
  const columns = [
    {
      key: 'name',
      title: t('forecast.groups.name'),
      isRowHeader: true,
      cell: ({ key, name }: Group) => name ?? (known.includes(key) ? t(`forecast.group.${key}`) : key),
    },
    { key: 'n', title: t('forecast.groups.n'), cell: ({ n }: Group) => number(n), isNumber: true },
    { key: 'won', title: t('forecast.part.won'), cell: ({ won }: Group) => write(won), isNumber: true },
    { key: 'open', title: t('forecast.part.open'), cell: ({ open }: Group) => write(open.expected), isNumber: true },
    {
      key: 'fresh',
      title: t('forecast.part.fresh'),
      cell: ({ fresh }: Group) => write(fresh.expected),
      isNumber: true,
    },
    {
      key: 'total',
      title: t('forecast.part.total'),
      staysLong: true,
      cell: ({ total }: Group) => write(total.expected),
      isNumber: true,
    },
    {
      key: 'limits',
      title: t('forecast.groups.limits'),
      cell: ({ total }: Group) => moneyRange(write(total.low), write(total.high)),
      isNumber: true,
    },
  ]
  return <Table label={t('forecast.groups')} columns={columns} rows={groups} rowKey={({ key }) => key} />
}
