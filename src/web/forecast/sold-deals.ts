import type { Filter } from '../../contract/filters.ts'
import { addDays } from '../people/day-of.ts'

/** Deals of some members, or of everybody. */
export type Owners = readonly string[] | null

/** The deals won since a day, up to another if it is told. */
export function soldSince(from: string, owners: Owners, asOf?: string): Filter {
  const sold: Filter[] = [
    { field: 'outcome', op: 'is', value: 'won' },
    { field: 'endedAt', op: 'after', value: dayBefore(from) },
  ]
  const until: Filter[] = asOf === undefined ? [] : [{ field: 'endedAt', op: 'before', value: addDays(asOf, 1) }]
  return { and: [...of(owners), ...sold, ...until] }
}

export function openOf(owners: Owners): Filter {
  return { and: [...of(owners), { field: 'outcome', op: 'is', value: 'open' }] }
}

function of(owners: Owners): Filter[] {
  if (owners === null) return []
  const [first, ...others] = owners
  return first !== undefined && others.length === 0
    ? [{ field: 'ownerId', op: 'is', value: first }]
    : [{ field: 'ownerId', op: 'any_of', value: [...owners] }]
}

export function dayBefore(day: string): string {
  return addDays(day, -1)
}
