import * as z from 'zod/mini'
import { judgement } from './comparing.ts'
import { endpoint } from './endpoint.ts'
import { fact } from './facts.ts'
import { expected } from './forecast.ts'
import { estimate } from './measurement.ts'
import { currency, day, id, instant, minor, nearDay, page, pageQuery } from './primitives.ts'

const named = z.strictObject({ id, name: z.string() })

/** Whether a week was like one's own usual ones: beyond what chance does to counts. */
export const weekVerdicts = ['less', 'usual', 'more', 'not_enough'] as const

/** One seller, beside their own quota and their own usual weeks; never beside other sellers. Money in minor units. */
export const sellerAtAGlance = z.strictObject({
  member: named,
  /** Null where no approved plan has a place for them. What of it is due by now is told by the season of `showStand`. */
  quotaMinor: z.nullable(z.int()),
  won: z.number(),
  /** Of open deals, and with what is won and deals to come. */
  expected,
  total: expected,
  /** Quota − won − expected of open deals, not under 0; null without a quota. */
  toCreateMinor: z.nullable(z.number()),
  open: z.int(),
  pipeline: z.number(),
  stalled: z.int(),
  withoutNextStep: z.int(),
  overdue: z.int(),
  touches: z.strictObject({
    /** Of the last seven days, and a week of the eight before. */
    week: z.int(),
    usual: z.number(),
    verdict: z.enum(weekVerdicts),
  }),
  /** Advice that stands, and that its reader may see already. */
  advices: z.int(),
  /** Won of the deals that ended in the last 365 days; `shrunken` only where sellers differ by more than chance. */
  winRate: z.nullable(
    z.strictObject({ won: z.int(), ended: z.int(), ...estimate.shape, shrunken: z.nullable(estimate) }),
  ),
})
export type SellerAtAGlance = z.infer<typeof sellerAtAGlance>

export const teamAtAGlance = z.strictObject({
  asOf: day,
  from: day,
  until: day,
  currency,
  /** False under 20 wins: then nothing is expected of anybody. */
  isEnough: z.boolean(),
  /** Since when wins and ends are counted for the win rate, and whether sellers differ in it by more than chance. */
  endsFrom: day,
  winRate: judgement,
  /** Since when touches of the week count. */
  weekSince: instant,
  /** When deals of these stages, by their keys, count as stalled: in them since before the day. */
  stalled: z.array(z.strictObject({ processId: id, stage: z.string(), before: day })),
  /** In the order of their names; at most 200. */
  sellers: z.array(sellerAtAGlance),
  /** Sellers left out because there are so many. */
  more: z.int(),
})
export type TeamAtAGlance = z.infer<typeof teamAtAGlance>

const team = z.optional(id)

export const showTeamAtAGlance = endpoint({
  name: 'showTeamAtAGlance',
  method: 'GET',
  path: '/glance',
  permission: 'measurement.read',
  summary:
    'The sellers that one sees, in the order of their names, each beside their own quota and usual weeks; never ranked.',
  query: z.strictObject({ team }),
  output: teamAtAGlance,
  errors: ['not_found'],
})

/** What can have become of deals in some days. */
export const changeKinds = [
  'opened',
  'advanced',
  'moved_back',
  'won',
  'lost',
  'disqualified',
  'postponed',
  'reopened',
  'win_reversed',
  'came_back',
  'amount_raised',
  'amount_lowered',
  'close_later',
  'close_earlier',
  'assigned',
] as const
export type ChangeKind = (typeof changeKinds)[number]

/** Whose, and since the end of which day, or of the day so many days ago: a week ago unless said, at most 92 days. */
const since = {
  owner: z.optional(id),
  team,
  since: z.optional(nearDay),
  days: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(92)), 7),
}

export const changes = z.strictObject({
  asOf: day,
  since: day,
  knownSince: instant,
  currency,
  /** How many facts of a kind were recorded since, about how many deals; kinds of which there are none are left out. */
  kinds: z.array(z.strictObject({ kind: z.enum(changeKinds), facts: z.int(), deals: z.int() })),
  /** Only the latest 50,000 facts are counted. */
  isCut: z.boolean(),
})
export type Changes = z.infer<typeof changes>

export const showChanges = endpoint({
  name: 'showChanges',
  method: 'GET',
  path: '/glance/changes',
  permission: 'measurement.read',
  summary: 'What became known of deals since a day: opened, moved, won, lost, amounts and days changed.',
  query: z.strictObject(since),
  output: changes,
  errors: ['not_found'],
})

/** A fact with its deal. */
export const changedDeal = z.strictObject({
  deal: z.strictObject({ id, name: z.string(), owner: z.nullable(named) }),
  fact,
})
export type ChangedDeal = z.infer<typeof changedDeal>

export const listChanges = endpoint({
  name: 'listChanges',
  method: 'GET',
  path: '/glance/changes/facts',
  permission: 'measurement.read',
  summary: 'The very facts that were recorded since a day: of one kind, or of one deal; newest first.',
  query: z.strictObject({ ...pageQuery, ...since, kind: z.optional(z.enum(changeKinds)), deal: z.optional(id) }),
  output: page(changedDeal),
  errors: ['not_found'],
})

/** Into what the difference of two forecasts falls. */
export const forecastParts = [
  'won',
  'opened',
  'advanced',
  'reopened',
  'received',
  'amount',
  'aged',
  'moved_back',
  'set_aside',
  'lost',
  'win_taken_back',
  'handed_over',
  'to_come',
] as const
export type ForecastPart = (typeof forecastParts)[number]

const forecastChange = z.strictObject({
  asOf: day,
  since: day,
  from: day,
  until: day,
  currency,
  /** False under 20 wins, then or now: nothing was expected that could have changed. */
  isEnough: z.boolean(),
  /** What was expected to be won in the period, won already included, as it was said then from what was known; and now. */
  beforeMinor: z.number(),
  nowMinor: z.number(),
  /** They add up to the difference; parts in which nothing changed are left out. */
  parts: z.array(z.strictObject({ part: z.enum(forecastParts), minor: z.number(), deals: z.int() })),
})
export type ForecastChange = z.infer<typeof forecastChange>

export const showForecastChange = endpoint({
  name: 'showForecastChange',
  method: 'GET',
  path: '/glance/forecast',
  permission: 'measurement.read',
  summary:
    'Why the forecast of this quarter is another one than on an earlier day: parts that add up to the difference.',
  query: z.strictObject(since),
  output: forecastChange,
  errors: ['not_found'],
})

const counted = z.nullable(z.strictObject({ chance: z.number(), amountMinor: z.number() }))

export const listForecastChange = endpoint({
  name: 'listForecastChange',
  method: 'GET',
  path: '/glance/forecast/deals',
  permission: 'measurement.read',
  summary: 'The deals of one part of a change of the forecast, those that changed it most: at most 100.',
  query: z.strictObject({ ...since, part: z.enum(forecastParts) }),
  output: z.strictObject({
    currency,
    /** How many deals the part has. */
    count: z.int(),
    items: z.array(
      z.strictObject({
        deal: z.strictObject({
          id,
          name: z.string(),
          owner: z.nullable(named),
          currency,
          amountMinor: z.nullable(minor),
        }),
        /** What it adds to the part. */
        minor: z.number(),
        /** What it counted for then and now, won deals with the chance 1; null where it did not count. */
        before: counted,
        now: counted,
      }),
    ),
  }),
  errors: ['not_found'],
})
