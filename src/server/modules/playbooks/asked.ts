import { sql } from 'kysely'
import type { Deal } from '../../../contract/deals.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/playbooks.ts'
import type { StageQuestion } from '../../../contract/stage-playbook.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { seen } from '../../kernel/seen.ts'
import { qualifyDeal, showGivenDeal, takingBack, tellDeal } from '../deals/index.ts'
import { whoever } from './whoever.ts'
import { widened } from './widened.ts'

interface Row extends Omit<contract.AskedQuestion, 'askedAt'> {
  readonly asked_at: Date
}

/** A version has at most 20 stages of 30 questions each. */
const most = 600

export async function listAskedQuestions(ctx: Context, dealId: string) {
  const { rows } = await sql<{ known: boolean } & Partial<Row>>`
    select true as known, q.stage_key as stage, q.question_key as question, q.words, q.minor, q.day, q.asked_at,
      ${whoever('q.asked_by')} as "askedBy"
    from deals d
    left join asked_questions q on q.workspace_id = d.workspace_id and q.deal_id = d.id
    where d.workspace_id = ${ctx.workspace.id} and d.id = ${dealId} and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    order by q.asked_at, q.id limit ${most}`.execute(ctx.tx)
  if (rows.length === 0) fail('not_found', { kind: 'deal' })
  return {
    items: rows.flatMap(({ stage, question, words = null, minor = null, day = null, asked_at, askedBy = null }) =>
      stage && question && asked_at
        ? [{ stage, question, words, minor, day, askedAt: asked_at.toISOString(), askedBy }]
        : [],
    ),
  }
}

interface Which {
  readonly id: string
  readonly stage: string
  readonly question: string
}

/** Ticks a question off; asked again, what is said now counts. What a buyer names of money and days widens the known range. */
export async function askQuestion(
  ctx: Context,
  which: Which,
  said: BodyOf<typeof contract.askQuestion>,
): Promise<Deal> {
  const asked = await questionOf(ctx, which)
  const { id, stage, question } = which
  const values = { words: said.words || null, minor: said.minor ?? null, day: said.day ?? null }
  const told = await factOf(ctx, which)
  if (told.length === 0)
    await tellDeal(ctx, id, { facts: [{ type: 'deal.question_asked', data: { stage, question } }] })
  await ctx.tx
    .insertInto('asked_questions')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      deal_id: id,
      stage_key: stage,
      question_key: question,
      asked_at: ctx.now,
      asked_by: ctx.actor.id,
      ...values,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'deal_id', 'stage_key', 'question_key']).doUpdateSet(values),
    )
    .execute()
  const deal = await showGivenDeal(ctx, id)
  const known = widened(deal.qualification, asked, values)
  return known === null ? deal : qualifyDeal(ctx, id, known)
}

export async function unaskQuestion(ctx: Context, which: Which): Promise<Deal> {
  const told = await factOf(ctx, which)
  if (told.length === 0) fail('not_found', { kind: 'question' })
  await tellDeal(ctx, which.id, { facts: told })
  await ctx.tx
    .deleteFrom('asked_questions')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('deal_id', '=', which.id)
    .where('stage_key', '=', which.stage)
    .where('question_key', '=', which.question)
    .execute()
  return showGivenDeal(ctx, which.id)
}

function factOf(ctx: Context, { id, stage, question }: Which) {
  return takingBack(ctx, id, { type: 'deal.question_unasked', data: { stage, question } })
}

/** The question as the version says it that the deal is pinned to. */
async function questionOf(ctx: Context, { id, stage, question }: Which): Promise<StageQuestion> {
  const { rows } = await sql<{ questions: StageQuestion[] }>`
    select s.playbook -> 'questions' as questions from deals d
    join stages h on h.workspace_id = d.workspace_id and h.id = d.stage_id
    join stages s on s.workspace_id = h.workspace_id and s.version_id = h.version_id and s.key = ${stage}
    where d.workspace_id = ${ctx.workspace.id} and d.id = ${id} and ${seen(ctx.actor, sql.ref('d.owner_id'))}`.execute(
    ctx.tx,
  )
  return rows[0]?.questions.find(({ key }) => key === question) ?? fail('not_found', { kind: 'question' })
}
