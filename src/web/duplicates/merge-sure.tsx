import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import IconArrowMerge from '@tabler/icons-react/dist/esm/icons/IconArrowMerge.mjs'
import { useState } from 'react'
import { type Merge, mergeSure } from '../../contract/duplicates.ts'
import { call } from '../api.ts'
import type { CustomerKind } from '../people/customers.ts'
import { useRight } from '../shell/session.ts'
import { Button, toast, useFormats, useProblemWords, useWords } from '../ui/index.ts'
import { duplicatesQuery } from './queries.ts'
import { untilOver, useRefresh, useUndoMerge } from './use-merge.ts'

/** Merges all that are sure in one go; how far it is stands on the button, the way back in the toast. */
export function MergeSure({ kind }: { kind: CustomerKind }) {
  const { t } = useWords()
  const { number } = useFormats()
  const say = useProblemWords()
  const refresh = useRefresh()
  const undo = useUndoMerge()
  const mayMerge = useRight('duplicates.merge')
  const [progress, setProgress] = useState<Merge | null>(null)
  const sure = useInfiniteQuery(duplicatesQuery({ kind, state: 'open', certainty: 'sure' }))
  const merge = useMutation({
    mutationFn: async () => untilOver(await call(mergeSure, { body: { kind } }), setProgress),
    onSuccess: ({ id, removed, refused }) => {
      refresh()
      const left = refused > 0 ? ` ${t('duplicates.refused', { count: refused })}` : ''
      toast({ text: t('duplicates.done', { count: removed }) + left, onUndo: () => undo.mutate(id) })
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
    onSettled: () => setProgress(null),
  })
  const hasSure = (sure.data?.pages[0]?.items.length ?? 0) > 0
  if (!mayMerge || (!hasSure && !merge.isPending)) return null
  return (
    <Button variant="primary" icon={IconArrowMerge} onPress={() => merge.mutate()} isPending={merge.isPending}>
      {progress
        ? t('duplicates.running', { processed: number(progress.processed, 0), total: number(progress.total, 0) })
        : t('duplicates.merge-sure')}
    </Button>
  )
}
