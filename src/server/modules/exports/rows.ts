import { sql } from 'kysely'
import type { CardsRequest, TableRequest } from '../../../contract/exports.ts'
import type { ListKind } from '../../../contract/fields.ts'
import type { Context } from '../../kernel/context.ts'
import { listDeals } from '../deals/index.ts'
import { listCompanies, listHouseholds, listPeople } from '../people/index.ts'
import { listProducts } from '../products/index.ts'
import type { Item, Names } from './cells.ts'

// Large enough that a statement's own cost vanishes, small enough that a page is a few megabytes.
const pageRows = 1000

const lists = {
  companies: listCompanies,
  people: listPeople,
  households: listHouseholds,
  products: listProducts,
  deals: listDeals,
} as const satisfies Record<ListKind, unknown>

type Asked = Pick<TableRequest | CardsRequest, 'filter' | 'sort' | 'q' | 'ids'>

/** All rows of a list as it was asked for, page after page: those that the context's actor sees. */
export async function* pagesOf(ctx: Context, of: ListKind, asked: Asked): AsyncGenerator<readonly Item[]> {
  const { filter, sort, q, ids } = asked
  const query = {
    // A filter that holds for all: what is named by ids goes the way of filtered lists.
    ...(filter || ids ? { filter: JSON.stringify(filter ?? { and: [] }) } : {}),
    ...(sort === undefined ? {} : { sort }),
    ...(q === undefined ? {} : { q }),
    ...(ids === undefined ? {} : { ids }),
    limit: pageRows,
  }
  for (let after: string | null = null; ; ) {
    const page: { items: readonly Item[]; next: string | null } = await lists[of](
      ctx,
      after === null ? query : { ...query, after },
    )
    yield page.items
    if (page.next === null) return
    after = page.next
  }
}

/** What tags and colleagues are called. */
export async function namesOf(ctx: Context): Promise<Names> {
  return { tags: await named(ctx, 'tags'), members: await named(ctx, 'members') }
}

// More of either no workspace has: they are chosen from a list on a screen.
const mostNames = 100_000

async function named({ tx, workspace }: Context, table: 'tags' | 'members'): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from ${sql.table(table)} where workspace_id = ${workspace.id} limit ${mostNames}`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
