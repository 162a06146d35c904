import type { Deal } from '../../../contract/deals.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { FieldError } from '../../../contract/errors.ts'
import { qualificationAspects } from '../../../contract/facts.ts'
import type { Aspect } from '../../../contract/qualification.ts'
import type { qualifyDeal as endpoint } from '../../../contract/qualifying.ts'
import type { Context } from '../../kernel/context.ts'
import { failFields } from '../../kernel/fail.ts'
import { holdDeal, showDeal, timeOfEdit } from './hold.ts'
import { type AnyFact, save } from './save.ts'

type Input = BodyOf<typeof endpoint>

/** Says what is known of a deal's qualification. The deal keeps what holds today; the log, what was known when. */
export async function qualifyDeal(ctx: Context, id: string, input: Input): Promise<Deal> {
  const held = await holdDeal(ctx, id)
  requireOrder(input)
  const said = qualificationAspects.filter((aspect) => input[aspect] !== undefined)
  const kept = Object.entries(held.qualification).filter(([aspect]) => !said.some((each) => each === aspect))
  const anew = said.flatMap((aspect) => {
    const assessed = input[aspect]
    return assessed ? [[aspect, { ...assessed, at: ctx.now.toISOString() }]] : []
  })
  const occurredAt = timeOfEdit(ctx, held)
  await save(ctx, held, {
    set: { qualification: JSON.stringify(Object.fromEntries([...kept, ...anew])) },
    fields: ['qualification'],
    facts: said.map((aspect) => ({ ...qualified(aspect, input, held.currency), occurredAt })),
  })
  return showDeal(ctx, id)
}

/** As the log tells it: what can be counted, not the words. */
function qualified(aspect: Aspect, input: Input, currency: string): AnyFact {
  const assessed = input[aspect]
  if (!assessed) return { type: 'deal.qualified', data: { aspect, verdict: null } }
  const { words: _, ...counted } = assessed
  const money = aspect === 'means' ? { currency: input.means?.currency ?? currency } : {}
  return { type: 'deal.qualified', data: { aspect, ...counted, ...money } }
}

/** A range runs upwards, and a decision is not likely before it is possible. */
function requireOrder({ means, time }: Input): void {
  const wrong: FieldError[] = []
  if (means && isAfter(means.lowMinor, means.highMinor)) wrong.push({ field: 'means.highMinor', code: 'too_small' })
  if (time && isAfter(time.earliestOn, time.likelyOn)) wrong.push({ field: 'time.likelyOn', code: 'too_small' })
  if (time && isAfter(time.likelyOn ?? time.earliestOn, time.latestOn)) {
    wrong.push({ field: 'time.latestOn', code: 'too_small' })
  }
  if (wrong.length > 0) failFields(wrong)
}

function isAfter<Value extends string | number>(
  one: Value | null | undefined,
  other: Value | null | undefined,
): boolean {
  return one !== null && one !== undefined && other !== null && other !== undefined && one > other
}
