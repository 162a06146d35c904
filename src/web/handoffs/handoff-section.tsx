import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import IconTransfer from '@tabler/icons-react/dist/esm/icons/IconTransfer.mjs'
import type { Deal } from '../../contract/deals.ts'
import { showContact } from '../../contract/handoffs.ts'
import { call } from '../api.ts'
import { Section } from '../deals/section.tsx'
import { useSession } from '../shell/session.ts'
import { Button, useWords } from '../ui/index.ts'
import { withWords } from '../words/language.tsx'
import { HandoffCard } from './handoff-card.tsx'
import { handoffsQuery } from './handoffs-query.ts'

const OfferDialog = lazy(() => withWords(async () => ({ default: (await import('./offer-dialog.tsx')).OfferDialog })))

/** Whom the customer turns to, and how the deal went from one to another. Out of sight while somebody works alone. */
export function HandoffSection({ deal, mayWork }: { deal: Deal; mayWork: boolean }) {
  const { t } = useWords()
  const { memberCount, member, rights } = useSession()
  const [isOffering, setIsOffering] = useState(false)
  const found = useQuery(handoffsQuery({ deal: deal.id }))
  const contact = useQuery({
    queryKey: ['handoffs', 'contact', deal.id, deal.owner?.id, deal.outcome],
    queryFn: () => call(showContact, { params: { id: deal.id } }),
  })
  if (memberCount < 2 || !found.data) return null
  const { items } = found.data
  const isUnder = deal.outcome === 'open' || deal.outcome === 'won'
  const isOwn = deal.owner?.id === member.id || rights.includes('deals.assign')
  const mayOffer = mayWork && isUnder && isOwn && items.every(({ state }) => state !== 'offered')
  return (
    <Section
      title={t('handoffs.contact')}
      label={t('handoffs.contact-of', { deal: deal.name })}
      actions={
        mayOffer && (
          <Button variant="quiet" icon={IconTransfer} onPress={() => setIsOffering(true)}>
            {t('handoffs.offer')}
          </Button>
        )
      }
    >
      {contact.data && (
        <p className={contact.data.contact ? 'font-medium' : 'text-bad'}>
          <bdi>{contact.data.contact?.name ?? t('handoffs.contact.nobody')}</bdi>
        </p>
      )}
      {items.map((handoff) => (
        <HandoffCard key={handoff.id} handoff={handoff} isOnDeal />
      ))}
      {isOffering && (
        <Suspense>
          <OfferDialog deal={deal} onClose={() => setIsOffering(false)} />
        </Suspense>
      )}
    </Section>
  )
}
