import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ParamsOf } from '../../contract/endpoint.ts'
import { showScore, showScoring } from '../../contract/scoring.ts'
import { call } from '../api.ts'

export type About = ParamsOf<typeof showScore>

// While a fit runs, its end is looked for; the live view tells it too, where there is one.
const pollMilliseconds = 1_500

export const scoringQuery = queryOptions({
  queryKey: ['scoring'],
  queryFn: () => call(showScoring, {}),
  refetchInterval: ({ state }) => (state.data?.run?.status === 'asked' ? pollMilliseconds : false),
})

export function scoreQuery({ kind, id }: About) {
  return queryOptions({ queryKey: ['score', kind, id], queryFn: () => call(showScore, { params: { kind, id } }) })
}

/** An act on the score, after which all that shows it is read anew. */
export function useScoreAct<Input>(act: (input: Input) => Promise<unknown>, onDone?: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      for (const key of ['scoring', 'score', 'prospects']) void queries.invalidateQueries({ queryKey: [key] })
      onDone?.()
    },
  })
}
