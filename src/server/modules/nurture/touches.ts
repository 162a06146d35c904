import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/nurture.ts'
import { day } from '../../../contract/primitives.ts'
import type { Context } from '../../kernel/context.ts'
import { assert, fail } from '../../kernel/fail.ts'
import { namedBy } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { logTouch } from '../outreach/index.ts'
import { isOfOptedOut } from '../people/index.ts'

interface Row
  extends Pick<contract.NurtureTouch, 'id' | 'deal' | 'customer' | 'track' | 'owner' | 'channel' | 'content'> {
  readonly nurture_id: string
  readonly due_on: string
  readonly done_at: Date | null
  readonly touch_id: string | null
}

/** A touch was made: it is logged on the deal like any other. Or it was not, and is done with. */
export async function finishNurtureTouch(
  ctx: Context,
  id: string,
  { skipped, outcome, words }: BodyOf<typeof contract.finishNurtureTouch>,
): Promise<contract.NurtureTouch> {
  const row = await find(ctx, id, true)
  if (row.done_at !== null) fail('nurture_over')
  assert(row.channel !== null, 'a planned touch has a channel')
  const touch = skipped
    ? null
    : await logTouch(ctx, {
        channel: row.channel,
        direction: 'outbound',
        outcome,
        dealId: row.deal.id,
        words: words ?? row.content,
      })
  await ctx.tx
    .updateTable('nurture_touches')
    .set({ done_at: ctx.now, touch_id: touch?.id ?? null })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return show(await find(ctx, id))
}

// Without an id, that of the track stands in: no touch has it.
const cursor = z.tuple([day, z.uuid()])

export async function listNurtureTouches(ctx: Context, query: QueryOf<typeof contract.listNurtureTouches>) {
  const after = decodeCursor(query.after, cursor)
  const conditions = [
    query.owner ? sql<boolean>`r.owner_id = ${query.owner}` : sql<boolean>`true`,
    query.until ? sql<boolean>`r.due_on <= ${query.until}` : sql<boolean>`true`,
    after
      ? sql<boolean>`(r.due_on, coalesce(r.id, r.nurture_id)) > (${after[0]}, ${after[1]}::uuid)`
      : sql<boolean>`true`,
  ]
  const { rows } = await sql<Row>`
    select r.* from (
      ${touches(ctx, sql<boolean>`t.done_at is null and ${isGoing}`)}
      union all ${comingBack(ctx)}
    ) r where ${sql.join(conditions, sql` and `)}
    order by r.due_on, coalesce(r.id, r.nurture_id) limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.due_on, row.id ?? row.nurture_id], show)
}

/** What a member has to do on tracks by the end of a day: the earliest first, at most `limit`. */
export async function nurtureTouchesDue(
  ctx: Context,
  { member, until, limit }: { readonly member: string; readonly until: string; readonly limit: number },
): Promise<contract.NurtureTouch[]> {
  return (await listNurtureTouches(ctx, { owner: member, until, limit })).items
}

const mostOfDeal = 500

/** The touches of all tracks that a deal is or was on, by their day. */
export async function touchesOf(ctx: Context, dealId: string): Promise<contract.NurtureTouch[]> {
  const { rows } = await sql<Row>`
    ${touches(ctx, sql<boolean>`g.deal_id = ${dealId}`)} order by t.due_on, t.id limit ${mostOfDeal}`.execute(ctx.tx)
  return rows.map(show)
}

async function find(ctx: Context, id: string, lock = false): Promise<Row> {
  const { rows } = await sql<Row>`
    ${touches(ctx, sql<boolean>`t.id = ${id}`)} ${lock ? sql`for update of t` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'nurture_touch' })
}

/** The track runs: nobody has ended it, and the customer has not come back by another way, nor asked not to be contacted. */
const isGoing = sql<boolean>`g.ended_at is null and d.outcome in ('lost', 'not_now', 'disqualified')
  and not exists (select from deals b where b.workspace_id = d.workspace_id and b.previous_deal_id = d.id)
  and not ${isOfOptedOut('d')}`

const about = sql`
  g.id as nurture_id, json_build_object('id', d.id, 'name', d.name) as deal, coalesce(
    (select c.name from companies c where c.workspace_id = d.workspace_id and c.id = d.company_id),
    (select p.name from people p where p.workspace_id = d.workspace_id and p.id = d.person_id),
    (select h.name from households h where h.workspace_id = d.workspace_id and h.id = d.household_id)) as customer,
  ${namedBy('nurture_tracks', 'g.track_id')} as track, ${namedBy('members', 'g.owner_id')} as owner, g.owner_id`

/** Planned touches `t` of tracks `g` of deals `d` that the actor sees. */
function touches(ctx: Context, where: RawBuilder<boolean>): RawBuilder<Row> {
  return sql<Row>`
    select t.id, ${about}, t.channel, t.content, t.due_on, t.done_at, t.touch_id
    from nurture_touches t
    join nurtures g on g.workspace_id = t.workspace_id and g.id = t.nurture_id
    join deals d on d.workspace_id = g.workspace_id and d.id = g.deal_id and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    where t.workspace_id = ${ctx.workspace.id} and ${where}`
}

/** The days to come back on, in the shape of touches. */
function comingBack(ctx: Context): RawBuilder<Row> {
  return sql<Row>`
    select null::uuid, ${about}, null, null, g.come_back_on, null::timestamptz, null::uuid
    from nurtures g
    join deals d on d.workspace_id = g.workspace_id and d.id = g.deal_id and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    where g.workspace_id = ${ctx.workspace.id} and g.come_back_on is not null and ${isGoing}`
}

function show(row: Row): contract.NurtureTouch {
  const { id, nurture_id, deal, customer, track, owner, channel, content, due_on, done_at, touch_id } = row
  const skipped = done_at !== null && touch_id === null
  const doneAt = done_at?.toISOString() ?? null
  return { id, nurtureId: nurture_id, deal, customer, track, owner, channel, content, dueOn: due_on, doneAt, skipped }
}
