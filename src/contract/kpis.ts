import * as z from 'zod/mini'
import { dealItem } from './deals.ts'
import { endpoint } from './endpoint.ts'
import { measurementFilters } from './measurement.ts'
import { currency, day, id, instant, page, pageQuery } from './primitives.ts'

/**
 * The key figures. What each is, in words that a salesperson reads, is `kpis.definition.<code>.<version>`: a definition
 * that is changed gets the next number, so that whoever kept a report can read what it meant.
 */
export const kpiVersions = {
  sales_growth: 1,
  average_purchase: 1,
  conversion: 1,
  average_margin: 1,
  deal_profit: 1,
  acquisition_cost: 1,
  lifetime_value: 2,
  churn: 2,
} as const
export type KpiCode = keyof typeof kpiVersions
export const kpiCodes = [
  'sales_growth',
  'average_purchase',
  'conversion',
  'average_margin',
  'deal_profit',
  'acquisition_cost',
  'lifetime_value',
  'churn',
] as const satisfies readonly KpiCode[]

export const grains = ['month', 'quarter'] as const
export type Grain = (typeof grains)[number]

/** What a workspace chooses in the definitions. */
export const kpiOptions = z.strictObject({
  /** A customer counts as lost after so many times the usual time between their wins… */
  silentTimes: z.number().check(z.minimum(1), z.maximum(10)),
  /** …or, where this is set, after so many days without a win. */
  silentDays: z.nullable(z.int().check(z.minimum(7), z.maximum(3650))),
  /** The day after the opening by which a deal counts as won. */
  byDay: z.int().check(z.minimum(1), z.maximum(3650)),
  /** What money loses in a year of waiting, in per cent. */
  discountPercent: z.number().check(z.minimum(0), z.maximum(100)),
  /** Days from a cost to the win that it brings; null for the median time to signature. */
  lagDays: z.nullable(z.int().check(z.minimum(0), z.maximum(1825))),
})
export type KpiOptions = z.infer<typeof kpiOptions>

/** What holds until somebody chooses. */
export const usualKpiOptions: KpiOptions = {
  silentTimes: 2,
  silentDays: null,
  byDay: 90,
  discountPercent: 10,
  lagDays: null,
}

/** Under so many customers, or deals, no estimate is given. */
export const leastCustomers = 30
export const leastRepeats = 10
/** Under so many earlier silences nobody can say whether silence tells who is lost. */
export const leastSilences = 30
/** Where a larger share of them ended with another win, it does not: of those called lost so many are not, and churn would be told a quarter too high. */
export const mostBack = 0.2

/** Why a figure is missing, or of fewer deals than there are; what to do about it is worded by `kpis.gap.<kind>`. */
export const kpiGap = z.strictObject({
  kind: z.enum([
    /** No rate of `currency` up to `day`: `count` amounts are not in the figure. */
    'rate',
    'amounts',
    /** Won deals with lines without a cost. */
    'margins',
    /** No cost was entered for the days that the figure looks at. */
    'costs',
    /** Won deals that name no customer. */
    'customers',
    'new_customers',
    'few_customers',
    'few_repeats',
    /** Too few silences that passed the limit are old enough: `count`, and it takes `least`. */
    'few_silences',
    /** Of `of` such silences, `count` ended with another win: more than one in five. */
    'came_back',
    /** No wins in the period, or in the one before. */
    'wins',
    'former',
    /** Nobody has been followed that far yet. */
    'not_followed',
    /** No median cycle yet, and no number of days was chosen. */
    'lag',
    /** Costs are entered by source: the figure cannot be narrowed by anything else. */
    'filter',
    /** Costs are everybody's, but the reader sees some deals only. */
    'sight',
  ]),
  count: z.nullable(z.int()),
  least: z.nullable(z.int()),
  of: z.nullable(z.int()),
  currency: z.nullable(currency),
  day: z.nullable(day),
})
export type KpiGap = z.infer<typeof kpiGap>

/** What a key figure counts: `n`, the customers who were lost, or the wins that their worth is made of. */
export const kpiParts = ['counted', 'lost', 'wins'] as const
export type KpiPart = (typeof kpiParts)[number]

export const kpiPoint = z.strictObject({
  from: day,
  to: day,
  /** False for the period that is not over yet. */
  complete: z.boolean(),
  /** A share, or minor units of the reporting currency, not rounded; null where it cannot be told. */
  value: z.nullable(z.number()),
  /** 95 % interval, of figures that are estimates. */
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
  /** Deals or customers that it is made of. */
  n: z.int(),
  /** Of growth: the sales of the period. */
  sum: z.nullable(z.number()),
  /** What it counts besides, which opens by itself: the customers of `n` whom the period lost, or the wins whose margins are a customer's worth. */
  besides: z.nullable(z.strictObject({ part: z.enum(kpiParts), n: z.int() })),
})
export type KpiPoint = z.infer<typeof kpiPoint>

export const kpi = z.strictObject({
  code: z.enum(kpiCodes),
  /** Of the definition. */
  version: z.int(),
  unit: z.enum(['share', 'money']),
  points: z.array(kpiPoint),
  /** The place in `points` of the period that the figure speaks of: the last that is over and was followed long enough. */
  shown: z.int(),
  /**
   * Whether chance alone easily makes such a change since the period before: the 95 % interval of the difference holds nought. Null where there is no
   * telling, and of the lifetime value, whose periods share their customers.
   */
  withinChance: z.nullable(z.boolean()),
  /** The days of the rates that amounts in other currencies were converted at; null where there are none. */
  rates: z.nullable(z.strictObject({ from: day, to: day })),
  /**
   * Of figures that go by who is silent: how many silences have lasted as long as it takes to count as lost, and half of their time ago or longer,
   * and how many of them ended with another win. Null of the others.
   */
  silences: z.nullable(z.strictObject({ passed: z.int(), back: z.int() })),
  gaps: z.array(kpiGap),
})
export type Kpi = z.infer<typeof kpi>

export const kpis = z.strictObject({
  asOf: day,
  knownAt: instant,
  grain: z.enum(grains),
  currency,
  options: kpiOptions,
  /** The days from a cost to its win that were reckoned with. */
  lagDays: z.nullable(z.number()),
  items: z.array(kpi),
})
export type Kpis = z.infer<typeof kpis>

// The day a deal was opened is no filter here: each figure names the period it is about.
const { from: _from, to: _to, ...kpiFilters } = measurementFilters

export const showKpis = endpoint({
  name: 'showKpis',
  method: 'GET',
  path: '/kpis',
  permission: 'measurement.read',
  summary:
    'The key figures by month or quarter: growth, purchase, conversion, margin, profit, acquisition, lifetime value, churn.',
  query: z.strictObject({ ...kpiFilters, grain: z._default(z.enum(grains), 'month') }),
  output: kpis,
})
export const listKpiDeals = endpoint({
  name: 'listKpiDeals',
  method: 'GET',
  path: '/kpi-deals',
  permission: 'measurement.read',
  summary:
    'The deals that a key figure is made of, in the period that a day lies in, newest first; of one that counts customers, a deal each.',
  query: z.strictObject({
    ...pageQuery,
    ...kpiFilters,
    code: z.enum(kpiCodes),
    grain: z._default(z.enum(grains), 'month'),
    period: z.optional(day),
    part: z._default(z.enum(kpiParts), 'counted'),
  }),
  output: page(z.strictObject({ ...dealItem.shape, wonOn: z.nullable(day) })),
})

/** What was chosen, from when on. */
export const kpiChoice = z.strictObject({
  id,
  options: kpiOptions,
  recordedAt: instant,
  recordedBy: z.nullable(z.string()),
})
export type KpiChoice = z.infer<typeof kpiChoice>

export const listKpiChoices = endpoint({
  name: 'listKpiChoices',
  method: 'GET',
  path: '/kpi-choices',
  permission: 'measurement.read',
  summary:
    'What was chosen in the definitions of the key figures, latest first; at most 100. Reports of before keep theirs.',
  output: z.strictObject({ items: z.array(kpiChoice) }),
})
export const chooseKpiOptions = endpoint({
  name: 'chooseKpiOptions',
  method: 'POST',
  path: '/kpi-choices',
  permission: 'process.edit',
  summary: 'Chooses what the definitions of the key figures leave open, from now on.',
  body: kpiOptions,
  output: kpiChoice,
  status: 201,
})
