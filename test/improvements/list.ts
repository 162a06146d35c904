import { sql } from 'kysely'
import * as improvements from '../../src/contract/improvements.ts'
import { listProcesses } from '../../src/contract/process.ts'
import type { App, Person } from '../kit/app.ts'
import { dayAgo } from '../kit/world.ts'
import { after, tell } from '../measurement/told.ts'

/** Deals of one day, that qualify after so many days and end five days later. */
export async function sell(
  person: Person,
  opened: string,
  count: number,
  days: number,
  body: object = {},
): Promise<void> {
  for (let number = 0; number < count; number++) {
    const moved = after(opened, days + (number % 3))
    const how = number % 2 === 0 ? 'won' : 'lost'
    await tell(person, { opened, moves: [['qualification', moved]], end: [how, after(moved, 5)], body })
  }
}

export const processOf = async (person: Person) => (await person.call(listProcesses, {})).items[0]?.id ?? ''
export const listed = async (person: Person, processId: string) =>
  (await person.call(improvements.listImprovements, { query: { process: processId } })).items
export const titles = async (person: Person, processId: string) =>
  (await listed(person, processId)).map(({ title }) => title)

export async function typed(person: Person, processId: string, title: string, more: object = {}): Promise<string> {
  const body = { processId, title, ...more }
  return (await person.call(improvements.addImprovement, { body })).id
}

export const wins = { measure: 'win_rate', byDay: 30 } as const

/** Moves the beginning back, as if the change were so many days old. */
export async function begunDaysAgo(rondo: App, id: string, days: number): Promise<void> {
  const began = JSON.stringify({ startedAt: `${dayAgo(days)}T12:00:00.000Z` })
  const side = JSON.stringify({ asOf: dayAgo(days), since: dayAgo(days + 364) })
  await sql`update improvements set run = run || ${began}::jsonb
    || jsonb_build_object('before', run -> 'before' || ${side}::jsonb) where id = ${id}`.execute(rondo.pools.db)
}
