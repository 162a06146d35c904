import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { cardKinds, listCards } from '../../contract/cards.ts'
import type { Card } from '../../contract/cards.ts'
import { call } from '../api.ts'
import { Page } from '../shell/page.tsx'
import { useRight } from '../shell/session.ts'
import {
  Badge,
  Button,
  Checkbox,
  EmptyState,
  ErrorState,
  IconButton,
  Loading,
  TextField,
  useWords,
} from '../ui/index.ts'
import { CardDialog } from './card-dialog.tsx'
import { CardMarks, CardTexts } from './card-text.tsx'

/** The library of cards: products, competitors, markets. */
export function CardsScreen() {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const [typed, setTyped] = useState('')
  const [withRetired, setWithRetired] = useState(false)
  const [edited, setEdited] = useState<Card | 'new' | null>(null)
  const add = mayEdit && (
    <Button variant="primary" icon={IconPlus} onPress={() => setEdited('new')}>
      {t('research.card.add')}
    </Button>
  )
  return (
    <Page title={t('shell.place.cards')} primary={add}>
      <div className="mx-auto flex max-w-250 flex-col gap-4">
        <search className="flex flex-wrap items-end gap-x-4 gap-y-2">
          <TextField
            label={t('research.card.find')}
            name="q"
            value={typed}
            onChange={setTyped}
            className="min-w-60 flex-1"
            maxLength={100}
          />
          <Checkbox isSelected={withRetired} onChange={setWithRetired} className="pb-1">
            {t('research.card.with-retired')}
          </Checkbox>
        </search>
        <FoundCards typed={typed} withRetired={withRetired} onEdit={mayEdit ? setEdited : undefined} />
      </div>
      {edited && <CardDialog card={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Page>
  )
}

interface FoundCardsProps {
  readonly typed: string
  readonly withRetired: boolean
  readonly onEdit: ((card: Card) => void) | undefined
}

function FoundCards({ typed, withRetired, onEdit }: FoundCardsProps) {
  const { t } = useWords()
  const found = useInfiniteQuery({
    queryKey: ['cards', 'all', typed, withRetired],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call(listCards, {
        query: {
          limit: 100,
          ...(typed.trim() ? { q: typed } : {}),
          ...(withRetired ? { retired: 'true' as const } : {}),
          ...(pageParam ? { after: pageParam } : {}),
        },
      }),
    getNextPageParam: ({ next }) => next,
  })
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const all = found.data.pages.flatMap(({ items }) => items)
  if (all.length === 0) return <EmptyState>{t(typed ? 'research.card.none-found' : 'research.card.empty')}</EmptyState>
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
