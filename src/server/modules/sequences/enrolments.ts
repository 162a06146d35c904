import { type RawBuilder, sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/sequences.ts'
import { type Context, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { type Named, namedBy } from '../../kernel/named.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { reasonToStop } from './stopping.ts'

export interface EnrolmentRow {
  readonly id: string
  readonly version_id: string
  readonly sequence_id: string
  readonly person_id: string
  readonly deal_id: string | null
  readonly sequence: Named
  readonly person: Named
  readonly deal: Named | null
  readonly owner: Named | null
  readonly steps: readonly contract.Step[]
  readonly step: number
  readonly due_on: string
  readonly started_at: Date
  readonly ended_at: Date | null
  /** As written down, else as it is by now. */
  readonly reason: contract.EndReason | null
}

export async function listEnrolments(ctx: Context, query: QueryOf<typeof contract.listEnrolments>) {
  const after = decodeCursor(query.after, idCursor)
  const conditions = [
    query.sequence ? sql`e.sequence_id = ${query.sequence}` : sql`true`,
    query.person ? sql`e.person_id = ${query.person}` : sql`true`,
    query.company
      ? sql`e.person_id in (select h.id from people h
          where h.workspace_id = ${ctx.workspace.id} and h.company_id = ${query.company})`
      : sql`true`,
    query.deal ? sql`e.deal_id = ${query.deal}` : sql`true`,
    query.running ? sql`(e.ended_at is null) = ${query.running === 'true'}` : sql`true`,
    query.reason ? sql`e.end_reason = ${query.reason}` : sql`true`,
    after ? sql`e.id < ${after[0]}` : sql`true`,
  ]
  const { rows } = await sql<EnrolmentRow>`
    ${enrolmentRows(ctx, sql.join(conditions, sql` and `))} order by e.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.id], showEnrolment)
}

export async function stopEnrolment(ctx: Context, id: string): Promise<contract.Enrolment> {
  const row = await holdRunning(ctx, id)
  await endEnrolment(ctx, row.id, 'stopped')
  return readEnrolment(ctx, id)
}

/** What comes next waits until a day. */
export async function pauseEnrolment(ctx: Context, id: string, until: string): Promise<contract.Enrolment> {
  await holdRunning(ctx, id)
  if (until <= today(ctx)) fail('day_not_ahead')
  await ctx.tx
    .updateTable('enrolments')
    .set({ due_on: until })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return readEnrolment(ctx, id)
}

/** An enrolment that has not ended, locked. */
export async function holdRunning(ctx: Context, id: string): Promise<EnrolmentRow> {
  const row = await findEnrolment(ctx, id, true)
  if (row.reason !== null) fail('enrolment_over', { reason: row.reason })
  return row
}

async function endEnrolment(ctx: Context, id: string, reason: contract.EndReason): Promise<void> {
  await ctx.tx
    .updateTable('enrolments')
    .set({ ended_at: ctx.now, end_reason: reason })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
}

export async function readEnrolment(ctx: Context, id: string): Promise<contract.Enrolment> {
  return showEnrolment(await findEnrolment(ctx, id))
}

async function findEnrolment(ctx: Context, id: string, lock = false): Promise<EnrolmentRow> {
  const { rows } = await sql<EnrolmentRow>`
    ${enrolmentRows(ctx, sql`e.id = ${id}`)} ${lock ? sql`for update of e` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'enrolment' })
}

/** Enrolments `e` of people that the actor sees. */
function enrolmentRows(ctx: Context, where: RawBuilder<unknown>): RawBuilder<EnrolmentRow> {
  return sql<EnrolmentRow>`
    select e.id, e.version_id, e.sequence_id, e.person_id, e.deal_id, e.step, e.due_on, e.started_at, e.ended_at, v.steps,
      coalesce(e.end_reason, ${reasonToStop}) as reason,
      ${namedBy('sequences', 'e.sequence_id')} as sequence, json_build_object('id', p.id, 'name', p.name) as person,
      ${namedBy('deals', 'e.deal_id')} as deal, ${namedBy('members', 'e.owner_id')} as owner
    from enrolments e
    join people p on p.workspace_id = e.workspace_id and p.id = e.person_id and ${seen(ctx.actor, sql.ref('p.owner_id'))}
    join sequence_versions v on v.workspace_id = e.workspace_id and v.id = e.version_id
    where e.workspace_id = ${ctx.workspace.id} and ${where}`
}

function showEnrolment(row: EnrolmentRow): contract.Enrolment {
  const { id, sequence, person, deal, owner, step, steps } = row
  const next = steps[step - 1]
  return {
    id,
    sequence,
    person,
    deal,
    owner,
    step,
    of: steps.length,
    next: next ? { kind: next.kind, title: next.title } : null,
    dueOn: row.due_on,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    endReason: row.reason,
  }
}
