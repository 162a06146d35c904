import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  listChangeovers,
  previewChangeover,
  showChangeover,
  startChangeover,
  undoChangeover,
} from '../../contract/changeovers.ts'
import type { Changeover } from '../../contract/changeovers.ts'
import type { RequestOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'

/** Which running deals go where; a stage whose deals stay has no entry. */
export type Mapping = Readonly<Record<string, string>>

/** What a changeover is asked with; no mapping yet means that one is to be proposed. */
export interface Plan {
  readonly fromVersionId: string
  readonly toVersionId: string
  readonly mapping: Mapping | null
  readonly gates: 'tell' | 'hold'
}

/** What a plan would do. The answer before stays while the next one is on its way: nothing on the screen jumps. */
export function useForesight(plan: Plan, isEnabled: boolean) {
  const { workspace } = useSession()
  const { mapping, ...ends } = plan
  return useQuery({
    queryKey: ['changeover-preview', workspace.id, plan],
    queryFn: () => call(previewChangeover, { body: { ...ends, ...(mapping ? { mapping } : {}) } }),
    placeholderData: (before, query) => {
      const [, , old] = query?.queryKey ?? []
      return isPlan(old) && old.toVersionId === plan.toVersionId ? before : undefined
    },
    enabled: isEnabled,
  })
}

function isPlan(value: unknown): value is Plan {
  return typeof value === 'object' && value !== null && 'toVersionId' in value
}

export function useChangeovers(processId: string) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['changeovers', workspace.id, processId],
    queryFn: () => call(listChangeovers, { params: { id: processId }, query: { limit: 10 } }),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 1_000 : false),
  })
}

/** One changeover, read every second while it is under way. */
export function useChangeover(id: string | null) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['changeovers', workspace.id, 'one', id],
    queryFn: () => call(showChangeover, { params: { id: id ?? '' } }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 700 : false),
    enabled: id !== null,
  })
}

export function isUnderWay({ status }: Pick<Changeover, 'status'>): boolean {
  return status === 'queued' || status === 'running' || status === 'undoing'
}

/** Moving running deals, and moving them back. */
export function useMoveDeals() {
  const queries = useQueryClient()
  const refresh = async () => {
    const stale = ['processes', 'process', 'changeovers', 'changeover-preview', 'measurement', 'board', 'deals', 'deal']
    await Promise.all(stale.map((key) => queries.invalidateQueries({ queryKey: [key] })))
  }
  const start = useMutation({
    mutationFn: (body: RequestOf<typeof startChangeover>['body']) => call(startChangeover, { body }),
    onSuccess: refresh,
  })
  const undo = useMutation({
    mutationFn: (id: string) => call(undoChangeover, { params: { id } }),
    onSuccess: refresh,
  })
  return { start, undo }
}
