import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { showAppointmentFigures } from '../../contract/appointment-figures.ts'
import { compareDeals } from '../../contract/comparing.ts'
import { showClosingSignals, showStageFlow, showStageTimes, showVelocity } from '../../contract/insights.ts'
import { listMeasuredDeals, showCycleLength, showFunnel, showWheel, showWinRate } from '../../contract/measurement.ts'
import { showHours } from '../../contract/hours.ts'
import { showApproaches } from '../../contract/approaches.ts'
import { showPersistence } from '../../contract/persistence.ts'
import type { TouchAim } from '../../contract/persistence.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import type { Behind, Comparing, Filters } from './search.ts'

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

export function useComparison(
  filters: Filters,
  byDay: number,
  { by, field: named, least, bounds }: Omit<Comparing, 'measure'>,
  enabled = true,
) {
  const field = by === 'field' ? named : undefined
  return useQuery({
    queryKey: useKey('comparison', filters, byDay, by, field, least, bounds),
    queryFn: () => call(compareDeals, { query: { ...filters, by_day: byDay, by, field, least, bounds } }),
    placeholderData: keepPreviousData,
    enabled,
  })
}

export function useStageTimes(filters: Filters, byDay: number) {
  return useQuery({
    queryKey: useKey('stage-times', filters, byDay),
    queryFn: () => call(showStageTimes, { query: { ...filters, by_day: byDay } }),
    placeholderData: keepPreviousData,
  })
}

/** What moved on the days asked about, whenever the deals were opened. */
export function useStageFlow(filters: Filters) {
  return useQuery({
    queryKey: useKey('stage-flow', filters),
    queryFn: () => call(showStageFlow, { query: filters }),
    placeholderData: keepPreviousData,
  })
}

export function useClosingSignals(filters: Filters) {
  return useQuery({
    queryKey: useKey('signals', filters),
    queryFn: () => call(showClosingSignals, { query: filters }),
    placeholderData: keepPreviousData,
  })
}

export function useVelocity(filters: Filters) {
  return useQuery({
    queryKey: useKey('velocity', filters),
    queryFn: () => call(showVelocity, { query: filters }),
    placeholderData: keepPreviousData,
  })
}

export function usePersistence(filters: Filters, aim: TouchAim) {
  return useQuery({
    queryKey: useKey('persistence', filters, aim),
    queryFn: () => call(showPersistence, { query: { ...filters, aim } }),
    placeholderData: keepPreviousData,
  })
}

export function useApproaches(filters: Filters) {
  return useQuery({
    queryKey: useKey('approaches', filters),
    queryFn: () => call(showApproaches, { query: filters }),
    placeholderData: keepPreviousData,
  })
}

/** Counted by the days that appointments were to be on; whose they are is asked for by another name. */
export function appointmentsAsked({ owner: member, ...filters }: Filters) {
  return { ...filters, member }
}

export function useAppointmentFigures(filters: Filters) {
  return useQuery({
    queryKey: useKey('appointments', filters),
    queryFn: () => call(showAppointmentFigures, { query: appointmentsAsked(filters) }),
    placeholderData: keepPreviousData,
  })
}

/** Without the months of the trend the hours are there at once. */
export function useHours(filters: Filters, months: number) {
  const query = { ...filters, months }
  return useQuery({
    queryKey: useKey('hours', query),
    queryFn: () => call(showHours, { query }),
    placeholderData: keepPreviousData,
  })
}

/** The deals that a number counts, a page at a time. */
export function useDealsBehind(filters: Filters, { part, stage, since, opened, group }: Behind) {
  const narrowed = { part, stage, since, by: group?.by, group: group?.key, field: group?.field }
  // What moved in a period counts whenever the deals were opened.
  const { from: _, to: __, ...others } = filters
  const counted = since === undefined ? { ...filters, ...(opened && { from: opened }) } : others
  return useInfiniteQuery({
    queryKey: useKey('deals', counted, narrowed),
    initialPageParam: undefined as string | undefined, // The type of the cursors that follow.
    queryFn: ({ pageParam }) =>
      call(listMeasuredDeals, { query: { ...counted, ...narrowed, limit: 50, after: pageParam } }),
    getNextPageParam: ({ next }) => next,
  })
}

function useKey(...parts: unknown[]): unknown[] {
  const { workspace } = useSession()
  return ['measurement', workspace.id, ...parts]
}
