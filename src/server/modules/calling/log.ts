import { sql } from 'kysely'
import type { CallOutcome, LoggedCall } from '../../../contract/calling.ts'
import type * as contract from '../../../contract/calling.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { Before } from '../../database/tables/calling.ts'
import { leaveChange } from '../../kernel/changes.ts'
import { type Context, dayOf, memberOf } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { logTouch } from '../outreach/index.ts'
import {
  claim,
  type HeldProspect,
  holdProspect,
  keep,
  promised,
  refuseClaimed,
  showProspect,
  uncalled,
  unpromised,
} from '../prospects/index.ts'
import { afterCall, touchOutcomeOf } from './after-call.ts'
import { callerOf } from './next.ts'
import { callKey, phonesOf, reportNumber } from './numbers.ts'
import { keepOptOut } from './opt-outs.ts'

type Input = BodyOf<typeof contract.logCall>

const reports: Partial<Record<CallOutcome, 'wrong' | 'dead'>> = { wrong_number: 'wrong', dead_number: 'dead' }

/** Says what became of a call: the touch, where the prospect goes, what is known of the number. */
export async function logCall(ctx: Context, id: string, input: Input): Promise<LoggedCall> {
  const held = await holdProspect(ctx, id)
  if (held.held_by !== callerOf(ctx) && held.held_until !== null && held.held_until > ctx.now) fail('call_held')
  await refuseClaimed(ctx, held)
  const { hasOther, key } = await settleNumber(ctx, held, input)
  const fate = afterCall(input.outcome, held.attempts, hasOther)
  const claimed = fate === 'deal' ? await claim(ctx, id, {}) : null
  const touch = await logTouch(ctx, {
    channel: 'phone',
    direction: 'outbound',
    outcome: touchOutcomeOf[input.outcome],
    minutes: input.minutes,
    words: input.words,
    ...withWhom(held, input.personId, claimed?.deal.id),
    ...(claimed && input.nextStep ? { nextStep: input.nextStep } : {}),
  })
  await place(ctx, held, input, fate)
  const optOutId = input.outcome === 'opted_out' ? await keepOptOut(ctx, held) : null
  const callId = newId()
  await ctx.tx
    .insertInto('calls')
    .values({
      workspace_id: ctx.workspace.id,
      id: callId,
      prospect_id: id,
      caller_id: callerOf(ctx),
      outcome: input.outcome,
      number: key,
      touch_id: touch.id,
      deal_id: claimed?.deal.id ?? null,
      deal_version: claimed && !claimed.joined ? await versionOf(ctx, claimed.deal.id) : null,
      opt_out_id: optOutId,
      before: JSON.stringify(standing(held)),
      called_at: ctx.now,
    })
    .execute()
  await leaveChange(ctx, { kind: 'prospects', id, fields: [] })
  const deal = claimed && { id: claimed.deal.id, name: claimed.deal.name }
  return { id: callId, touchId: touch.id, deal, prospect: await showProspect(ctx, id) }
}

/** What the call says of the number that was dialled, and whether there is another one to try. */
async function settleNumber(ctx: Context, held: HeldProspect, { outcome, number }: Input) {
  const phones = await phonesOf(ctx, held)
  const dialled = number === undefined ? phones[0] : phones.find((one) => [one.number, one.e164].includes(number))
  const key = dialled ? callKey(dialled) : number === undefined ? null : callKey({ number, e164: null })
  const report = reports[outcome]
  if (key && report) await reportNumber(ctx, key, report)
  // Whoever was spoken to has that number, whatever was said of it before.
  if (key && dialled?.reported && !report && outcome !== 'no_answer' && outcome !== 'busy')
    await reportNumber(ctx, key, null)
  return { key, hasOther: phones.some((one) => one.reported === null && callKey(one) !== key) }
}

function withWhom(held: HeldProspect, colleague: string | undefined, dealId: string | undefined) {
  const person = colleague ?? held.person_id ?? undefined
  const people = person ? { personIds: [person] } : {}
  if (dealId !== undefined) return { dealId, ...people }
  if (held.company_id) return { companyId: held.company_id, ...people }
  return held.household_id ? { householdId: held.household_id, ...people } : people
}

async function place(
  ctx: Context,
  held: HeldProspect,
  input: Input,
  fate: ReturnType<typeof afterCall>,
): Promise<void> {
  const gone = { ...uncalled, set_aside_until: null, drop_reason: null }
  const attempts = held.attempts + 1
  const dayIn = (at: Date) => dayOf(at, ctx.workspace.timeZone)
  if (fate === 'deal') return
  if (fate === 'waiting') return keep(ctx, held, { ...gone, state: 'waiting' })
  if (fate === 'dropped') {
    const drop_reason =
      input.outcome === 'refused' ? input.reason : input.outcome === 'opted_out' ? 'other' : 'unreachable'
    return keep(ctx, held, {
      ...gone,
      ...unpromised(held),
      state: 'dropped',
      drop_reason,
      note: input.words ?? held.note,
    })
  }
  if (fate === 'call_back') {
    const at = agreedMoment(ctx, input)
    const aside = { state: 'set_aside', set_aside_until: dayIn(at), call_at: at } as const
    // Whoever agreed on it calls back.
    return keep(ctx, held, {
      ...gone,
      ...promised(held),
      ...aside,
      attempts: 0,
      owner_id: memberOf(ctx) ?? held.owner_id,
    })
  }
  const retry_at = new Date(ctx.now.getTime() + fate.retryMinutes * 60_000)
  const aside = { state: 'set_aside', set_aside_until: dayIn(retry_at), retry_at } as const
  return keep(ctx, held, { ...gone, ...unpromised(held), ...aside, attempts })
}

function agreedMoment(ctx: Context, { callAt }: Input): Date {
  if (callAt === undefined) return failFields([{ field: 'callAt', code: 'required' }])
  const at = new Date(callAt)
  return at > ctx.now ? at : fail('day_not_ahead')
}

async function versionOf(ctx: Context, dealId: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select d.version from deals d where d.workspace_id = ${ctx.workspace.id} and d.id = ${dealId}`.execute(ctx.tx)
  return rows[0]?.version ?? 1
}

function standing(held: HeldProspect): Before {
  return {
    state: held.state,
    set_aside_until: held.set_aside_until,
    drop_reason: held.drop_reason,
    note: held.note,
    owner_id: held.owner_id,
    worked_by: held.worked_by,
    attempts: held.attempts,
    promised: held.reasons.includes('promised'),
    call_at: held.call_at?.toISOString() ?? null,
    retry_at: held.retry_at?.toISOString() ?? null,
    worked_at: held.worked_at?.toISOString() ?? null,
  }
}
