import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addOptOut, listOptOuts, removeOptOut } from '../../contract/calling.ts'
import { call } from '../api.ts'
import type { FoundCustomer } from '../people/customer-query.ts'
import { toast, useProblemWords, useWords } from '../ui/index.ts'

/** Whether a customer asked not to be contacted, and how that is written down or taken back. */
export function useOptOut({ kind, row: { id, name } }: FoundCustomer) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const queryKey = ['opt-outs', kind, id]
  const known = useQuery({
    queryKey,
    queryFn: async () => (await call(listOptOuts, { query: { [kind]: id, limit: 1 } })).items[0] ?? null,
  })
  const optOut = known.data ?? null
  const change = useMutation({
    mutationFn: async () => {
      if (optOut) await call(removeOptOut, { params: { id: optOut.id } })
      else await call(addOptOut, { body: { [`${kind}Id`]: id } })
    },
    onSuccess: () => {
      if (!optOut) toast({ text: t('calling.opt-out.done', { name }) })
      void queries.invalidateQueries({ queryKey })
      void queries.invalidateQueries({ queryKey: ['prospects'] })
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return { optOut, change: () => change.mutate(), isPending: change.isPending }
}
