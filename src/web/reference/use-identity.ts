import { useQuery } from '@tanstack/react-query'
import { showIdentity } from '../../contract/access.ts'
import type { Identity } from '../../contract/access.ts'
import { call } from '../api.ts'

/** The workspaces of whoever is signed in; none for a visitor, who may read here all the same. */
export function useIdentity(): { workspaces: Identity['workspaces'] } {
  const identity = useQuery({
    queryKey: ['reference', 'identity'],
    queryFn: () => call(showIdentity).catch(() => null),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return { workspaces: identity.data?.workspaces ?? [] }
}
