import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type { FieldError } from '../../../contract/errors.ts'
import type * as contract from '../../../contract/playbooks.ts'
import { instant } from '../../../contract/primitives.ts'
import type { Context } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { namedBy } from '../../kernel/named.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { whoever } from './whoever.ts'

interface Row extends Omit<contract.Feedback, 'createdAt' | 'answeredAt'> {
  readonly created_at: Date
  readonly created_by: string
  readonly answered_at: Date | null
}

const answeredCursor = z.tuple([instant, z.uuid()])

/** What waits, the longest waiting first; or what was answered, the latest first. */
export async function listFeedback(ctx: Context, query: QueryOf<typeof contract.listFeedback>) {
  const conditions = [
    query.process ? sql`f.process_id = ${query.process}` : sql`true`,
    query.answer ? sql`f.answer_id = ${query.answer}` : sql`true`,
  ]
  if (query.answered === 'true') {
    const after = decodeCursor(query.after, answeredCursor)
    conditions.push(sql`f.verdict is not null`)
    if (after) conditions.push(sql`(f.answered_at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`)
    const rows = await read(ctx, conditions, sql`f.answered_at desc, f.id desc`, query.limit + 1)
    return pageOf(rows, query.limit, (row) => [row.answered_at?.toISOString(), row.id], show)
  }
  const after = decodeCursor(query.after, idCursor)
  conditions.push(sql`f.verdict is null`)
  if (after) conditions.push(sql`f.id > ${after[0]}`)
  const rows = await read(ctx, conditions, sql`f.id`, query.limit + 1)
  return pageOf(rows, query.limit, (row) => [row.id], show)
}

type Input = BodyOf<typeof contract.giveFeedback>

export async function giveFeedback(ctx: Context, input: Input): Promise<contract.Feedback> {
  requireWhole(input)
  await requireKnown(ctx, input)
  const isAnswer = input.about === 'answer'
  const id = newId()
  await ctx.tx
    .insertInto('playbook_feedback')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      about: input.about,
      process_id: isAnswer ? null : (input.processId ?? null),
      stage_key: isAnswer ? null : (input.stage ?? null),
      question_key: input.about === 'question' ? (input.question ?? null) : null,
      answer_id: isAnswer ? (input.answerId ?? null) : null,
      deal_id: input.dealId ?? null,
      words: input.words,
      created_at: ctx.now,
      created_by: ctx.actor.id,
    })
    .execute()
  return show(await find(ctx, id))
}

export async function answerFeedback(
  ctx: Context,
  id: string,
  { verdict, reply }: BodyOf<typeof contract.answerFeedback>,
): Promise<contract.Feedback> {
  const row = await find(ctx, id, true)
  if (row.verdict !== null) fail('feedback_answered')
  await ctx.tx
    .updateTable('playbook_feedback')
    .set({ verdict, reply: reply || null, answered_at: ctx.now, answered_by: ctx.actor.id })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return show(await find(ctx, id))
}

export async function withdrawFeedback(ctx: Context, id: string): Promise<Record<string, never>> {
  const row = await find(ctx, id, true)
  if (row.created_by !== ctx.actor.id) fail('not_found', { kind: 'feedback' })
  if (row.verdict !== null) fail('feedback_answered')
  await ctx.tx
    .deleteFrom('playbook_feedback')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return {}
}

/** Each part needs to be named: an answer by its id, everything else by its process and stage, a question by its key too. */
function requireWhole({ about, processId, stage, question, answerId }: Input): void {
  const needed = {
    answer: { answerId },
    stage: { processId, stage },
    script: { processId, stage },
    question: { processId, stage, question },
  }[about]
  const missing = Object.entries(needed).flatMap(([field, value]): FieldError[] =>
    value === undefined ? [{ field, code: 'required' }] : [],
  )
  if (missing.length > 0) failFields(missing)
}

async function requireKnown(ctx: Context, input: Input): Promise<void> {
  const [processId, answerId, dealId] = [input.processId, input.answerId, input.dealId].map((id) => id ?? null)
  const { rows } = await sql<{ field: string; known: boolean }>`
    select 'processId' as field, ${processId}::uuid is null or exists (
      select from processes p where p.workspace_id = ${ctx.workspace.id} and p.id = ${processId}::uuid) as known
    union all
    select 'answerId', ${answerId}::uuid is null or exists (
      select from answers a where a.workspace_id = ${ctx.workspace.id} and a.id = ${answerId}::uuid)
    union all
    select 'dealId', ${dealId}::uuid is null or exists (
      select from deals d where d.workspace_id = ${ctx.workspace.id} and d.id = ${dealId}::uuid
        and ${seen(ctx.actor, sql.ref('d.owner_id'))})`.execute(ctx.tx)
  const unknown = rows.find(({ known }) => !known)
  if (unknown) fail('unknown_reference', { field: unknown.field })
}

async function find(ctx: Context, id: string, lock = false): Promise<Row> {
  if (lock) {
    await sql`select from playbook_feedback where workspace_id = ${ctx.workspace.id} and id = ${id} for update`.execute(
      ctx.tx,
    )
  }
  const [row] = await read(ctx, [sql`f.id = ${id}`], sql`f.id`, 1)
  return row ?? fail('not_found', { kind: 'feedback' })
}

/** A deal that one does not see is not named. */
async function read(
  ctx: Context,
  conditions: readonly RawBuilder<unknown>[],
  order: RawBuilder<unknown>,
  limit: number,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select f.id, f.about, ${namedBy('processes', 'f.process_id')} as process,
      case when f.stage_key is not null then json_build_object('key', f.stage_key, 'name', (
        select s.name from stages s
        join process_versions v on v.workspace_id = s.workspace_id and v.id = s.version_id and v.status = 'published'
        where s.workspace_id = f.workspace_id and s.process_id = f.process_id and s.key = f.stage_key limit 1)) end as stage,
      f.question_key as question,
      (select json_build_object('id', a.id, 'title', a.title) from answers a
        where a.workspace_id = f.workspace_id and a.id = f.answer_id) as answer,
      (select json_build_object('id', d.id, 'name', d.name) from deals d
        where d.workspace_id = f.workspace_id and d.id = f.deal_id and ${seen(ctx.actor, sql.ref('d.owner_id'))}) as deal,
      f.words, f.created_at, f.created_by, ${whoever('f.created_by')} as "createdBy", f.verdict, f.reply, f.answered_at,
      ${whoever('f.answered_by')} as "answeredBy"
    from playbook_feedback f
    where f.workspace_id = ${ctx.workspace.id} and ${sql.join(conditions, sql` and `)}
    order by ${order} limit ${limit}`.execute(ctx.tx)
  return rows
}

function show(found: Row): contract.Feedback {
  const { created_at, created_by: _, answered_at, ...row } = found
  return { ...row, createdAt: created_at.toISOString(), answeredAt: answered_at?.toISOString() ?? null }
}
