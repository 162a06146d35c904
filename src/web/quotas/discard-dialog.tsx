import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type QuotaPlan, deleteQuotaPlan } from '../../contract/quotas.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import { Button, Dialog, Notice, useProblemWords, useWords } from '../ui/index.ts'

/** A plan that nobody ever approved goes as a whole; what cannot be undone is asked once more. */
export function DiscardDialog({ plan, onClose }: { readonly plan: QuotaPlan; readonly onClose: () => void }) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const { workspace } = useSession()
  const discard = useMutation({
    mutationFn: () => call(deleteQuotaPlan, { params: { id: plan.id } }),
    onSuccess: () => {
      onClose()
      void queries.invalidateQueries({ queryKey: ['quotas', workspace.id, 'plans'] })
    },
  })
  return (
    <Dialog title={t('quotas.discard')} isOpen onClose={onClose} size="small">
      <div className="flex flex-col gap-4">
        <p>{t('quotas.discard.about')}</p>
        {discard.error && <Notice tone="bad">{say(discard.error)}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t('people.cancel')}</Button>
          <Button variant="danger" isPending={discard.isPending} onPress={() => discard.mutate()}>
            {t('quotas.discard')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
