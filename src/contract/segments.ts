import * as z from 'zod/mini'
import { dealItem } from './deals.ts'
import { endpoint } from './endpoint.ts'
import { touch } from './outreach.ts'
import { day, id, instant, line, nothing, page, pageQuery, text, version, nearDay } from './primitives.ts'

const byId = z.strictObject({ id })

/** The customers that a target market can be made of. */
export const segmentKinds = ['companies', 'people', 'households'] as const
export type SegmentKind = (typeof segmentKinds)[number]

export const mostSegments = 50

/** A filter as JSON (filters.ts); its fields are those of the kind it judges. */
const filter = z.record(z.string(), z.unknown())

const fields = {
  name: line(60),
  note: z.nullable(text(1000)),
  filter,
}

/** A target market: a rule over the fields of customers. Whoever fits one that is in use is somebody to sell to. */
export const segment = z.strictObject({
  id,
  version,
  kind: z.enum(segmentKinds),
  ...fields,
  retired: z.boolean(),
  /** How many customers fit now, counted up to 1,000. */
  fitting: z.int(),
  createdAt: instant,
})
export type Segment = z.infer<typeof segment>

export const listSegments = endpoint({
  name: 'listSegments',
  method: 'GET',
  path: '/segments',
  permission: 'base.read',
  summary: 'The target markets, by name, with how many customers fit each; retired ones too if asked.',
  query: z.strictObject({ retired: z.optional(z.literal('true')) }),
  output: z.strictObject({ items: z.array(segment) }),
})
export const addSegment = endpoint({
  name: 'addSegment',
  method: 'POST',
  path: '/segments',
  permission: 'process.edit',
  summary:
    'Adds a target market; prospects are ranked anew by it. It judges the same for everybody, so it names no “me”.',
  body: z.strictObject({ kind: z.enum(segmentKinds), name: fields.name, note: z.optional(fields.note), filter }),
  output: segment,
  status: 201,
  errors: ['name_taken', 'too_many'],
})
export const changeSegment = endpoint({
  name: 'changeSegment',
  method: 'PATCH',
  path: '/segments/{id}',
  permission: 'process.edit',
  summary: 'Changes a target market, retires it or takes it back into use; prospects are ranked anew by it.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ ...fields, retired: z.boolean() })),
  output: segment,
  errors: ['name_taken', 'too_many'],
})
export const deleteSegment = endpoint({
  name: 'deleteSegment',
  method: 'DELETE',
  path: '/segments/{id}',
  permission: 'process.edit',
  summary: 'Deletes a target market; customers stay.',
  params: byId,
  output: nothing,
})

/** How somebody stands to one target market: each of its rules, in the words of a filter, met or not. */
const judged = z.strictObject({
  segment: z.strictObject({ id, name: z.string(), kind: z.enum(segmentKinds) }),
  fits: z.boolean(),
  rules: z.array(z.strictObject({ rule: filter, met: z.boolean() })),
})
export type Judged = z.infer<typeof judged>

export const showFit = endpoint({
  name: 'showFit',
  method: 'GET',
  path: '/fits/{kind}/{id}',
  permission: 'base.read',
  summary:
    'Whether a customer, or that of a deal, is in a target market, and why: every market that judges its kind, each rule met or not. A person is also judged by where they work.',
  params: z.strictObject({ kind: z.enum([...segmentKinds, 'deals']), id }),
  /** `fits`: null where no market judges such a customer. */
  output: z.strictObject({ fits: z.nullable(z.boolean()), segments: z.array(judged) }),
  errors: ['not_found'],
})

/** Where effort went: to target markets, outside them, or to whom no market judges. */
export const efforts = ['inside', 'outside', 'unjudged'] as const
export type Effort = (typeof efforts)[number]

const period = {
  /** 90 days up to today unless said. */
  from: z.optional(nearDay),
  to: z.optional(nearDay),
  /** Deals of this owner, touches by this member. */
  member: z.optional(id),
}
const share = z.strictObject({
  estimate: z.nullable(z.number()),
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
})
const spent = {
  deals: z.int(),
  touches: z.int(),
  /** Of the touches whose length is known. */
  minutes: z.int(),
}

export const showEffort = endpoint({
  name: 'showEffort',
  method: 'GET',
  path: '/effort',
  permission: 'measurement.read',
  summary:
    'What was spent in a period inside and outside the target markets: deals opened, touches made, and what came of these deals. Customers are judged as they are known today.',
  query: z.strictObject(period),
  output: z.strictObject({
    from: day,
    to: day,
    /** How many target markets are in use. */
    markets: z.int(),
    parts: z.array(
      z.strictObject({
        part: z.enum(efforts),
        ...spent,
        /** Of the deals opened, those that have ended, and those of them won; the share with Wilson’s limits. */
        ended: z.int(),
        won: z.int(),
        winRate: share,
      }),
    ),
    /** Whether deals inside are won more or less often than those outside by more than chance: χ², null if it cannot be asked. */
    pValue: z.nullable(z.number()),
    /** By whose they were, most outside first; at most 50. */
    members: z.array(
      z.strictObject({
        member: z.nullable(z.strictObject({ id, name: z.string() })),
        inside: z.strictObject(spent),
        outside: z.strictObject(spent),
      }),
    ),
  }),
})
export type EffortShown = z.infer<typeof showEffort.output>

const rows = z.strictObject({ ...pageQuery, ...period, part: z.enum(efforts) })
export const listEffortDeals = endpoint({
  name: 'listEffortDeals',
  method: 'GET',
  path: '/effort/deals',
  permission: 'measurement.read',
  summary: 'The deals behind a part of the effort, the latest first.',
  query: rows,
  output: page(dealItem),
})
export const listEffortTouches = endpoint({
  name: 'listEffortTouches',
  method: 'GET',
  path: '/effort/touches',
  permission: 'measurement.read',
  summary: 'The touches behind a part of the effort, the latest first.',
  query: rows,
  output: page(touch),
})
