import { useMutation } from '@tanstack/react-query'
import { draftProcess } from '../../contract/process.ts'
import type { ProcessDetail } from '../../contract/process.ts'
import { call } from '../api.ts'
import { toast, useProblemWords } from '../ui/index.ts'
import { useProcessChange, useProcessRefresh } from './process-query.ts'

/** Goes to the draft of a process, which begins if there is none; at one stage, if it is named. */
export function useEditing(process: ProcessDetail) {
  const say = useProblemWords()
  const change = useProcessChange()
  const refresh = useProcessRefresh()
  const draft = process.versions.find(({ status }) => status === 'draft')
  const open = (version: number, stage: string | undefined) =>
    change({ version, stage, view: undefined, audit: undefined, part: undefined })
  const begin = useMutation({
    mutationFn: (_stage: string | undefined) => call(draftProcess, { params: { id: process.id } }),
    onSuccess: async ({ number }, stage) => {
      await refresh()
      open(number, stage)
    },
    onError: (error) => {
      toast({ text: say(error), tone: 'bad' })
      void refresh()
    },
  })
  return {
    draft,
    isPending: begin.isPending,
    edit: (stage?: string) => (draft ? open(draft.number, stage) : begin.mutate(stage)),
  }
}
