import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { showHandoffTimes, showTechniques, showWinBacks } from '../../contract/closing-figures.ts'
import { showObjectionFigures, showPlaybookFigures, showTrialFigures } from '../../contract/what-works.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import type { Filters } from './search.ts'

export function useObjectionFigures(filters: Filters, byDay: number) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['measurement', workspace.id, 'objections', filters, byDay],
    queryFn: () => call(showObjectionFigures, { query: { ...filters, by_day: byDay } }),
    placeholderData: keepPreviousData,
  })
}

export function useTrialFigures(filters: Filters, byDay: number) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['measurement', workspace.id, 'trials', filters, byDay],
    queryFn: () => call(showTrialFigures, { query: { ...filters, by_day: byDay } }),
    placeholderData: keepPreviousData,
  })
}

/** By the technique with which the order was asked for first, won by so many days after it. */
export function useTechniques(filters: Filters, askDays: number) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['measurement', workspace.id, 'close-techniques', filters, askDays],
    queryFn: () => call(showTechniques, { query: { ...filters, by_day: askDays } }),
    placeholderData: keepPreviousData,
  })
}

/** Of the deals that were lost or put off, won back by so many days after it. */
export function useWinBacks(filters: Filters, endDays: number) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['measurement', workspace.id, 'win-backs', filters, endDays],
    queryFn: () => call(showWinBacks, { query: { ...filters, by_day: endDays } }),
    placeholderData: keepPreviousData,
  })
}

export function useHandoffTimes(filters: Filters) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['measurement', workspace.id, 'handoffs', filters],
    queryFn: () => call(showHandoffTimes, { query: filters }),
    placeholderData: keepPreviousData,
  })
}

export function usePlaybookFigures(filters: Filters) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['measurement', workspace.id, 'playbook', filters],
    queryFn: () => call(showPlaybookFigures, { query: filters }),
    placeholderData: keepPreviousData,
  })
}
