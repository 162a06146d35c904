import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { day, id, page, pageQuery } from './primitives.ts'

/** What is advised, in the order in which it matters. */
export const adviceCodes = [
  'gap_too_wide',
  'work_on_closing',
  'more_prospecting',
  'less_prospecting',
  'one_deal_carries',
  'let_go',
] as const
export type AdviceCode = (typeof adviceCodes)[number]
export const adviceAnswers = ['taken', 'dismissed'] as const
export const verdicts = ['helped', 'did_not', 'unclear'] as const

/** Numbers that the words of an advice are filled with; counts, shares from 0 to 1, days, and money in minor units. */
const numbers = z.record(z.string(), z.number())

export const advice = z.strictObject({
  id,
  member: z.strictObject({ id, name: z.string() }),
  code: z.enum(adviceCodes),
  on: day,
  numbers,
  /** The deal that it is about. */
  dealId: z.nullable(id),
  answer: z.nullable(z.enum(adviceAnswers)),
  /** When it is looked at whether it helped, and what was found. */
  checkOn: day,
  verdict: z.nullable(z.enum(verdicts)),
  /** What it is about, then and at the check. */
  before: z.number(),
  after: z.nullable(z.number()),
  /** Since when its manager sees it. */
  managerFrom: day,
})
export type Advice = z.infer<typeof advice>

export const listAdvices = endpoint({
  name: 'listAdvices',
  method: 'GET',
  path: '/coaching/advices',
  permission: 'measurement.read',
  summary: 'What is advised to oneself, and, after the delay that the workspace chose, to those whose deals one sees.',
  query: z.strictObject({
    ...pageQuery,
    member: z.optional(id),
    team: z.optional(id),
    which: z._default(z.enum(['standing', 'past']), 'standing'),
  }),
  output: page(advice),
})
export const answerAdvice = endpoint({
  name: 'answerAdvice',
  method: 'POST',
  path: '/coaching/advices/{id}/answer',
  permission: 'deals.work',
  summary: 'Take an advice up, or put it aside: only the one it was given to.',
  params: z.strictObject({ id }),
  body: z.strictObject({ answer: z.enum(adviceAnswers) }),
  output: advice,
  errors: ['not_found'],
})

export const coachingChoice = z.strictObject({
  /** Days that an advice is the seller's alone. */
  delayDays: z.int().check(z.minimum(0), z.maximum(90)),
  /** The most calls that a day holds. */
  callsPerDay: z.int().check(z.minimum(1), z.maximum(300)),
})
export type CoachingChoice = z.infer<typeof coachingChoice>
export const showCoachingChoice = endpoint({
  name: 'showCoachingChoice',
  method: 'GET',
  path: '/coaching/choice',
  permission: 'measurement.read',
  summary: 'After how many days managers see advice, and how many calls a day holds.',
  output: coachingChoice,
})
export const chooseCoaching = endpoint({
  name: 'chooseCoaching',
  method: 'PUT',
  path: '/coaching/choice',
  permission: 'deals.assign',
  summary: 'Choose after how many days managers see advice, and how many calls a day holds.',
  body: coachingChoice,
  output: coachingChoice,
})

export const backTestAdvice = endpoint({
  name: 'backTestAdvice',
  method: 'GET',
  path: '/coaching/back-test',
  permission: 'measurement.read',
  summary: 'Advice as it would have been given each month of the last year, beside the wins of the 91 days after.',
  output: z.strictObject({
    months: z.int(),
    /** Sellers and months that had enough to go by, and those of them after which wins fell short of 70 % of what was usual. */
    cases: z.int(),
    shortfalls: z.int(),
    rows: z.array(
      z.strictObject({
        code: z.enum(adviceCodes),
        given: z.int(),
        /** Given, and a shortfall came. */
        followed: z.int(),
        precision: z.nullable(z.number()),
        recall: z.nullable(z.number()),
      }),
    ),
  }),
})
