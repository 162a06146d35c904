import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { listAreas } from '../../contract/areas.ts'
import { listVisits } from '../../contract/visits.ts'
import type { Visit } from '../../contract/visits.ts'
import { call } from '../api.ts'
import type { CustomerKind } from '../people/customers.ts'

/** A day's way of a member; a day has at most 200 addresses. */
export function dayQuery(day: string, member: string) {
  return queryOptions({
    queryKey: ['visits', 'day', day, member],
    queryFn: () => call(listVisits, { query: { day, member, limit: 200 } }),
  })
}

export const areasQuery = queryOptions({
  queryKey: ['areas'],
  queryFn: () => call(listAreas, { query: { limit: 200 } }),
})

/** Reads anew whatever shows visits, and what they leave on customers and deals. */
export function useVisitsRead(): () => void {
  const queries = useQueryClient()
  return () => {
    for (const key of ['visits', 'story', 'touches', 'deal', 'cycles'])
      void queries.invalidateQueries({ queryKey: [key] })
  }
}

/** The list that a customer of each kind stands in, as paths name it. */
export const pathOf = {
  company: 'companies',
  person: 'people',
  household: 'households',
} as const satisfies Record<CustomerKind, string>

/** Where a map application of the device looks: by coordinates if they are known, else by the address. */
export function mapLink({ at, street, postalCode, city }: Pick<Visit, 'at' | 'street' | 'postalCode' | 'city'>) {
  const text = [street, postalCode, city].filter(Boolean).join(', ')
  if (at)
    return `geo:${at.latitude},${at.longitude}${text ? `?q=${encodeURIComponent(`${at.latitude},${at.longitude}`)}` : ''}`
  return text ? `geo:0,0?q=${encodeURIComponent(text)}` : null
}
