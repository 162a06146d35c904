import { useQuery } from '@tanstack/react-query'
import { listProcesses, showProcess } from '../../contract/process.ts'
import type { Stage } from '../../contract/process.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'

/** The stages that imported deals come to stand in: those of the default process as published. */
export function useTargetStages(): readonly Stage[] {
  const { workspace } = useSession()
  const found = useQuery({
    queryKey: ['target-stages', workspace.id],
    queryFn: async () => {
      const { items } = await call(listProcesses, { query: { limit: 200 } })
      const chosen = items.find(({ isDefault }) => isDefault)
      if (!chosen) return []
      const { versions } = await call(showProcess, { params: { id: chosen.id } })
      return versions.find(({ id }) => id === chosen.publishedVersionId)?.stages ?? []
    },
  })
  return found.data ?? []
}
