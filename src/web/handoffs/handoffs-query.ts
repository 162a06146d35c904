import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RequestOf } from '../../contract/endpoint.ts'
import { listHandoffKinds, listHandoffs } from '../../contract/handoffs.ts'
import { call } from '../api.ts'

const most = 200

export function handoffsQuery(query: NonNullable<RequestOf<typeof listHandoffs>['query']>) {
  return queryOptions({
    queryKey: ['handoffs', query],
    queryFn: () => call(listHandoffs, { query: { limit: 100, ...query } }),
  })
}

/** The kinds in use; with `all`, the retired ones too. */
export function useHandoffKinds(all = false) {
  return useQuery({
    queryKey: ['handoff-kinds', all],
    queryFn: () => call(listHandoffKinds, { query: { limit: most, ...(all ? { retired: 'true' as const } : {}) } }),
  })
}

/** Reads anew whatever shows handoffs, and whose things are. */
export function useHandoffsRead(): () => void {
  const queries = useQueryClient()
  return () => {
    for (const key of ['handoffs', 'handoff-kinds', 'deal', 'board', 'deals', 'company', 'person', 'household'])
      void queries.invalidateQueries({ queryKey: [key] })
  }
}
