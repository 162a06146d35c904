import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { listMeasuredDeals, showCycleLength, showFunnel, showWheel, showWinRate } from '../../contract/measurement.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import type { Behind, Filters } from './search.ts'

/** Where the deals are and how the cycle runs, of the default process or the one named. */
export function useWheel(process?: string) {
  return useQuery({
    queryKey: useKey('wheel', process),
    queryFn: () => call(showWheel, { query: { process } }),
  })
}

/** Of the deals that were opened in a process version; no filter of a screen. */
type Asked = Filters & { readonly version?: string }

export function useCycleLength(filters: Asked) {
  return useQuery({
    queryKey: useKey('cycle-length', filters),
    queryFn: () => call(showCycleLength, { query: filters }),
    placeholderData: keepPreviousData,
  })
}

export function useWinRate(filters: Asked, byDay: number) {
  return useQuery({
    queryKey: useKey('win-rate', filters, byDay),
    queryFn: () => call(showWinRate, { query: { ...filters, by_day: byDay } }),
    placeholderData: keepPreviousData,
  })
}

export function useFunnel(filters: Filters, byDay: number) {
  return useQuery({
    queryKey: useKey('funnel', filters, byDay),
    queryFn: () => call(showFunnel, { query: { ...filters, by_day: byDay } }),
    placeholderData: keepPreviousData,
  })
}

/** The deals that a number counts, a page at a time. */
export function useDealsBehind(filters: Filters, { part, stage }: Behind) {
  return useInfiniteQuery({
    queryKey: useKey('deals', filters, part, stage),
    initialPageParam: undefined as string | undefined, // The type of the cursors that follow.
    queryFn: ({ pageParam }) =>
      call(listMeasuredDeals, { query: { ...filters, part, stage, limit: 50, after: pageParam } }),
    getNextPageParam: ({ next }) => next,
  })
}

function useKey(...parts: unknown[]): unknown[] {
  const { workspace } = useSession()
  return ['measurement', workspace.id, ...parts]
}
