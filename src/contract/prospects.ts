import * as z from 'zod/mini'
import { customer, deal } from './deals.ts'
import { endpoint } from './endpoint.ts'
import { disqualifyReasons } from './facts.ts'
import { day, id, instant, line, page, pageQuery, text } from './primitives.ts'

const byId = z.strictObject({ id })

/** How somebody on a list stands: one who was set aside waits again from that day on. */
export const prospectStates = ['waiting', 'set_aside', 'dropped', 'claimed'] as const
export type ProspectState = (typeof prospectStates)[number]

/** How well a prospect fits, set by hand. */
export const grades = ['A', 'B', 'C'] as const
export type Grade = (typeof grades)[number]

/** How likely somebody is to buy, by the cut-offs of the score that said so. */
export const classes = ['A', 'B', 'C'] as const
export type Class = (typeof classes)[number]

/** A part of a score; the parts add up to its points, exactly. */
export const scorePart = z.strictObject({
  /** 'companies.sector', 'people.custom.budget', 'source'; 'rule' for a rule of the workspace's own, null for a reason. */
  field: z.nullable(z.string()),
  /** The reason's code, the rule's name, or what stands in the field: null where nothing does. */
  name: z.nullable(z.string()),
  points: z.int(),
})
export type ScorePart = z.infer<typeof scorePart>

/** What rules give points for, beside those that a workspace writes. */
export const ruleReasons = [
  'in_market',
  'outside_market',
  'phone',
  'email',
  'unreachable',
  'decides',
  'source_yields',
  'source_yields_little',
  'new',
  'recent',
  'old',
] as const

/** Why a prospect stands where it stands; worded by `prospects.reason.<code>`. */
export const rankReasons = [
  'promised',
  'grade_a',
  'grade_b',
  'grade_c',
  ...ruleReasons,
  'own_rules',
  'model',
  'deal_overdue',
  'deal_today',
  'deal_without_step',
  'deal_planned',
] as const
export type RankReason = (typeof rankReasons)[number]

const named = z.strictObject({ id, name: z.string() })

/** Somebody on a list, or a deal in the phase of prospecting. */
export const prospect = z.strictObject({
  /** Of the place on the list; of a deal its own. */
  id,
  kind: z.enum(['entry', 'deal']),
  state: z.enum(prospectStates),
  /** Null for a deal of a customer not yet known. */
  customer: z.nullable(customer),
  /** Of a deal: what it is called. */
  name: z.string(),
  /** Where a person works. */
  company: z.nullable(named),
  title: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  email: z.nullable(z.string()),
  city: z.nullable(z.string()),
  list: z.nullable(named),
  source: z.nullable(named),
  /** Whom it was handed to; who owns the deal. */
  owner: z.nullable(named),
  grade: z.nullable(z.enum(grades)),
  /** The sum of the reasons' points. */
  score: z.int(),
  reasons: z.array(z.strictObject({ code: z.enum(rankReasons), points: z.int() })),
  /** How likely they are to buy, by the score in use; null for a deal, and where nobody has ranked since there are classes. */
  class: z.nullable(z.enum(classes)),
  /** The probability to be won, of a fitted score. */
  chance: z.nullable(z.number()),
  /** What 'model' or 'own_rules' is made of. */
  parts: z.array(scorePart),
  setAsideUntil: z.nullable(day),
  dropReason: z.nullable(z.enum(disqualifyReasons)),
  note: z.nullable(z.string()),
  deal: z.nullable(z.strictObject({ id, stage: z.string(), nextStepOn: z.nullable(day) })),
  listedAt: instant,
  workedAt: z.nullable(instant),
})
export type Prospect = z.infer<typeof prospect>

/** Which prospects: `open` are those who wait and the deals in prospecting, in one order. */
export const prospectViews = ['open', 'waiting', 'deals', 'set_aside', 'dropped'] as const

const prospectFilters = {
  show: z._default(z.enum(prospectViews), 'open'),
  list: z.optional(id),
  source: z.optional(id),
  grade: z.optional(z.enum(grades)),
  /** Handed to this member, or owned by them. */
  owner: z.optional(id),
  /** Nobody's yet. */
  unclaimed: z.optional(z.literal('true')),
}

export const listProspects = endpoint({
  name: 'listProspects',
  method: 'GET',
  path: '/prospects',
  permission: 'base.read',
  summary: 'Whom to work next: the listed without an open deal and the deals in prospecting, ranked, with the reasons.',
  query: z.strictObject({
    ...pageQuery,
    ...prospectFilters,
    sort: z._default(z.enum(['rank', 'newest']), 'rank'),
  }),
  output: page(prospect),
})
export const countProspects = endpoint({
  name: 'countProspects',
  method: 'GET',
  path: '/prospect-count',
  permission: 'base.read',
  summary: 'How many prospects there are, counted up to 1,000.',
  query: z.strictObject(prospectFilters),
  output: z.strictObject({ count: z.int(), more: z.boolean() }),
})
export const showProspect = endpoint({
  name: 'showProspect',
  method: 'GET',
  path: '/prospects/{id}',
  permission: 'base.read',
  summary: 'One place on a list.',
  params: byId,
  output: prospect,
})

const claimed = z.strictObject({
  prospect,
  deal,
  /** The customer had an open deal of nobody or of one's own: no second one was opened. */
  joined: z.boolean(),
})

export const claimProspect = endpoint({
  name: 'claimProspect',
  method: 'POST',
  path: '/prospects/{id}/claim',
  permission: 'deals.work',
  summary: 'Takes a prospect to work: opens a deal of which one is the owner, or joins the open one that is nobody’s.',
  params: byId,
  body: z.strictObject({
    /** That of the list unless said, else the default one. */
    processId: z.optional(id),
    nextStep: z.optional(z.strictObject({ text: line(200), on: day })),
  }),
  output: claimed,
  errors: ['already_claimed', 'no_published_process', 'unknown_reference'],
})
export const unclaimProspect = endpoint({
  name: 'unclaimProspect',
  method: 'POST',
  path: '/prospects/{id}/unclaim',
  permission: 'deals.work',
  summary: 'Takes a claim back, by whoever made it, within a day, while nothing else has happened to the deal.',
  params: byId,
  output: prospect,
  errors: ['nothing_to_undo'],
})
export const setAsideProspect = endpoint({
  name: 'setAsideProspect',
  method: 'POST',
  path: '/prospects/{id}/set-aside',
  permission: 'deals.work',
  summary: 'Sets a prospect aside until a day: then it is among the first again.',
  params: byId,
  body: z.strictObject({ until: day, note: z.optional(z.nullable(text(2000))) }),
  output: prospect,
  errors: ['already_claimed', 'day_not_ahead'],
})
export const dropProspect = endpoint({
  name: 'dropProspect',
  method: 'POST',
  path: '/prospects/{id}/drop',
  permission: 'deals.work',
  summary: 'Drops a prospect from this list, with the reason; it stays in the base and may be listed again.',
  params: byId,
  body: z.strictObject({ reason: z.enum(disqualifyReasons), note: z.optional(z.nullable(text(2000))) }),
  output: prospect,
  errors: ['already_claimed'],
})
export const returnProspect = endpoint({
  name: 'returnProspect',
  method: 'POST',
  path: '/prospects/{id}/return',
  permission: 'deals.work',
  summary: 'Takes back that a prospect was set aside or dropped: it waits again.',
  params: byId,
  output: prospect,
  errors: ['already_claimed'],
})
export const gradeProspect = endpoint({
  name: 'gradeProspect',
  method: 'PUT',
  path: '/prospects/{id}/grade',
  permission: 'deals.work',
  summary: 'Says how well a prospect fits, or takes that away.',
  params: byId,
  body: z.strictObject({ grade: z.nullable(z.enum(grades)) }),
  output: prospect,
})
export const prospectAsks = endpoint({
  name: 'prospectAsks',
  method: 'POST',
  path: '/prospect-requests',
  permission: 'deals.work',
  summary: 'Somebody asks on their own: opens a deal, or joins the open one if they have asked before.',
  body: z.strictObject({
    companyId: z.optional(id),
    personId: z.optional(id),
    householdId: z.optional(id),
    sourceId: z.optional(id),
  }),
  output: z.strictObject({ deal, joined: z.boolean() }),
  errors: ['unknown_reference', 'no_published_process', 'not_found'],
})
