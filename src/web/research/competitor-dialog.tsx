import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listCards, nameCompetitor } from '../../contract/cards.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useAddress } from '../shell/places.ts'
import { ComboBox, Loading, buttonClass, useWords } from '../ui/index.ts'

interface CompetitorDialogProps {
  readonly dealId: string
  /** The cards that are there already. */
  readonly named: readonly string[]
  readonly onClose: () => void
}

/** Who else wants this deal, of those that somebody has written a card about. */
export function CompetitorDialog({ dealId, named, onClose }: CompetitorDialogProps) {
  const { t } = useWords()
  const address = useAddress()
  const queries = useQueryClient()
  const [cardId, setCardId] = useState<string | null>(null)
  const found = useQuery({
    queryKey: ['cards', 'competitors'],
    queryFn: () => call(listCards, { query: { kind: 'competitor', limit: 200 } }),
  })
  const save = useMutation({
    mutationFn: (id: string) => call(nameCompetitor, { params: { id: dealId }, body: { cardId: id } }),
    onSuccess: () => {
      for (const key of ['deal-cards', 'deal']) void queries.invalidateQueries({ queryKey: [key] })
      onClose()
    },
  })
  const options = (found.data?.items ?? [])
    .filter(({ id }) => !named.includes(id))
    .map(({ id, title }) => ({ id, label: title }))
  return (
    <FormDialog
      title={t('research.competitor.name')}
      size="small"
      onSubmit={() => cardId && save.mutate(cardId)}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={cardId === null}
      onClose={onClose}
    >
      {found.isPending && <Loading />}
      {found.isSuccess && options.length > 0 && (
        <ComboBox label={t('research.card.kind.competitor')} options={options} value={cardId} onChange={setCardId} />
      )}
      {found.isSuccess && options.length === 0 && (
        <div className="flex flex-col items-start gap-3">
          <p>{t('research.competitor.no-cards')}</p>
          <a href={address('cards')} className={buttonClass('plain')}>
            {t('shell.place.cards')}
          </a>
        </div>
      )}
    </FormDialog>
  )
}
