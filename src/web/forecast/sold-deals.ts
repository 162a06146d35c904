import type { Filter } from '../../contract/filters.ts'

/** The deals won since a day, of some members or of everybody. */
export function soldSince(from: string, owners: readonly string[] | null): Filter {
  const sold: Filter[] = [
    { field: 'outcome', op: 'is', value: 'won' },
    { field: 'endedAt', op: 'after', value: dayBefore(from) },
  ]
  if (owners === null) return { and: sold }
  const [first, ...others] = owners
  const whose: Filter =
    first !== undefined && others.length === 0
      ? { field: 'ownerId', op: 'is', value: first }
      : { field: 'ownerId', op: 'any_of', value: [...owners] }
  return { and: [whose, ...sold] }
}

export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
}
