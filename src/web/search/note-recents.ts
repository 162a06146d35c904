import { useQueryClient } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { listRecents, noteRecent } from '../../contract/search.ts'
import type { Found } from '../../contract/search.ts'
import { call } from '../api.ts'
import { recordAt } from './record-address.ts'

/** What this member opened last, as the palette shows it before anything is typed. */
export const recentsQuery = {
  queryKey: ['recents'],
  queryFn: (): Promise<{ items: Found[] }> => call(listRecents, { query: { limit: 10 } }),
  staleTime: 60_000,
}

// Somebody who passes through a record on the way to the next has not opened it.
const stayMilliseconds = 1_200

/** Tells the server which record is on the screen, once for each that somebody stays at. Shows nothing. */
export function NoteRecents(): null {
  const queries = useQueryClient()
  const address = useRouterState({
    select: ({ location }) => {
      const { customer } = location.search as { customer?: unknown } // Any address may carry it: see CustomerBeside.
      const record = recordAt(location.pathname, typeof customer === 'string' ? customer : undefined)
      return record ? `${record.kind} ${record.id}` : ''
    },
  })
  useEffect(() => {
    const record = address.split(' ')
    const [kind, id] = record
    if (!kind || !id) return
    const timer = setTimeout(() => {
      // It came from the names of kinds a line above.
      call(noteRecent, { body: { kind: kind as Found['kind'], id } })
        .then(() => queries.invalidateQueries({ queryKey: ['recents'] }))
        // A record that cannot be noted is missing from a list of conveniences: nothing to trouble anybody with.
        .catch(() => undefined)
    }, stayMilliseconds)
    return () => clearTimeout(timer)
  }, [address, queries])
  return null
}
