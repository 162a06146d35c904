import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { sessionQuery, useSession } from '../shell/session.ts'

/** Reads the session again and shows it everywhere: the side bar carries the names of the member and the workspace. */
export function useSessionRefresh(): () => Promise<void> {
  const queries = useQueryClient()
  const router = useRouter()
  const { workspace } = useSession()
  return async () => {
    await queries.fetchQuery({ ...sessionQuery(workspace.slug), staleTime: 0 })
    await router.invalidate()
  }
}
