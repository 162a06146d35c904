import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { listCommissionPlans } from '../../contract/commission-plans.ts'
import {
  closeCommission,
  listCommissionComments,
  listCommissions,
  replayCommission,
  showCommission,
  showDealCommission,
} from '../../contract/commission.ts'
import type { CommissionStatement } from '../../contract/commission.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import { toast, useProblemWords } from '../ui/index.ts'

const mostShown = 50

/** What everybody whose pay one may see earns in the period of a day; today's unless one is named. */
export function useCommissions(on: string | null, isEnabled: boolean) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['commission', workspace.id, 'all', on],
    queryFn: () => call(listCommissions, { query: { limit: mostShown, ...(on === null ? {} : { on }) } }),
    // The rows stand still while another period comes.
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  })
}

export function useStatement(memberId: string, on: string | null) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['commission', workspace.id, 'statement', memberId, on],
    queryFn: () => call(showCommission, { params: { id: memberId }, query: on === null ? {} : { on } }),
    retry: false,
  })
}

export function useCommissionPlans() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['commission', workspace.id, 'plans'],
    queryFn: () => call(listCommissionPlans, {}),
  })
}

export function useComments(lineId: string) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['commission', workspace.id, 'comments', lineId],
    queryFn: () => call(listCommissionComments, { params: { id: lineId } }),
  })
}

export function useDealCommission(dealId: string, isEnabled: boolean) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['commission', workspace.id, 'deal', dealId],
    queryFn: () => call(showDealCommission, { params: { id: dealId } }),
    enabled: isEnabled,
  })
}

/** Reads anew whatever shows commission. */
export function useCommissionRead(): () => void {
  const queries = useQueryClient()
  const { workspace } = useSession()
  return () => void queries.invalidateQueries({ queryKey: ['commission', workspace.id] })
}

/** Closes the period that a statement shows. */
export function useClose({ member, from }: Pick<CommissionStatement, 'member' | 'from'>) {
  const readAnew = useCommissionRead()
  const words = useProblemWords()
  return useMutation({
    mutationFn: () => call(closeCommission, { params: { id: member.id }, body: { on: from } }),
    onSuccess: readAnew,
    onError: (error) => toast({ text: words(error), tone: 'bad' }),
  })
}

export function useReplay(id: string) {
  const words = useProblemWords()
  return useMutation({
    mutationFn: () => call(replayCommission, { params: { id } }),
    onError: (error) => toast({ text: words(error), tone: 'bad' }),
  })
}
