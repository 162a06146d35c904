import { queryOptions, useQuery } from '@tanstack/react-query'
import { listMembers } from '../../contract/access.ts'
import type { Member } from '../../contract/access.ts'
import { call } from '../api.ts'

/** The colleagues, by name; the first 200. */
export const membersQuery = queryOptions({
  queryKey: ['members', 'first'],
  queryFn: () => call(listMembers, { query: { limit: 200 } }),
  staleTime: 60_000,
})

export function useMembers(): readonly Member[] {
  return useQuery(membersQuery).data?.items ?? []
}
