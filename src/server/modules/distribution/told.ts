import { sql } from 'kysely'
import type { Handing } from '../../../contract/distribution.ts'
import type * as contract from '../../../contract/distribution.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import { leaveChange } from '../../kernel/changes.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { type Named, namedBy } from '../../kernel/named.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'

export interface Handed {
  readonly memberId: string
  readonly count: number
}

type Telling = Pick<Context, 'tx' | 'workspace' | 'now'>

/** Tells sellers what they were handed, or had taken back, and everybody who looks on that it changed. */
export async function tellSellers(
  ctx: Telling,
  listId: string,
  kind: Handing['kind'],
  told: readonly Handed[],
): Promise<void> {
  if (told.length === 0) return
  const rows = told.map(({ memberId, count }) => ({
    workspace_id: ctx.workspace.id,
    id: newId(),
    list_id: listId,
    member_id: memberId,
    kind,
    count,
    handed_at: ctx.now,
    seen_at: null,
  }))
  await ctx.tx.insertInto('handings').values(rows).execute()
  await leaveChange(ctx, { kind: 'prospects', id: null, fields: [] })
  await leaveChange(ctx, { kind: 'handings', id: null, fields: [] })
}

/** What one has not seen yet. */
export async function listHandings(ctx: Context, query: QueryOf<typeof contract.listHandings>) {
  const after = decodeCursor(query.after, idCursor)
  const { rows } = await sql<Omit<Handing, 'list' | 'handedAt'> & { list: Named; handed_at: Date }>`
    select h.id, h.kind, h.count, h.handed_at, ${namedBy('lists', 'h.list_id')} as list
    from handings h
    where h.workspace_id = ${ctx.workspace.id} and h.member_id = ${memberOf(ctx)}::uuid and h.seen_at is null
      ${after ? sql`and h.id < ${after[0]}` : sql``}
    order by h.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  const show = ({ id, kind, count, list, handed_at }: (typeof rows)[number]): Handing => ({
    id,
    kind,
    count,
    list,
    handedAt: handed_at.toISOString(),
  })
  return pageOf(rows, query.limit, ({ id }) => [id], show)
}

export async function seeHanding(ctx: Context, id: string): Promise<Record<string, never>> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('handings')
    .set({ seen_at: ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .where('member_id', '=', memberOf(ctx))
    .executeTakeFirst()
  return numUpdatedRows === 0n ? fail('not_found', { kind: 'handing' }) : {}
}
