import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { type Certainty, compareCustomers, listDuplicates, listMerges, showScan } from '../../contract/duplicates.ts'
import { call } from '../api.ts'
import type { CustomerKind } from '../people/customers.ts'

/** What the list shows. */
export interface Shown {
  readonly kind: CustomerKind
  readonly state: 'open' | 'different'
  readonly certainty: Certainty | 'all'
}

const first = undefined as string | undefined // The type of the cursors that follow.

export function duplicatesQuery({ kind, state, certainty }: Shown) {
  return infiniteQueryOptions({
    queryKey: ['duplicates', kind, state, certainty],
    initialPageParam: first,
    queryFn: ({ pageParam }) => {
      const only = certainty === 'all' || state === 'different' ? {} : { certainty }
      return call(listDuplicates, { query: { kind, state, ...only, limit: 25, after: pageParam } })
    },
    getNextPageParam: ({ next }) => next,
  })
}

export function mergesQuery() {
  return infiniteQueryOptions({
    queryKey: ['merges'],
    initialPageParam: first,
    queryFn: ({ pageParam }) => call(listMerges, { query: { limit: 25, after: pageParam } }),
    getNextPageParam: ({ next }) => next,
  })
}

export function comparisonQuery(kind: CustomerKind, ids: readonly string[]) {
  return queryOptions({
    queryKey: ['comparison', kind, ids],
    queryFn: () => call(compareCustomers, { body: { kind, ids: [...ids] } }),
  })
}

export function scanQuery() {
  return queryOptions({
    queryKey: ['duplicate-scan'],
    queryFn: () => call(showScan),
    refetchInterval: ({ state }) => (state.data?.isRunning ? 1_000 : false),
  })
}
