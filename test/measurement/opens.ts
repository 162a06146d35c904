import { listMeasuredDeals } from '../../src/contract/measurement.ts'
import type { Numbered } from '../../src/contract/numbered.ts'
import type { Person } from '../kit/app.ts'

/** To how many deals a number of a report opens; a deal that it counts twice is two. */
export async function opens(person: Person, by: Numbered, group: string, filters: object = {}): Promise<number> {
  const { items } = await person.call(listMeasuredDeals, { query: { ...filters, by, group, limit: 200 } })
  return items.reduce((sum, { times }) => sum + times, 0)
}
