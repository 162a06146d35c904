import type { Changeover } from '../../contract/changeovers.ts'
import { toast, useProblemWords, useWords } from '../ui/index.ts'
import { isUnderWay, useMoveDeals } from './changeover-query.ts'

/** Says how a changeover went, and offers to take it back; one that is under way is followed in its list. */
export function useSaidChangeover() {
  const { t } = useWords()
  const say = useProblemWords()
  const { undo } = useMoveDeals()
  const failed = (error: unknown) => toast({ text: say(error), tone: 'bad' })
  const said = (done: Changeover) => {
    if (isUnderWay(done)) return toast({ text: t('processes.move.under-way', { count: done.total }) })
    return toast({
      text: t('processes.move.done', { moved: done.moved, left: done.left }),
      ...(done.undoableUntil === null
        ? {}
        : {
            onUndo: () =>
              void undo
                .mutateAsync(done.id)
                .then(({ undone, kept }) => toast({ text: t('processes.move.undone', { undone, kept }) }), failed),
          }),
    })
  }
  return Object.assign(said, { failed })
}
