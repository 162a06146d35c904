import * as z from 'zod/mini'
import { bonusGoals, termsVersion } from './commission-plans.ts'
import { endpoint } from './endpoint.ts'
import { currency, day, id, instant, minor, page, pageQuery, price, text, nearDay } from './primitives.ts'

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })

export const lineKinds = ['sale', 'accelerator', 'bonus', 'cap', 'claw_back', 'correction', 'adjustment'] as const
export const commentStates = ['open', 'accepted', 'declined'] as const

/** What a line was reckoned from. */
export const lineDetails = z.strictObject({
  /** The part of the sale that counts, in the plan's currency, and where it stands among the sales of the period. */
  creditMinor: z.optional(minor),
  startMinor: z.optional(minor),
  /** Hundredths of a per cent of the win. */
  share: z.optional(z.int()),
  /** As it was sold. */
  sold: z.optional(z.strictObject({ minor, currency })),
  wonOn: z.optional(day),
  /** Of a bonus, or of an adjustment. */
  name: z.optional(z.string()),
})
export type LineDetails = z.infer<typeof lineDetails>

export const partKinds = ['tier', 'beyond', 'goal', 'cap', 'earned', 'granted', 'booked'] as const

/** A part of what a line comes to. */
export const linePart = z.strictObject({
  /**
   * What lies in a tier, what lies beyond the quota, a goal that was reached, what was granted; of what is over the cap, the cap and what
   * all else had come to; of what is set right, what was booked before.
   */
  kind: z.enum(partKinds),
  /** Whose rate it is for: it begins and ends (null: nowhere) at an amount, or at hundredths of a per cent of the quota. */
  tier: z.nullable(
    z.strictObject({ by: z.enum(['amount', 'quota']), from: z.int(), until: z.nullable(z.int()), rate: z.int() }),
  ),
  /** How much of what counts of the sale lies there. */
  ofMinor: z.nullable(minor),
  goal: z.nullable(z.strictObject({ by: z.enum(bonusGoals), reach: z.int() })),
  /** The first day of the period whose statement has booked it. */
  statementOn: z.nullable(day),
  minor,
})
export type LinePart = z.infer<typeof linePart>

export const commissionLine = z.strictObject({
  /** Null until the period is closed. */
  id: z.nullable(id),
  key: z.string(),
  kind: z.enum(lineKinds),
  /** The first day of the period that it is about. */
  forOn: day,
  deal: z.nullable(named),
  minor,
  details: lineDetails,
  /** How it came about: they sum to it, to the last minor unit. */
  parts: z.array(linePart),
  comments: z.int(),
  /** Where a dispute about it stands; null without one. */
  state: z.nullable(z.enum(commentStates)),
})
export type CommissionLine = z.infer<typeof commissionLine>

/** Why something is in no line: no rate of a currency, no quota where the terms ask for one. */
export const commissionGaps = ['rate', 'quota'] as const

export const commissionStatement = z.strictObject({
  /** Null while the period runs, or is not closed. */
  id: z.nullable(id),
  member: named,
  plan: named,
  terms: termsVersion,
  from: day,
  /** The day after the last. */
  until: day,
  knownAt: instant,
  closedBy: z.nullable(z.string()),
  /** Whether the period is over, so that it can be closed. */
  isOver: z.boolean(),
  quotaMinor: z.nullable(price),
  soldMinor: minor,
  totalMinor: minor,
  lines: z.array(commissionLine),
  gaps: z.array(z.strictObject({ kind: z.enum(commissionGaps), count: z.int() })),
})
export type CommissionStatement = z.infer<typeof commissionStatement>

export const listCommissions = endpoint({
  name: 'listCommissions',
  method: 'GET',
  path: '/commissions',
  permission: 'commission.read',
  summary: 'What members earn in the period of a day: oneself, one’s team, or all, whom one may see; by name.',
  query: z.strictObject({
    ...pageQuery,
    limit: z._default(z.coerce.number().check(z.int(), z.positive(), z.maximum(50)), 25),
    on: z.optional(nearDay),
  }),
  output: page(
    z.strictObject({
      member: named,
      plan: named,
      currency,
      from: day,
      until: day,
      quotaMinor: z.nullable(price),
      soldMinor: minor,
      totalMinor: minor,
      isOver: z.boolean(),
      /** The closed statement; null while there is none. */
      statementId: z.nullable(id),
      /** Lines about which a dispute is open. */
      disputes: z.int(),
    }),
  ),
})
export const showCommission = endpoint({
  name: 'showCommission',
  method: 'GET',
  path: '/commissions/{id}',
  permission: 'commission.read',
  summary: "A member's statement for the period of a day: as it was closed, or as it stands now.",
  params: byId,
  query: z.strictObject({ on: z.optional(nearDay) }),
  output: commissionStatement,
  errors: ['no_commission_plan'],
})
export const closeCommission = endpoint({
  name: 'closeCommission',
  method: 'POST',
  path: '/commissions/{id}/close',
  permission: 'commission.manage',
  summary:
    "Closes a member's period that is over: its lines are kept as they are, and what changes later comes into a later statement.",
  params: byId,
  body: z.strictObject({ on: nearDay }),
  output: commissionStatement,
  errors: ['no_commission_plan', 'commission_not_over', 'commission_closed'],
})
export const replayCommission = endpoint({
  name: 'replayCommission',
  method: 'GET',
  path: '/commission-statements/{id}/replay',
  permission: 'commission.read',
  summary:
    'Reckons a closed statement again from the facts as they were known, and names every line that differs: there should be none.',
  params: byId,
  output: z.strictObject({
    isSame: z.boolean(),
    differences: z.array(z.strictObject({ key: z.string(), stored: z.nullable(minor), replayed: z.nullable(minor) })),
  }),
})
export const listCommissionComments = endpoint({
  name: 'listCommissionComments',
  method: 'GET',
  path: '/commission-lines/{id}/comments',
  permission: 'commission.read',
  summary: 'What is said about a line of a closed statement, in order; at most 200.',
  params: byId,
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        id,
        author: z.nullable(z.string()),
        text: z.string(),
        state: z.enum(commentStates),
        minor: z.nullable(minor),
        at: instant,
      }),
    ),
  }),
})
export const commentCommission = endpoint({
  name: 'commentCommission',
  method: 'POST',
  path: '/commission-lines/{id}/comments',
  permission: 'commission.read',
  summary:
    'Says something about a line: who earns it disputes it; who runs commission accepts, with what is set right in the next statement, or declines.',
  params: byId,
  body: z.strictObject({
    text: text(2000).check(z.minLength(1)),
    state: z._default(z.enum(commentStates), 'open'),
    minor: z.optional(z.nullable(minor)),
  }),
  output: z.strictObject({ id }),
  status: 201,
  errors: ['too_many', 'forbidden'],
})
/** What has a row of its own in the file: each line, or each part of one. */
export const payrollRows = ['lines', 'parts'] as const
const payrollQuery = z.strictObject({
  from: day,
  until: day,
  rows: z._default(z.enum(payrollRows), 'lines'),
  language: z.optional(z.string().check(z.maxLength(10))),
})
export const downloadPayroll = endpoint({
  name: 'downloadPayroll',
  method: 'GET',
  path: '/commission-payroll/csv',
  permission: 'commission.manage',
  summary:
    'The statements that were closed for periods that end within some days, line by line, or tier by tier within each, as CSV.',
  query: payrollQuery,
  output: z.string(),
  produces: 'text/csv',
})
export const downloadPayrollWorkbook = endpoint({
  name: 'downloadPayrollWorkbook',
  method: 'GET',
  path: '/commission-payroll/xlsx',
  permission: 'commission.manage',
  summary: 'The same as a workbook.',
  query: payrollQuery,
  output: z.string(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})

const share = z.strictObject({ memberId: id, basisPoints: z.int().check(z.minimum(1), z.maximum(10_000)) })
export const dealCommission = z.strictObject({
  /** Who shares the win; empty: it is the owner's alone. */
  split: z.array(z.strictObject({ ...share.shape, name: z.string() })),
  /** What the deal brings, or would bring if it were won today for its amount: of those whose commission one may see. */
  items: z.array(
    z.strictObject({
      member: named,
      currency,
      minor,
      soldMinor: minor,
      quotaMinor: z.nullable(price),
      /** Of all it brings: for the sale, for being beyond the quota, for goals it reaches; less what the cap keeps. */
      parts: z.array(z.strictObject({ kind: z.enum(lineKinds), minor, name: z.nullable(z.string()) })),
    }),
  ),
})
export type DealCommission = z.infer<typeof dealCommission>
export const showDealCommission = endpoint({
  name: 'showDealCommission',
  method: 'GET',
  path: '/deals/{id}/commission',
  permission: 'commission.read',
  summary: 'What a deal would bring if it were won today, and how it is split.',
  params: byId,
  output: dealCommission,
})
export const splitDeal = endpoint({
  name: 'splitDeal',
  method: 'PUT',
  path: '/deals/{id}/split',
  permission: 'deals.assign',
  summary:
    'Says who shares the win of a deal: hundredths of a per cent that sum to 10,000; none: it is the owner’s alone.',
  params: byId,
  body: z.strictObject({ shares: z.array(share).check(z.maxLength(20)) }),
  output: dealCommission,
  errors: ['unknown_reference', 'split_not_whole'],
})
