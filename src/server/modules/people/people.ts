import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/people.ts'
import { fieldsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { commonColumns, commonReferences, type CustomerType, showCommon } from './customers.ts'
import { keepFormerRole } from './positions.ts'

type ChangePerson = BodyOf<typeof contract.changePerson>

const columns = {
  ...commonColumns,
  title: 'title',
  linkedin: 'linkedin',
  companyId: 'company_id',
  companySince: 'company_since',
} as const

const usual = { phone: 'work', email: 'work', address: 'home' } as const

export const personType: CustomerType<Row, contract.Person, ChangePerson> = {
  kind: 'person',
  table: 'people',
  columns,
  references: { ...commonReferences, companyId: 'companies' },
  usual,
  find: (ctx, id, lock) =>
    people(ctx)
      .where('people.id', '=', id)
      .$if(lock, (q) => q.forUpdate('people'))
      .executeTakeFirst(),
  show,
  // Since when belongs to the company: with another one it begins anew.
  settle: async (_ctx, input, row) =>
    row && movesOn(row, input) && input.companySince === undefined ? { company_since: null } : {},
  changed: async (ctx, before, input) => {
    if (movesOn(before, input)) await keepFormerRole(ctx, before)
  },
}

function movesOn(row: Pick<Row, 'company_id'>, input: Partial<ChangePerson>): boolean {
  return input.companyId !== undefined && input.companyId !== row.company_id
}

/** The people that the actor sees, with the names they show. */
export function people(ctx: Context) {
  return ctx.tx
    .selectFrom('people')
    .leftJoin('companies as company', (join) =>
      join.onRef('company.workspace_id', '=', 'people.workspace_id').onRef('company.id', '=', 'people.company_id'),
    )
    .leftJoin('members as owner', (join) =>
      join.onRef('owner.workspace_id', '=', 'people.workspace_id').onRef('owner.id', '=', 'people.owner_id'),
    )
    .leftJoin('sources as source', (join) =>
      join.onRef('source.workspace_id', '=', 'people.workspace_id').onRef('source.id', '=', 'people.source_id'),
    )
    .where('people.workspace_id', '=', ctx.workspace.id)
    .where(seen(ctx.actor, sql.ref('people.owner_id')))
    .selectAll('people')
    .select(['company.name as company_name', 'owner.name as owner_name', 'source.name as source_name'])
}

type Row = Awaited<ReturnType<ReturnType<typeof people>['executeTakeFirstOrThrow']>>

export function show(row: Row): contract.Person {
  return { ...showCommon(row, usual), ...fieldsOf(columns, row), companyName: row.company_name }
}
