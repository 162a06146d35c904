import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { type Identity, keysOf } from './same-person.ts'

/** People of the base who may be meant by some rows. */
export interface KnownPeople {
  /** By the keys they are found under; of two under one key the older. */
  readonly ids: ReadonlyMap<string, string>
  /** Those among them whom this import made. */
  readonly ours: ReadonlySet<string>
}

interface Found {
  readonly id: string
  readonly external_id: string | null
  readonly name_folded: string
  readonly email: string | null
  readonly phone_e164: string | null
  readonly company_id: string | null
  readonly import_id: string | null
}

// A mailbox that more than so many people share is nobody's.
const sharing = 20

/** Looks for people of the base by everything that makes two one (see `keysOf`): one look-up in an index for each. */
export async function findKnown(ctx: Context, people: readonly Identity[]): Promise<KnownPeople> {
  const given = (pick: (person: Identity) => string | null) =>
    [...new Set(people.map(pick))].filter((text) => text !== null)
  const callable = people.filter(({ phone }) => phone !== null)
  const employed = people.filter(({ companyId }) => companyId !== null)
  const alone = people.filter(({ email, phone, companyId }) => email === null && phone === null && companyId === null)
  const names = (of: readonly Identity[]) => of.map(({ name }) => name)
  const ours = sql`p.workspace_id = ${ctx.workspace.id}`
  const columns = sql`p.id, p.external_id, p.name_folded, p.email, p.phone_e164, p.company_id, p.import_id`
  const first = (where: ReturnType<typeof sql>, limit: number) =>
    sql`cross join lateral (select p.* from people p where ${ours} and ${where} limit ${sql.lit(limit)}) p`
  const { rows } = await sql<Found>`
    select ${columns} from people p where ${ours} and p.external_id = any(${given((one) => one.externalId)})
    union all
    select ${columns} from unnest(${given((one) => one.email)}::text[]) w (email) ${first(sql`p.email = w.email`, sharing)}
    union all
    select ${columns} from unnest(${callable.map(({ phone }) => phone)}::text[], ${names(callable)}::text[]) w (phone, name)
      ${first(sql`p.phone_e164 = w.phone and p.name_folded = w.name`, sharing)}
    union all
    select ${columns}
    from unnest(${employed.map(({ companyId }) => companyId)}::uuid[], ${names(employed)}::text[]) w (company_id, name)
      ${first(sql`p.name_folded = w.name and p.company_id = w.company_id`, sharing)}
    union all
    select ${columns} from unnest(${given((one) => one.name)}::text[]) w (name) ${first(
      sql`p.name_folded = w.name and p.company_id is null and p.email is null and p.phone_e164 is null
        and p.external_id is null`,
      1,
    )}
    union all
    select ${columns} from unnest(${names(alone)}::text[]) w (name) ${first(
      sql`p.name_folded = w.name and p.company_id is null`,
      1,
    )}`.execute(ctx.tx)
  const ids = new Map<string, string>()
  const sorted = rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  for (const row of sorted) for (const key of keysOf(identityOf(row))) if (!ids.has(key)) ids.set(key, row.id)
  return { ids, ours: new Set(rows.flatMap(({ id, import_id }) => (import_id === ctx.actor.id ? [id] : []))) }
}

function identityOf(row: Found): Identity {
  return {
    externalId: row.external_id,
    name: row.name_folded,
    email: row.email,
    phone: row.phone_e164,
    companyId: row.company_id,
  }
}
