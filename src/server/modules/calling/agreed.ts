import { sql } from 'kysely'
import { type Context, startOfDay, today } from '../../kernel/context.ts'
import { seesProspect } from '../prospects/index.ts'

/** A call that was agreed on, with whom. */
export interface AgreedCall {
  readonly prospectId: string
  readonly listId: string
  readonly list: string
  readonly name: string
  readonly at: Date
}

/** The calls that a member has agreed on by the end of a day, the earliest first, at most `limit`. */
export async function callsAgreed(
  ctx: Context,
  { member, limit }: { readonly member: string; readonly limit: number },
): Promise<AgreedCall[]> {
  const { rows } = await sql<AgreedCall>`
    select p.id as "prospectId", p.list_id as "listId", l.name as list, p.call_at as at, coalesce(
      (select n.name from people n where n.workspace_id = p.workspace_id and n.id = p.person_id),
      (select c.name from companies c where c.workspace_id = p.workspace_id and c.id = p.company_id),
      (select h.name from households h where h.workspace_id = p.workspace_id and h.id = p.household_id)) as name
    from prospects p join lists l on l.workspace_id = p.workspace_id and l.id = p.list_id
    where p.workspace_id = ${ctx.workspace.id} and p.owner_id = ${member} and p.state = 'set_aside'
      and p.call_at < ${startOfDay(today(ctx), ctx.workspace.timeZone, 1)} and ${seesProspect(ctx)}
    order by p.call_at, p.id limit ${limit}`.execute(ctx.tx)
  return rows
}
