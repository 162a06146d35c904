import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../../contract/calling.ts'
import type { BodyOf, OutputOf } from '../../../contract/endpoint.ts'
import { type Context, memberOf, startOfDay, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { type HeldProspect, hasOpenDeal, isOptedOut, isPutAway, seesProspect, worksList } from '../prospects/index.ts'
import { showSheet } from './sheet.ts'

type Next = OutputOf<typeof contract.takeNextCall>

// A screen that is open asks for more time; one that was left lets go by itself.
const holdMinutes = 10
// A customer who stands on two lists may be on the line from the other one; so many such in a row are no accident.
const mostTries = 20
const mostWoken = 200

/** Who calls: a member, or a key that dials. */
export function callerOf(ctx: Context): string {
  return memberOf(ctx) ?? ctx.actor.id
}

/** The best of a list that nobody else has on the line, for the caller alone; the one they have already, if any. */
export async function takeNext(ctx: Context, input: BodyOf<typeof contract.takeNextCall>): Promise<Next> {
  const { listId, skipped, wanted } = input
  const mayBeDue = await hasDue(ctx, listId)
  if (skipped.length > 0) await letGo(ctx, sql`p.list_id = ${listId} and p.id = any(${skipped}::uuid[])`)
  if (wanted) await letGo(ctx, sql`p.list_id = ${listId} and p.id <> ${wanted}`)
  const held = (await holdAgain(ctx, listId)) ?? (await holdNew(ctx, input, mayBeDue))
  return {
    call: held && (await showSheet(ctx, held)),
    nextAt: held ? null : await nextAt(ctx, listId),
    today: await doneToday(ctx, listId),
  }
}

export async function release(ctx: Context, id: string): Promise<Record<string, never>> {
  const { rows } = await sql`
    select from prospects p where p.workspace_id = ${ctx.workspace.id} and p.id = ${id} and ${seesProspect(ctx)}`.execute(
    ctx.tx,
  )
  if (rows.length === 0) fail('not_found', { kind: 'prospect' })
  await letGo(ctx, sql`p.id = ${id}`)
  return {}
}

/** Whether anybody set aside may be due on a list that the caller may work: mostly nobody is, and nobody is looked for. */
async function hasDue(ctx: Context, listId: string): Promise<boolean> {
  const aside = sql`select from prospects p
    where p.workspace_id = l.workspace_id and p.list_id = l.id and p.state = 'set_aside'`
  const { rows } = await sql<{ has_due: boolean }>`
    select exists (${aside} and p.call_at <= ${ctx.now})
      or exists (${aside} and p.call_at is null and p.set_aside_until <= ${today(ctx)}::date) as has_due
    from lists l where l.workspace_id = ${ctx.workspace.id} and l.id = ${listId} and ${worksList(ctx)}`.execute(ctx.tx)
  return rows[0]?.has_due ?? fail('not_found', { kind: 'list' })
}

async function letGo(ctx: Context, which: RawBuilder<unknown>): Promise<void> {
  await sql`
    update prospects p set held_by = null, held_until = null
    where p.workspace_id = ${ctx.workspace.id} and p.held_by = ${callerOf(ctx)} and ${which}`.execute(ctx.tx)
}

/** The one that the caller holds already, for longer. */
async function holdAgain(ctx: Context, listId: string): Promise<HeldProspect | undefined> {
  const { rows } = await sql<HeldProspect>`
    update prospects p set held_until = ${until(ctx)}
    where p.workspace_id = ${ctx.workspace.id} and p.list_id = ${listId} and p.held_by = ${callerOf(ctx)}
      and p.held_until > ${ctx.now} and p.state in ('waiting', 'set_aside') and not ${hasOpenDeal} and not ${isOptedOut}
    returning p.*`.execute(ctx.tx)
  return rows[0]
}

/**
 * Holds the first that is free. The lock of its row makes two callers who ask at the same moment take two; a customer who
 * stands on several lists is guarded by the lock of the customer, behind which the other lists are looked at anew.
 */
async function holdNew(
  ctx: Context,
  { listId, skipped, wanted }: BodyOf<typeof contract.takeNextCall>,
  mayBeDue: boolean,
): Promise<HeldProspect | null> {
  if (mayBeDue) await wake(ctx, listId)
  const tried = [...skipped]
  while (tried.length < skipped.length + mostTries) {
    const found =
      (wanted ? await firstFree(ctx, listId, tried, one(wanted)) : undefined) ??
      (mayBeDue ? await firstFree(ctx, listId, tried, agreed) : undefined) ??
      (await firstFree(ctx, listId, tried, waiting))
    if (!found) return null
    if (await isFreeElsewhere(ctx, found)) return hold(ctx, found)
    tried.push(found.id)
  }
  return null
}

/** Those whose time has come wait again, in the order of their rank. */
async function wake(ctx: Context, listId: string): Promise<void> {
  await sql`
    update prospects p set state = 'waiting', set_aside_until = null, retry_at = null, version = p.version + 1
    from (
      select id from prospects where workspace_id = ${ctx.workspace.id} and list_id = ${listId} and state = 'set_aside'
        and call_at is null and set_aside_until <= ${today(ctx)}::date and (retry_at is null or retry_at <= ${ctx.now})
      limit ${mostWoken} for update skip locked) due
    where p.workspace_id = ${ctx.workspace.id} and p.id = due.id`.execute(ctx.tx)
}

interface Kind {
  readonly where: (ctx: Context) => RawBuilder<unknown>
  readonly order: RawBuilder<unknown>
}

const one = (id: string): Kind => ({
  where: () => sql`p.id = ${id} and p.state in ('waiting', 'set_aside')`,
  order: sql`p.id`,
})
const agreed: Kind = {
  where: (ctx) => sql`p.state = 'set_aside' and p.call_at <= ${ctx.now}`,
  order: sql`p.call_at`,
}
const waiting: Kind = { where: () => sql`p.state = 'waiting'`, order: sql`p.score desc, p.id desc` }

async function firstFree(ctx: Context, listId: string, tried: readonly string[], { where, order }: Kind) {
  const caller = callerOf(ctx)
  const { rows } = await sql<HeldProspect>`
    select p.* from prospects p
    where p.workspace_id = ${ctx.workspace.id} and p.list_id = ${listId} and ${where(ctx)}
      and (p.owner_id is null or p.owner_id = ${caller}) and (p.held_until is null or p.held_until <= ${ctx.now})
      and p.id <> all(${tried}::uuid[]) and not ${isOptedOut} and not ${hasOpenDeal} and not ${isPutAway}
      and ${seesProspect(ctx)}
    order by ${order} limit 1 for update of p skip locked`.execute(ctx.tx)
  return rows[0]
}

async function isFreeElsewhere(ctx: Context, found: HeldProspect): Promise<boolean> {
  const [table, column, id] = found.person_id
    ? (['people', 'person_id', found.person_id] as const)
    : found.company_id
      ? (['companies', 'company_id', found.company_id] as const)
      : (['households', 'household_id', found.household_id] as const)
  const locked = await sql`
    select from ${sql.table(table)} c where c.workspace_id = ${ctx.workspace.id} and c.id = ${id}
    for no key update skip locked`.execute(ctx.tx)
  if (locked.rows.length === 0) return false
  const { rows } = await sql`
    select from prospects p
    where p.workspace_id = ${ctx.workspace.id} and p.${sql.ref(column)} = ${id} and p.id <> ${found.id}
      and p.held_until > ${ctx.now} limit 1`.execute(ctx.tx)
  return rows.length === 0
}

async function hold(ctx: Context, found: HeldProspect): Promise<HeldProspect> {
  const set = { held_by: callerOf(ctx), held_until: until(ctx) }
  await ctx.tx
    .updateTable('prospects')
    .set(set)
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', found.id)
    .execute()
  return { ...found, ...set }
}

function until(ctx: Context): Date {
  return new Date(ctx.now.getTime() + holdMinutes * 60_000)
}

/** When the next one of the list is due who was set aside until a moment. */
async function nextAt(ctx: Context, listId: string): Promise<string | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(coalesce(p.call_at, p.retry_at)) as at from prospects p
    where p.workspace_id = ${ctx.workspace.id} and p.list_id = ${listId} and p.state = 'set_aside'
      and coalesce(p.call_at, p.retry_at) > ${ctx.now} and (p.owner_id is null or p.owner_id = ${callerOf(ctx)})
      and ${seesProspect(ctx)}`.execute(ctx.tx)
  return rows[0]?.at?.toISOString() ?? null
}

async function doneToday(ctx: Context, listId: string): Promise<Next['today']> {
  const { rows } = await sql<{ calls: number; reached: number }>`
    select count(*) as calls, count(*) filter (where c.outcome in ('reached', 'call_back', 'refused', 'opted_out')) as reached
    from calls c join prospects p on p.workspace_id = c.workspace_id and p.id = c.prospect_id
    where c.workspace_id = ${ctx.workspace.id} and c.caller_id = ${callerOf(ctx)} and p.list_id = ${listId}
      and c.called_at >= ${startOfDay(today(ctx), ctx.workspace.timeZone)}`.execute(ctx.tx)
  return rows[0] ?? { calls: 0, reached: 0 }
}
