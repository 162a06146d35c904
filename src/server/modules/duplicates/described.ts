import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { type AlikeKind, type Described, type Traits, traitsOf } from './likeness/traits.ts'

/** What rows of each kind are kept in. */
export const tables = { company: 'companies', person: 'people', household: 'households' } as const

/** A row as it is compared. */
export interface DescribedRow {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly more_emails: readonly { readonly address: string }[]
  readonly phone_e164: string | null
  readonly more_phones: readonly { readonly e164: string | null }[]
  readonly street: string | null
  readonly postal_code: string | null
  readonly city: string | null
  readonly domain: string | null
  readonly linkedin: string | null
  readonly company: string | null
}

const own: Record<AlikeKind, RawBuilder<unknown>> = {
  company: sql`t.domain, null as linkedin, null as company`,
  person: sql`null as domain, t.linkedin, (
    select c.name from companies c where c.workspace_id = t.workspace_id and c.id = t.company_id) as company`,
  household: sql`null as domain, null as linkedin, null as company`,
}

/** The columns of a DescribedRow, of a table under the alias `t`. */
export function describedColumns(kind: AlikeKind): RawBuilder<unknown> {
  return sql`t.id, t.name, t.email, t.more_emails, t.phone_e164, t.more_phones, t.street, t.postal_code, t.city, ${own[kind]}`
}

/** What tells two of one name apart, of a table under the alias `t`. */
export const hints: Record<AlikeKind, RawBuilder<string | null>> = {
  company: sql`coalesce(t.city, t.domain)`,
  person: sql`coalesce((
    select c.name from companies c where c.workspace_id = t.workspace_id and c.id = t.company_id), t.title)`,
  household: sql`coalesce(t.street, t.city)`,
}

export function describe(row: DescribedRow): Described {
  return {
    name: row.name,
    emails: [...(row.email === null ? [] : [row.email]), ...row.more_emails.map(({ address }) => address)],
    phones: [row.phone_e164, ...row.more_phones.map(({ e164 }) => e164)].filter((phone) => phone !== null),
    linkedin: row.linkedin,
    domain: row.domain,
    company: row.company,
    street: row.street,
    postalCode: row.postal_code,
    city: row.city,
  }
}

/** The traits of rows that are neither archived nor merged, by id. */
export async function traitsById(
  ctx: Pick<Context, 'tx' | 'workspace'>,
  kind: AlikeKind,
  ids: readonly string[],
): Promise<Map<string, Traits>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<DescribedRow>`
    select ${describedColumns(kind)} from ${sql.table(tables[kind])} t
    where t.workspace_id = ${ctx.workspace.id} and t.id = any(${ids}::uuid[]) and t.archived_at is null`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, traitsOf(kind, describe(row))]))
}
