import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { OutputOf } from '../../contract/endpoint.ts'
import { listLists } from '../../contract/lists.ts'
import { countProspects, grades, listProspects, prospectViews } from '../../contract/prospects.ts'
import type { Prospect } from '../../contract/prospects.ts'
import { call } from '../api.ts'

/** Which prospects are looked at; all of it stands in the address. */
export interface ProspectFilters {
  readonly show: (typeof prospectViews)[number]
  readonly sort: 'rank' | 'newest'
  readonly list?: string
  readonly source?: string
  readonly grade?: (typeof grades)[number]
  readonly owner?: string
  readonly unclaimed?: 'true'
}

type Page = OutputOf<typeof listProspects>
type Pages = InfiniteData<Page, string | undefined>

const pageRows = 100

export function prospectsQuery(filters: ProspectFilters) {
  return infiniteQueryOptions({
    queryKey: ['prospects', filters],
    queryFn: ({ pageParam }) =>
      call(listProspects, { query: { ...filters, limit: pageRows, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: firstPage,
    getNextPageParam: (last: Page) => last.next ?? undefined,
  })
}

const firstPage: string | undefined = undefined

/** How many there are to work, up to a thousand. */
export function countQuery(all: ProspectFilters) {
  const filters = Object.fromEntries(Object.entries(all).filter(([name]) => name !== 'sort'))
  return queryOptions({
    queryKey: ['prospects', 'count', filters],
    queryFn: () => call(countProspects, { query: filters }),
  })
}

export const listsQuery = queryOptions({
  queryKey: ['lists', 'open'],
  queryFn: async () => (await call(listLists, { query: { limit: 200 } })).items,
  staleTime: 30_000,
})

/** Reads everything anew that shows prospects. */
export function refreshProspects(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: ['prospects'] })
  void queries.invalidateQueries({ queryKey: ['lists'] })
}

/** Changes the rows that are shown, at once. */
export function changeRows(
  queries: QueryClient,
  filters: ProspectFilters,
  change: (rows: readonly Prospect[]) => Prospect[],
): void {
  const { queryKey } = prospectsQuery(filters)
  queries.setQueryData<Pages>(queryKey, (known) =>
    known ? { ...known, pages: known.pages.map((page) => ({ ...page, items: change(page.items) })) } : known,
  )
}

/** What the address says; what it says wrongly is left out. */
export function filtersOf(look: Readonly<Record<string, string | undefined>>): ProspectFilters {
  const { list, source, owner } = look
  const grade = grades.find((one) => one === look['grade'])
  return {
    show: prospectViews.find((view) => view === look['show']) ?? 'open',
    sort: look['sort'] === 'newest' ? 'newest' : 'rank',
    ...(list ? { list } : {}),
    ...(source ? { source } : {}),
    ...(grade ? { grade } : {}),
    ...(owner === 'nobody' ? { unclaimed: 'true' } : owner ? { owner } : {}),
  }
}
