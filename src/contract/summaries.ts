import * as z from 'zod/mini'
import { adviceCodes } from './coaching.ts'
import { pinnedFigure } from './dashboards.ts'
import { endpoint } from './endpoint.ts'
import { duration } from './measurement.ts'
import { currency, day, id, instant, language, nearDay } from './primitives.ts'

/** What is counted of a week. */
export const weekCounts = ['opened', 'won', 'lost'] as const
export type WeekCount = (typeof weekCounts)[number]

/** Whether a week's count is more or less than usual by more than chance brings; `unknown` under eight weeks to go by. */
export const weekVerdicts = ['more', 'less', 'usual', 'unknown'] as const

const named = z.strictObject({ id, name: z.string() })

export const weeklySummary = z.strictObject({
  /** Monday to Sunday; the numbers are as of the last day, or of today where that is earlier. */
  from: day,
  to: day,
  asOf: day,
  knownAt: instant,
  /** Whole weeks before it that the usual is taken of, at most 26. */
  weeks: z.int(),
  counts: z.array(
    z.strictObject({
      code: z.enum(weekCounts),
      count: z.int(),
      /** The mean of the weeks before, with its exact 95 % limits (Poisson). */
      usual: z.nullable(z.number()),
      low: z.nullable(z.number()),
      high: z.nullable(z.number()),
      verdict: z.enum(weekVerdicts),
    }),
  ),
  /** The largest wins of the week, at most five. */
  won: z.array(z.strictObject({ ...named.shape, amountMinor: z.nullable(z.int()), currency })),
  /** Time to signature as of the day, and four weeks before it. */
  pace: z.strictObject({ n: z.int(), now: duration, before: duration, beforeOn: day }),
  /** What moved in the default process, and how many deals are stalled in it; null without a published process. */
  process: z.nullable(
    z.strictObject({
      stages: z.array(z.strictObject({ key: z.string(), name: z.string(), entered: z.int(), onward: z.int() })),
      stalled: z.nullable(z.int()),
    }),
  ),
  /** Advice that stands: one's own, and that of sellers one leads after the delay that was chosen. At most ten. */
  advices: z.array(
    z.strictObject({
      id,
      code: z.enum(adviceCodes),
      numbers: z.record(z.string(), z.number()),
      member: named,
      isOwn: z.boolean(),
    }),
  ),
  /** The figures that one has pinned to Today. */
  pinned: z.array(
    z.strictObject({
      ...pinnedFigure.shape,
      unit: z.enum(['days', 'share', 'money', 'deals']),
      value: z.nullable(z.number()),
      low: z.nullable(z.number()),
      high: z.nullable(z.number()),
    }),
  ),
  currency,
})
export type WeeklySummary = z.infer<typeof weeklySummary>

export const showWeeklySummary = endpoint({
  name: 'showWeeklySummary',
  method: 'GET',
  path: '/summaries/weekly',
  permission: 'measurement.read',
  summary:
    'A week in numbers, of what one sees: last week, or the one that a day named lies in; by what is known now, or was then.',
  query: z.strictObject({ day: z.optional(nearDay), known_at: z.optional(instant) }),
  output: weeklySummary,
})

export const summaryChoice = z.strictObject({
  /** Whether this server can send mail; without it nothing is sent, whatever was chosen. */
  canMail: z.boolean(),
  /** Whether members get it who chose nothing. */
  forAll: z.boolean(),
  /** What one chose for oneself; null for nothing. */
  own: z.nullable(z.boolean()),
})
export type SummaryChoice = z.infer<typeof summaryChoice>

export const showSummaryChoice = endpoint({
  name: 'showSummaryChoice',
  method: 'GET',
  path: '/summaries/choice',
  permission: 'measurement.read',
  summary: 'Whether one gets the summary of the week by mail, and whether others do who chose nothing.',
  output: summaryChoice,
})
export const chooseSummary = endpoint({
  name: 'chooseSummary',
  method: 'PUT',
  path: '/summaries/choice',
  permission: 'measurement.read',
  summary: 'Choose for oneself whether the summary of the week comes by mail; null goes by the workspace.',
  body: z.strictObject({ own: z.nullable(z.boolean()) }),
  output: summaryChoice,
})
export const chooseSummaryForAll = endpoint({
  name: 'chooseSummaryForAll',
  method: 'PUT',
  path: '/summaries/for-all',
  permission: 'workspace.manage',
  summary: 'Choose whether members who chose nothing get the summary of the week by mail.',
  body: z.strictObject({ forAll: z.boolean() }),
  output: summaryChoice,
})

export const stopSummary = endpoint({
  name: 'stopSummary',
  method: 'POST',
  path: '/summaries/stop',
  permission: 'anyone',
  summary: 'Stops the weekly summary for whom a mail was sent to, by the secret in that mail; or begins it again.',
  body: z.strictObject({
    token: z.string().check(z.minLength(1), z.maxLength(200)),
    wanted: z._default(z.boolean(), false),
  }),
  output: z.strictObject({ workspace: z.string(), language, wanted: z.boolean() }),
  errors: ['not_found'],
})
