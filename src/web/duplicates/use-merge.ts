import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Merge, mergeCustomers, showMerge, undoMerge } from '../../contract/duplicates.ts'
import type { BodyOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import { toast, useProblemWords, useWords } from '../ui/index.ts'

const lookMilliseconds = 700

/** Looks at a merge or its undo until it is over; each look is told. */
export async function untilOver(begun: Merge, told: (merge: Merge) => void = () => {}): Promise<Merge> {
  let merge = begun
  while (['queued', 'running', 'undoing'].includes(merge.status)) {
    told(merge)
    await new Promise((resolve) => setTimeout(resolve, lookMilliseconds))
    merge = await call(showMerge, { params: { id: merge.id } })
  }
  return merge
}

/** Takes merges back, and says so. */
export function useUndoMerge() {
  const { t } = useWords()
  const say = useProblemWords()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (id: string) => untilOver(await call(undoMerge, { params: { id } })),
    onSuccess: () => {
      refresh()
      toast({ text: t('duplicates.undone') })
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
}

/** Merges rows into one; the way back stands in the toast. */
export function useMerge(onMerged: () => void) {
  const { t } = useWords()
  const refresh = useRefresh()
  const undo = useUndoMerge()
  return useMutation({
    mutationFn: (body: BodyOf<typeof mergeCustomers>) => call(mergeCustomers, { body }),
    onSuccess: ({ id, survivor }) => {
      onMerged()
      refresh()
      toast({ text: t('duplicates.merged', { name: survivor?.name ?? '' }), onUndo: () => undo.mutate(id) })
    },
  })
}

/** Reads anew whatever may show a row that came or went. */
export function useRefresh(): () => void {
  const queries = useQueryClient()
  return () => void queries.invalidateQueries({ predicate: ({ queryKey: [about] }) => about !== 'session' })
}
