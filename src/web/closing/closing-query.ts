import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { listCloseTechniques, listIncentives, listScarcities, showClosing } from '../../contract/closing.ts'
import { listCompetitors } from '../../contract/competitors.ts'
import { call } from '../api.ts'

const most = 200

export function closingQuery(dealId: string) {
  return queryOptions({
    queryKey: ['closing', dealId],
    queryFn: () => call(showClosing, { params: { id: dealId } }),
  })
}

export function useOwnTechniques() {
  const found = useQuery({
    queryKey: ['closing-choices', 'techniques'],
    queryFn: () => call(listCloseTechniques, { query: { limit: most } }),
    staleTime: 60_000,
  })
  return found.data?.items ?? []
}

export function useScarcities() {
  const found = useQuery({
    queryKey: ['closing-choices', 'scarcities'],
    queryFn: () => call(listScarcities, { query: { limit: most } }),
  })
  return found.data?.items ?? []
}

export function useCompetitors() {
  const found = useQuery({
    queryKey: ['competitors', 'choices'],
    queryFn: () => call(listCompetitors, { query: { limit: most } }),
    staleTime: 60_000,
  })
  return found.data?.items ?? []
}

/** What waits for a decision in all deals. */
export const waitingIncentivesQuery = queryOptions({
  queryKey: ['incentives'],
  queryFn: () => call(listIncentives, { query: { limit: most } }),
})

/** Reads anew whatever shows how deals are closed. */
export function useClosingRead(): () => void {
  const queries = useQueryClient()
  return () => {
    for (const key of ['closing', 'closing-choices', 'competitors', 'deal', 'incentives', 'today'])
      void queries.invalidateQueries({ queryKey: [key] })
  }
}
