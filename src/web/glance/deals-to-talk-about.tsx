import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Forecast } from '../../contract/forecast.ts'
import { type Need, type NeedKind, showToday } from '../../contract/today.ts'
import { call } from '../api.ts'
import { dayOf, daysBetween } from '../people/day-of.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Card, ErrorState, Money, Skeleton, useFormats, useWords } from '../ui/index.ts'

const mostNeeds = 100
const mostShown = 6

function useNeeds(owner: string) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['today', workspace.id, 'of', owner],
    queryFn: () => call(showToday, { query: { owner, limit: mostNeeds } }),
  })
}

const standing: readonly NeedKind[] = ['stalled', 'nothing_planned']

/** The one deal that carries the number, and those that stand still, the most worth first; each with why. */
export function DealsToTalkAbout({ owner, forecast }: { owner: string; forecast: Forecast | undefined }) {
  const { t } = useWords()
  const { percent } = useFormats()
  const found = useNeeds(owner)
  const carrying = forecast?.deals.find(({ id }) => id === forecast.carriedBy)
  const needs = (found.data?.items ?? []).filter(({ kind, deal }) => standing.includes(kind) && deal !== null)
  const others = needs.filter(({ dealId }) => dealId !== carrying?.id)
  return (
    <Card title={t('glance.deals-to-talk')}>
      {found.isPending && <Skeleton className="h-24" />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && !carrying && needs.length === 0 && (
        <p className="text-ink-2">{t('glance.deals-to-talk.none')}</p>
      )}
      <ul>
        {carrying && forecast && (
          <Line
            to={`deals/${carrying.id}`}
            name={carrying.name}
            value={<Money value={{ minor: carrying.amountMinor, currency: forecast.currency }} compact />}
          >
            {t('glance.why.carries', { share: percent(carrying.share) })}
          </Line>
        )}
        {others.slice(0, mostShown).map((need) => (
          <NeedLine key={`${need.kind} ${need.id}`} need={need} today={found.data?.today ?? ''} />
        ))}
      </ul>
      <More count={others.length - mostShown} />
    </Card>
  )
}

const agreed: readonly NeedKind[] = ['answer', 'step', 'call_back', 'closing_item', 'handoff', 'unsettled']

/** What somebody was promised, and steps that are overdue. */
export function PromisedAndDue({ owner }: { owner: string }) {
  const { t } = useWords()
  const found = useNeeds(owner)
  const { timeZone } = useSession().workspace
  const today = found.data?.today ?? ''
  const due = (found.data?.items ?? []).filter((need) => agreed.includes(need.kind) && late(need, today, timeZone) > 0)
  return (
    <Card title={t('glance.promised')}>
      {found.isPending && <Skeleton className="h-24" />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && due.length === 0 && <p className="text-ink-2">{t('glance.promised.none')}</p>}
      <ul>
        {due.slice(0, mostShown).map((need) => (
          <NeedLine key={`${need.kind} ${need.id}`} need={need} today={today} />
        ))}
      </ul>
      <More count={due.length - mostShown} />
    </Card>
  )
}

function late({ on, at }: Need, today: string, timeZone: string): number {
  return daysBetween(on ?? (at === null ? today : dayOf(at, timeZone)), today)
}

function NeedLine({ need, today }: { need: Need; today: string }) {
  const { t } = useWords()
  const { timeZone } = useSession().workspace
  const { kind, deal, dealId, title, text } = need
  const days = late(need, today, timeZone)
  return (
    <Line
      to={dealId === null ? 'today' : `deals/${dealId}`}
      name={title ?? ''}
      value={
        deal &&
        deal.amountMinor !== null && <Money value={{ minor: deal.amountMinor, currency: deal.currency }} compact />
      }
    >
      {kind === 'stalled' && t('today.needs.stalled', { days })}
      {kind === 'nothing_planned' && t('today.needs.nothing-planned')}
      {!standing.includes(kind) && (
        <>
          {text !== null && <bdi className="me-2">{text}</bdi>}
          <span className="text-bad">{t('today.needs.overdue', { days })}</span>
        </>
      )}
    </Line>
  )
}

interface LineProps {
  readonly to: string
  readonly name: string
  readonly value: ReactNode
  readonly children: ReactNode
}

function Line({ to, name, value, children }: LineProps) {
  const address = useAddress()
  return (
    <li className="flex items-baseline gap-3 border-b border-line py-1.5 last:border-0">
      <span className="min-w-0 flex-1">
        <Link to={address(to)} className="font-medium text-accent hover:underline">
          <bdi>{name}</bdi>
        </Link>
        <span className="block text-12 text-ink-2">{children}</span>
      </span>
      <span className="text-12 tabular-nums">{value}</span>
    </li>
  )
}

function More({ count }: { count: number }) {
  const { t } = useWords()
  return count > 0 ? <p className="text-12 text-ink-3">{t('glance.more-deals', { count })}</p> : null
}
