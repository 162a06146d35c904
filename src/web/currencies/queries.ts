import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { BodyOf } from '../../contract/endpoint.ts'
import { listRates, setRates } from '../../contract/currencies.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'

export function useRates() {
  const { workspace } = useSession()
  return useInfiniteQuery({
    queryKey: ['rates', workspace.id],
    initialPageParam: undefined as string | undefined, // The type of the cursors that follow.
    queryFn: ({ pageParam }) => call(listRates, { query: { limit: 50, after: pageParam } }),
    getNextPageParam: ({ next }) => next,
  })
}

export function useSetRates(onDone: (count: number) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (rates: BodyOf<typeof setRates>['rates']) => call(setRates, { body: { rates } }),
    onSuccess: ({ set }) => {
      void queries.invalidateQueries({ queryKey: ['rates'] })
      void queries.invalidateQueries({ queryKey: ['measurement'] })
      onDone(set)
    },
  })
}
