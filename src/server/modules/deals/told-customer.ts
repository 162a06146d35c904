import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { insertFacts } from './bulk-facts.ts'

interface Told {
  readonly id: string
  readonly companyId: string | null
  readonly personId: string | null
  readonly householdId: string | null
  readonly last_at: Date | null
}

/** Writes into the log of deals whose customer they have now, because it went into another or came back out of it. */
export async function tellCustomers(ctx: Context, dealIds: readonly string[]): Promise<void> {
  if (dealIds.length === 0) return
  const { rows } = await sql<Told>`
    select d.id, d.company_id as "companyId", d.person_id as "personId", d.household_id as "householdId", (
      select max(f.occurred_at) from facts f where f.workspace_id = d.workspace_id and f.deal_id = d.id) as last_at
    from deals d where d.workspace_id = ${ctx.workspace.id} and d.id = any(${dealIds}::uuid[])`.execute(ctx.tx)
  await insertFacts(
    ctx,
    rows.map(({ id, last_at, ...data }) => ({
      id: newId(),
      deal_id: id,
      type: 'deal.customer_changed',
      // The last word in the log must be the last word on the row.
      occurred_at: last_at !== null && last_at > ctx.now ? last_at : ctx.now,
      dated: true,
      from_stage_id: null,
      stage_id: null,
      data,
    })),
  )
}
