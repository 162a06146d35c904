import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { listProcesses, showProcess } from '../../contract/process.ts'
import { call } from '../api.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'

export const views = ['map', 'wheel', 'qualities', 'audits', 'improvements'] as const
export type View = (typeof views)[number]

interface ProcessSearch {
  readonly process: string | undefined
  /** The number of a version; without it the published one. */
  readonly version: number | undefined
  readonly view: View
  /** The number of a version to be compared with. */
  readonly compare: number | undefined
  /** The key of a stage: the one to edit in a draft, or whose deals are listed. */
  readonly stage: string | undefined
  /** The audit that is read. */
  readonly audit: string | undefined
  /** The improvement that is over and shown whole. */
  readonly improvement: string | undefined
}

type Search = Record<string, unknown>
/** Beside them which deals are counted, and which number is open: see map-search.ts. */
type Name = keyof ProcessSearch | 'from' | 'to' | 'owner' | 'source' | 'opened_in' | 'part' | 'as_of' | 'known_at'
type Change = Partial<Record<Name, string | number | undefined>>

export function useProcessSearch(): ProcessSearch {
  const search: Search = useSearch({ strict: false })
  return {
    process: typeof search.process === 'string' ? search.process : undefined,
    version: typeof search.version === 'number' ? search.version : undefined,
    view: views.find((view) => view === search.view) ?? 'map',
    compare: typeof search.compare === 'number' ? search.compare : undefined,
    stage: typeof search.stage === 'string' ? search.stage : undefined,
    audit: typeof search.audit === 'string' ? search.audit : undefined,
    improvement: typeof search.improvement === 'string' ? search.improvement : undefined,
  }
}

/** Closes what one view has open before another one is shown. */
export const nothingOpen = {
  audit: undefined,
  improvement: undefined,
  as_of: undefined,
  known_at: undefined,
  part: undefined,
  stage: undefined,
} satisfies Change

/** Shows another process, version or view; what is not named stays. */
export function useProcessChange(): (change: Change) => void {
  const navigate = useNavigate()
  const address = useAddress()
  const searchWith = useProcessSearchWith()
  return (change) => void navigate({ to: address('process'), search: searchWith(change), resetScroll: false })
}

/** The search of this page with some names changed, for links. */
export function useProcessSearchWith(): (change: Change) => Search {
  const search: Search = useSearch({ strict: false })
  return (change) => {
    const entries = Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined)
    return Object.fromEntries(entries)
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
