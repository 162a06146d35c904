import { type RawBuilder, sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/lists.ts'
import { type Context, startOfDay } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { likePiece } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { seen } from '../../kernel/seen.ts'
import { standing } from '../deals/index.ts'
import { holdList } from './hold.ts'
import { rankedAtOnce, rankEntries } from './ranking.ts'

/** At once, so that adding stays one short transaction. */
const mostByFilter = 10_000

export type Kind = 'company' | 'person' | 'household'

const baseTables = { company: 'companies', person: 'people', household: 'households' } as const

/** Puts people, companies and households of the base on a list. */
export async function addToList(ctx: Context, listId: string, input: BodyOf<typeof contract.addToList>) {
  await holdList(ctx, listId)
  const wanted = [
    { kind: 'company', field: 'companyIds', ids: input.companyIds ?? [] },
    { kind: 'person', field: 'personIds', ids: input.personIds ?? [] },
    { kind: 'household', field: 'householdIds', ids: input.householdIds ?? [] },
  ] as const
  let added = 0
  let known = 0
  for (const { kind, field, ids } of wanted) {
    const unique = [...new Set(ids)]
    if (unique.length === 0) continue
    const there = await seenOf(ctx, kind, unique)
    if (there < unique.length) fail('unknown_reference', { field })
    const placed = await place(ctx, listId, kind, unique)
    added += placed.length
    known += unique.length - placed.length
  }
  return { added, known }
}

/** Takes prospects off a list. Those who became deals stay: they are what came of it. */
export async function removeFromList(
  ctx: Context,
  listId: string,
  { prospectIds }: BodyOf<typeof contract.removeFromList>,
): Promise<{ removed: number }> {
  await holdList(ctx, listId)
  const { numAffectedRows = 0n } = await sql`
    delete from prospects p where p.workspace_id = ${ctx.workspace.id} and p.list_id = ${listId}
      and p.id = any(${prospectIds}::uuid[]) and p.deal_id is null`.execute(ctx.tx)
  return { removed: Number(numAffectedRows) }
}

/** Puts everybody of the base who fits on a list. */
export async function addByFilter(ctx: Context, listId: string, input: BodyOf<typeof contract.addByFilter>) {
  await holdList(ctx, listId)
  const { kind } = input
  const column = sql.ref(`p.${kind}_id`)
  const { rows } = await sql<{ id: string }>`
    select t.id from ${sql.table(baseTables[kind])} t
    where t.workspace_id = ${ctx.workspace.id} and t.archived_at is null and ${seen(ctx.actor, sql.ref('t.owner_id'))}
      and ${fits(ctx, input)}
      and not exists (select 1 from prospects p
        where p.workspace_id = t.workspace_id and ${column} = t.id and p.list_id = ${listId})
    order by t.id limit ${mostByFilter + 1}`.execute(ctx.tx)
  const ids = rows.slice(0, mostByFilter).map(({ id }) => id)
  const placed = await place(ctx, listId, kind, ids)
  return { added: placed.length, more: rows.length > mostByFilter }
}

function fits(ctx: Context, input: BodyOf<typeof contract.addByFilter>): RawBuilder<unknown> {
  const { kind } = input
  const isCompany = kind === 'company'
  const atCompany = (condition: RawBuilder<unknown>) =>
    sql`t.company_id in (select c.id from companies c where c.workspace_id = ${ctx.workspace.id} and ${condition})`
  const like = (column: string, value: string) => sql`lower(${sql.ref(column)}) = lower(${value})`
  const place = (name: 'city' | 'country', value: string) =>
    kind === 'person'
      ? sql`(${like(`t.${name}`, value)} or ${atCompany(like(`c.${name}`, value))})`
      : like(`t.${name}`, value)
  const conditions = [
    sql`true`,
    input.q && sql`t.name_folded like ${likePiece(input.q)}`,
    input.city && place('city', input.city),
    input.country && place('country', input.country),
    input.sector &&
      kind !== 'household' &&
      (isCompany ? like('t.sector', input.sector) : atCompany(like('c.sector', input.sector))),
    input.title && kind === 'person' && sql`lower(t.title) like ${likePiece(input.title)}`,
    input.sourceId && sql`t.source_id = ${input.sourceId}`,
    input.importId && sql`t.import_id = ${input.importId}`,
    input.droppedFrom &&
      sql`t.id in (select ${sql.ref(`p.${kind}_id`)} from prospects p
        where p.workspace_id = ${ctx.workspace.id} and p.list_id = ${input.droppedFrom} and p.state = 'dropped'
          ${input.dropReason ? sql`and p.drop_reason = ${input.dropReason}` : sql``})`,
    input.pool && inPool(ctx, kind, input.pool),
  ].filter((one) => one !== undefined && one !== false && one !== '')
  return sql.join(conditions, sql` and `)
}

type Pool = NonNullable<BodyOf<typeof contract.addByFilter>['pool']>

/** Whose deal was disqualified as asked for, and who has none open: they may need something else. */
function inPool(ctx: Context, kind: Kind, { reason, productId, from, until }: Pool): RawBuilder<unknown> {
  const { id: workspace, timeZone } = ctx.workspace
  const customer = sql.ref(`d.${kind}_id`)
  const conditions = [
    sql`d.workspace_id = ${workspace} and d.outcome = 'disqualified' and ${seen(ctx.actor, sql.ref('d.owner_id'))}`,
    ...(reason === undefined
      ? []
      : [
          sql`exists (select from facts f where f.workspace_id = d.workspace_id and f.deal_id = d.id
            and f.type = 'deal.disqualified' and f.data ->> 'reason' = ${reason} and ${standing('f')})`,
        ]),
    ...(productId === undefined
      ? []
      : [
          sql`exists (select from deal_lines n where n.workspace_id = d.workspace_id and n.deal_id = d.id
            and n.product_id = ${productId})`,
        ]),
    ...(from === undefined ? [] : [sql`d.ended_at >= ${startOfDay(from, timeZone)}`]),
    ...(until === undefined ? [] : [sql`d.ended_at < ${startOfDay(until, timeZone, 1)}`]),
  ]
  return sql`t.id in (select ${customer} from deals d where ${sql.join(conditions, sql` and `)})
    and not exists (select from deals d
      where d.workspace_id = ${workspace} and ${customer} = t.id and d.outcome = 'open')`
}

/** How many of these ids are of rows that the actor sees. */
async function seenOf(ctx: Context, kind: Kind, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(baseTables[kind])} t
    where t.workspace_id = ${ctx.workspace.id} and t.id = any(${ids}::uuid[])
      and ${seen(ctx.actor, sql.ref('t.owner_id'))}`.execute(ctx.tx)
  return rows[0]?.count ?? 0
}

/** Puts rows of the base on a list, ranked; answers with the new places. Who stands on it already is left as they are. */
export async function place(ctx: Context, listId: string, kind: Kind, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = JSON.stringify(ids.map((customerId) => ({ id: newId(), customer_id: customerId })))
  const { rows: placed } = await sql<{ id: string }>`
    insert into prospects (workspace_id, id, list_id, ${sql.ref(`${kind}_id`)}, source_id, ranked_at, created_by, created_at)
    select ${ctx.workspace.id}, r.id, ${listId}, t.id, coalesce(l.source_id, t.source_id), ${ctx.now}, ${ctx.actor.id}, ${ctx.now}
    from jsonb_to_recordset(${rows}::jsonb) as r (id uuid, customer_id uuid)
    join ${sql.table(baseTables[kind])} t on t.workspace_id = ${ctx.workspace.id} and t.id = r.customer_id
    join lists l on l.workspace_id = t.workspace_id and l.id = ${listId}
    on conflict do nothing
    returning id`.execute(ctx.tx)
  const placedIds = placed.map(({ id }) => id)
  for (let from = 0; from < placedIds.length; from += rankedAtOnce)
    await rankEntries(ctx, sql`p.id = any(${placedIds.slice(from, from + rankedAtOnce)}::uuid[])`)
  return placedIds
}
