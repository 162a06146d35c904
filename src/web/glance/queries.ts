import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { QueryOf } from '../../contract/endpoint.ts'
import {
  type ChangeKind,
  type ForecastPart,
  listChanges,
  listForecastChange,
  showChanges,
  showForecastChange,
  showTeamAtAGlance,
} from '../../contract/glance.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'

/** Whose changes, and since the end of which day. */
export type Whose = Pick<QueryOf<typeof showChanges>, 'owner' | 'team' | 'since'> & { readonly days?: number }

export function useTeamAtAGlance(team: string | undefined) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['glance', workspace.id, 'team', team],
    queryFn: () => call(showTeamAtAGlance, { query: { team } }),
    placeholderData: keepPreviousData,
  })
}

export function useChanges(whose: Whose) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['glance', workspace.id, 'changes', whose],
    queryFn: () => call(showChanges, { query: whose }),
    placeholderData: keepPreviousData,
  })
}

export function useForecastChange(whose: Whose) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['glance', workspace.id, 'forecast', whose],
    queryFn: () => call(showForecastChange, { query: whose }),
    placeholderData: keepPreviousData,
  })
}

export function usePartDeals(whose: Whose, part: ForecastPart) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['glance', workspace.id, 'part', whose, part],
    queryFn: () => call(listForecastChange, { query: { ...whose, part } }),
  })
}

const mostFacts = 20

/** The facts of one kind, or of one deal, newest first. */
export function useChangedDeals(whose: Whose, which: { readonly kind?: ChangeKind; readonly deal?: string }) {
  const { workspace } = useSession()
  return useInfiniteQuery({
    queryKey: ['glance', workspace.id, 'facts', whose, which],
    queryFn: ({ pageParam }) =>
      call(listChanges, {
        query: { ...whose, ...which, limit: mostFacts, ...(pageParam === '' ? {} : { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
}
