import { useMutation } from '@tanstack/react-query'
import { finishVisit, takeBackVisit } from '../../contract/visits.ts'
import type { Visit, visitOutcomes } from '../../contract/visits.ts'
import { call } from '../api.ts'
import { useGo } from '../shell/places.ts'
import { toast, useProblemWords, useWords } from '../ui/index.ts'
import { useVisitsRead } from './visits-read.ts'

interface Finished {
  readonly visit: Visit
  readonly outcome: (typeof visitOutcomes)[number]
  readonly words: string
  readonly revisitOn?: string
}

/** Says what came of a visit, with a way back; what was sold leads on to its deal. */
export function useFinish(onDone: () => void) {
  const { t } = useWords()
  const say = useProblemWords()
  const go = useGo()
  const readAnew = useVisitsRead()
  const onError = (error: unknown) => toast({ text: say(error), tone: 'bad' })
  const takeBack = useMutation({
    mutationFn: (id: string) => call(takeBackVisit, { params: { id } }),
    onSuccess: readAnew,
    onError,
  })
  return useMutation({
    mutationFn: ({ visit, outcome, words, revisitOn }: Finished) =>
      call(finishVisit, {
        params: { id: visit.id },
        body: { outcome, words: words || null, ...(revisitOn ? { revisitOn } : {}) },
      }),
    onSuccess: (visit, { outcome }) => {
      readAnew()
      onDone()
      toast({
        text: t('visits.logged', { name: visit.customer.name, outcome: t(`visits.status.${outcome}`) }),
        onUndo: () => takeBack.mutate(visit.id),
      })
      if (outcome === 'sold' && visit.deal) go(`deals/${visit.deal.id}`)
    },
    onError,
  })
}
