import { sql } from 'kysely'
import { type Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { countryOfPerson, type Told } from '../people/index.ts'

export interface Whereabouts {
  /** ISO 3166 code; null where nobody knows. */
  readonly country: string | null
  /** IANA name. */
  readonly timeZone: string
}

/** Where the people of a meeting are: by the first of them, in the workspace's own zone where that is in their country. */
export async function whereaboutsOf(ctx: Context, personId: string | undefined): Promise<Whereabouts> {
  const { rows } = await sql<Told>`
    select p.country, c.country as company_country, p.phone_e164 from people p
    left join companies c on c.workspace_id = p.workspace_id and c.id = p.company_id
    where p.workspace_id = ${ctx.workspace.id} and p.id = ${personId ?? null}::uuid`.execute(ctx.tx)
  const country = countryOfPerson(ctx.workspace, rows[0])
  const zones = country ? (new Intl.Locale(`und-${country}`).getTimeZones?.() ?? []) : []
  const { timeZone } = ctx.workspace
  // Of a country with several zones nobody knows which one: the first of them is as good as any, ours is better.
  return { country, timeZone: zones.includes(timeZone) ? timeZone : (zones[0] ?? timeZone) }
}

/** Refuses what is no time zone. */
export function requireZone(timeZone: string): string {
  try {
    // An offset is read as a zone too, but knows no summer.
    if (/^[A-Za-z]/.test(timeZone)) return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    // A RangeError: not in the database of zones.
  }
  return fail('unknown_time_zone', { timeZone })
}
