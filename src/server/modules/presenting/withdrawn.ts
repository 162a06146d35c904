import { sql } from 'kysely'
import type { FactData } from '../../../contract/facts.ts'
import type { Context } from '../../kernel/context.ts'
import { standing } from '../deals/index.ts'

type Withdrawal = 'deal.need_dropped' | 'deal.presentation_withdrawn' | 'deal.trial_withdrawn'

/** A fact that takes back whatever the log of a deal tells of one need, presentation or trial: one for each that counts. */
export async function withdrawn<Type extends Withdrawal>(
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
