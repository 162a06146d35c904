import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { QuotaEdit } from '../../contract/quota-edits.ts'
import { giveQuotaReason, leaveQuotaDifference, listQuotaVersions } from '../../contract/quota-history.ts'
import {
  approveQuotaPlan,
  editQuotaPlan,
  listQuotaPlans,
  showAttainment,
  showFiscalCalendar,
  showQuotaPlan,
} from '../../contract/quotas.ts'
import type { QuotaDifference, QuotaPlan } from '../../contract/quotas.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import { toast, useProblemWords } from '../ui/index.ts'

export function usePlans() {
  const { workspace } = useSession()
  return useQuery({ queryKey: ['quotas', workspace.id, 'plans'], queryFn: () => call(listQuotaPlans, {}) })
}

export function useFiscalCalendar() {
  const { workspace } = useSession()
  return useQuery({ queryKey: ['quotas', workspace.id, 'calendar'], queryFn: () => call(showFiscalCalendar, {}) })
}

/** A plan in its latest version, or in an earlier one. */
export function usePlan(id: string, number: number | null) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['quotas', workspace.id, 'plan', id, number],
    queryFn: () => call(showQuotaPlan, { params: { id }, query: number === null ? {} : { number } }),
  })
}

export function useAttainment(id: string) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['attainment', workspace.id, id],
    queryFn: () => call(showAttainment, { params: { id }, query: {} }),
  })
}

const versionsAtOnce = 12

/** What was done to a plan, the latest first. */
export function useVersions(id: string) {
  const { workspace } = useSession()
  const found = useInfiniteQuery({
    queryKey: ['quotas', workspace.id, 'versions', id],
    initialPageParam: undefined as string | undefined, // The type of the cursors that follow.
    queryFn: ({ pageParam }) =>
      call(listQuotaVersions, { params: { id }, query: { limit: versionsAtOnce, after: pageParam } }),
    getNextPageParam: ({ next }) => next,
  })
  return { ...found, items: found.data?.pages.flatMap(({ items }) => items) ?? [] }
}

export function useGiveReason(id: string, onDone: () => void) {
  const queries = useQueryClient()
  const { workspace } = useSession()
  return useMutation({
    mutationFn: (body: { number: number; reason: string }) => call(giveQuotaReason, { params: { id }, body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['quotas', workspace.id, 'versions', id] })
      onDone()
    },
  })
}

/** Shows what a change made of a plan at once, and reads anew what follows from it. */
export function useShown(): (plan: QuotaPlan) => void {
  const queries = useQueryClient()
  const { workspace } = useSession()
  return (plan) => {
    queries.setQueryData(['quotas', workspace.id, 'plan', plan.id, null], plan)
    for (const part of ['plans', 'versions'])
      void queries.invalidateQueries({ queryKey: ['quotas', workspace.id, part] })
    void queries.invalidateQueries({ queryKey: ['attainment', workspace.id] })
  }
}

/** Edits a plan; a refusal is told, in a form that names none by itself. */
export function useEdit(plan: Pick<QuotaPlan, 'id' | 'version'>, onDone?: () => void) {
  const shown = useShown()
  return useMutation({
    mutationFn: (body: QuotaEdit) => call(editQuotaPlan, { params: { id: plan.id }, version: plan.version, body }),
    onSuccess: (next) => {
      shown(next)
      onDone?.()
    },
  })
}

/** Says that the plan stays as it is where it differs from Settings. */
export function useLeave(plan: Pick<QuotaPlan, 'id'>) {
  const shown = useShown()
  return useMutation({
    mutationFn: ({ kind, member, team }: QuotaDifference) =>
      call(leaveQuotaDifference, {
        params: { id: plan.id },
        body: { kind, memberId: member?.id ?? null, teamId: team?.id ?? null },
      }),
    onSuccess: shown,
  })
}

export function useApprove(plan: QuotaPlan) {
  const shown = useShown()
  const words = useProblemWords()
  return useMutation({
    mutationFn: () => call(approveQuotaPlan, { params: { id: plan.id }, version: plan.version }),
    onSuccess: shown,
    onError: (error) => toast({ text: words(error), tone: 'bad' }),
  })
}
