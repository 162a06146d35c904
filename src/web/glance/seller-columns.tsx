import { Link } from '@tanstack/react-router'
import type { SellerAtAGlance, TeamAtAGlance } from '../../contract/glance.ts'
import { moneyRange, useWholeMoney } from '../forecast/whole-money.ts'
import { useAddress } from '../shell/places.ts'
import { Badge, type Column, useFormats, useWords } from '../ui/index.ts'
import { Button as AriaButton } from 'react-aria-components/Button'
import {
  type DealFilter,
  endedSince,
  openDeals,
  overdue,
  stalledIn,
  withoutNextStep,
  wonSince,
} from './deal-filters.ts'
import { opening } from '../measurement/behind-link.tsx'
import { NumberLink } from '../forecast/number-link.tsx'
import { range } from '../../words/isolate.ts'

type Seller = SellerAtAGlance

/**
 * What is shown of each seller; every number opens what it is made of.
 * @param share of such a period that is usually won by now; null where nobody knows
 */
export function useSellerColumns(
  found: TeamAtAGlance,
  share: number | null,
  onTouches: (seller: Seller) => void,
): readonly Column<Seller>[] {
  const { t } = useWords()
  const address = useAddress()
  const count = useCounts()
  const money = useMoneyColumns(found, share)
  const stalled = stalledIn(found.stalled)
  return [
    {
      key: 'name',
      title: t('glance.column.name'),
      isRowHeader: true,
      cell: ({ member }) => (
        <Link to={address(`one-to-one/${member.id}`)} className="text-accent hover:underline">
          <bdi>{member.name}</bdi>
        </Link>
      ),
    },
    ...money,
    count('open', ({ open }) => open, openDeals),
    count('stalled', (seller) => seller.stalled, stalled, 'warn'),
    count('no-step', (seller) => seller.withoutNextStep, withoutNextStep, 'warn'),
    count('overdue', (seller) => seller.overdue, overdue, 'bad'),
    {
      key: 'touches',
      title: t('glance.column.touches'),
      isNumber: true,
      cell: (seller) => <Touches seller={seller} onOpen={() => onTouches(seller)} />,
    },
    {
      key: 'advice',
      title: t('glance.column.advice'),
      isNumber: true,
      cell: ({ member, advices }) =>
        advices === 0 ? (
          <Nothing />
        ) : (
          <NumberLink to="forecast" search={{ owner: member.id }} label={t('glance.of.advice', { name: member.name })}>
            {advices}
          </NumberLink>
        ),
    },
    {
      key: 'win-rate',
      title: t('glance.column.win-rate'),
      isNumber: true,
      cell: (seller) => <WinRate seller={seller} endsFrom={found.endsFrom} />,
    },
  ]
}

function useMoneyColumns({ currency, from, isEnough }: TeamAtAGlance, share: number | null): readonly Column<Seller>[] {
  const { t } = useWords()
  const write = useWholeMoney(currency, 'compact')
  return [
    {
      key: 'won',
      title: t('glance.column.won'),
      isNumber: true,
      cell: (seller) => <Won seller={seller} share={share} from={from} currency={currency} />,
    },
    {
      key: 'expected',
      title: t('glance.column.expected'),
      isNumber: true,
      cell: ({ member, expected }) =>
        isEnough ? (
          <span className="inline-flex flex-col items-end">
            <NumberLink
              to="forecast/expected"
              search={{ owner: member.id }}
              label={t('glance.of.expected', { name: member.name })}
            >
              {write(expected.expected)}
            </NumberLink>
            <span className="text-12 text-ink-3">{moneyRange(write(expected.low), write(expected.high))}</span>
          </span>
        ) : (
          <Nothing />
        ),
    },
    {
      key: 'create',
      title: t('glance.column.create'),
      isNumber: true,
      cell: ({ member, toCreateMinor }) =>
        toCreateMinor === null || !isEnough ? (
          <Nothing />
        ) : (
          <NumberLink to="forecast" search={{ owner: member.id }} label={t('glance.of.create', { name: member.name })}>
            {write(toCreateMinor)}
          </NumberLink>
        ),
    },
  ]
}

/** A number of deals; one that asks for a look is coloured, and nought is nothing. */
function useCounts() {
  const { t } = useWords()
  const { number } = useFormats()
  return (
    key: 'open' | 'stalled' | 'no-step' | 'overdue',
    of: (seller: Seller) => number,
    filter: DealFilter | null,
    tone?: 'warn' | 'bad',
  ): Column<Seller> => ({
    key,
    title: t(`glance.column.${key}`),
    isNumber: true,
    cell: (seller) => {
      const value = of(seller)
      if (value === 0) return <Nothing />
      if (filter === null) return number(value)
      const { id, name } = seller.member
      return (
        <NumberLink
          filter={filter(id)}
          label={t(`glance.of.${key}`, { name })}
          className={tone && (tone === 'bad' ? 'text-bad' : 'text-warn')}
        >
          {number(value)}
        </NumberLink>
      )
    },
  })
}

interface WonProps {
  readonly seller: Seller
  readonly share: number | null
  readonly from: string
  readonly currency: string
}

/** Won, of the quota, and where one usually is by now: a tick on the line. */
function Won({ seller, share, from, currency }: WonProps) {
  const { t, direction } = useWords()
  const write = useWholeMoney(currency, 'compact')
  const { member, won, quotaMinor } = seller
  const dueMinor = quotaMinor === null || share === null ? null : quotaMinor * share
  const part = (minor: number) => Math.min(100, Math.max(0, quotaMinor ? (minor / quotaMinor) * 100 : 0))
  const side = direction === 'rtl' ? 'right' : 'left'
  return (
    <span className="inline-flex flex-col items-end gap-0.5">
      <span>
        <NumberLink filter={wonSince(from)(member.id)} label={t('glance.of.won', { name: member.name })}>
          {write(won)}
        </NumberLink>
        {quotaMinor !== null && (
          <span className="ms-1 text-12 text-ink-3">{t('glance.of-quota', { quota: write(quotaMinor) })}</span>
        )}
      </span>
      {quotaMinor !== null && (
        <>
          <span aria-hidden className="relative h-1.5 w-28 rounded-full bg-sunken">
            <span className="absolute inset-y-0 rounded-full bg-ok" style={{ [side]: 0, width: `${part(won)}%` }} />
            {dueMinor !== null && (
              <span className="absolute -inset-y-0.5 w-0.5 bg-ink" style={{ [side]: `${part(dueMinor)}%` }} />
            )}
          </span>
          {dueMinor !== null && <span className="text-12 text-ink-3">{t('glance.due', { due: write(dueMinor) })}</span>}
        </>
      )}
    </span>
  )
}

function Touches({ seller: { member, touches }, onOpen }: { seller: Seller; onOpen: () => void }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { week, usual, verdict } = touches
  return (
    <span className="inline-flex flex-col items-end">
      {week === 0 ? (
        number(0)
      ) : (
        <AriaButton onPress={onOpen} className={opening}>
          {number(week)}
          <span className="sr-only">{t('glance.opens', { what: t('glance.of.touches', { name: member.name }) })}</span>
        </AriaButton>
      )}
      {usual > 0 && <span className="text-12 text-ink-3">{t('glance.usual', { usual: number(usual, 0) })}</span>}
      {(verdict === 'less' || verdict === 'more') && (
        <Badge tone={verdict === 'less' ? 'warn' : 'ok'}>{t(`glance.week.${verdict}`)}</Badge>
      )}
    </span>
  )
}

function WinRate({ seller: { member, winRate }, endsFrom }: { seller: Seller; endsFrom: string }) {
  const { t } = useWords()
  const { percent, number } = useFormats()
  if (winRate === null) return <Nothing />
  const { won, ended, shrunken } = winRate
  return (
    <span className="inline-flex flex-col items-end">
      <NumberLink filter={endedSince(endsFrom)(member.id)} label={t('glance.of.win-rate', { name: member.name })}>
        {t('glance.won-of', { won: number(won), ended: number(ended) })}
      </NumberLink>
      {shrunken !== null && shrunken.estimate !== null && (
        <span className="text-12 text-ink-2">
          {t('glance.drawn', {
            share: percent(shrunken.estimate),
            range: range(percent(shrunken.low ?? 0), percent(shrunken.high ?? 1)),
          })}
        </span>
      )}
    </span>
  )
}

function Nothing() {
  return <span className="text-ink-3">–</span>
}
