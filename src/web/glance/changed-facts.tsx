import { Link } from '@tanstack/react-router'
import type { Fact } from '../../contract/facts.ts'
import type { ChangeKind } from '../../contract/glance.ts'
import { FactLine } from '../deals/timeline.tsx'
import { useAddress } from '../shell/places.ts'
import { Button, ErrorState, Skeleton, useWords } from '../ui/index.ts'
import { useChangedDeals, type Whose } from './queries.ts'

interface ChangedFactsProps {
  readonly whose: Whose
  readonly which: { readonly kind?: ChangeKind; readonly deal?: string }
}

/** What a gate missed is worded by the deal's own version of the process, which is read with the deal alone. */
function moveAlone(fact: Fact): Fact {
  if (fact.type !== 'deal.moved') return fact
  const { missing: _missing, ...data } = fact.data
  return { ...fact, data }
}

/** The very facts: who told what, and when; with their deals where they are of several. */
export function ChangedFacts({ whose, which }: ChangedFactsProps) {
  const { t } = useWords()
  const address = useAddress()
  const found = useChangedDeals(whose, which)
  if (found.isPending) return <Skeleton className="h-16" />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const items = found.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <p className="py-2 text-12 text-ink-2">{t('glance.facts.none')}</p>
  return (
    <div className="flex flex-col pt-2">
      <ol className="flex flex-col">
        {items.map(({ deal, fact }) => (
          <FactLine
            key={fact.id}
            fact={moveAlone(fact)}
            version={undefined}
            place={
              which.deal === undefined && (
                <Link to={address(`deals/${deal.id}`)} className="text-accent hover:underline">
                  <bdi>{deal.name}</bdi>
                </Link>
              )
            }
          />
        ))}
      </ol>
      {found.hasNextPage && (
        <Button
          variant="quiet"
          isPending={found.isFetchingNextPage}
          onPress={() => void found.fetchNextPage()}
          className="self-start print:hidden"
        >
          {t('glance.show-more')}
        </Button>
      )}
    </div>
  )
}
