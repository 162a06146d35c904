import { type RawBuilder, sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import { type ListKind, fieldsOf } from '../../../contract/fields.ts'
import type * as contract from '../../../contract/people.ts'
import type { Context } from '../../kernel/context.ts'
import { likePiece } from '../../kernel/fold.ts'
import { cursorAfter, pageOfIds } from '../../kernel/list/page.ts'
import {
  type FieldSql,
  type ListSource,
  nameSql,
  ownerSql,
  referenceSql,
  sortedSql,
  tagsSql,
  textSql,
} from '../../kernel/list/source.ts'
import { pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { withOwnFields } from '../fields/index.ts'
import { companies, show as showCompany } from './companies.ts'
import { households, show as showHousehold } from './households.ts'
import { people, show as showPerson } from './people.ts'

const kept = {
  name: nameSql(likePiece),
  ownerId: ownerSql,
  tagIds: tagsSql,
  sourceId: referenceSql('source_id', 'sources'),
  externalId: textSql('external_id'),
  createdAt: sortedSql('created_at', 'timestamptz', false),
  updatedAt: sortedSql('updated_at', 'timestamptz', false),
}

const address = {
  street: textSql('street'),
  postalCode: textSql('postal_code'),
  city: textSql('city'),
  country: textSql('country'),
  phone: textSql('phone'),
  email: textSql('email'),
}

/** Companies as lists see them. */
export const companySource: ListSource = {
  ...sourceOf('companies', {
    ...kept,
    ...address,
    domain: textSql('domain'),
    sector: textSql('sector'),
    employees: sortedSql('employees', 'bigint'),
    revenueMinor: sortedSql('revenue_minor', 'bigint'),
    foundedYear: { value: sql.ref('t.founded_year') },
    parentId: referenceSql('parent_id', 'companies'),
  }),
  sum: { minor: sql.ref('t.revenue_minor'), currency: sql.ref('t.revenue_currency') },
}

/** People as lists see them. */
export const peopleSource: ListSource = sourceOf('people', {
  ...kept,
  ...address,
  title: textSql('title'),
  linkedin: textSql('linkedin'),
  companyId: referenceSql('company_id', 'companies'),
})

/** Households as lists see them. */
export const householdSource: ListSource = sourceOf('households', { ...kept, ...address })

function sourceOf(kind: ListKind, columns: Readonly<Record<string, FieldSql>>): ListSource {
  return {
    kind,
    fields: fieldsOf[kind],
    sql: columns,
    from: () => sql.table(kind),
    where: (ctx) =>
      sql<boolean>`t.workspace_id = ${ctx.workspace.id} and t.archived_at is null and ${seen(ctx.actor, sql.ref('t.owner_id'))}`,
  }
}

/** Companies, newest first unless sorted; `q` is a piece of the name or domain. */
export async function listCompanies(ctx: Context, query: QueryOf<typeof contract.listCompanies>) {
  const source = await withOwnFields(ctx, companySource)
  const ids = pageOfIds(ctx, source, query, piece(query.q, sql.ref('t.domain')))
  const rows = await companies(ctx)
    .innerJoin(ids.as('page'), (join) => join.onRef('page.id', '=', 'companies.id'))
    .select('page.sort_key')
    .orderBy('page.place')
    .execute()
  return pageOf(rows, query.limit, cursorAfter(source, query), showCompany)
}

/** People, newest first unless sorted; `q` is a piece of the name or e-mail address. */
export async function listPeople(ctx: Context, query: QueryOf<typeof contract.listPeople>) {
  const source = await withOwnFields(ctx, peopleSource)
  const company = query.company === undefined ? sql`` : sql`and t.company_id = ${query.company}`
  const matches = sql<boolean>`${piece(query.q, sql.ref('t.email'))} ${company}`
  const ids = pageOfIds(ctx, source, query, matches)
  const rows = await people(ctx)
    .innerJoin(ids.as('page'), (join) => join.onRef('page.id', '=', 'people.id'))
    .select('page.sort_key')
    .orderBy('page.place')
    .execute()
  return pageOf(rows, query.limit, cursorAfter(source, query), showPerson)
}

/** Households, newest first unless sorted; `q` is a piece of the name or street. */
export async function listHouseholds(ctx: Context, query: QueryOf<typeof contract.listHouseholds>) {
  const source = await withOwnFields(ctx, householdSource)
  const ids = pageOfIds(ctx, source, query, piece(query.q, sql`lower(t.street)`))
  const rows = await households(ctx)
    .innerJoin(ids.as('page'), (join) => join.onRef('page.id', '=', 'households.id'))
    .select('page.sort_key')
    .orderBy('page.place')
    .execute()
  return pageOf(rows, query.limit, cursorAfter(source, query), showHousehold)
}

/** Whether the name or another text of the row contains what was typed. */
function piece(q: string | undefined, other: RawBuilder<unknown>): RawBuilder<boolean> {
  if (q === undefined) return sql<boolean>`true`
  const pattern = likePiece(q)
  return sql<boolean>`(t.name_folded like ${pattern} or ${other} like ${pattern})`
}
