import { Suspense, lazy, useState } from 'react'
import type { Forecast, ForecastLine } from '../../contract/forecast.ts'
import { signedNumber } from '../../words/isolate.ts'
import { useRight, useSession } from '../shell/session.ts'
import { Button, useFormats, useWords } from '../ui/index.ts'
import { Commitments } from './commitments.tsx'
import { NumberLink } from './number-link.tsx'
import { useOwners } from './owners.ts'
import { useSnapshots } from './queries.ts'
import { useForecastSearch } from './search.ts'
import { openOf, soldSince } from './sold-deals.ts'
import { moneyRange, useWholeMoney } from './whole-money.ts'
import { WithoutAmount } from './without-amount.tsx'

const CommitDialog = lazy(() => import('./commit-dialog.tsx').then(({ CommitDialog: Dialog }) => ({ default: Dialog })))

interface ExpectedPartsProps {
  readonly forecast: Forecast
  readonly owner: string | undefined
  readonly team: string | undefined
}

/** The whole sum with its limits and what it is made of, beside what somebody says it will be; what is won and open opens its deals. */
export function ExpectedParts({ forecast, owner, team }: ExpectedPartsProps) {
  const { t } = useWords()
  const { member } = useSession()
  const leads = useRight('deals.assign')
  const works = useRight('deals.work')
  const [isSaying, setIsSaying] = useState(false)
  const { asOf } = useForecastSearch()
  const parts = useParts({ forecast, owner, team })
  return (
    <>
      <dl className="grid gap-4 tablet:grid-cols-3 wide:grid-cols-5">
        {parts.map(({ key, text, note, filter }) => (
          <div key={key}>
            <dt className="text-12 text-ink-2">{t(`forecast.part.${key}`)}</dt>
            <dd className="text-18 font-semibold tabular-nums">
              {filter === null ? (
                <bdi>{text}</bdi>
              ) : (
                <NumberLink filter={filter} label={t(`forecast.part.${key}`)}>
                  {text}
                </NumberLink>
              )}
            </dd>
            {note && <dd className="text-12 text-ink-2">{note}</dd>}
          </div>
        ))}
      </dl>
      <Since forecast={forecast} isOfAll={owner === undefined && team === undefined} />
      <Commitments forecast={forecast} owner={owner} team={team} />
      <WithoutAmount line={forecast.whole} />
      {works && asOf === undefined && (leads || owner === member.id) && (
        <Button className="self-start print:hidden" onPress={() => setIsSaying(true)}>
          {t('forecast.commit.say')}
        </Button>
      )}
      {isSaying && (
        <Suspense>
          <CommitDialog forecast={forecast} owner={owner} team={team} onClose={() => setIsSaying(false)} />
        </Suspense>
      )}
    </>
  )
}

/** The sums, with the deals that each opens, and what somebody says it will be. */
function useParts({ forecast, owner, team }: ExpectedPartsProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const { owners } = useOwners(owner, team)
  const { asOf } = useForecastSearch()
  const { whole, currency, commit } = forecast
  const write = useWholeMoney(currency)
  const limits = ({ low, high }: ForecastLine['total']) =>
    t('forecast.limits', { range: moneyRange(write(low), write(high)) })
  const parts = [
    { key: 'total', text: write(whole.total.expected), note: limits(whole.total), filter: null },
    { key: 'won', text: write(whole.won), note: null, filter: soldSince(forecast.from, owners, asOf) },
    // Which deals were open on an earlier day is not what a list of deals shows.
    {
      key: 'open',
      text: write(whole.open.expected),
      note: limits(whole.open),
      filter: asOf === undefined ? openOf(owners) : null,
    },
    { key: 'fresh', text: write(whole.fresh.expected), note: limits(whole.fresh), filter: null },
  ]
  const said = {
    key: 'commit',
    filter: null,
    text: commit ? write(commit.amountMinor) : '–',
    note: commit && t('forecast.commit.by', { name: commit.by?.name ?? null, day: day(commit.saidAt) }),
  }
  return [...parts, said]
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
