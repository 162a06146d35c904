import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type * as contract from '../../../contract/closing-items.ts'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import { day } from '../../../contract/primitives.ts'
import { changedFields, columnsOf } from '../../kernel/columns.ts'
import { type Context, memberOf, today } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { namedBy } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { holdDeal, tellDeal } from '../deals/index.ts'

const mostOfDeal = 100

export async function showClosingTemplate(ctx: Context, processId: string) {
  const { rows } = await sql<{ items: contract.TemplateItem[] }>`
    select coalesce((select t.items from closing_templates t
      where t.workspace_id = p.workspace_id and t.process_id = p.id), '[]') as items
    from processes p where p.workspace_id = ${ctx.workspace.id} and p.id = ${processId}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'process' })
}

export async function setClosingTemplate(ctx: Context, processId: string, items: contract.TemplateItem[]) {
  await showClosingTemplate(ctx, processId)
  await requireMembers(
    ctx,
    'items',
    items.flatMap(({ ownerId }) => ownerId ?? []),
  )
  await sql`
    insert into closing_templates (workspace_id, id, process_id, items)
    values (${ctx.workspace.id}, ${newId()}, ${processId}, ${JSON.stringify(items)})
    on conflict (workspace_id, process_id) do update set items = excluded.items`.execute(ctx.tx)
  return { items }
}

/** Begins a deal's list with that of its process; a line without an owner is for the deal's. */
export async function beginClosingList(ctx: Context, dealId: string): Promise<{ items: contract.ClosingItem[] }> {
  const held = await holdDeal(ctx, dealId)
  const there =
    await sql`select from closing_items where workspace_id = ${ctx.workspace.id} and deal_id = ${dealId} limit 1`.execute(
      ctx.tx,
    )
  if (there.rows.length > 0) fail('closing_list_begun')
  const { items } = await showClosingTemplate(ctx, held.process_id)
  const from = Temporal.PlainDate.from(today(ctx))
  if (items.length > 0)
    await ctx.tx
      .insertInto('closing_items')
      .values(
        items.map(({ kind, title, ownerId, afterDays }, position) => ({
          workspace_id: ctx.workspace.id,
          id: newId(),
          deal_id: dealId,
          kind,
          title,
          owner_id: ownerId ?? held.owner_id,
          due_on: from.add({ days: afterDays }).toString(),
          position,
          sent_at: null,
          done_at: null,
          created_at: ctx.now,
        })),
      )
      .execute()
  return { items: await itemsOf(ctx, dealId) }
}

export async function addClosingItem(
  ctx: Context,
  dealId: string,
  { kind, title, ownerId, dueOn = null }: BodyOf<typeof contract.addClosingItem>,
): Promise<contract.ClosingItem> {
  const held = await holdDeal(ctx, dealId)
  const { rows } = await sql<{ count: number; last: number }>`
    select count(*)::int as count, coalesce(max(position), -1)::int as last from closing_items
    where workspace_id = ${ctx.workspace.id} and deal_id = ${dealId}`.execute(ctx.tx)
  const { count = 0, last = -1 } = rows[0] ?? {}
  if (count >= mostOfDeal) fail('too_many', { kind: 'closing_items', limit: mostOfDeal })
  if (ownerId) await requireMembers(ctx, 'ownerId', [ownerId])
  const id = newId()
  await ctx.tx
    .insertInto('closing_items')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      deal_id: dealId,
      kind,
      title,
      owner_id: ownerId === undefined ? held.owner_id : ownerId,
      due_on: dueOn,
      position: last + 1,
      sent_at: null,
      done_at: null,
      created_at: ctx.now,
    })
    .execute()
  return shower(ctx)(await find(ctx, id))
}

const columns = { kind: 'kind', title: 'title', ownerId: 'owner_id', dueOn: 'due_on' } as const

/** Changes a line. What others have had is added up when it comes back, and a line that is done is with nobody. */
export async function changeClosingItem(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeClosingItem>,
): Promise<contract.ClosingItem> {
  const row = await find(ctx, id, true)
  const current = shower(ctx)(row)
  requireVersion(ctx, row, current)
  const was = { done: row.done_at !== null, sent: row.sent_at !== null, ownerId: row.owner?.id ?? null }
  const done = input.done ?? was.done
  const sent = !done && (input.sent ?? was.sent)
  const changed = changedFields({ ...current, ...was }, { ...input, done, sent })
  if (changed.length === 0) return current
  if (input.ownerId) await requireMembers(ctx, 'ownerId', [input.ownerId])
  const waited = row.sent_at === null ? 0 : Math.floor((ctx.now.getTime() - row.sent_at.getTime()) / 1000)
  const kind = input.kind ?? row.kind
  if (done !== was.done) await tell(ctx, row.deal.id, { itemId: id, kind, done })
  await ctx.tx
    .updateTable('closing_items')
    .set({
      ...columnsOf(columns, input),
      ...(done === was.done ? {} : { done_at: done ? ctx.now : null }),
      ...(sent === was.sent
        ? {}
        : sent
          ? { sent_at: ctx.now, rounds: row.rounds + 1 }
          : { sent_at: null, waited_seconds: row.waited_seconds + waited }),
      ...nextVersion(row, changed),
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return shower(ctx)(await find(ctx, id))
}

/** Whoever has a line to do may say that it is done, also where they do not see the deal. */
async function tell(
  ctx: Context,
  dealId: string,
  data: { itemId: string; kind: contract.ClosingItem['kind']; done: boolean },
) {
  const inSight = { ...ctx, actor: { ...ctx.actor, sees: null } }
  await tellDeal(inSight, dealId, { facts: [{ type: 'deal.closing_item_done', data }] })
}

export async function dropClosingItem(ctx: Context, id: string): Promise<Record<string, never>> {
  await find(ctx, id, true)
  await ctx.tx.deleteFrom('closing_items').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

const dueCursor = z.tuple([z.nullable(day), z.uuid()])

export async function listClosingItems(ctx: Context, query: QueryOf<typeof contract.listClosingItems>) {
  const after = decodeCursor(query.after, dueCursor)
  const conditions = [
    sql<boolean>`i.done_at is null and d.outcome in ('open', 'won')`,
    query.owner ? sql<boolean>`i.owner_id = ${query.owner}` : sql<boolean>`true`,
    query.until ? sql<boolean>`i.due_on <= ${query.until}` : sql<boolean>`true`,
    // Lines without a day come last.
    after
      ? sql<boolean>`(coalesce(i.due_on, 'infinity'), i.id) > (coalesce(${after[0]}::date, 'infinity'), ${after[1]}::uuid)`
      : sql<boolean>`true`,
  ]
  const { rows } = await sql<Row>`
    ${items(ctx, sql<boolean>`${sql.join(conditions, sql` and `)}`)}
    order by coalesce(i.due_on, 'infinity'), i.id limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.due_on, row.id], shower(ctx))
}

/** What a member has to do for closes by the end of a day: the earliest first, at most `limit`. */
export async function closingItemsDue(
  ctx: Context,
  { member, until, limit }: { readonly member: string; readonly until: string; readonly limit: number },
): Promise<contract.ClosingItem[]> {
  return (await listClosingItems(ctx, { owner: member, until, limit })).items
}

export async function itemsOf(ctx: Context, dealId: string): Promise<contract.ClosingItem[]> {
  const { rows } = await sql<Row>`
    ${items(ctx, sql<boolean>`i.deal_id = ${dealId}`)} order by i.position, i.id limit ${mostOfDeal}`.execute(ctx.tx)
  return rows.map(shower(ctx))
}

async function requireMembers(ctx: Context, field: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const wanted = [...new Set(ids)]
  const { rows } = await sql<{ id: string }>`
    select m.id from members m where m.workspace_id = ${ctx.workspace.id} and m.id = any(${wanted}::uuid[])
      and m.deactivated_at is null limit ${wanted.length}`.execute(ctx.tx)
  if (rows.length < wanted.length) fail('unknown_reference', { field })
}

interface Row extends Pick<contract.ClosingItem, 'id' | 'version' | 'deal' | 'kind' | 'title' | 'owner' | 'rounds'> {
  readonly field_versions: Record<string, number>
  readonly due_on: string | null
  readonly sent_at: Date | null
  readonly waited_seconds: number
  readonly done_at: Date | null
}

async function find(ctx: Context, id: string, lock = false): Promise<Row> {
  const { rows } = await sql<Row>`
    ${items(ctx, sql<boolean>`i.id = ${id}`)} ${lock ? sql`for update of i` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'closing_item' })
}

/** Lines `i` of deals that the actor sees, and those that are the actor's own. */
function items(ctx: Context, where: RawBuilder<boolean>): RawBuilder<Row> {
  return sql<Row>`
    select i.id, i.version, i.field_versions, json_build_object('id', d.id, 'name', d.name) as deal, i.kind, i.title,
      ${namedBy('members', 'i.owner_id')} as owner, i.due_on, i.sent_at, i.waited_seconds, i.rounds, i.done_at
    from closing_items i
    join deals d on d.workspace_id = i.workspace_id and d.id = i.deal_id
      and (${seen(ctx.actor, sql.ref('d.owner_id'))} or i.owner_id = ${memberOf(ctx)})
    where i.workspace_id = ${ctx.workspace.id} and ${where}`
}

const daySeconds = 86_400

function shower(ctx: Context): (row: Row) => contract.ClosingItem {
  return ({ field_versions: _versions, due_on, sent_at, waited_seconds, done_at, ...row }) => {
    const now = sent_at === null ? 0 : (ctx.now.getTime() - sent_at.getTime()) / 1000
    return {
      ...row,
      dueOn: due_on,
      sentAt: sent_at?.toISOString() ?? null,
      waitedDays: Math.floor((waited_seconds + now) / daySeconds),
      doneAt: done_at?.toISOString() ?? null,
    }
  }
}
