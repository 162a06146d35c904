import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { listKpiChoices, listKpiDeals, showKpis } from '../../contract/kpis.ts'
import type { Grain, KpiCode, KpiPart } from '../../contract/kpis.ts'
import { call } from '../api.ts'
import type { Filters } from '../measurement/search.ts'
import { useSession } from '../shell/session.ts'

/** The filters that key figures know: each names its own period. */
export type KpiFilters = Omit<Filters, 'from' | 'to'>

export function useKpis(filters: KpiFilters, grain: Grain) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['measurement', workspace.id, 'kpis', filters, grain],
    queryFn: () => call(showKpis, { query: { ...filters, grain } }),
    placeholderData: keepPreviousData,
  })
}

export interface KpiDealsAsked {
  readonly code: KpiCode
  readonly part: KpiPart
  readonly filters: KpiFilters
  readonly grain: Grain
  /** A day of the period that is shown. */
  readonly period: string | undefined
}

/** The deals that a key figure is made of, a page at a time. */
export function useKpiDeals({ code, part, filters, grain, period }: KpiDealsAsked) {
  const { workspace } = useSession()
  return useInfiniteQuery({
    queryKey: ['measurement', workspace.id, 'kpi-deals', code, part, filters, grain, period],
    initialPageParam: undefined as string | undefined, // The type of the cursors that follow.
    queryFn: ({ pageParam }) =>
      call(listKpiDeals, { query: { ...filters, code, part, grain, period, limit: 50, after: pageParam } }),
    getNextPageParam: ({ next }) => next,
  })
}

export function useKpiChoices() {
  const { workspace } = useSession()
  return useQuery({ queryKey: ['measurement', workspace.id, 'kpi-choices'], queryFn: () => call(listKpiChoices, {}) })
}
