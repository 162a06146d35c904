import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { currency, day, id, instant, line, price, version } from './primitives.ts'

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })
/** Hundredths of a per cent: 10,000 is the whole. */
const basisPoints = z.int().check(z.minimum(0), z.maximum(10_000))
const reach = z.int().check(z.minimum(0), z.maximum(1_000_000_000_000))

export const commissionPeriods = ['month', 'quarter', 'year'] as const
export const bonusGoals = ['quota', 'amount', 'wins'] as const

/** What a plan pays for what is won in a period. */
export const commissionTerms = z.strictObject({
  currency,
  period: z.enum(commissionPeriods),
  /** What tiers begin at is an amount in minor units, or hundredths of a per cent of the quota. */
  tiersBy: z.enum(['amount', 'quota']),
  /** Each rate is for the part of the sales between its beginning and the next one's. The first begins at 0. */
  tiers: z.array(z.strictObject({ from: reach, rate: basisPoints })).check(z.minLength(1), z.maxLength(20)),
  /** Paid beside, for the part of the sales beyond so much of the quota. */
  accelerators: z.array(z.strictObject({ fromQuota: reach, rate: basisPoints })).check(z.maxLength(10)),
  /** No more than this for a period. */
  capMinor: z.nullable(price),
  /** A win that is reversed within so many days is taken back; null: however late; 0: never. */
  clawBackDays: z.nullable(z.int().check(z.minimum(0), z.maximum(3650))),
  /** Paid once a period for what was reached: of the quota in hundredths of a per cent, an amount, a number of wins. */
  bonuses: z
    .array(z.strictObject({ name: line(80), goal: z.enum(bonusGoals), reach, minor: price }))
    .check(z.maxLength(20)),
})
export type CommissionTerms = z.infer<typeof commissionTerms>

export const termsVersion = z.strictObject({
  id,
  number: z.int(),
  validFrom: day,
  terms: commissionTerms,
  recordedAt: instant,
})
export const commissionPlan = z.strictObject({
  id,
  version,
  name: z.string(),
  retired: z.boolean(),
  /** Latest first; at most 50. */
  terms: z.array(termsVersion),
  /** On it today. */
  members: z.array(z.strictObject({ ...named.shape, from: day })),
})
export type CommissionPlan = z.infer<typeof commissionPlan>

export const listCommissionPlans = endpoint({
  name: 'listCommissionPlans',
  method: 'GET',
  path: '/commission-plans',
  permission: 'commission.manage',
  summary: 'The commission plans with all their terms, by name; at most 100.',
  output: z.strictObject({ items: z.array(commissionPlan) }),
})
export const addCommissionPlan = endpoint({
  name: 'addCommissionPlan',
  method: 'POST',
  path: '/commission-plans',
  permission: 'commission.manage',
  summary: 'Adds a commission plan with its first terms.',
  body: z.strictObject({ name: line(80), validFrom: day, terms: commissionTerms }),
  output: commissionPlan,
  status: 201,
  errors: ['name_taken', 'unknown_currency', 'tiers_invalid', 'too_many'],
})
export const changeCommissionPlan = endpoint({
  name: 'changeCommissionPlan',
  method: 'PATCH',
  path: '/commission-plans/{id}',
  permission: 'commission.manage',
  summary: 'Renames a commission plan, or takes it out of use for new members.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ name: line(80), retired: z.boolean() })),
  output: commissionPlan,
  errors: ['name_taken'],
})
export const setCommissionTerms = endpoint({
  name: 'setCommissionTerms',
  method: 'POST',
  path: '/commission-plans/{id}/terms',
  permission: 'commission.manage',
  summary:
    'New terms of a plan, for the periods that begin on a day or later. What was closed keeps the terms it was closed by.',
  versioned: true,
  params: byId,
  body: z.strictObject({ validFrom: day, terms: commissionTerms }),
  output: commissionPlan,
  errors: ['unknown_currency', 'tiers_invalid', 'too_many'],
})
export const putOnCommissionPlan = endpoint({
  name: 'putOnCommissionPlan',
  method: 'POST',
  path: '/commission-plans/{id}/members',
  permission: 'commission.manage',
  summary: 'Puts members on a plan from the first of a month on, or takes them off it.',
  params: byId,
  body: z.strictObject({
    memberIds: z.array(id).check(z.minLength(1), z.maxLength(200)),
    /** Any day of the month. */
    from: day,
    off: z._default(z.boolean(), false),
  }),
  output: commissionPlan,
  errors: ['unknown_reference'],
})
