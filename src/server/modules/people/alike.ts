import { type RawBuilder, sql } from 'kysely'
import type { OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as positions from '../../../contract/positions.ts'
import type * as contract from '../../../contract/records.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { fold } from '../../kernel/fold.ts'
import { seen } from '../../kernel/seen.ts'
import { countryOfZone, readPhone } from './phone.ts'

type Query = QueryOf<typeof contract.findAlike>

const tables = {
  company: { table: 'companies', hint: sql`coalesce(t.city, t.domain)` },
  person: {
    table: 'people',
    hint: sql`coalesce((select c.name from companies c where c.workspace_id = t.workspace_id and c.id = t.company_id),
      t.title)`,
  },
  household: { table: 'households', hint: sql`coalesce(t.street, t.city)` },
} as const

const most = 5

/** Who is known already by what is being typed; the surest likeness first, each customer once. */
export async function findAlike(ctx: Context, query: Query): Promise<OutputOf<typeof contract.findAlike>> {
  const found: contract.Likeness[] = []
  for (const [by, condition] of likenesses(ctx, query)) {
    const { rows } = await sql<Pick<contract.Likeness, 'id' | 'name' | 'hint'>>`
      select t.id, t.name, ${tables[query.kind].hint} as hint from ${sql.table(tables[query.kind].table)} t
      where t.workspace_id = ${ctx.workspace.id} and t.archived_at is null and ${condition}
        and ${seen(ctx.actor, sql.ref('t.owner_id'))}
      order by t.id desc limit ${most}`.execute(ctx.tx)
    for (const row of rows) if (!found.some(({ id }) => id === row.id)) found.push({ kind: query.kind, ...row, by })
  }
  return { items: found.slice(0, most) }
}

function likenesses(ctx: Context, query: Query): [contract.Likeness['by'], RawBuilder<boolean>][] {
  const { kind, name, email, domain, phone } = query
  const mail = email?.toLowerCase()
  const e164 = phone === undefined ? null : readPhone(phone, countryOfZone(ctx.workspace.timeZone)).e164
  const folded = name === undefined ? '' : fold(name)
  const site = domain
    ?.toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:www\.)?/, '')
    .replace(/\/.*$/, '')
  return [
    ...(mail === undefined ? [] : ([['email', sql<boolean>`t.email = ${mail}`]] as const)),
    ...(site && kind === 'company' ? ([['domain', sql<boolean>`t.domain = ${site}`]] as const) : []),
    ...(e164 === null ? [] : ([['phone', sql<boolean>`t.phone_e164 = ${e164}`]] as const)),
    // Two letters begin half of all names.
    ...(folded.length < 3 ? [] : ([['name', beginsWith(folded)]] as const)),
  ].map(([by, condition]) => [by, condition])
}

function beginsWith(folded: string): RawBuilder<boolean> {
  return sql<boolean>`t.name_folded like ${`${folded.replace(/[\\%_]/g, '\\$&')}%`}`
}

/** The companies above one, nearest first, and those directly below it. */
export async function showFamily(ctx: Context, id: string): Promise<OutputOf<typeof positions.showFamily>> {
  const workspace = ctx.workspace.id
  const mine = (alias: string) => seen(ctx.actor, sql.ref(`${alias}.owner_id`))
  const { rows } = await sql<OutputOf<typeof positions.showFamily>>`
    with recursive above (id, parent_id, name, far) as (
      select c.id, c.parent_id, c.name, 0 from companies c
      where c.workspace_id = ${workspace} and c.id = ${id} and ${mine('c')}
      union all
      select c.id, c.parent_id, c.name, above.far + 1 from companies c join above on c.id = above.parent_id
      where c.workspace_id = ${workspace} and above.far < 20 and ${mine('c')}
    )
    select
      (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name) order by a.far), '[]')
        from above a where a.far > 0) as above,
      (select coalesce(json_agg(json_build_object('id', b.id, 'name', b.name) order by b.name), '[]') from (
        select c.id, c.name from companies c
        where c.workspace_id = ${workspace} and c.parent_id = ${id} and c.archived_at is null and ${mine('c')}
        order by c.id limit 100) b) as below
    from above where far = 0`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'company' })
}
