import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Deal } from '../../contract/deals.ts'
import { askQuestion, listAskedQuestions, unaskQuestion } from '../../contract/playbooks.ts'
import type { AskedQuestion } from '../../contract/playbooks.ts'
import { call } from '../api.ts'
import { useDealSaved } from '../deals/deal-query.ts'

export function useAsked(dealId: string) {
  return useQuery({
    queryKey: ['asked-questions', dealId],
    queryFn: () => call(listAskedQuestions, { params: { id: dealId } }),
  })
}

export interface Said {
  readonly words?: string | null
  readonly minor?: number | null
  readonly day?: string | null
}

interface Asking {
  readonly stage: string
  readonly question: string
  /** Null: it was not asked after all. */
  readonly said: Said | null
}

/** Ticks a question of a deal off with what was said, or takes that back. */
export function useAsking(deal: Deal) {
  const saved = useDealSaved()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ stage, question, said }: Asking) => {
      const params = { id: deal.id, stage, question }
      return said === null ? call(unaskQuestion, { params }) : call(askQuestion, { params, body: said })
    },
    onSuccess: (next) => {
      saved(next)
      return queries.invalidateQueries({ queryKey: ['asked-questions', deal.id] })
    },
  })
}

export function answerTo(asked: readonly AskedQuestion[], stage: string, question: string): AskedQuestion | undefined {
  return asked.find((each) => each.stage === stage && each.question === question)
}
