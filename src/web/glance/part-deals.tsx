import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ForecastPart } from '../../contract/glance.ts'
import { useWholeMoney } from '../forecast/whole-money.ts'
import { useAddress } from '../shell/places.ts'
import { Button, ErrorState, Skeleton, useFormats, useWords } from '../ui/index.ts'
import { ChangedFacts } from './changed-facts.tsx'
import { usePartDeals, type Whose } from './queries.ts'
import { signedMoney } from './signed-money.ts'

const mostAtFirst = 10

/** The deals of one part, those first that changed it most; each opens to what was recorded of it. */
export function PartDeals({ whose, part }: { whose: Whose; part: ForecastPart }) {
  const { t } = useWords()
  const found = usePartDeals(whose, part)
  const [isWhole, setIsWhole] = useState(false)
  if (found.isPending) return <Skeleton className="mx-8 mb-2 h-16" />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const { items, count, currency } = found.data
  const isCut = !isWhole && items.length > mostAtFirst
  return (
    <div className="mb-3 ms-8 flex flex-col">
      <ul>
        {items.slice(0, isCut ? mostAtFirst : undefined).map((item) => (
          <DealRow key={item.deal.id} item={item} currency={currency} whose={whose} />
        ))}
      </ul>
      {isCut && (
        <Button variant="quiet" onPress={() => setIsWhole(true)} className="self-start print:hidden">
          {t('glance.show-more')}
        </Button>
      )}
      {!isCut && count > items.length && (
        <p className="text-12 text-ink-3">{t('glance.more-deals', { count: count - items.length })}</p>
      )}
    </div>
  )
}

type Item = NonNullable<ReturnType<typeof usePartDeals>['data']>['items'][number]

function DealRow({ item, currency, whose }: { item: Item; currency: string; whose: Whose }) {
  const { t } = useWords()
  const { percent } = useFormats()
  const address = useAddress()
  const write = useWholeMoney(currency)
  const [isOpen, setIsOpen] = useState(false)
  const { deal, minor, before, now } = item
  const counted = (side: Item['now']) =>
    side === null
      ? t('glance.counted.nothing')
      : t('glance.counted', { chance: percent(side.chance), amount: write(side.amountMinor) })
  return (
    <li className="border-b border-line py-1.5 last:border-0">
      <div className="flex items-baseline gap-3">
        <Link to={address(`deals/${deal.id}`)} className="min-w-0 flex-1 truncate text-accent hover:underline">
          <bdi>{deal.name}</bdi>
        </Link>
        <span className="tabular-nums">{signedMoney(write, minor)}</span>
      </div>
      <div className="flex flex-wrap items-center gap-x-2 text-12 text-ink-2">
        <span>{t('glance.from-to', { before: counted(before), now: counted(now) })}</span>
        {deal.owner && <bdi className="text-ink-3">{deal.owner.name}</bdi>}
        <Button
          variant="quiet"
          aria-expanded={isOpen}
          onPress={() => setIsOpen(!isOpen)}
          className="ms-auto min-h-6 px-1.5 text-12 print:hidden"
        >
          {t('glance.facts')}
        </Button>
      </div>
      {isOpen && <ChangedFacts whose={whose} which={{ deal: deal.id }} />}
    </li>
  )
}
