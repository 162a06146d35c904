import { useSearch } from '@tanstack/react-router'
import type { ProcessDetail } from '../../contract/process.ts'
import type { Behind, Part } from '../measurement/search.ts'
import type { MapFilters } from './map-query.ts'

interface MapSearch {
  readonly filters: MapFilters
  /** The number whose deals are listed beside the map. */
  readonly behind: Behind | null
}

/** Which deals the map is measured on, and which of its numbers is open, as the address says. */
export function useMapSearch({ versions }: ProcessDetail): MapSearch {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const text = (name: string) => (typeof search[name] === 'string' && search[name] !== '' ? search[name] : undefined)
  const version = versions.find(({ id }) => id === text('opened_in'))?.id
  const part = text('part')
  const named = (['from', 'to', 'owner', 'source'] as const).flatMap((name) => {
    const value = text(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    filters: { ...Object.fromEntries(named), ...(version === undefined ? {} : { version }) },
    // The server refuses a part that it does not know, and the panel says so.
    behind: part === undefined ? null : { part: part as Part, stage: text('stage') },
  }
}
