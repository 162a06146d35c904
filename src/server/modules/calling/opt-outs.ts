import { type RawBuilder, sql } from 'kysely'
import type { OptOut } from '../../../contract/calling.ts'
import type * as contract from '../../../contract/calling.ts'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { requireReferences } from '../../kernel/references.ts'
import { seen } from '../../kernel/seen.ts'

interface Customer {
  readonly company_id: string | null
  readonly person_id: string | null
  readonly household_id: string | null
}

/** Who asked not to be contacted, newest first. */
export async function listOptOuts(ctx: Context, query: QueryOf<typeof contract.listOptOuts>) {
  const after = decodeCursor(query.after, idCursor)
  const named = (['company', 'person', 'household'] as const).flatMap((kind) =>
    query[kind] === undefined ? [] : [sql`x.${sql.ref(`${kind}_id`)} = ${query[kind]}`],
  )
  const rows = await read(
    ctx,
    sql.join([after ? sql`x.id < ${after[0]}` : sql`true`, ...named], sql` and `),
    query.limit,
  )
  return pageOf(rows, query.limit, ({ id }) => [id], show)
}

/** Keeps that a customer asked not to be contacted, and takes them off every list where they wait. */
export async function addOptOut(ctx: Context, input: BodyOf<typeof contract.addOptOut>): Promise<OptOut> {
  const { companyId = null, personId = null, householdId = null } = input
  const named = [companyId, personId, householdId].filter((one) => one !== null)
  if (named.length !== 1) failFields([{ field: 'personId', code: named.length === 0 ? 'required' : 'unknown' }])
  await requireReferences(ctx, { companyId: 'companies', personId: 'people', householdId: 'households' }, input)
  const id = await keepOptOut(ctx, { company_id: companyId, person_id: personId, household_id: householdId })
  return show(await find(ctx, id))
}

/** The one that is there already, or a new one; its waiting places are dropped. */
export async function keepOptOut(ctx: Context, { company_id, person_id, household_id }: Customer): Promise<string> {
  const who = { company_id, person_id, household_id }
  const [column, customerId] = Object.entries(who).find(([, value]) => value !== null) ?? ['person_id', null]
  const { rows } = await sql<{ id: string }>`
    select x.id from opt_outs x where x.workspace_id = ${ctx.workspace.id} and x.${sql.ref(column)} = ${customerId}
    order by x.id limit 1`.execute(ctx.tx)
  const [known] = rows
  const id = known?.id ?? newId()
  if (!known) {
    const row = { workspace_id: ctx.workspace.id, id, ...who, created_by: ctx.actor.id, created_at: ctx.now }
    await ctx.tx.insertInto('opt_outs').values(row).execute()
  }
  await sql`
    update prospects p set state = 'dropped', drop_reason = 'other', set_aside_until = null, call_at = null, retry_at = null,
      held_by = null, held_until = null, worked_at = ${ctx.now}, version = p.version + 1
    where p.workspace_id = ${ctx.workspace.id} and p.${sql.ref(column)} = ${customerId}
      and p.state in ('waiting', 'set_aside')`.execute(ctx.tx)
  await leaveChange(ctx, { kind: 'prospects', id: null, fields: [] })
  await leaveChange(ctx, { kind: 'opt-outs', id, fields: [] })
  return id
}

export async function removeOptOut(ctx: Context, id: string): Promise<Record<string, never>> {
  await find(ctx, id)
  await ctx.tx.deleteFrom('opt_outs').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

interface Row {
  readonly id: string
  readonly kind: OptOut['customer']['kind']
  readonly customer_id: string
  readonly name: string
  readonly created_at: Date
  readonly created_by: string | null
}

async function find(ctx: Context, id: string): Promise<Row> {
  const [row] = await read(ctx, sql`x.id = ${id}`, 1)
  return row ?? fail('not_found', { kind: 'opt-out' })
}

async function read(ctx: Context, where: RawBuilder<unknown>, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select x.id, x.created_at, c.kind, c.id as customer_id, c.name,
      coalesce((select m.name from members m where m.workspace_id = x.workspace_id and m.id = x.created_by),
        (select k.name from api_keys k where k.workspace_id = x.workspace_id and k.id = x.created_by)) as created_by
    from opt_outs x
    cross join lateral (
      select 'company' as kind, o.id, o.name, o.owner_id from companies o
        where o.workspace_id = x.workspace_id and o.id = x.company_id
      union all select 'person', o.id, o.name, o.owner_id from people o
        where o.workspace_id = x.workspace_id and o.id = x.person_id
      union all select 'household', o.id, o.name, o.owner_id from households o
        where o.workspace_id = x.workspace_id and o.id = x.household_id) c
    where x.workspace_id = ${ctx.workspace.id} and ${where} and ${seen(ctx.actor, sql.ref('c.owner_id'))}
    order by x.id desc limit ${limit + 1}`.execute(ctx.tx)
  return rows
}

function show(row: Row): OptOut {
  return {
    id: row.id,
    customer: { kind: row.kind, id: row.customer_id, name: row.name },
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
  }
}
