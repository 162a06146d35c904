import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { listProcesses, showProcess } from '../../contract/process.ts'
import { call } from '../api.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'

export type View = 'map' | 'wheel'

interface ProcessSearch {
  readonly process: string | undefined
  /** The number of a version; without it the published one. */
  readonly version: number | undefined
  readonly view: View
  /** The number of a version to be compared with. */
  readonly compare: number | undefined
}

export function useProcessSearch(): ProcessSearch {
  const search: Record<string, unknown> = useSearch({ strict: false })
  return {
    process: typeof search.process === 'string' ? search.process : undefined,
    version: typeof search.version === 'number' ? search.version : undefined,
    view: search.view === 'wheel' ? 'wheel' : 'map',
    compare: typeof search.compare === 'number' ? search.compare : undefined,
  }
}

/** Shows another process, version or view; what is not named stays. */
export function useProcessChange(): (
  change: Partial<Record<keyof ProcessSearch, string | number | undefined>>,
) => void {
  const navigate = useNavigate()
  const address = useAddress()
  const search: Record<string, unknown> = useSearch({ strict: false })
  return (change) => {
    const entries = Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined)
    void navigate({ to: address('process'), search: Object.fromEntries(entries), resetScroll: false })
  }
}

/** The ways this workspace sells; fewer than a page of them. */
export function useProcesses() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['processes', workspace.id],
    queryFn: () => call(listProcesses, { query: { limit: 200 } }),
  })
}

export function useProcess(id: string | undefined) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['processes', workspace.id, id],
    queryFn: () => call(showProcess, { params: { id: id ?? '' } }),
    enabled: id !== undefined,
  })
}

/** Reads the processes anew, and what is drawn from their stages. */
export function useProcessRefresh(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    const stale = [['processes'], ['process'], ['measurement'], ['board']]
    await Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
}
