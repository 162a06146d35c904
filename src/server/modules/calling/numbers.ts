import { sql } from 'kysely'
import type { CallSheet, LineType, numberReports } from '../../../contract/calling.ts'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { type HeldProspect } from '../prospects/index.ts'
import { countryNamed, countryOfZone, readPhone } from '../people/index.ts'

export type Phone = CallSheet['phones'][number]
type Report = (typeof numberReports)[number]

/** What a number is known by: as the network takes it, or what was typed without what people write between digits. */
export function callKey({ e164, number }: Pick<Phone, 'e164' | 'number'>): string {
  return e164 ?? number.replace(/[^\d+]/g, '')
}

interface Known {
  readonly number: string
  readonly reported: Report | null
  readonly line_type: LineType | null
  readonly checked_at: Date | null
}

/** What is known of numbers, by their keys. */
export async function numbersKnown(ctx: Pick<Context, 'tx' | 'workspace'>, keys: readonly string[]) {
  const { rows } = await sql<Known>`
    select n.number, n.reported, n.line_type, n.checked_at from known_numbers n
    where n.workspace_id = ${ctx.workspace.id} and n.number = any(${keys}::text[])`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.number, row]))
}

/** Keeps what a caller found out about a number, or that it is right after all. */
export async function reportNumber(ctx: Context, key: string, reported: Report | null): Promise<void> {
  await sql`
    insert into known_numbers as n (workspace_id, id, number, reported, reported_at)
    values (${ctx.workspace.id}, ${newId()}, ${key}, ${reported}, ${ctx.now})
    on conflict (workspace_id, number) do update set reported = excluded.reported, reported_at = excluded.reported_at
    where n.reported is distinct from excluded.reported`.execute(ctx.tx)
}

interface Reached {
  readonly id: string | null
  readonly name: string | null
  readonly title: string | null
  readonly phone: string | null
  readonly phone_kind: Phone['kind'] | null
  readonly phone_e164: string | null
  readonly more_phones: readonly Pick<Phone, 'kind' | 'number' | 'e164'>[]
  readonly country: string | null
}

// More colleagues than this are not tried one after the other.
const mostColleagues = 8

/** The numbers of a prospect, and of those who work at a company; whoever was reported comes last. */
export async function phonesOf(ctx: Context, held: Pick<HeldProspect, 'person_id' | 'company_id' | 'household_id'>) {
  const own = (table: string, id: string | null) => sql`
    select null::uuid as id, null::text as name, null::text as title, r.phone, r.phone_kind, r.phone_e164, r.more_phones, r.country, 0 as place
    from ${sql.table(table)} r where r.workspace_id = ${ctx.workspace.id} and r.id = ${id}::uuid`
  const { rows } = await sql<Reached>`
    select * from (
      ${own('people', held.person_id)} union all ${own('companies', held.company_id)}
      union all ${own('households', held.household_id)}
      union all (select h.id, h.name, h.title, h.phone, h.phone_kind, h.phone_e164, h.more_phones, h.country, 1
        from people h where h.workspace_id = ${ctx.workspace.id} and h.company_id = ${held.company_id}::uuid
          and h.phone is not null and h.archived_at is null
        order by h.id limit ${mostColleagues})) r order by r.place, r.id`.execute(ctx.tx)
  const listed = rows.flatMap((row) => numbersOf(ctx, row))
  const known = listed.length === 0 ? new Map<string, Known>() : await numbersKnown(ctx, listed.map(callKey))
  const phones = listed.map((phone): Phone => {
    const told = known.get(callKey(phone))
    return { ...phone, reported: told?.reported ?? null, lineType: told?.line_type ?? null }
  })
  return phones.toSorted((one, other) => Number(one.reported !== null) - Number(other.reported !== null))
}

function numbersOf({ workspace }: Context, row: Reached): Omit<Phone, 'reported' | 'lineType'>[] {
  const whose = row.id === null ? null : { id: row.id, name: row.name ?? '', title: row.title }
  const primary =
    row.phone === null ? [] : [{ kind: row.phone_kind ?? ('work' as const), number: row.phone, e164: row.phone_e164 }]
  const country = countryNamed(row.country) ?? countryOfZone(workspace.timeZone)
  return [...primary, ...row.more_phones].map(({ kind, number, e164 }) => {
    // What came in a file or was pasted may never have been read.
    const read = readPhone(e164 ?? number, country)
    return { kind, number, e164: read.e164, shown: read.shown, whose }
  })
}
