import { sql } from 'kysely'
import type * as contract from '../../../contract/sequences.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import { closedDaysOf } from '../../kernel/closed-days.ts'
import { type Context, today } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { addWorkingDays } from '../../kernel/working-days.ts'
import { tellDeal } from '../deals/index.ts'
import { logTouch } from '../outreach/index.ts'
import { countryOfPerson, type Told } from '../people/index.ts'
import { type EnrolmentRow, holdRunning, readEnrolment } from './enrolments.ts'
import { stopAnswered } from './stopping.ts'
import { variantOf } from './variant.ts'

type Input = BodyOf<typeof contract.doStep>

/** Working days in which a reply to the last step is waited for. */
const waitAfterLast = 10

/** The step that was due is done: what it was is logged, and the next one waits its working days, unless they have replied. */
export async function doStep(ctx: Context, id: string, input: Input): Promise<contract.Enrolment> {
  const row = await holdRunning(ctx, id)
  if (row.step !== input.step) fail('step_elsewhere', { step: row.step })
  const step = row.steps[row.step - 1]
  if (!step) return fail('step_elsewhere', { step: row.step })
  if (step.kind === 'call' && !input.skipped && input.outcome === undefined) {
    failFields([{ field: 'outcome', code: 'required' }])
  }
  await keepDone(ctx, row, step, input)
  const next = row.steps[row.step]
  await ctx.tx
    .updateTable('enrolments')
    .set({ step: row.step + 1, due_on: await dueOn(ctx, row.person_id, next?.waitDays ?? waitAfterLast) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  if (!input.skipped) await tell(ctx, row, step, input)
  await stopAnswered(ctx, sql`e.id = ${id}`)
  return readEnrolment(ctx, id)
}

async function keepDone(ctx: Context, row: EnrolmentRow, step: contract.Step, input: Input): Promise<void> {
  await ctx.tx
    .insertInto('enrolment_steps')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      enrolment_id: row.id,
      step: row.step,
      variant: variantOf(row.version_id, row.step, step, row.person_id),
      skipped: input.skipped,
      outcome: step.kind === 'task' || input.skipped ? null : (input.outcome ?? 'sent'),
      done_at: ctx.now,
      done_by: ctx.actor.id,
    })
    .execute()
}

/** A call or a message is a touch; on a deal, the step is a fact beside it. */
async function tell(ctx: Context, row: EnrolmentRow, step: contract.Step, input: Input): Promise<void> {
  if (row.deal_id !== null) {
    const variant = variantOf(row.version_id, row.step, step, row.person_id)
    const data = {
      enrolmentId: row.id,
      sequenceId: row.sequence_id,
      versionId: row.version_id,
      step: row.step,
      ...(variant ? { variant } : {}),
    }
    await tellDeal(ctx, row.deal_id, { facts: [{ type: 'deal.sequence_step_done', data }] })
  }
  if (step.kind === 'task') return
  await logTouch(ctx, {
    channel: step.channel ?? 'phone',
    direction: 'outbound',
    outcome: input.outcome ?? 'sent',
    words: input.words || null,
    personIds: [row.person_id],
    ...(row.deal_id === null ? {} : { dealId: row.deal_id }),
  })
}

async function dueOn(ctx: Context, personId: string, waitDays: number): Promise<string> {
  const { rows } = await sql<Told>`
    select p.country, c.country as company_country, p.phone_e164 from people p
    left join companies c on c.workspace_id = p.workspace_id and c.id = p.company_id
    where p.workspace_id = ${ctx.workspace.id} and p.id = ${personId}`.execute(ctx.tx)
  return addWorkingDays(today(ctx), waitDays, countryOfPerson(ctx.workspace, rows[0]), await closedDaysOf(ctx))
}
