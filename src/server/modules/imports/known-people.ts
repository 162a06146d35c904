import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { type Identity, keysOf } from './same-person.ts'

/** People of the base who may be meant by some rows. */
export interface KnownPeople {
  /** By the keys they are found under; of two under one key the older. */
  readonly ids: ReadonlyMap<string, string>
  /** Those among them whom this import made. */
  readonly ours: ReadonlySet<string>
}

export interface Found {
  readonly id: string
  readonly external_id: string | null
  readonly name_folded: string
  readonly email: string | null
  readonly phone_e164: string | null
  readonly company_id: string | null
  readonly import_id: string | null
}

// Of a mailbox or a number that thousands share, nobody is known by it.
const most = 20_000

/** Looks for people of the base by everything that makes two one (see `keysOf`): one look-up in an index for each. */
export async function findKnown(ctx: Context, people: readonly Identity[]): Promise<KnownPeople> {
  return knownAs(ctx, await lookUp(ctx, people))
}

/** The people of the base with these ids, or what they were merged into. */
export async function rowsOf(ctx: Context, ids: readonly string[]): Promise<readonly Found[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Found>`
    select coalesce(p.merged_into_id, p.id) as id, ${identityColumns} from people p
    where p.workspace_id = ${ctx.workspace.id} and p.id = any(${ids}::uuid[]) limit ${ids.length}`.execute(ctx.tx)
  return rows
}

export const identityColumns = sql`p.external_id, p.name_folded, p.email, p.phone_e164, p.company_id, p.import_id`

/** Such rows by the keys they are found under. */
export function knownAs(ctx: Context, rows: readonly Found[]): KnownPeople {
  const ids = new Map<string, string>()
  const sorted = rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  for (const row of sorted) for (const key of keysOf(identityOf(row))) if (!ids.has(key)) ids.set(key, row.id)
  return { ids, ours: new Set(rows.flatMap(({ id, import_id }) => (import_id === ctx.actor.id ? [id] : []))) }
}

async function lookUp(ctx: Context, people: readonly Identity[]): Promise<readonly Found[]> {
  const given = (of: readonly Identity[], pick: (person: Identity) => string | null) =>
    [...new Set(of.map(pick))].filter((text) => text !== null)
  const employed = people.filter(({ companyId }) => companyId !== null)
  const alone = people.filter(({ email, phone, companyId }) => email === null && phone === null && companyId === null)
  const find = (where: RawBuilder<unknown>) => sql`(
    select coalesce(p.merged_into_id, p.id) as id, ${identityColumns}
    from people p where p.workspace_id = ${ctx.workspace.id} and ${where} limit ${sql.lit(most)})`
  const by = (keys: readonly string[], where: (keys: RawBuilder<unknown>) => RawBuilder<unknown>) =>
    keys.length === 0 ? [] : [find(where(sql`any(${keys}::text[])`))]
  const nothingElse = sql`p.company_id is null and p.email is null and p.phone_e164 is null and p.external_id is null`
  const looks = [
    ...by(
      given(people, (one) => one.externalId),
      (keys) => sql`p.external_id = ${keys}`,
    ),
    ...by(
      given(people, (one) => one.email),
      (keys) => sql`p.email = ${keys}`,
    ),
    ...by(
      given(people, (one) => one.phone),
      (keys) => sql`p.phone_e164 = ${keys}`,
    ),
    ...by(
      given(people, (one) => one.name),
      (keys) => sql`p.name_folded = ${keys} and ${nothingElse}`,
    ),
    ...by(
      given(alone, (one) => one.name),
      (keys) => sql`p.name_folded = ${keys} and p.company_id is null`,
    ),
    // One after the other, or the planner reads all people to join them with a list whose length it does not know.
    sql`(
      select p.* from unnest(${employed.map(({ companyId }) => companyId)}::uuid[],
        ${employed.map(({ name }) => name)}::text[]) w (company_id, name)
      cross join lateral ${find(sql`p.name_folded = w.name and p.company_id = w.company_id`)} p)`,
  ]
  // What was planned for a table of ten rows would read all of it when it has ten thousand.
  await sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(ctx.tx)
  const { rows } = await sql<Found>`${sql.join(looks, sql` union all `)}`.execute(ctx.tx)
  return rows
}

export function identityOf(row: Found): Identity {
  return {
    externalId: row.external_id,
    name: row.name_folded,
    email: row.email,
    phone: row.phone_e164,
    companyId: row.company_id,
  }
}
