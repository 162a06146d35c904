import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { showDeal } from '../../contract/deals.ts'
import type { Deal } from '../../contract/deals.ts'
import { listSources } from '../../contract/sources.ts'
import { listProcesses, showProcess } from '../../contract/process.ts'
import type { ProcessVersion } from '../../contract/process.ts'
import { call } from '../api.ts'

export function dealQuery(id: string) {
  return queryOptions({ queryKey: ['deal', id, 'record'], queryFn: () => call(showDeal, { params: { id } }) })
}

/** Keeps a deal as the server has just answered it, and has everything that shows it read anew. */
export function useDealSaved(): (deal: Deal) => void {
  const queries = useQueryClient()
  return (deal) => {
    queries.setQueryData(dealQuery(deal.id).queryKey, deal)
    // Counts and lists of other screens are stale from now on, and read when they are next looked at.
    void queries.invalidateQueries({
      predicate: ({ queryKey: [about] }) => about !== 'session' && about !== 'deal',
      refetchType: 'none',
    })
    void queries.invalidateQueries({ queryKey: ['deal', deal.id, 'facts'] })
    void queries.invalidateQueries({ queryKey: ['board'] })
    void queries.invalidateQueries({ queryKey: ['deals'] })
  }
}

/** The process version that a deal is pinned to, with its stages and gates; undefined while it is read. */
export function useVersion(deal: Pick<Deal, 'processId' | 'versionId'> | undefined): ProcessVersion | undefined {
  const id = deal?.processId ?? ''
  const process = useQuery({
    queryKey: ['process', id],
    queryFn: () => call(showProcess, { params: { id } }),
    enabled: deal !== undefined,
    staleTime: 60_000,
  })
  return process.data?.versions.find((version) => version.id === deal?.versionId)
}

export function useProcesses() {
  const processes = useQuery({
    queryKey: ['processes', 'first'],
    queryFn: () => call(listProcesses, { query: { limit: 100 } }),
    staleTime: 60_000,
  })
  return processes.data?.items ?? []
}

export function useSources() {
  const sources = useQuery({
    queryKey: ['sources', 'first'],
    queryFn: () => call(listSources, { query: { limit: 200 } }),
    staleTime: 60_000,
  })
  return sources.data?.items ?? []
}
