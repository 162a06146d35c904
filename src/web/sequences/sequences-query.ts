import { useQuery } from '@tanstack/react-query'
import { listDueSteps, listSequences, showSequenceResults } from '../../contract/sequences.ts'
import { call } from '../api.ts'

const mostShown = 100

export function useSequences(withRetired = false) {
  return useQuery({
    queryKey: ['sequences', 'all', withRetired],
    queryFn: () => call(listSequences, { query: { limit: mostShown, ...(withRetired ? { retired: 'true' } : {}) } }),
  })
}

export function useDueSteps() {
  return useQuery({ queryKey: ['enrolments', 'due'], queryFn: () => call(listDueSteps, { query: {} }) })
}

export function useResults(id: string) {
  return useQuery({
    queryKey: ['sequences', 'results', id],
    queryFn: () => call(showSequenceResults, { params: { id } }),
  })
}
