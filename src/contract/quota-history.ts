import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { day, id, instant, minor, nothing, page, pageQuery, price, text } from './primitives.ts'
import { quotaDifferenceKinds, quotaKinds, quotaPlan } from './quotas.ts'

const byId = z.strictObject({ id })

/** A place as the history names it; the name is null of the company, of an open place and of what is there no more. */
export const namedPlace = z.strictObject({ kind: z.enum(quotaKinds), name: z.nullable(z.string()) })

export const mostQuotaChanges = 50
export const mostQuotaReasons = 20
export const mostQuotaStays = 100

/** Why a version was made, as it was said; when and by whom is not known of what was said before that was kept. */
export const quotaReason = z.strictObject({
  reason: z.string(),
  saidAt: z.nullable(instant),
  saidBy: z.nullable(z.string()),
})

/** What was done to a quota plan, and whose amounts it changed: as far as the reader sees them. */
export const quotaVersion = z.strictObject({
  number: z.int(),
  kind: z.string(),
  recordedAt: instant,
  recordedBy: z.nullable(z.string()),
  approvedAt: z.nullable(instant),
  approvedBy: z.nullable(z.string()),
  /** Why, in the words of whoever plans, in the order in which it was said: at most 20. */
  reasons: z.array(quotaReason),
  /** Where it was left as it is though the teams in Settings differed, in the order in which it was said: at most 100. */
  stays: z.array(
    z.strictObject({
      kind: z.enum(quotaDifferenceKinds),
      member: z.nullable(z.string()),
      team: z.nullable(z.string()),
      saidAt: instant,
      saidBy: z.nullable(z.string()),
    }),
  ),
  /** What it was done to, and where a seller went, or who and what is new, below which place. */
  place: z.nullable(namedPlace),
  into: z.nullable(namedPlace),
  /** The day from which it holds, where it has one. */
  on: z.nullable(day),
  /** The months that amounts were set for; null: the whole plan. */
  span: z.nullable(z.strictObject({ fromMonth: z.int(), months: z.int() })),
  /** Per cent of full time. */
  capacity: z.nullable(z.strictObject({ before: z.number(), after: z.number() })),
  adjustment: z.nullable(z.strictObject({ name: z.string(), minor })),
  /** Sums over those months, of what it was done to first: null where there was nothing, or is nothing any more. At most 50. */
  changes: z.array(
    z.strictObject({ ...namedPlace.shape, beforeMinor: z.nullable(price), afterMinor: z.nullable(price) }),
  ),
  /** How many places have another amount. */
  changed: z.int(),
})
export type QuotaVersion = z.infer<typeof quotaVersion>

export const listQuotaVersions = endpoint({
  name: 'listQuotaVersions',
  method: 'GET',
  path: '/quota-plans/{id}/versions',
  permission: 'quotas.read',
  summary:
    'What was done to a quota plan, latest first: whose amounts changed, from what to what, by whom, when and why.',
  params: byId,
  query: z.strictObject({
    ...pageQuery,
    limit: z._default(z.coerce.number().check(z.int(), z.positive(), z.maximum(50)), 20),
  }),
  output: page(quotaVersion),
})
export const giveQuotaReason = endpoint({
  name: 'giveQuotaReason',
  method: 'POST',
  path: '/quota-plans/{id}/reasons',
  permission: 'quotas.plan',
  summary: 'Says why a version of a quota plan was made. What was said stays: what is said later stands beside it.',
  params: byId,
  body: z.strictObject({
    number: z.int().check(z.positive(), z.maximum(2_000_000_000)),
    reason: text(500).check(z.minLength(1)),
  }),
  output: nothing,
  errors: ['unknown_reference', 'too_many'],
})
export const leaveQuotaDifference = endpoint({
  name: 'leaveQuotaDifference',
  method: 'POST',
  path: '/quota-plans/{id}/stays',
  permission: 'quotas.plan',
  summary:
    'Says that the latest version of a quota plan stays as it is where it and the teams in Settings differ, until Settings change again.',
  params: byId,
  body: z.strictObject({ kind: z.enum(quotaDifferenceKinds), memberId: z.nullable(id), teamId: z.nullable(id) }),
  output: quotaPlan,
  errors: ['unknown_reference', 'too_many'],
})
