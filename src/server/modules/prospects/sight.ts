import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Context, memberOf } from '../../kernel/context.ts'
import { has } from '../../kernel/rights.ts'
import { seen } from '../../kernel/seen.ts'
import { isOfOptedOut } from '../people/index.ts'

/** Whether a list of `lists l` is one that the actor may work: whoever hands prospects out works all. */
export function worksList(ctx: Context): RawBuilder<SqlBool> {
  if (has(ctx.actor, 'deals.assign')) return sql<SqlBool>`true`
  const workers = sql`select 1 from list_workers w where w.workspace_id = l.workspace_id and w.list_id = l.id`
  return sql<SqlBool>`(not exists (${workers}) or exists (${workers} and w.member_id = ${memberOf(ctx)}::uuid))`
}

/** Whether the actor sees `prospects p`: by its list, by whom it was handed to, and by who owns the customer. */
export function seesProspect(ctx: Context): RawBuilder<SqlBool> {
  // The lists that are not theirs, as an array that is read once. Asked the other way round, the planner would fetch every
  // row of the lists that are and sort them all, instead of reading the ranked index from its top.
  const others = has(ctx.actor, 'deals.assign')
    ? sql<SqlBool>`true`
    : sql<SqlBool>`p.list_id <> all(array(
        select l.id from lists l where l.workspace_id = ${ctx.workspace.id} and not ${worksList(ctx)}))`
  const { sees } = ctx.actor
  if (sees === null) return others
  // For the same reason not `seen`, whose two ways an index on the owner would answer.
  const handed = sql<SqlBool>`coalesce(p.owner_id = any(${sees}::uuid[]), true)`
  return sql<SqlBool>`(${others} and ${handed} and ${seen(ctx.actor, customerOwner)})`
}

/** A column of the customer of `prospects p`. */
function ofCustomer<Value>(column: 'owner_id' | 'archived_at'): RawBuilder<Value> {
  const o = sql.ref(`o.${column}`)
  return sql<Value>`(case
    when p.person_id is not null then
      (select ${o} from people o where o.workspace_id = p.workspace_id and o.id = p.person_id)
    when p.company_id is not null then
      (select ${o} from companies o where o.workspace_id = p.workspace_id and o.id = p.company_id)
    else (select ${o} from households o where o.workspace_id = p.workspace_id and o.id = p.household_id) end)`
}

const customerOwner = ofCustomer<string | null>('owner_id')

/** Whether the customer of `prospects p` was put away: nobody works those. */
export const isPutAway = sql<SqlBool>`${ofCustomer('archived_at')} is not null`

/** Whether the customer of `prospects p` asked not to be contacted. */
export const isOptedOut: RawBuilder<SqlBool> = isOfOptedOut('p')

/** Whether the customer of `prospects p` has an open deal: then the deal is worked, not the place on the list. */
export const hasOpenDeal = sql<SqlBool>`(
  (p.person_id is not null and exists (select 1 from deals o
    where o.workspace_id = p.workspace_id and o.person_id = p.person_id and o.outcome = 'open'))
  or (p.company_id is not null and exists (select 1 from deals o
    where o.workspace_id = p.workspace_id and o.company_id = p.company_id and o.outcome = 'open'))
  or (p.household_id is not null and exists (select 1 from deals o
    where o.workspace_id = p.workspace_id and o.household_id = p.household_id and o.outcome = 'open')))`
