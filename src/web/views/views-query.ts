import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ListKind } from '../../contract/fields.ts'
import { listViews, type View } from '../../contract/views.ts'
import { call } from '../api.ts'

/** The saved views of a list; undefined until they have come, because a list may open with one of them. */
export function useViews(kind: ListKind): readonly View[] | undefined {
  const views = useQuery({
    queryKey: ['views', kind],
    queryFn: () => call(listViews, { query: { kind } }),
    staleTime: 60_000,
  })
  // Without an answer the list opens with its usual columns.
  return views.isError ? none : views.data?.items
}

const none: readonly View[] = []

export function useViewsChanged(kind: ListKind): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['views', kind] })
}
