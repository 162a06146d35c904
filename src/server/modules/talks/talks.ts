import { type RawBuilder, sql } from 'kysely'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/talks.ts'
import { type Context, memberOf, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { type Named, byWhom, namedBy } from '../../kernel/named.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { has } from '../../kernel/rights.ts'

interface PointRow {
  readonly id: string
  readonly text: string
  readonly done_at: Date | null
  readonly done_by: Named | null
}

interface Row {
  readonly id: string
  readonly member: Named
  readonly held_on: string
  readonly notes: string
  readonly written_at: Date
  readonly written_by: Named | null
  readonly points: readonly (Omit<PointRow, 'done_at'> & { readonly done_at: string | null })[]
}

/** The talks that one may see, the one written down last first; of one seller if that is asked. */
export async function listTalks(ctx: Context, query: QueryOf<typeof contract.listTalks>) {
  const { limit, after, member } = query
  const last = decodeCursor(after, idCursor)?.[0]
  const rows = await talks(
    ctx,
    sql<boolean>`(${last ?? null}::uuid is null or t.id < ${last ?? null})
      and (${member ?? null}::uuid is null or t.member_id = ${member ?? null})`,
    limit + 1,
  )
  return pageOf(rows, limit, (row) => [row.id], shown)
}

/** Writes a talk down. @throws Failure not_found for a seller whom one does not lead and see */
export async function writeTalk(ctx: Context, body: BodyOf<typeof contract.writeTalk>): Promise<contract.Talk> {
  const { memberId, heldOn, notes, points } = body
  const member = await ctx.tx
    .selectFrom('members as m')
    .select('m.id')
    .where('m.workspace_id', '=', ctx.workspace.id)
    .where('m.id', '=', memberId)
    .where(mayHear(ctx, sql.ref('m.id')))
    .executeTakeFirst()
  if (!member) fail('not_found', { kind: 'member' })
  const id = newId()
  const common = { workspace_id: ctx.workspace.id }
  await ctx.tx
    .insertInto('talks')
    .values({
      ...common,
      id,
      member_id: memberId,
      held_on: heldOn ?? today(ctx),
      notes,
      written_by: writer(ctx),
      written_at: ctx.now,
    })
    .execute()
  const rows = points.map((text) => ({ ...common, id: newId(), talk_id: id, text, done_at: null, done_by: null }))
  if (rows.length > 0) await ctx.tx.insertInto('talk_points').values(rows).execute()
  return found(ctx, id)
}

/** Takes a talk away with what was agreed in it. @throws Failure not_found for everybody but who wrote it */
export async function dropTalk(ctx: Context, id: string): Promise<Record<string, never>> {
  const { rows } = await sql`
    delete from talks t where t.workspace_id = ${ctx.workspace.id} and t.id = ${id} and t.written_by = ${writer(ctx)}
      and ${mayHear(ctx, sql.ref('t.member_id'))} returning t.id`.execute(ctx.tx)
  return rows.length === 0 ? fail('not_found', { kind: 'talk' }) : {}
}

/** Says whether what was agreed is done. */
export async function settleTalkPoint(
  ctx: Context,
  id: string,
  { done }: BodyOf<typeof contract.settleTalkPoint>,
): Promise<contract.TalkPoint> {
  const { rows } = await sql<PointRow>`
    update talk_points p set done_at = ${done ? ctx.now : null}, done_by = ${done ? writer(ctx) : null}
    from talks t
    where p.workspace_id = ${ctx.workspace.id} and p.id = ${id} and t.workspace_id = p.workspace_id and t.id = p.talk_id
      and ${mayHear(ctx, sql.ref('t.member_id'))}
    returning p.id, p.text, p.done_at, ${byWhom('p.done_by')} as done_by`.execute(ctx.tx)
  const [row] = rows
  if (!row) return fail('not_found', { kind: 'talk' })
  return { id: row.id, text: row.text, doneAt: row.done_at?.toISOString() ?? null, doneBy: row.done_by }
}

/** The member who writes, or the key. */
function writer(ctx: Context): string {
  return memberOf(ctx) ?? ctx.actor.id
}

/** A seller hears of their own talks; others of those of sellers whom they lead and see. */
function mayHear(ctx: Context, member: RawBuilder<unknown>): RawBuilder<boolean> {
  const { sees } = ctx.actor
  const leads = has(ctx.actor, 'deals.assign')
  return sql<boolean>`(${member} = ${memberOf(ctx)}::uuid
    or (${leads} and (${sees === null} or ${member} = any(${sees ?? []}::uuid[]))))`
}

async function found(ctx: Context, id: string): Promise<contract.Talk> {
  const [row] = await talks(ctx, sql<boolean>`t.id = ${id}`, 1)
  return row ? shown(row) : fail('not_found', { kind: 'talk' })
}

async function talks(ctx: Context, which: RawBuilder<boolean>, most: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select t.id, ${namedBy('members', 't.member_id')} as member, t.held_on::text, t.notes, t.written_at,
      ${byWhom('t.written_by')} as written_by,
      coalesce((select json_agg(json_build_object('id', p.id, 'text', p.text, 'done_at', p.done_at,
          'done_by', ${byWhom('p.done_by')}) order by p.id)
        from talk_points p where p.workspace_id = t.workspace_id and p.talk_id = t.id), '[]') as points
    from talks t
    where t.workspace_id = ${ctx.workspace.id} and ${which} and ${mayHear(ctx, sql.ref('t.member_id'))}
    order by t.id desc limit ${most}`.execute(ctx.tx)
  return rows
}

function shown(row: Row): contract.Talk {
  const { id, member, notes, points } = row
  return {
    id,
    member,
    heldOn: row.held_on,
    notes,
    points: points.map(({ done_at, done_by, ...point }) => ({
      ...point,
      doneAt: done_at === null ? null : new Date(done_at).toISOString(),
      doneBy: done_by,
    })),
    writtenBy: row.written_by,
    writtenAt: row.written_at.toISOString(),
  }
}
