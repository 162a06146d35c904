import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as contract from '../../contract/dashboards.ts'
import type { Dashboard, FigureFilters, PinnedFigure } from '../../contract/dashboards.ts'
import type { BodyOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'

export function useDashboards() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['dashboards', workspace.id],
    queryFn: () => call(contract.listDashboards, {}),
  })
}

/** Saves a new dashboard, or changes one. */
export function useSaveDashboard(onSaved?: (dashboard: Dashboard) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ dashboard, body }: { dashboard: Dashboard | null; body: BodyOf<typeof contract.addDashboard> }) =>
      dashboard
        ? call(contract.changeDashboard, { params: { id: dashboard.id }, version: dashboard.version, body })
        : call(contract.addDashboard, { body }),
    onSuccess: (saved) => onSaved?.(saved),
    onSettled: () => queries.invalidateQueries({ queryKey: ['dashboards'] }),
  })
}

export function useDeleteDashboard(onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(contract.deleteDashboard, { params: { id } }),
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: ['dashboards'] }),
  })
}

export function useTodayFigures() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['today-figures', workspace.id],
    queryFn: () => call(contract.showTodayFigures, {}),
  })
}

export function usePinToToday() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (figures: PinnedFigure[]) => call(contract.pinToToday, { body: { figures } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['today-figures'] }),
  })
}

/** The remarks on all figures under the same filters: one question a screen. */
export function useRemarks(filters: FigureFilters) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['remarks', workspace.id, contract.filtersText(filters)],
    queryFn: () => call(contract.listRemarks, { query: { filters: JSON.stringify(filters) } }),
  })
}

export function useRemarkWrites() {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: ['remarks'] })
  const add = useMutation({
    mutationFn: (body: BodyOf<typeof contract.addRemark>) => call(contract.addRemark, { body }),
    onSettled,
  })
  const change = useMutation({
    mutationFn: ({ id, version, text }: { id: string; version: number; text: string }) =>
      call(contract.changeRemark, { params: { id }, version, body: { text } }),
    onSettled,
  })
  const remove = useMutation({
    mutationFn: (id: string) => call(contract.deleteRemark, { params: { id } }),
    onSettled,
  })
  return { add, change, remove }
}
