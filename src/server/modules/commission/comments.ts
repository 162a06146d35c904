import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/commission.ts'
import type { commentStates } from '../../../contract/commission.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { has } from '../../kernel/rights.ts'
import { paySeen } from './sight.ts'

const mostComments = 200

interface Comment {
  readonly id: string
  readonly author: string | null
  readonly text: string
  readonly state: (typeof commentStates)[number]
  readonly minor: number | null
  readonly at: Date
}

export async function listCommissionComments(ctx: Context, lineId: string) {
  await requireLine(ctx, lineId)
  const { rows } = await sql<Comment>`
    select c.id, m.name as author, c.body as text, c.state, c.minor, c.created_at as at from commission_comments c
    left join members m on m.workspace_id = c.workspace_id and m.id = c.created_by
    where c.workspace_id = ${ctx.workspace.id} and c.line_id = ${lineId} order by c.id limit ${mostComments}`.execute(
    ctx.tx,
  )
  return { items: rows.map((row) => ({ ...row, at: row.at.toISOString() })) }
}

/** Says something about a line. Whoever runs commission decides; everybody who sees the line may dispute it. */
export async function commentCommission(
  ctx: Context,
  lineId: string,
  { text, state, minor }: BodyOf<typeof contract.commentCommission>,
) {
  const { memberId } = await requireLine(ctx, lineId)
  // Nobody decides about their own pay unless they run it.
  if (state !== 'open' && !has(ctx.actor, 'commission.manage')) fail('forbidden', { permission: 'commission.manage' })
  if (state !== 'open' && memberId === memberOf(ctx) && ctx.actor.role !== 'owner')
    fail('forbidden', { permission: 'commission.manage' })
  if (state !== 'accepted' && minor) failFields([{ field: 'minor', code: 'format' }])
  const { count } = await ctx.tx
    .selectFrom('commission_comments')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', ctx.workspace.id)
    .where('line_id', '=', lineId)
    .executeTakeFirstOrThrow()
  if (count >= mostComments) fail('too_many', { kind: 'comment', limit: mostComments })
  const id = newId()
  await ctx.tx
    .insertInto('commission_comments')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      line_id: lineId,
      body: text,
      state,
      minor: state === 'accepted' ? (minor ?? null) : null,
      created_at: ctx.now,
      created_by: memberOf(ctx) ?? ctx.actor.id,
    })
    .execute()
  return { id }
}

async function requireLine(ctx: Context, id: string): Promise<{ memberId: string }> {
  const { rows } = await sql<{ memberId: string }>`
    select s.member_id as "memberId" from commission_lines l
    join commission_statements s on s.workspace_id = l.workspace_id and s.id = l.statement_id
    join members m on m.workspace_id = s.workspace_id and m.id = s.member_id
    where l.workspace_id = ${ctx.workspace.id} and l.id = ${id} and ${paySeen(ctx)}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'commission' })
}
