import { sql } from 'kysely'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { type BulkFact, insertFacts, standing } from '../deals/index.ts'
import { type Said, touchFact } from './told.ts'

/** A touch that another system knows of. It is about one deal, person or company at least. */
export interface BroughtTouch extends Omit<Said, 'approach'> {
  /** Made of what it is there, so that the same touch brought twice is one. */
  readonly id: string
  readonly words: string | null
  readonly dealId: string | null
  readonly companyId: string | null
  readonly householdId: string | null
  readonly personId: string | null
  /** The colleague who was in touch, where that is known. */
  readonly memberId: string | null
}

/**
 * Writes touches that happened elsewhere, each on its day, with a fact on its deal that was recorded now. Those that are here
 * stay as they are. Nobody is asked whether the records are seen: that is for whoever brings them.
 * @returns the ids of those that are new
 */
export async function bringTouches(ctx: Context, touches: readonly BroughtTouch[]): Promise<Set<string>> {
  if (touches.length === 0) return new Set()
  const { rows: written } = await sql<{ id: string }>`
    insert into touches (workspace_id, id, channel, direction, outcome, minutes, occurred_at, words, deal_id, company_id,
      household_id, author_kind, author_id, created_at)
    select ${ctx.workspace.id}, id, channel, direction, outcome, minutes, "occurredAt", words, "dealId", "companyId",
      "householdId", case when "memberId" is null then ${ctx.actor.kind} else 'member' end,
      coalesce("memberId", ${ctx.actor.id}::uuid), ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(touches)}::jsonb) as r (id uuid, channel text, direction text, outcome text,
      minutes integer, "occurredAt" timestamptz, words text, "dealId" uuid, "companyId" uuid, "householdId" uuid,
      "memberId" uuid)
    on conflict (workspace_id, id) do nothing returning id`.execute(ctx.tx)
  const isNew = new Set(written.map(({ id }) => id))
  const fresh = touches.filter(({ id }) => isNew.has(id))
  const people = fresh.flatMap(({ id, personId }) =>
    personId === null ? [] : [{ workspace_id: ctx.workspace.id, id: newId(), touch_id: id, person_id: personId }],
  )
  if (people.length > 0) await ctx.tx.insertInto('touch_people').values(people).execute()
  await insertFacts(ctx, fresh.flatMap(factOf))
  if (isNew.size > 0) await leaveChange(ctx, { kind: 'touches', id: null, fields: [] }, [...isNew])
  return isNew
}

function factOf({ dealId, ...touch }: BroughtTouch): BulkFact[] {
  if (dealId === null) return []
  const { occurredAt, ...fact } = touchFact({ ...touch, approach: null }, true)
  const nowhere = { from_stage_id: null, stage_id: null }
  return [{ id: newId(), deal_id: dealId, occurred_at: occurredAt, dated: true, ...nowhere, ...fact }]
}

/** Takes touches back that were brought: what the log says of them counts no more, and their words are gone. */
export async function takeBackTouches(ctx: Context, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string; deal_id: string; touch_id: string }>`
    select f.id, f.deal_id, t.id as touch_id from touches t
    join facts f on f.workspace_id = t.workspace_id and f.deal_id = t.deal_id
      and f.type = 'deal.touched' and f.data ->> 'touchId' = t.id::text and ${standing('f')}
    where t.workspace_id = ${ctx.workspace.id} and t.id = any(${ids}::uuid[]) limit ${ids.length}`.execute(ctx.tx)
  await insertFacts(
    ctx,
    rows.map(({ id, deal_id, touch_id }) => ({
      id: newId(),
      deal_id,
      type: 'deal.touch_withdrawn',
      occurred_at: ctx.now,
      dated: true,
      from_stage_id: null,
      stage_id: null,
      undoes: id,
      data: { touchId: touch_id },
    })),
  )
  await sql`delete from touches where workspace_id = ${ctx.workspace.id} and id = any(${ids}::uuid[])`.execute(ctx.tx)
  await leaveChange(ctx, { kind: 'touches', id: null, fields: [] }, ids)
}
