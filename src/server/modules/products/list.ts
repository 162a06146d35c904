import { sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import { fieldsOf } from '../../../contract/fields.ts'
import type * as contract from '../../../contract/products.ts'
import type { Context } from '../../kernel/context.ts'
import { likePiece } from '../../kernel/fold.ts'
import { cursorAfter, pageOfIds } from '../../kernel/list/page.ts'
import { type ListSource, nameSql, sortedSql, textSql } from '../../kernel/list/source.ts'
import { pageOf } from '../../kernel/page.ts'
import { withOwnFields } from '../fields/index.ts'
import { products, show } from './products.ts'

/** Products as lists see them: everybody's, by name unless sorted. */
export const productSource: ListSource = {
  kind: 'products',
  fields: fieldsOf.products,
  usualSort: 'name',
  from: () => sql`products`,
  where: (ctx) => sql<boolean>`t.workspace_id = ${ctx.workspace.id}`,
  sql: {
    name: nameSql(likePiece),
    code: textSql('code'),
    family: textSql('family'),
    priceMinor: sortedSql('price_minor', 'bigint'),
    costMinor: sortedSql('cost_minor', 'bigint'),
    active: { value: sql.ref('t.active') },
    externalId: textSql('external_id'),
    createdAt: sortedSql('created_at', 'timestamptz', false),
    updatedAt: sortedSql('updated_at', 'timestamptz', false),
  },
}

/** Products, by name unless sorted; `q` is a piece of the name or code. */
export async function listProducts(ctx: Context, query: QueryOf<typeof contract.listProducts>) {
  const source = await withOwnFields(ctx, productSource)
  const pattern = query.q === undefined ? null : likePiece(query.q)
  const matches =
    pattern === null
      ? sql<boolean>`true`
      : sql<boolean>`(t.name_folded like ${pattern} or lower(t.code) like ${pattern})`
  const ids = pageOfIds(ctx, source, query, matches)
  const rows = await products(ctx)
    .innerJoin(ids.as('page'), (join) => join.onRef('page.id', '=', 'products.id'))
    .select('page.sort_key')
    .orderBy('page.place')
    .execute()
  return pageOf(rows, query.limit, cursorAfter(source, query), show)
}
