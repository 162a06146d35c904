import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/people.ts'
import { fieldsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { requireCurrency } from '../../kernel/money.ts'
import { seen } from '../../kernel/seen.ts'
import { commonColumns, commonReferences, type CustomerType, showCommon } from './customers.ts'

const columns = {
  ...commonColumns,
  domain: 'domain',
  sector: 'sector',
  foundedYear: 'founded_year',
  employees: 'employees',
  revenueMinor: 'revenue_minor',
  revenueCurrency: 'revenue_currency',
  parentId: 'parent_id',
} as const

const usual = { phone: 'work', email: 'work', address: 'visit' } as const

export const companyType: CustomerType<Row, contract.Company, BodyOf<typeof contract.changeCompany>> = {
  kind: 'company',
  table: 'companies',
  columns,
  references: { ...commonReferences, parentId: 'companies' },
  usual,
  find: (ctx, id, lock) =>
    companies(ctx)
      .where('companies.id', '=', id)
      .$if(lock, (q) => q.forUpdate('companies'))
      .executeTakeFirst(),
  show,
  async settle(ctx, input, row) {
    if (input.revenueCurrency) requireCurrency(input.revenueCurrency)
    if (row && input.parentId) await refuseCircle(ctx, row.id, input.parentId)
    const isWithoutCurrency = !input.revenueCurrency && !row?.revenue_currency
    return typeof input.revenueMinor === 'number' && isWithoutCurrency
      ? { revenue_currency: ctx.workspace.currency }
      : {}
  },
}

/** The companies that the actor sees, with the names they show. */
export function companies(ctx: Context) {
  return ctx.tx
    .selectFrom('companies')
    .leftJoin('companies as parent', (join) =>
      join.onRef('parent.workspace_id', '=', 'companies.workspace_id').onRef('parent.id', '=', 'companies.parent_id'),
    )
    .leftJoin('members as owner', (join) =>
      join.onRef('owner.workspace_id', '=', 'companies.workspace_id').onRef('owner.id', '=', 'companies.owner_id'),
    )
    .leftJoin('sources as source', (join) =>
      join.onRef('source.workspace_id', '=', 'companies.workspace_id').onRef('source.id', '=', 'companies.source_id'),
    )
    .where('companies.workspace_id', '=', ctx.workspace.id)
    .where(seen(ctx.actor, sql.ref('companies.owner_id')))
    .selectAll('companies')
    .select(['parent.name as parent_name', 'owner.name as owner_name', 'source.name as source_name'])
}

type Row = Awaited<ReturnType<ReturnType<typeof companies>['executeTakeFirstOrThrow']>>

export function show(row: Row): contract.Company {
  return { ...showCommon(row, usual), ...fieldsOf(columns, row), parentName: row.parent_name }
}

/** A company cannot belong, directly or over others, to itself. */
async function refuseCircle(ctx: Context, id: string, parentId: string): Promise<void> {
  const { rows } = await sql`
    with recursive above (id) as (
      select ${parentId}::uuid
      union
      select c.parent_id from companies c join above on c.id = above.id
      where c.workspace_id = ${ctx.workspace.id} and c.parent_id is not null
    )
    select 1 from above where id = ${id}::uuid`.execute(ctx.tx)
  if (rows.length > 0) fail('unknown_reference', { field: 'parentId' })
}
