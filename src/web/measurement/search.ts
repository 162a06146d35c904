import { useNavigate, useSearch } from '@tanstack/react-router'
import type { QueryOf } from '../../contract/endpoint.ts'
import type { listMeasuredDeals } from '../../contract/measurement.ts'
import { useAddress } from '../shell/places.ts'

const filterNames = ['from', 'to', 'owner', 'product', 'source', 'process', 'as_of'] as const
type FilterName = (typeof filterNames)[number]

/** Which deals the figures are made of, as the address says it; a filter that is not there does not narrow. */
export type Filters = Readonly<Partial<Record<FilterName, string>>>

/** A group of deals that a number counts. Groups of the funnel belong to a stage. */
export type Part = QueryOf<typeof listMeasuredDeals>['part']
export interface Behind {
  readonly part: Part
  readonly stage?: string | undefined
}

export interface InsightsSearch {
  readonly filters: Filters
  /** Days after the opening by which a deal counts as won, lost or gone on. */
  readonly byDay: number
  /** The number whose deals are listed beside the figures. */
  readonly behind: Behind | null
}

export type InsightsChange = Partial<Record<FilterName | 'by_day' | 'part' | 'stage', string | number | undefined>>

export const usualByDay = 90

/** What the insights show, read from the address and nowhere else, so that a copied link shows the same. */
export function useInsightsSearch(): InsightsSearch {
  const search = useRawSearch()
  const text = (name: string) => (typeof search[name] === 'string' && search[name] !== '' ? search[name] : undefined)
  const byDay = Number(search.by_day ?? usualByDay)
  const part = text('part')
  return {
    filters: Object.fromEntries(filterNames.flatMap((name) => (text(name) ? [[name, text(name)]] : []))),
    byDay: Number.isInteger(byDay) && byDay >= 1 && byDay <= 3650 ? byDay : usualByDay,
    // The server refuses a part that it does not know, and the panel says so.
    behind: part ? { part: part as Part, stage: text('stage') } : null,
  }
}

/** Changes some of the search and keeps the rest; undefined takes a name out. */
export function useInsightsChange(): (change: InsightsChange) => void {
  const navigate = useNavigate()
  const changed = useChangedSearch()
  const address = useAddress()
  return (change) => void navigate({ to: address('insights'), search: changed(change), resetScroll: false })
}

/** The search of this page with some names changed, for links. */
export function useChangedSearch(): (change: InsightsChange) => Record<string, unknown> {
  const search = useRawSearch()
  return (change) =>
    Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined))
}

function useRawSearch(): Record<string, unknown> {
  return useSearch({ strict: false })
}
