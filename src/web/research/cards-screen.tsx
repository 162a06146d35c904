import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import { cardKinds, listCards } from '../../contract/cards.ts'
import type { Card } from '../../contract/cards.ts'
import { call } from '../api.ts'
import { Library, type Sought, soughtQuery } from '../shell/library.tsx'
import { useRight } from '../shell/session.ts'
import { Badge, Button, EmptyState, ErrorState, IconButton, Loading, useWords } from '../ui/index.ts'
import { CardDialog } from './card-dialog.tsx'
import { CardMarks, CardTexts } from './card-text.tsx'

/** The library of cards: products, competitors, markets. */
export function CardsScreen() {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const [edited, setEdited] = useState<Card | 'new' | null>(null)
  const words = {
    add: t('research.card.add'),
    find: t('research.card.find'),
    withRetired: t('research.card.with-retired'),
  }
  return (
    <>
      <Library
        title={t('shell.place.cards')}
        words={words}
        onAdd={mayEdit ? () => setEdited('new') : undefined}
        className="max-w-250"
      >
        {(sought) => <FoundCards sought={sought} onEdit={mayEdit ? setEdited : undefined} />}
      </Library>
      {edited && <CardDialog card={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  )
}

interface FoundCardsProps {
  readonly sought: Sought
  readonly onEdit: ((card: Card) => void) | undefined
}

function FoundCards({ sought, onEdit }: FoundCardsProps) {
  const { t } = useWords()
  const found = useInfiniteQuery({
    queryKey: ['cards', 'all', sought],
    initialPageParam: '',
    queryFn: ({ pageParam }) => call(listCards, { query: soughtQuery(sought, pageParam) }),
    getNextPageParam: ({ next }) => next,
  })
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const all = found.data.pages.flatMap(({ items }) => items)
  if (all.length === 0)
    return <EmptyState>{t(sought.typed ? 'research.card.none-found' : 'research.card.empty')}</EmptyState>
  return (
    <>
      {cardKinds.map((kind) => {
        const items = all.filter((card) => card.kind === kind)
        if (items.length === 0) return null
        return (
          <section key={kind} aria-labelledby={`cards-${kind}`} className="flex flex-col gap-2">
            <h2 id={`cards-${kind}`} className="font-semibold">
              {t(`research.card.kind.${kind}.many`)}
            </h2>
            <ul className="grid items-start gap-3 desktop:grid-cols-2">
              {items.map((card) => (
                <WholeCard key={card.id} card={card} onEdit={onEdit} />
              ))}
            </ul>
          </section>
        )
      })}
      {found.hasNextPage && (
        <Button onPress={() => void found.fetchNextPage()} isPending={found.isFetchingNextPage}>
          {t('objections.answers.more')}
        </Button>
      )}
    </>
  )
}

function WholeCard({ card, onEdit }: { card: Card; onEdit: FoundCardsProps['onEdit'] }) {
  const { t } = useWords()
  return (
    <li className="card flex flex-col gap-2 p-4">
      <div className="flex items-start gap-2">
        <p className="flex min-h-8 min-w-0 flex-1 flex-wrap items-center gap-x-2">
          <bdi className="text-15 font-semibold">{card.title}</bdi>
          <CardMarks card={card} />
          {card.retired && <Badge>{t('research.card.retired')}</Badge>}
        </p>
        {onEdit && (
          <IconButton
            icon={IconPencil}
            label={t('research.card.edit.of', { title: card.title })}
            onPress={() => onEdit(card)}
          />
        )}
      </div>
      <CardTexts card={card} />
    </li>
  )
}
