import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/lists.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { hasOpenDeal, holdList, isOptedOut } from '../prospects/index.ts'
import { runDistribution } from './run.ts'
import { type Handed, tellSellers } from './told.ts'

/** Hands the first of those whom nobody has to sellers in turn: the best to the first, the next to the second, and around again. */
export async function handOut(ctx: Context, listId: string, input: BodyOf<typeof contract.handOut>) {
  await holdList(ctx, listId)
  const memberIds = [...new Set(input.memberIds)]
  await requireMembers(ctx, memberIds)
  const { rows } = await sql<Handed>`
    with free as (
      select p.id from prospects p
      where p.workspace_id = ${ctx.workspace.id} and p.list_id = ${listId} and p.state = 'waiting' and p.owner_id is null
        and (p.held_until is null or p.held_until <= ${ctx.now}) and not ${hasOpenDeal} and not ${isOptedOut}
      order by p.score desc, p.id desc limit ${memberIds.length * input.each}
      for update of p skip locked
    ), dealt as (
      select id, (row_number() over (order by ord) - 1) % ${memberIds.length} as turn
      from (select id, row_number() over () as ord from free) x
    ), handed as (
      update prospects p
      set owner_id = (${memberIds}::uuid[])[dealt.turn + 1], handed_at = ${ctx.now}, version = p.version + 1
      from dealt where p.workspace_id = ${ctx.workspace.id} and p.id = dealt.id
      returning p.owner_id)
    select owner_id as "memberId", count(*) as count from handed group by owner_id`.execute(ctx.tx)
  await tellSellers(ctx, listId, 'handed', rows)
  return { handedAt: ctx.now.toISOString(), handed: inOrder(memberIds, rows) }
}

/** Hands them out by the rules of the list, now. */
export async function distribute(ctx: Context, listId: string) {
  const { distribution } = await holdList(ctx, listId)
  if (distribution === null) return fail('no_distribution')
  const { handed, unmatched, waiting } = await runDistribution(ctx, listId, distribution)
  const memberIds = [...new Set(distribution.rules.flatMap(({ to }) => to.map(({ memberId }) => memberId)))]
  return { handedAt: ctx.now.toISOString(), handed: inOrder(memberIds, handed), unmatched, waiting }
}

function inOrder(memberIds: readonly string[], handed: readonly Handed[]): Handed[] {
  const counts = new Map(handed.map(({ memberId, count }) => [memberId, count]))
  return memberIds.map((memberId) => ({ memberId, count: counts.get(memberId) ?? 0 }))
}

/** Takes back whom sellers have not worked yet. */
export async function takeBack(ctx: Context, listId: string, input: BodyOf<typeof contract.takeBack>) {
  await holdList(ctx, listId)
  // The clock of the database counts microseconds, the answer milliseconds.
  const one = input.handedAt ? sql`and date_trunc('milliseconds', p.handed_at) = ${input.handedAt}::timestamptz` : sql``
  const of = input.memberIds ? sql`and p.owner_id = any(${input.memberIds}::uuid[])` : sql``
  const { rows } = await sql<Handed>`
    with taken as (
      select p.id, p.owner_id from prospects p
      where p.workspace_id = ${ctx.workspace.id} and p.list_id = ${listId} and p.state = 'waiting'
        and p.owner_id is not null ${one} ${of} for update of p),
    back as (
      update prospects p set owner_id = null, handed_at = null, version = p.version + 1
      from taken t where p.workspace_id = ${ctx.workspace.id} and p.id = t.id)
    select t.owner_id as "memberId", count(*) as count from taken t group by t.owner_id`.execute(ctx.tx)
  // Whoever has not read of a handing out that is undone need not read of either.
  const undone = input.handedAt ? await unsay(ctx, listId, input.handedAt) : new Set<string>()
  const told = rows.filter(({ memberId }) => !undone.has(memberId))
  await tellSellers(ctx, listId, 'taken_back', told)
  return { takenBack: rows.reduce((sum, { count }) => sum + count, 0) }
}

async function unsay(ctx: Context, listId: string, handedAt: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ member_id: string }>`
    delete from handings h where h.workspace_id = ${ctx.workspace.id} and h.list_id = ${listId} and h.seen_at is null
      and date_trunc('milliseconds', h.handed_at) = ${handedAt}::timestamptz returning h.member_id`.execute(ctx.tx)
  return new Set(rows.map(({ member_id }) => member_id))
}

async function requireMembers(ctx: Context, ids: readonly string[]): Promise<void> {
  const { rows } = await sql`
    select 1 from members m
    where m.workspace_id = ${ctx.workspace.id} and m.id = any(${ids}::uuid[]) and m.deactivated_at is null`.execute(
    ctx.tx,
  )
  if (rows.length < ids.length) fail('unknown_reference', { field: 'memberIds' })
}
