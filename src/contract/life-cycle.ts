import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { marketMaturities } from './facts.ts'
import { estimate } from './measurement.ts'
import { day, id, instant, text } from './primitives.ts'

const phase = z.enum(marketMaturities)

/** Under so many wins in two years, a phase is no finding. */
export const leastWins = 30

/** What says where a product stands: each of the last four quarters against the four before, with its 95 % interval. */
export const phaseSigns = ['volume', 'new_customers', 'win_rate', 'discount'] as const
export type PhaseSign = (typeof phaseSigns)[number]

export const sign = z.strictObject({
  code: z.enum(phaseSigns),
  now: z.nullable(z.number()),
  before: z.nullable(z.number()),
  /** Of how many: wins for the volume, else wins with a customer, deals that ended, or lines with a list price. */
  of: z.strictObject({ now: z.int(), before: z.int() }),
  /** Of the volume the ratio, of shares the difference, now − before. */
  change: estimate,
  /** Which way the product goes by it, where that is more than chance: deeper discounts point down. */
  direction: z.enum(['up', 'flat', 'down']),
})
export type Sign = z.infer<typeof sign>

export const productLife = z.strictObject({
  productId: id,
  name: z.string(),
  /** By its own sales; null while there are too few. */
  phase: z.nullable(phase),
  /** Wins in the eight quarters that it is read from. */
  n: z.int(),
  signs: z.array(sign),
  /** Wins by quarter. */
  quarters: z.array(z.strictObject({ from: day, wins: z.int() })),
  /** What a manager says instead, and in how many of the quarters since then its sales said the same. */
  override: z.nullable(
    z.strictObject({
      phase,
      reason: z.string(),
      recordedAt: instant,
      recordedBy: z.nullable(z.string()),
      quarters: z.int(),
      agreed: z.int(),
    }),
  ),
})
export type ProductLife = z.infer<typeof productLife>

export const mostProducts = 100

/** `from`: the day that the history begins on; less than eight quarters of it say nothing. `until`: the end of the last quarter. */
export const lifeCycle = z.strictObject({
  asOf: day,
  knownAt: instant,
  from: z.nullable(day),
  until: day,
  items: z.array(productLife),
})
export type LifeCycle = z.infer<typeof lifeCycle>

export const showLifeCycle = endpoint({
  name: 'showLifeCycle',
  method: 'GET',
  path: '/life-cycle',
  permission: 'measurement.read',
  summary: 'Where each product stands in its life, by its own sales up to the last whole quarter; the 100 most sold.',
  query: z.strictObject({ as_of: z.optional(day), known_at: z.optional(instant) }),
  output: lifeCycle,
})
export const sayPhase = endpoint({
  name: 'sayPhase',
  method: 'POST',
  path: '/life-cycle',
  permission: 'products.edit',
  summary: 'Says where a product stands, with a reason, against what its sales say; null leaves it to them again.',
  body: z.strictObject({ productId: id, phase: z.nullable(phase), reason: text(500) }),
  output: z.strictObject({}),
  status: 201,
  errors: ['unknown_reference'],
})
