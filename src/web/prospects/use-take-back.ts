import { useQueryClient } from '@tanstack/react-query'
import { takeBack } from '../../contract/lists.ts'
import { call } from '../api.ts'
import { toast, useProblemWords, useWords } from '../ui/index.ts'
import { refreshProspects } from './prospects-query.ts'

/** Takes back from sellers whom they have not worked yet: all of them, or those of one handing out. */
export function useTakeBack(listId: string): (which: { readonly handedAt?: string }) => void {
  const { t } = useWords()
  const queries = useQueryClient()
  const say = useProblemWords()
  return (which) => {
    call(takeBack, { params: { id: listId }, body: which })
      .then(({ takenBack }) => toast({ text: t('prospects.toast.taken-back', { count: takenBack }) }))
      .catch((error: unknown) => toast({ text: say(error), tone: 'bad' }))
      .finally(() => refreshProspects(queries))
  }
}
