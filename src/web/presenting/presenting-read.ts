import { useQuery, useQueryClient } from '@tanstack/react-query'
import { listNeeds, listPresentations, listTrials } from '../../contract/presenting.ts'
import { call } from '../api.ts'

const mostShown = 50

export function useNeeds(deal: string) {
  return useQuery({ queryKey: ['needs', deal], queryFn: () => call(listNeeds, { query: { deal, limit: mostShown } }) })
}

export function usePresentations(deal: string) {
  return useQuery({
    queryKey: ['presentations', deal],
    queryFn: () => call(listPresentations, { query: { deal, limit: mostShown } }),
  })
}

export function useTrials(deal: string) {
  return useQuery({
    queryKey: ['trials', deal],
    queryFn: () => call(listTrials, { query: { deal, limit: mostShown } }),
  })
}

/** Reads anew whatever shows what was presented. */
export function usePresentingRead(): () => void {
  const queries = useQueryClient()
  return () => {
    for (const key of ['needs', 'presentations', 'trials', 'gift-limits', 'deal'])
      void queries.invalidateQueries({ queryKey: [key] })
  }
}
