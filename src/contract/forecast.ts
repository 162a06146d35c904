import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { measurementFilters } from './measurement.ts'
import { currency, day, id, instant, line, page, pageQuery, price, nearDay } from './primitives.ts'

/** Money in minor units of the workspace's currency, not rounded; limits at 80 %. */
export const expected = z.strictObject({ expected: z.number(), low: z.number(), high: z.number() })

/** What is expected of some deals. `total` is what is won already, with the other two. */
const forecastLine = {
  n: z.int(),
  /** What the open deals are worth; those whose amount nobody said count as won deals of their products do. */
  pipeline: z.number(),
  withoutAmount: z.int(),
  won: z.number(),
  open: expected,
  /** Of deals that do not exist yet, by the trend of the last 13 weeks. */
  fresh: expected,
  total: expected,
}
export type ForecastLine = z.infer<z.ZodMiniObject<typeof forecastLine>>

/** What a manager, or a seller, says it will be: the last word for the same days and deals. */
export const commit = z.strictObject({
  id,
  from: day,
  until: day,
  /** Whose deals; null for everybody's, or for those of a team. */
  ownerId: z.nullable(id),
  /** Not told where it was stored of old: then it is of no team. */
  team: z.optional(z.nullable(z.strictObject({ id, name: z.string() }))),
  amountMinor: price,
  note: z.nullable(z.string()),
  saidAt: instant,
  by: z.nullable(z.strictObject({ id, name: z.string() })),
})
export type Commit = z.infer<typeof commit>

export const learnsFrom = z.enum(['all', 'seen'])

export const forecast = z.strictObject({
  asOf: day,
  knownAt: instant,
  /** The first day of what is won, and the last one that is looked ahead to. */
  from: day,
  until: day,
  horizonDays: z.int(),
  currency,
  /** False under 20 wins: then nothing is claimed. */
  isEnough: z.boolean(),
  wins: z.int(),
  ends: z.int(),
  /** Whose deals these are: everybody's, or only those that the asker sees. Forecasts stored of old do not say. */
  learnsFrom: z.optional(learnsFrom),
  undated: z.int(),
  /** Earlier forecasts of as many days, by whose errors the limits are set; under ten, a normal law stands in. */
  earlier: z.int(),
  whole: z.strictObject(forecastLine),
  groups: z.array(z.strictObject({ key: z.string(), name: z.nullable(z.string()), ...forecastLine })),
  /** The open deals that bring most; `share` of what is expected of open deals. */
  deals: z.array(
    z.strictObject({
      id,
      name: z.string(),
      chance: z.number(),
      amountMinor: z.int(),
      expected: z.number(),
      daysInStage: z.int(),
      share: z.number(),
    }),
  ),
  /** The one deal that makes a quarter of it or more. */
  carriedBy: z.nullable(id),
  commit: z.nullable(commit),
})
export type Forecast = z.infer<typeof forecast>

const horizon = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(366)), 30)
const { from: _from, to: _to, ...filters } = measurementFilters

export const showForecast = endpoint({
  name: 'showForecast',
  method: 'GET',
  path: '/forecast',
  permission: 'measurement.read',
  summary:
    'What is expected to be won by a day: won, open deals, deals to come, each with its limits; this quarter unless asked.',
  query: z.strictObject({
    ...filters,
    from: z.optional(day),
    until: z.optional(day),
    team: z.optional(id),
    by: z.optional(z.enum(['owner', 'team', 'product'])),
    most: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(100)), 10),
  }),
  output: forecast,
})

const scored = z.strictObject({
  /** How often what came lay within the 80 % limits, with its own 95 % limits (Clopper–Pearson). */
  coverage: z.strictObject({
    held: z.int(),
    n: z.int(),
    estimate: z.nullable(z.number()),
    low: z.nullable(z.number()),
    high: z.nullable(z.number()),
  }),
  meanError: z.nullable(z.number()),
  /** Said − came. */
  bias: z.nullable(z.number()),
  pinball: z.nullable(z.number()),
  meanCame: z.nullable(z.number()),
  /** Mean error of what is open × share won of closed × the part of a mean way to a win that the days are; and without that part. */
  weightedError: z.nullable(z.number()),
  closedRateError: z.nullable(z.number()),
})
const said = z.strictObject({ ...expected.shape, came: z.nullable(z.number()) })

export const backTest = z.strictObject({
  asOf: day,
  knownAt: instant,
  horizonDays: z.int(),
  currency,
  rows: z.array(
    z.strictObject({
      on: day,
      /** Whether its days are over, and whether there were enough wins to say anything. */
      isOver: z.boolean(),
      isEnough: z.boolean(),
      n: z.int(),
      open: said,
      whole: said,
      closedRate: z.number(),
      weighted: z.number(),
      brier: z.nullable(z.number()),
      baseRateBrier: z.nullable(z.number()),
    }),
  ),
  /** Dates that are over and had enough to go by. */
  dates: z.int(),
  open: scored,
  whole: scored,
  /** Mean (chance − what came)² of a deal; of a forecast that gave every deal the share that came. */
  brier: z.nullable(z.number()),
  baseRateBrier: z.nullable(z.number()),
})
export type BackTest = z.infer<typeof backTest>

export const backTestForecast = endpoint({
  name: 'backTestForecast',
  method: 'GET',
  path: '/forecast/back-test',
  permission: 'measurement.read',
  summary: 'What would have been said each week, beside what came; on the Mondays of half a year unless asked.',
  query: z.strictObject({ ...filters, first: z.optional(nearDay), last: z.optional(nearDay), days: horizon }),
  output: backTest,
})

export const sayCommit = endpoint({
  name: 'sayCommit',
  method: 'POST',
  path: '/forecast/commits',
  permission: 'deals.work',
  summary:
    'Say what it will be in some days: sellers for their own deals, managers for anybody’s whose deals they see, for a team’s, or for all.',
  body: z.strictObject({
    from: day,
    until: day,
    ownerId: z.nullable(id),
    teamId: z.optional(z.nullable(id)),
    amountMinor: price,
    note: z.optional(line(300)),
  }),
  output: commit,
  status: 201,
})
export const listCommits = endpoint({
  name: 'listCommits',
  method: 'GET',
  path: '/forecast/commits',
  permission: 'measurement.read',
  summary: 'What was said it would be, the latest first; nothing is taken back.',
  query: z.strictObject({
    ...pageQuery,
    from: z.optional(day),
    until: z.optional(day),
    owner: z.optional(id),
    team: z.optional(id),
  }),
  output: page(commit),
})

/** A forecast as it was said on a day, with what it was asked with: `showForecast` gives it again by `asOf` and `knownAt`. */
export const snapshot = z.strictObject({ id, on: day, ownerId: z.nullable(id), forecast })
export const listSnapshots = endpoint({
  name: 'listSnapshots',
  method: 'GET',
  path: '/forecast/snapshots',
  permission: 'measurement.read',
  summary: 'What was said each day of the quarter that the day lay in, as it was stored then, the latest first.',
  query: z.strictObject({ ...pageQuery, owner: z.optional(id), until: z.optional(day) }),
  output: page(snapshot),
})

export const stand = z.strictObject({
  asOf: day,
  knownAt: instant,
  from: day,
  until: day,
  currency,
  isEnough: z.boolean(),
  /** How many ended deals it was learned from, and whose. */
  ends: z.int(),
  learnsFrom,
  /** Null where no approved plan has a place for them. */
  quotaMinor: z.nullable(z.int()),
  open: z.int(),
  pipeline: z.number(),
  sold: z.number(),
  /** Of open deals; and with what is sold and deals to come. */
  expected,
  total: expected,
  /** Quota − sold − expected of open deals, and what that takes; null without a quota. */
  toCreate: z.nullable(
    z.strictObject({
      minor: z.number(),
      /** By the lower and upper limits of what is expected. */
      low: z.number(),
      high: z.number(),
      /** Null: no new deal is likely to be won in time. */
      deals: z.nullable(z.number()),
      dealsADay: z.nullable(z.number()),
      callsADay: z.nullable(z.number()),
      appointmentsADay: z.nullable(z.number()),
      /** Calls a day that were made lately, and the most that a day holds. */
      callsLately: z.number(),
      callsPerDay: z.int(),
      isPossible: z.boolean(),
    }),
  ),
  newDeal: z.strictObject({
    /** That a deal which begins tomorrow is won in time. */
    chance: z.number(),
    valueMinor: z.nullable(z.number()),
    opened: z.int(),
    days: z.int(),
    wins: z.int(),
    callsEach: z.nullable(z.number()),
    appointmentsEach: z.nullable(z.number()),
  }),
  weeks: z.array(z.strictObject({ from: day, open: z.number(), fresh: z.number() })),
  /** What was won a week in the last half year; weeks under 60 % of it are lean, over 160 % full. */
  usualWeek: z.number(),
  /**
   * How evenly wins came in the last half year, by weeks, or where they are few in the last year, by four weeks: `index` times as much difference
   * between them as chance alone makes beside a trend. Uneven where chance would rarely do that (p ≤ 0.05). Null where too few were won.
   */
  evenness: z.nullable(
    z.strictObject({
      /** Of a period. */
      days: z.int(),
      periods: z.int(),
      wins: z.int(),
      /** Periods without a win. */
      without: z.int(),
      index: z.number(),
      low: z.number(),
      high: z.number(),
      pValue: z.number(),
      isEven: z.boolean(),
    }),
  ),
  season: z.strictObject({
    elapsed: z.number(),
    periods: z.int(),
    /** Share of a period like this that is usually won by now. */
    share: z.nullable(z.number()),
    formerMean: z.number(),
  }),
  workdaysLeft: z.int(),
})
export type Stand = z.infer<typeof stand>

export const showStand = endpoint({
  name: 'showStand',
  method: 'GET',
  path: '/forecast/stand',
  permission: 'measurement.read',
  summary: 'Where a seller, a team or the company stands: sold, expected, to be created from nothing, the weeks ahead.',
  query: z.strictObject({
    as_of: z.optional(day),
    known_at: z.optional(instant),
    from: z.optional(day),
    until: z.optional(day),
    owner: z.optional(id),
    team: z.optional(id),
  }),
  output: stand,
  errors: ['not_found'],
})
