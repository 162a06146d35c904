import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/lists.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { holdList } from './hold.ts'
import { hasOpenDeal } from './sight.ts'

/** Hands the first of those whom nobody has to sellers in turn: the best to the first, the next to the second, and around again. */
export async function handOut(ctx: Context, listId: string, input: BodyOf<typeof contract.handOut>) {
  await holdList(ctx, listId)
  const memberIds = [...new Set(input.memberIds)]
  await requireMembers(ctx, memberIds)
  const { rows } = await sql<{ owner_id: string; count: number }>`
    with free as (
      select p.id from prospects p
      where p.workspace_id = ${ctx.workspace.id} and p.list_id = ${listId} and p.state = 'waiting' and p.owner_id is null
        and not ${hasOpenDeal}
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
    select owner_id, count(*) as count from handed group by owner_id`.execute(ctx.tx)
  const counts = new Map(rows.map(({ owner_id, count }) => [owner_id, count]))
  return {
    handedAt: ctx.now.toISOString(),
    handed: memberIds.map((memberId) => ({ memberId, count: counts.get(memberId) ?? 0 })),
  }
}

/** Takes back whom sellers have not worked yet. */
export async function takeBack(ctx: Context, listId: string, input: BodyOf<typeof contract.takeBack>) {
  await holdList(ctx, listId)
  // The clock of the database counts microseconds, the answer milliseconds.
  const one = input.handedAt ? sql`and date_trunc('milliseconds', p.handed_at) = ${input.handedAt}::timestamptz` : sql``
  const of = input.memberIds ? sql`and p.owner_id = any(${input.memberIds}::uuid[])` : sql``
  const { numAffectedRows = 0n } = await sql`
    update prospects p set owner_id = null, handed_at = null, version = p.version + 1
    where p.workspace_id = ${ctx.workspace.id} and p.list_id = ${listId} and p.state = 'waiting'
      and p.owner_id is not null ${one} ${of}`.execute(ctx.tx)
  return { takenBack: Number(numAffectedRows) }
}

async function requireMembers(ctx: Context, ids: readonly string[]): Promise<void> {
  const { rows } = await sql`
    select 1 from members m
    where m.workspace_id = ${ctx.workspace.id} and m.id = any(${ids}::uuid[]) and m.deactivated_at is null`.execute(
    ctx.tx,
  )
  if (rows.length < ids.length) fail('unknown_reference', { field: 'memberIds' })
}
