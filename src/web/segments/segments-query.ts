import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { Filter } from '../../contract/filters.ts'
import { listSegments, showFit } from '../../contract/segments.ts'
import type { ParamsOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'

export type About = ParamsOf<typeof showFit>

export function segmentsQuery(withRetired: boolean) {
  return queryOptions({
    queryKey: ['segments', withRetired],
    queryFn: async () => (await call(listSegments, { query: withRetired ? { retired: 'true' as const } : {} })).items,
  })
}

export function fitQuery({ kind, id }: About) {
  return queryOptions({ queryKey: ['fit', kind, id], queryFn: () => call(showFit, { params: { kind, id } }) })
}

/** Reads anew whatever shows target markets, or what is ranked by them. */
export function readMarkets(queries: QueryClient): void {
  for (const key of ['segments', 'fit', 'effort', 'prospects', 'score'])
    void queries.invalidateQueries({ queryKey: [key] })
}

/** A filter that the server has read, as the screens that say filters take it. */
export function filterOf(filter: Readonly<Record<string, unknown>>): Filter {
  // The contract carries it as JSON; its shape was checked when it was written.
  return filter as unknown as Filter
}
