import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/people.ts'
import { fieldsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { commonColumns, commonReferences, type CustomerType, showCommon } from './customers.ts'

const usual = { phone: 'home', email: 'private', address: 'home' } as const

export const householdType: CustomerType<Row, contract.Household, BodyOf<typeof contract.changeHousehold>> = {
  kind: 'household',
  table: 'households',
  columns: commonColumns,
  references: commonReferences,
  usual,
  find: (ctx, id, lock) =>
    households(ctx)
      .where('households.id', '=', id)
      .$if(lock, (q) => q.forUpdate('households'))
      .executeTakeFirst(),
  show,
}

/** The households that the actor sees, with the names they show. */
export function households(ctx: Context) {
  return ctx.tx
    .selectFrom('households')
    .leftJoin('members as owner', (join) =>
      join.onRef('owner.workspace_id', '=', 'households.workspace_id').onRef('owner.id', '=', 'households.owner_id'),
    )
    .leftJoin('sources as source', (join) =>
      join.onRef('source.workspace_id', '=', 'households.workspace_id').onRef('source.id', '=', 'households.source_id'),
    )
    .where('households.workspace_id', '=', ctx.workspace.id)
    .where(seen(ctx.actor, sql.ref('households.owner_id')))
    .selectAll('households')
    .select(['owner.name as owner_name', 'source.name as source_name'])
}

type Row = Awaited<ReturnType<ReturnType<typeof households>['executeTakeFirstOrThrow']>>

export function show(row: Row): contract.Household {
  return { ...showCommon(row, usual), ...fieldsOf(commonColumns, row) }
}
