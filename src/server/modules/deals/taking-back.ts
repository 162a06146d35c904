import { sql } from 'kysely'
import type { FactData, FactType } from '../../../contract/facts.ts'
import type { Context } from '../../kernel/context.ts'
import { standing } from './history.ts'

/**
 * Facts that take back whatever the log of a deal tells of one thing and counts still: what it was told under, such as
 * `{ trialId }`, is the data of each.
 */
export async function takingBack<Type extends FactType>(
  ctx: Context,
  dealId: string,
  fact: { readonly type: Type; readonly data: FactData<Type> },
) {
  const { rows } = await sql<{ id: string }>`
    select f.id from facts f
    where f.workspace_id = ${ctx.workspace.id} and f.deal_id = ${dealId} and f.undoes is null
      and f.data @> ${JSON.stringify(fact.data)}::jsonb and ${standing('f')}
    order by f.occurred_at, f.id limit 100`.execute(ctx.tx)
  return rows.map(({ id }) => ({ ...fact, undoes: id }))
}
