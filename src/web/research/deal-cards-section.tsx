import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { dropCompetitor, listDealCards } from '../../contract/cards.ts'
import type { DealCard } from '../../contract/cards.ts'
import type { Deal } from '../../contract/deals.ts'
import { call } from '../api.ts'
import { Section } from '../deals/section.tsx'
import { Button, IconButton, toast, useProblemWords, useWords } from '../ui/index.ts'
import { withWords } from '../words/language.tsx'
import { CardMarks, CardTexts } from './card-text.tsx'

const CompetitorDialog = lazy(() =>
  withWords(async () => ({ default: (await import('./competitor-dialog.tsx')).CompetitorDialog })),
)

/** What helps in this deal: cards of whom it is fought against, of what is offered, of the customer's market. */
export function DealCardsSection({ deal, mayWork }: { deal: Deal; mayWork: boolean }) {
  const { t } = useWords()
  const [isNaming, setNaming] = useState(false)
  const found = useQuery({
    queryKey: ['deal-cards', deal.id],
    queryFn: () => call(listDealCards, { params: { id: deal.id } }),
  })
  const items = found.data?.items ?? []
  if (items.length === 0 && !mayWork) return null
  return (
    <Section
      title={t('research.deal-cards')}
      label={t('research.deal-cards.of', { deal: deal.name })}
      actions={
        mayWork && (
          <Button variant="quiet" icon={IconPlus} onPress={() => setNaming(true)}>
            {t('research.competitor.name')}
          </Button>
        )
      }
    >
      {found.isSuccess && items.length === 0 && <p className="text-ink-3">{t('research.deal-cards.none')}</p>}
      <ul className="flex flex-col">
        {items.map((card) => (
          <CardLine key={card.id} card={card} dealId={deal.id} mayWork={mayWork} />
        ))}
      </ul>
      {isNaming && (
        <Suspense>
          <CompetitorDialog
            dealId={deal.id}
            named={items.filter(({ why }) => why === 'competitor').map(({ id }) => id)}
            onClose={() => setNaming(false)}
          />
        </Suspense>
      )}
    </Section>
  )
}

interface CardLineProps {
  readonly card: DealCard
  readonly dealId: string
  readonly mayWork: boolean
}

/** Opens where it stands: during a call nobody wants to leave the deal. */
function CardLine({ card, dealId, mayWork }: CardLineProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const drop = useMutation({
    mutationFn: () => call(dropCompetitor, { params: { id: dealId, cardId: card.id } }),
    onSuccess: () => {
      for (const key of ['deal-cards', 'deal']) void queries.invalidateQueries({ queryKey: [key] })
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <li className="flex items-start gap-2 border-b border-line py-1 last:border-b-0">
      <details className="group min-w-0 flex-1">
        <summary className="flex min-h-8 cursor-pointer list-none flex-wrap items-center gap-x-2 rounded-1">
          <IconChevronRight
            size={14}
            className="shrink-0 text-ink-3 transition-transform group-open:rotate-90 rtl:not-group-open:rotate-180"
          />
          <span className="text-12 text-ink-2">{t(`research.why.${card.why}`)}</span>
          <bdi className="font-medium">{card.title}</bdi>
          <CardMarks card={card} />
        </summary>
        <div className="ps-5.5 pt-1 pb-2">
          <CardTexts card={card} />
        </div>
      </details>
      {mayWork && card.why === 'competitor' && (
        <IconButton
          icon={IconX}
          label={t('research.competitor.drop', { name: card.title })}
          isPending={drop.isPending}
          onPress={() => drop.mutate()}
        />
      )}
    </li>
  )
}
