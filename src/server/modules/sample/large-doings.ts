import type { Calendar } from './large-calendar.ts'
import { none } from './large-calendar.ts'
import type { LargeDeal, LargePlan } from './large.ts'
import type { Random } from './random.ts'

/** What somebody did for a deal on a day: a touch, and what it led to. */
export interface LargeTouch {
  /** Days since the calendar's first. */
  readonly day: number
  readonly channel: (typeof channels)[number][0]
  readonly direction: 'outbound' | 'inbound'
  readonly outcome: (typeof outcomes)[number][0]
  readonly approach: (typeof approaches)[number] | null
  readonly minutes: number | null
  /** A next step was planned then, for so many days later, and done. */
  readonly stepDoneAfter: number | null
  readonly objection: LargeObjection | null
}

export interface LargeObjection {
  readonly kind: (typeof kinds)[number][0]
  /** Null where nobody has told what came of it. */
  readonly outcome: 'overcome' | 'stands' | null
}

const mostTouches = 6

/** The touches of a deal between two days, in their order. */
export function touchesBetween(random: Random, first: number, last: number): LargeTouch[] {
  const days = Array.from({ length: random.whole(1, mostTouches) }, () => random.whole(first, last))
  return days.toSorted((one, other) => one - other).map((day, number) => touchOn(random, { day, number, last }))
}

function touchOn(random: Random, { day, number, last }: { day: number; number: number; last: number }): LargeTouch {
  const channel = random.weighted(channels)
  const isOurs = random.chance(0.75)
  const takesTime = channel === 'phone' || channel === 'meeting' || channel === 'visit'
  return {
    day,
    channel,
    direction: isOurs ? 'outbound' : 'inbound',
    outcome: isOurs ? random.weighted(outcomes) : 'reached',
    approach: number === 0 && isOurs && random.chance(0.6) ? random.pick(approaches) : null,
    minutes: takesTime && random.chance(0.7) ? random.whole(2, 60) : null,
    stepDoneAfter: random.chance(0.2) ? Math.min(last - day, random.whole(0, 10)) : null,
    objection: random.chance(0.08) ? { kind: random.weighted(kinds), outcome: random.weighted(settled) } : null,
  }
}

const channels = [
  ['phone', 45],
  ['email', 35],
  ['meeting', 10],
  ['visit', 5],
  ['linkedin', 5],
] as const

const outcomes = [
  ['reached', 40],
  ['no_answer', 25],
  ['sent', 20],
  ['left_message', 8],
  ['call_back', 5],
  ['refused', 2],
] as const

const approaches = ['gift', 'question', 'product'] as const

const kinds = [
  ['price', 40],
  ['timing', 20],
  ['competitor', 15],
  ['trust', 15],
  ['authority', 10],
] as const

const settled = [
  ['overcome', 55],
  ['stands', 35],
  [null, 10],
] as const

export const touchColumns = [
  'workspace_id',
  'id',
  'channel',
  'direction',
  'outcome',
  'approach',
  'minutes',
  'occurred_at',
  'deal_id',
  'company_id',
  'author_kind',
  'author_id',
  'created_at',
] as const

export const objectionColumns = [
  'workspace_id',
  'id',
  'deal_id',
  'kind',
  'raised_at',
  'outcome',
  'settled_at',
  'created_at',
] as const

/** The id of a deal's touch, and of the objection that came up in it: they count on from deal to deal. */
const idOf = ({ prefix }: LargeDeal, number: number) =>
  `${prefix}${number.toString(16).padStart(3, '0')}-9000-000000000000`

export function touchLines({ workspaceId }: LargePlan, deal: LargeDeal, { at }: Calendar): string {
  let lines = ''
  for (const [number, touch] of deal.touches.entries()) {
    const { channel, direction, outcome, approach, minutes } = touch
    const when = at(touch.day, 12)
    lines += `${workspaceId}\t${idOf(deal, number)}\t${channel}\t${direction}\t${outcome}\t${approach ?? none}\t${minutes ?? none}\t${when}\t${deal.id}\t${deal.company}\tmember\t${deal.owner}\t${when}\n`
  }
  return lines
}

export function objectionLines({ workspaceId }: LargePlan, deal: LargeDeal, { at }: Calendar): string {
  let lines = ''
  for (const [number, { day, objection }] of deal.touches.entries()) {
    if (objection === null) continue
    const { kind, outcome } = objection
    const settled = outcome === null ? none : at(day, 14)
    lines += `${workspaceId}\t${idOf(deal, number)}\t${deal.id}\t${kind}\t${at(day, 13)}\t${outcome ?? none}\t${settled}\t${at(day, 13)}\n`
  }
  return lines
}

interface LargeFact {
  readonly type: string
  readonly when: string
  /** As JSON. */
  readonly data: string
}

/** What the log of a deal tells of its touches and what they led to. */
export function touchFacts(deal: LargeDeal, { at }: Calendar): LargeFact[] {
  return deal.touches.flatMap((touch, number) => {
    const { day, channel, direction, outcome, approach, minutes, stepDoneAfter, objection } = touch
    const id = idOf(deal, number)
    const how = { ...(approach === null ? {} : { approach }), ...(minutes === null ? {} : { minutes }) }
    const told = { touchId: id, channel, direction, outcome, ...how, primary: true }
    const facts: LargeFact[] = [{ type: 'deal.touched', when: at(day, 12), data: JSON.stringify(told) }]
    if (objection !== null) {
      const raised = { objectionId: id, kind: objection.kind }
      facts.push({ type: 'deal.objection_raised', when: at(day, 13), data: JSON.stringify(raised) })
    }
    if (objection?.outcome) {
      const settled = { objectionId: id, outcome: objection.outcome }
      facts.push({ type: 'deal.objection_settled', when: at(day, 14), data: JSON.stringify(settled) })
    }
    if (stepDoneAfter !== null) {
      const done = day + stepDoneAfter
      const data = JSON.stringify({ on: at(done, 0).slice(0, 10) })
      facts.push({ type: 'deal.next_step_planned', when: at(day, 13), data })
      facts.push({ type: 'deal.next_step_done', when: at(done, 15), data })
    }
    return facts
  })
}
