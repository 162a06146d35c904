import { sql } from 'kysely'
import type { BodyOf, OutputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/objection-kinds.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { seen } from '../../kernel/seen.ts'
import { audit } from '../access/index.ts'
import { type BulkFact, insertFacts, standing } from '../deals/index.ts'
import { addObjectionKind, ownKindNamed, requireOwnKind } from './kinds.ts'
import { saying } from './objections.ts'

/** So many at once; whoever asks is told that there are more. */
const most = 500

type Place = contract.ObjectionPlace

interface Row {
  readonly id: string
  readonly deal_id: string
  readonly product_id: string | null
  readonly fact_id: string | null
  readonly occurred_at: Date
  readonly dated: boolean
}

/**
 * Objections of one kind become of another one, or of one that is made for them. The log tells each anew, where it was told, so
 * that figures follow; moved back, they are as they were.
 */
export async function moveObjections(
  ctx: Context,
  { from, to: { name, ...wanted }, ids, q }: BodyOf<typeof contract.moveObjections>,
): Promise<OutputOf<typeof contract.moveObjections>> {
  const to = name === undefined ? wanted : await newPlace(ctx, name, wanted)
  await requireOwnKind(ctx, to.ownKindId, to.kind)
  if (from.kind === to.kind && from.ownKindId === to.ownKindId) fail('unknown_reference', { field: 'to' })
  const found = await chosen(ctx, from, { ids, q })
  const rows = found.slice(0, most)
  await ctx.tx
    .updateTable('objections')
    .set({ kind: to.kind, own_kind_id: to.ownKindId })
    .where('workspace_id', '=', ctx.workspace.id)
    .where(sql<boolean>`id = any(${rows.map(({ id }) => id)}::uuid[])`)
    .execute()
  await insertFacts(
    ctx,
    rows.flatMap((row) => toldAnew(ctx, row, to)),
  )
  const names = { from: await ownKindNamed(ctx, from.ownKindId), to: await ownKindNamed(ctx, to.ownKindId) }
  const data = { count: rows.length, fromKind: from.kind, toKind: to.kind, ...names }
  if (rows.length > 0) await audit(ctx, { action: 'objections.moved', data })
  for (const kind of ['objections', 'objection-kinds']) await leaveChange(ctx, { kind, id: null, fields: ['kind'] })
  return { moved: rows.map(({ id }) => id), to, more: found.length > most }
}

async function newPlace(ctx: Context, name: string, { kind }: Place): Promise<Place> {
  const { id } = await addObjectionKind(ctx, { name, kind })
  return { kind, ownKindId: id }
}

interface Which {
  readonly ids?: readonly string[] | undefined
  readonly q?: string | undefined
}

/** Those of a kind that the actor sees, the latest first, with the fact that tells of each; locked with their deals. */
async function chosen(ctx: Context, { kind, ownKindId }: Place, { ids, q }: Which): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select o.id, o.deal_id, o.product_id, f.id as fact_id, coalesce(f.occurred_at, o.raised_at) as occurred_at,
      coalesce(f.dated, true) as dated
    from objections o
    join deals d on d.workspace_id = o.workspace_id and d.id = o.deal_id and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    left join lateral (
      select f.id, f.occurred_at, f.dated from facts f
      where f.workspace_id = o.workspace_id and f.deal_id = o.deal_id and f.type = 'deal.objection_raised'
        and f.data ->> 'objectionId' = o.id::text and ${standing('f')}
      order by f.occurred_at, f.id limit 1) f on true
    where o.workspace_id = ${ctx.workspace.id} and o.kind = ${kind} and o.own_kind_id is not distinct from ${ownKindId}::uuid
      and ${ids === undefined ? sql`true` : sql`o.id = any(${ids}::uuid[])`} and ${saying(q)}
    order by o.raised_at desc, o.id desc limit ${most + 1} for update of d, o`.execute(ctx.tx)
  return rows
}

function toldAnew(ctx: Context, row: Row, { kind, ownKindId }: Place): BulkFact[] {
  if (row.fact_id === null) return []
  const common = { deal_id: row.deal_id, from_stage_id: null, stage_id: null }
  const product = row.product_id === null ? {} : { productId: row.product_id }
  const ownKind = ownKindId === null ? {} : { ownKindId }
  return [
    {
      ...common,
      id: newId(),
      type: 'deal.objection_withdrawn',
      occurred_at: ctx.now,
      dated: true,
      undoes: row.fact_id,
      data: { objectionId: row.id },
    },
    {
      ...common,
      id: newId(),
      type: 'deal.objection_raised',
      occurred_at: row.occurred_at,
      dated: row.dated,
      data: { objectionId: row.id, kind, ...ownKind, ...product },
    },
  ]
}
