import { useNavigate, useSearch } from '@tanstack/react-router'
import { grains, kpiCodes, kpiParts } from '../../contract/kpis.ts'
import type { Grain, KpiCode, KpiPart } from '../../contract/kpis.ts'
import { useAddress } from '../shell/places.ts'
import type { KpiFilters } from './query.ts'

const filterNames = ['owner', 'product', 'source', 'process', 'as_of', 'known_at'] as const

export interface KpiSearch {
  readonly filters: KpiFilters
  readonly grain: Grain
  /** The figure whose deals are listed beside the others. */
  readonly open: KpiCode | undefined
  /** What of it they are. */
  readonly part: KpiPart
}

/** What the key figures show, read from the address and nowhere else. */
export function useKpiSearch(): KpiSearch {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const text = (name: string) => (typeof search[name] === 'string' && search[name] !== '' ? search[name] : undefined)
  return {
    filters: Object.fromEntries(filterNames.flatMap((name) => (text(name) ? [[name, text(name)]] : []))),
    grain: grains.find((grain) => grain === text('grain')) ?? 'month',
    open: kpiCodes.find((code) => code === text('open')),
    part: kpiParts.find((part) => part === text('part')) ?? 'counted',
  }
}

/** Changes some of the search and keeps the rest; undefined takes a name out. */
export function useKpiChange(): (change: Readonly<Record<string, unknown>>) => void {
  const navigate = useNavigate()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const address = useAddress()
  return (change) => {
    const next = Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined)
    void navigate({ to: address('insights/kpis'), search: Object.fromEntries(next), resetScroll: false })
  }
}
