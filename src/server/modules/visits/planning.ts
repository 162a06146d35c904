import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/visits.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { requireReferences } from '../../kernel/references.ts'
import { has } from '../../kernel/rights.ts'
import { seen } from '../../kernel/seen.ts'
import { tableOf, type Whom, whomColumns, whomOf } from '../../kernel/whom.ts'
import { refuseOptedOut } from '../people/index.ts'
import { areaNamed } from './areas.ts'
import { dueIn } from './candidates.ts'
import { orderOf, type Point } from './route.ts'
import { memberAsked, mostOfDay, plannedVisits } from './visits.ts'

/** Plans the day of a member; whoever plans that of somebody else needs the right to give them work. */
export async function planVisits(
  ctx: Context,
  input: BodyOf<typeof contract.planVisits>,
): Promise<{ planned: number }> {
  const memberId = await memberFor(ctx, input.memberId)
  const { day } = input
  // Two plans for one day wait for each other, so that no address comes twice.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`visits ${ctx.workspace.id}`}, 0))`.execute(ctx.tx)
  const named = (input.customers ?? []).map((customer) => whomOf(customer))
  await requireSeen(ctx, named)
  await refuseOptedOut(ctx, named)
  const due = input.areaId === undefined ? [] : await dueIn(ctx, await areaNamed(ctx, input.areaId), day, input.count)
  const there = new Set((await plannedVisits(ctx, { memberId, day })).map(({ customer }) => customer.id))
  const fresh = unique([...named, ...due]).filter(({ id }) => !there.has(id))
  if (there.size + fresh.length > mostOfDay) fail('too_many', { kind: 'visits', limit: mostOfDay })
  if (fresh.length > 0) await insert(ctx, memberId, day, fresh)
  await layAnew(ctx, memberId, day, input.start ?? null)
  return { planned: fresh.length }
}

/** Lays the way over what is left: by distance and address, or as somebody has put it. */
export async function layRoute(ctx: Context, input: BodyOf<typeof contract.layRoute>): Promise<Record<string, never>> {
  const memberId = await memberFor(ctx, input.memberId)
  const { day, order = [] } = input
  if (order.length === 0) await layAnew(ctx, memberId, day, input.start ?? null)
  if (order.length > 0) {
    const left = (await plannedVisits(ctx, { memberId, day })).map(({ id }) => id)
    if (order.some((id) => !left.includes(id))) fail('unknown_reference', { field: 'order' })
    await place(ctx, unique(order.concat(left).map((id) => ({ id }))))
  }
  return {}
}

async function memberFor(ctx: Context, asked: string | undefined): Promise<string> {
  const memberId = memberAsked(ctx, asked)
  if (memberId === memberOf(ctx)) return memberId
  if (!has(ctx.actor, 'deals.assign')) fail('forbidden', { permission: 'deals.assign' })
  await requireReferences(ctx, { memberId: 'members' }, { memberId })
  return memberId
}

async function requireSeen(ctx: Context, named: readonly Whom[]): Promise<void> {
  for (const kind of ['company', 'person', 'household'] as const) {
    const ids = unique(named.filter((whom) => whom.kind === kind)).map(({ id }) => id)
    if (ids.length === 0) continue
    const { rows } = await sql`
      select c.id from ${sql.table(tableOf(kind))} c where c.workspace_id = ${ctx.workspace.id}
        and c.id = any(${ids}::uuid[]) and c.merged_into_id is null and ${seen(ctx.actor, sql.ref('c.owner_id'))}
      for key share`.execute(ctx.tx)
    if (rows.length < ids.length) fail('unknown_reference', { field: 'customers' })
  }
}

function unique<Each extends { readonly id: string }>(rows: readonly Each[]): Each[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}

async function insert(ctx: Context, memberId: string, day: string, fresh: readonly Whom[]): Promise<void> {
  const rows = fresh.map((whom) => ({
    workspace_id: ctx.workspace.id,
    id: newId(),
    member_id: memberId,
    on_day: day,
    position: mostOfDay,
    ...whomColumns(whom),
    created_at: ctx.now,
  }))
  await ctx.tx.insertInto('visits').values(rows).execute()
}

async function layAnew(ctx: Context, memberId: string, day: string, start: Point | null): Promise<void> {
  const left = await plannedVisits(ctx, { memberId, day })
  await place(ctx, orderOf(left, start))
}

/** What is done keeps the places before them. */
async function place(ctx: Context, order: readonly { readonly id: string }[]): Promise<void> {
  await sql`
    update visits v set position = o.place + ${mostOfDay} from unnest(${order.map(({ id }) => id)}::uuid[])
      with ordinality as o (id, place)
    where v.workspace_id = ${ctx.workspace.id} and v.id = o.id and v.status = 'planned'`.execute(ctx.tx)
}
