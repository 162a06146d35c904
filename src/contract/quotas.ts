import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { estimate } from './measurement.ts'
import { currency, day, id, instant, minor, nearDay, nothing, price, version } from './primitives.ts'
import { quotaEdit } from './quota-edits.ts'

const byId = z.strictObject({ id })

/** Who or what a quota is for; 'open' is a place that nobody holds yet, or not any more. */
export const quotaKinds = ['company', 'team', 'member', 'product', 'open'] as const
export type QuotaKind = (typeof quotaKinds)[number]

export const mostQuotaNodes = 1_500
export const mostAdjustments = 50

/** A place in the tree of a plan, as it is kept: only leaves have amounts, every other sum is that of what is below it. */
export const quotaNode = z.strictObject({
  id,
  parentId: z.nullable(id),
  kind: z.enum(quotaKinds),
  /** The team, the member or the product. */
  subjectId: z.nullable(id),
  /** Its share where shares are typed. */
  weight: z.number(),
  /** Per cent of full time. */
  capacity: z.number(),
  /** Per cent of full strength in each month since `from`; full after the last. */
  ramp: z.array(z.number()),
  /** The first day, and the day after the last; null: from the beginning, to the end. */
  from: z.nullable(day),
  until: z.nullable(day),
  /** Minor units, a month each; empty where something is below it. */
  amounts: z.array(price),
})
export type QuotaNode = z.infer<typeof quotaNode>

/** Where a proposal from below comes from: the seller's own results, those of colleagues, or there is nothing to go by. */
export const proposalBases = ['own', 'colleagues', 'none'] as const

/** What the seller's last twelve months say for this plan. */
export const quotaProposal = z.strictObject({
  nodeId: id,
  /** For the whole plan. */
  minor: price,
  basis: z.enum(proposalBases),
  wonMinor: price,
  wins: z.int(),
  /** Open deals that are to close within the plan, times the share won, drawn to that of all. */
  pipelineMinor: price,
})
export type QuotaProposal = z.infer<typeof quotaProposal>

/** What separates the figure from above from the one from below, by name. */
export const quotaAdjustment = z.strictObject({ id, name: z.string(), minor })

export const quotaContent = z.strictObject({
  /** How the year falls on its months: weights. */
  seasons: z.array(z.number()),
  nodes: z.array(quotaNode),
  bottomUp: z.nullable(z.strictObject({ on: day, growthPercent: z.number(), proposals: z.array(quotaProposal) })),
  adjustments: z.array(quotaAdjustment),
})
export type QuotaContent = z.infer<typeof quotaContent>

/** A place as it is shown: every one with its months. */
export const shownQuota = z.strictObject({
  ...quotaNode.shape,
  name: z.nullable(z.string()),
  depth: z.int(),
  /** From below, for the whole plan: the sum of the proposals. */
  proposedMinor: z.nullable(price),
})
export type ShownQuota = z.infer<typeof shownQuota>

const named = z.strictObject({ id, name: z.string() })
export const mostQuotaDifferences = 50
export const quotaDifferenceKinds = ['team', 'joined', 'moved', 'left'] as const

/**
 * Where a plan and the teams of the workspace differ: a team with sellers that has no place, a seller without a place, one in another
 * team, somebody who left and still has one. `follow` is the edit that makes the plan follow.
 */
export const quotaDifference = z.strictObject({
  kind: z.enum(quotaDifferenceKinds),
  member: z.nullable(named),
  /** Null: in none. */
  team: z.nullable(named),
  /** The day that the plan would follow from. */
  on: day,
  follow: quotaEdit,
  /** Who said that the plan stays as it is, and when; null where nobody did, or Settings have changed again since. */
  stays: z.nullable(z.strictObject({ saidAt: instant, saidBy: z.nullable(z.string()) })),
})
export type QuotaDifference = z.infer<typeof quotaDifference>

const planHead = {
  id,
  version,
  startsOn: day,
  /** The day after its last. */
  endsOn: day,
  months: z.int(),
  currency,
  approvedVersion: z.nullable(z.int()),
  approvedAt: z.nullable(instant),
  approvedBy: z.nullable(z.string()),
}
export const quotaPlan = z.strictObject({
  ...planHead,
  /** The version shown. */
  shown: z.int(),
  ...quotaContent.shape,
  nodes: z.array(shownQuota),
  /** Whether the whole plan is shown, or only what the reader sees of it. */
  isWhole: z.boolean(),
  /** From above less from below less the adjustments; null without proposals. */
  gapMinor: z.nullable(minor),
  /** For whoever plans, of the latest version of a year that is not over; at most 50. */
  differences: z.array(quotaDifference),
})
export type QuotaPlan = z.infer<typeof quotaPlan>

export const showFiscalCalendar = endpoint({
  name: 'showFiscalCalendar',
  method: 'GET',
  path: '/fiscal-calendar',
  permission: 'quotas.read',
  summary: 'The month that the fiscal year begins with, 1 to 12.',
  output: z.strictObject({ firstMonth: z.int(), today: day }),
})
export const setFiscalCalendar = endpoint({
  name: 'setFiscalCalendar',
  method: 'PUT',
  path: '/fiscal-calendar',
  permission: 'quotas.plan',
  summary: 'Says which month the fiscal year begins with, from the next plan on.',
  body: z.strictObject({ firstMonth: z.int().check(z.minimum(1), z.maximum(12)) }),
  output: z.strictObject({ firstMonth: z.int(), today: day }),
})
export const listQuotaPlans = endpoint({
  name: 'listQuotaPlans',
  method: 'GET',
  path: '/quota-plans',
  permission: 'quotas.read',
  summary: 'The quota plans, latest year first; at most 50.',
  output: z.strictObject({ items: z.array(z.strictObject(planHead)) }),
})
export const beginQuotaPlan = endpoint({
  name: 'beginQuotaPlan',
  method: 'POST',
  path: '/quota-plans',
  permission: 'quotas.plan',
  summary:
    "Begins the plan of a fiscal year with the company's goal, shared out to teams and sellers as they are today.",
  body: z.strictObject({
    /** A day of the year that is planned. */
    on: nearDay,
    goalMinor: price,
    /** How the year falls on its months; all alike unless said. */
    seasons: z.optional(z.array(z.number().check(z.minimum(0), z.maximum(1e6))).check(z.minLength(1), z.maxLength(12))),
  }),
  output: quotaPlan,
  status: 201,
  errors: ['quota_plan_exists', 'too_many'],
})
export const showQuotaPlan = endpoint({
  name: 'showQuotaPlan',
  method: 'GET',
  path: '/quota-plans/{id}',
  permission: 'quotas.read',
  summary: 'A quota plan as the reader sees it: the latest version, or an earlier one.',
  params: byId,
  query: z.strictObject({
    number: z.optional(z.coerce.number().check(z.int(), z.positive(), z.maximum(2_000_000_000))),
  }),
  output: quotaPlan,
})
export const editQuotaPlan = endpoint({
  name: 'editQuotaPlan',
  method: 'POST',
  path: '/quota-plans/{id}/edit',
  permission: 'quotas.plan',
  summary: 'Changes a quota plan: the next version of it. What is below a place sums to it to the last minor unit.',
  versioned: true,
  params: byId,
  body: quotaEdit,
  output: quotaPlan,
  errors: ['quota_does_not_fit', 'quota_out_of_place', 'unknown_reference', 'too_many'],
})
export const approveQuotaPlan = endpoint({
  name: 'approveQuotaPlan',
  method: 'POST',
  path: '/quota-plans/{id}/approve',
  permission: 'quotas.approve',
  summary:
    'Approves the latest version of a quota plan: it holds from now on. A gap to the figure from below must be settled.',
  versioned: true,
  params: byId,
  output: quotaPlan,
  errors: ['quota_gap_open'],
})
export const deleteQuotaPlan = endpoint({
  name: 'deleteQuotaPlan',
  method: 'DELETE',
  path: '/quota-plans/{id}',
  permission: 'quotas.plan',
  summary: 'Takes away a quota plan of which no version was ever approved.',
  params: byId,
  output: nothing,
  errors: ['quota_plan_approved'],
})
/** What was won for a place of the plan. */
export const attainment = z.strictObject({
  nodeId: id,
  /** Minor units of the plan's currency, a month each. */
  won: z.array(minor),
  /** Its quota up to the day, by the seasons of the plan. */
  dueMinor: price,
})
export const showAttainment = endpoint({
  name: 'showAttainment',
  method: 'GET',
  path: '/quota-plans/{id}/attainment',
  permission: 'quotas.read',
  summary: 'What was won against the quotas of a plan, place by place and month by month, and what was due by the day.',
  params: byId,
  query: z.strictObject({ as_of: z.optional(day) }),
  output: z.strictObject({
    asOf: day,
    items: z.array(attainment),
    /** Amounts in currencies without a rate: in no sum. */
    withoutRate: z.int(),
    /** What counts for the company alone, by whoever won it without a place in the plan then, most first; for those who see the company. */
    outside: z.array(z.strictObject({ owner: z.nullable(z.strictObject({ id, name: z.string() })), minor })),
  }),
})
export type Attainment = z.infer<typeof showAttainment.output>

/** A quota of a stage or an activity, of a month on average; null where there is too little to go by. */
export const showStageQuotas = endpoint({
  name: 'showStageQuotas',
  method: 'GET',
  path: '/quota-plans/{id}/stages',
  permission: 'quotas.read',
  summary:
    "What a place's quota asks of every stage: wins, deals that must enter each stage, and touches, by own conversions that are drawn to those of all.",
  params: byId,
  query: z.strictObject({
    /** The first place that one sees unless said. */
    node: z.optional(id),
    month: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(11)), 0),
  }),
  output: z.strictObject({
    quotaMinor: price,
    currency,
    /** Deals with an end, own and of all, that this goes by; and the least that it asks for. */
    ownDeals: z.int(),
    allDeals: z.int(),
    least: z.int(),
    meanWon: estimate,
    wins: estimate,
    stages: z.array(z.strictObject({ key: z.string(), name: z.string(), conversion: estimate, entries: estimate })),
    /** Touches a month, by channel. */
    touches: z.array(z.strictObject({ channel: z.string(), perDeal: estimate, needed: estimate })),
  }),
  errors: ['no_published_process'],
})
export type StageQuotas = z.infer<typeof showStageQuotas.output>
