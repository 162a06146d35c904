import { compareDeals } from '../../src/contract/comparing.ts'
import { listMeasuredDeals } from '../../src/contract/measurement.ts'
import type { Person } from '../kit/app.ts'
import { type SlowDeal, type SlowLife, dayByDay, nine, onDay } from './slow.ts'

interface Divided {
  readonly key: string
  readonly ids: readonly string[]
  readonly n: number
  readonly won: number
  readonly open: number
  /** Won by day 30; null where it is not compared. */
  readonly rate: number | null
}

/** Deals by what they hold in a field of their own, slow and obvious. */
export function divided(
  deals: readonly SlowDeal[],
  lives: readonly Pick<SlowLife, 'id' | 'end' | 'days' | 'late'>[],
  key: string,
  ways: readonly string[],
): Divided[] {
  const held = new Map(deals.map(({ id, custom }) => [id, custom[key]]))
  const values = [...new Set(lives.map(({ id }) => held.get(id)))]
  const groups = values.map((value): Divided => {
    const own = lives.filter(({ id }) => held.get(id) === value)
    const count = (end: string) => own.filter((life) => life.end === end).length
    const ids = own.map(({ id }) => id).toSorted()
    const rate = value === undefined ? null : nine(onDay(dayByDay(own, ways), 30)?.ended.won)
    const name = value === undefined ? 'none' : `:${String(value)}`
    return { key: name, ids, n: own.length, won: count('won'), open: count('open'), rate }
  })
  return groups.toSorted(byKey)
}

/** The same as the API says it, each group with the deals that it opens to. */
export async function comparedBy(person: Person, field: string, asOf: string): Promise<Divided[]> {
  const query = { as_of: asOf, by: 'field', field } as const
  const { groups } = await person.call(compareDeals, { query: { ...query, by_day: 30, least: 2 } })
  const found: Divided[] = []
  for (const { key, n, won, open, winRate } of groups) {
    const { items } = await person.call(listMeasuredDeals, { query: { ...query, group: key, limit: 200 } })
    found.push({ key, ids: items.map(({ id }) => id).toSorted(), n, won, open, rate: nine(winRate?.estimate) })
  }
  return found.toSorted(byKey)
}

function byKey(one: Divided, other: Divided): number {
  return one.key < other.key ? -1 : 1
}
