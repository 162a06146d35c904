import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/handoffs.ts'
import { instant } from '../../../contract/primitives.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { namedBy } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { has } from '../../kernel/rights.ts'
import { seen } from '../../kernel/seen.ts'

type Same =
  | 'id'
  | 'version'
  | 'kind'
  | 'deal'
  | 'customer'
  | 'from'
  | 'to'
  | 'state'
  | 'note'
  | 'introduction'
  | 'checklist'

export interface HandoffRow extends Pick<contract.Handoff, Same> {
  readonly field_versions: Record<string, number>
  readonly introduction_language: contract.Handoff['introductionLanguage']
  readonly promises: contract.Handoff['promises']
  readonly offered_at: Date
  readonly due_at: Date
  readonly decided_at: Date | null
  readonly decline_reason: contract.Handoff['declineReason']
  readonly decline_words: string | null
}

const cursor = z.tuple([instant, z.uuid()])

export async function listHandoffs(ctx: Context, query: QueryOf<typeof contract.listHandoffs>) {
  const after = decodeCursor(query.after, cursor)
  const conditions: RawBuilder<boolean>[] = [sql`true`]
  if (query.to) conditions.push(sql`h.to_id = ${query.to}`)
  if (query.from) conditions.push(sql`h.from_id = ${query.from}`)
  if (query.deal) conditions.push(sql`h.deal_id = ${query.deal}`)
  if (query.kind) conditions.push(sql`h.kind_id = ${query.kind}`)
  if (query.state) conditions.push(sql`h.state = ${query.state}`)
  if (query.late) conditions.push(sql`coalesce(h.decided_at, ${ctx.now}) > h.due_at`)
  if (after) conditions.push(sql`(h.offered_at, h.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  const { rows } = await sql<HandoffRow>`
    ${handoffs(ctx, sql<boolean>`${sql.join(conditions, sql` and `)}`)}
    order by h.offered_at desc, h.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.offered_at.toISOString(), row.id], shower(ctx))
}

/** What waits for a member to accept it: what is due first comes first, at most `limit`. */
export async function handoffsToAccept(
  ctx: Context,
  { member, limit }: { readonly member: string; readonly limit: number },
): Promise<contract.Handoff[]> {
  const { rows } = await sql<HandoffRow>`
    ${handoffs(ctx, sql<boolean>`h.state = 'offered' and h.to_id = ${member}`)}
    order by h.due_at, h.id limit ${limit}`.execute(ctx.tx)
  return rows.map(shower(ctx))
}

export async function showHandoff(ctx: Context, id: string): Promise<contract.Handoff> {
  return shower(ctx)(await findHandoff(ctx, id))
}

export async function findHandoff(ctx: Context, id: string, lock = false): Promise<HandoffRow> {
  const { rows } = await sql<HandoffRow>`
    ${handoffs(ctx, sql<boolean>`h.id = ${id}`)} ${lock ? sql`for update of h` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'handoff' })
}

/** Whether the actor answers for the one who is to accept: it is them, or who may assign deals. */
export function mayDecide(ctx: Context, { to }: Pick<HandoffRow, 'to'>): boolean {
  return to.id === memberOf(ctx) || has(ctx.actor, 'deals.assign')
}

export function mayWithdraw(ctx: Context, { from }: Pick<HandoffRow, 'from'>): boolean {
  return from.id === memberOf(ctx) || has(ctx.actor, 'deals.assign')
}

const promisesShown = 20

/** Handoffs `h` of deals that the actor sees, and those from and to the actor, who may not see the deal yet. */
function handoffs(ctx: Context, where: RawBuilder<boolean>): RawBuilder<HandoffRow> {
  const own = memberOf(ctx)
  return sql<HandoffRow>`
    select h.id, h.version, h.field_versions, (select json_build_object('id', k.id, 'name', k.name, 'route', k.route)
        from handoff_kinds k where k.workspace_id = h.workspace_id and k.id = h.kind_id) as kind,
      json_build_object('id', d.id, 'name', d.name) as deal, coalesce(
        (select c.name from companies c where c.workspace_id = d.workspace_id and c.id = d.company_id),
        (select p.name from people p where p.workspace_id = d.workspace_id and p.id = d.person_id),
        (select o.name from households o where o.workspace_id = d.workspace_id and o.id = d.household_id)) as customer,
      ${namedBy('members', 'h.from_id')} as "from", ${namedBy('members', 'h.to_id')} as "to", h.state, h.note, h.introduction,
      h.introduction_language, h.checklist, h.offered_at, h.due_at, h.decided_at, h.decline_reason, h.decline_words,
      (select coalesce(json_agg(r), '[]') from (
        select p.id, p.text, p.due_at as "dueAt" from promises p
        where p.workspace_id = h.workspace_id and p.deal_id = h.deal_id and p.answered_at is null
        order by p.due_at, p.id limit ${promisesShown}) r) as promises
    from handoffs h
    join deals d on d.workspace_id = h.workspace_id and d.id = h.deal_id
      and (${seen(ctx.actor, sql.ref('d.owner_id'))} or h.to_id = ${own} or h.from_id = ${own})
    where h.workspace_id = ${ctx.workspace.id} and ${where}`
}

function shower(ctx: Context): (row: HandoffRow) => contract.Handoff {
  return ({ field_versions: _versions, introduction_language, offered_at, due_at, decided_at, ...row }) => {
    const { decline_reason, decline_words, promises, ...same } = row
    const isOffered = row.state === 'offered'
    return {
      ...same,
      introductionLanguage: introduction_language,
      // JSON made by the database writes an instant with its offset.
      promises: promises.map((each) => ({ ...each, dueAt: new Date(each.dueAt).toISOString() })),
      offeredAt: offered_at.toISOString(),
      dueAt: due_at.toISOString(),
      decidedAt: decided_at?.toISOString() ?? null,
      late: (decided_at ?? ctx.now) > due_at,
      declineReason: decline_reason,
      declineWords: decline_words,
      mayDecide: isOffered && mayDecide(ctx, row) && has(ctx.actor, 'base.edit'),
      mayWithdraw: isOffered && mayWithdraw(ctx, row) && has(ctx.actor, 'deals.work'),
    }
  }
}
