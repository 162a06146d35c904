import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/outreach.ts'
import { instant } from '../../../contract/primitives.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { type Named, namedBy } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'

export interface TouchRow extends Pick<contract.Touch, 'channel' | 'direction' | 'outcome' | 'approach' | 'minutes'> {
  readonly id: string
  readonly version: number
  readonly field_versions: Record<string, number>
  readonly occurred_at: Date
  readonly words: string | null
  readonly deal: Named | null
  readonly other_deals: readonly Named[]
  readonly company: Named | null
  readonly household: Named | null
  readonly people: readonly Named[]
  readonly author_kind: string
  readonly author_id: string | null
  readonly author_name: string | null
  readonly edited_at: Date | null
}

const cursor = z.tuple([instant, z.uuid()])

/** Touches, newest first. */
export async function listTouches(ctx: Context, query: QueryOf<typeof contract.listTouches>) {
  const after = decodeCursor(query.after, cursor)
  const conditions = [...about(ctx, query)]
  if (query.member) conditions.push(sql`t.author_id = ${query.member}`)
  if (query.channel) conditions.push(sql`t.channel = ${query.channel}`)
  if (query.outcome) conditions.push(sql`t.outcome = ${query.outcome}`)
  if (query.approach) conditions.push(sql`t.approach = ${query.approach}`)
  if (query.first)
    conditions.push(sql`t.deal_id is not null and t.approach is not null and not exists (
      select from touches e where e.workspace_id = t.workspace_id and e.deal_id = t.deal_id and e.approach is not null
        and (e.occurred_at, e.id) < (t.occurred_at, t.id))`)
  if (query.from) conditions.push(sql`t.occurred_at >= ${query.from}::timestamptz`)
  if (query.to) conditions.push(sql`t.occurred_at < ${query.to}::timestamptz`)
  if (after) conditions.push(sql`(t.occurred_at, t.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  const { rows } = await sql<TouchRow>`
    ${touchRows(ctx, sql<boolean>`${sql.join([sql`true`, ...conditions], sql` and `)}`)}
    order by t.occurred_at desc, t.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.occurred_at.toISOString(), row.id], showTouchRow)
}

function* about(ctx: Context, query: QueryOf<typeof contract.listTouches>): Generator<RawBuilder<unknown>> {
  const workspace = ctx.workspace.id
  if (query.deal) {
    yield sql`(t.deal_id = ${query.deal} or t.id = any(array(
      select o.touch_id from touch_deals o where o.workspace_id = ${workspace} and o.deal_id = ${query.deal})))`
  }
  if (query.company) yield sql`t.company_id = ${query.company}`
  if (query.household) yield sql`t.household_id = ${query.household}`
  if (query.person) {
    yield sql`t.id = any(array(
      select o.touch_id from touch_people o where o.workspace_id = ${workspace} and o.person_id = ${query.person}))`
  }
}

export async function showTouch(ctx: Context, id: string): Promise<contract.Touch> {
  return showTouchRow(await findTouch(ctx, id))
}

/** A touch that the actor sees; locked for a change. */
export async function findTouch(ctx: Context, id: string, lock = false): Promise<TouchRow> {
  const { rows } = await sql<TouchRow>`
    ${touchRows(ctx, sql<boolean>`t.id = ${id}`)} ${lock ? sql`for update of t` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'touch' })
}

/** Touches `t` with the names they show: of deals and customers that the actor sees, or of nobody's. */
export function touchRows(ctx: Context, where: RawBuilder<boolean>): RawBuilder<TouchRow> {
  return sql<TouchRow>`
    select t.id, t.version, t.field_versions, t.channel, t.direction, t.outcome, t.approach, t.minutes, t.occurred_at,
      t.words, t.author_kind, t.author_id, t.edited_at, ${namedBy('deals', 't.deal_id')} as deal,
      ${namedBy('companies', 't.company_id')} as company, ${namedBy('households', 't.household_id')} as household,
      (select coalesce(json_agg(json_build_object('id', d.id, 'name', d.name) order by o.id), '[]')
        from touch_deals o join deals d on d.workspace_id = o.workspace_id and d.id = o.deal_id
        where o.workspace_id = t.workspace_id and o.touch_id = t.id and ${seen(ctx.actor, sql.ref('d.owner_id'))}
      ) as other_deals,
      (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by o.id), '[]')
        from touch_people o join people p on p.workspace_id = o.workspace_id and p.id = o.person_id
        where o.workspace_id = t.workspace_id and o.touch_id = t.id) as people,
      coalesce((select m.name from members m where m.workspace_id = t.workspace_id and m.id = t.author_id),
        (select k.name from api_keys k where k.workspace_id = t.workspace_id and k.id = t.author_id)) as author_name
    from touches t where t.workspace_id = ${ctx.workspace.id} and ${where} and ${aboutSeen(ctx, 'touch_people', 'touch_id')}`
}

/**
 * What is about people of a buyer, a row `t`: whoever sees its deal sees it; without a deal, whoever sees one of those it is with.
 * @param people the table of those it is with, and its column that names the row: 'touch_people', 'touch_id'
 */
export function aboutSeen(ctx: Context, people: string, column: string): RawBuilder<boolean> {
  if (ctx.actor.sees === null) return sql<boolean>`true`
  const isSeen = (table: string, id: RawBuilder<unknown>) => sql`exists (
    select from ${sql.table(table)} s where s.workspace_id = t.workspace_id and s.id = ${id}
      and ${seen(ctx.actor, sql.ref('s.owner_id'))})`
  return sql<boolean>`case
    when t.deal_id is not null then ${isSeen('deals', sql`t.deal_id`)}
    else ${isSeen('companies', sql`t.company_id`)} or ${isSeen('households', sql`t.household_id`)}
      or exists (select from ${sql.table(people)} o where o.workspace_id = t.workspace_id and ${sql.ref(`o.${column}`)} = t.id
        and ${isSeen('people', sql`o.person_id`)})
    end`
}

export function showTouchRow(row: TouchRow): contract.Touch {
  return {
    id: row.id,
    version: row.version,
    channel: row.channel,
    direction: row.direction,
    outcome: row.outcome,
    approach: row.approach,
    minutes: row.minutes,
    occurredAt: row.occurred_at.toISOString(),
    words: row.words,
    deal: row.deal,
    otherDeals: [...row.other_deals],
    company: row.company,
    household: row.household,
    people: [...row.people],
    author: { id: row.author_id, name: row.author_name },
    editedAt: row.edited_at?.toISOString() ?? null,
  }
}
