import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { id, instant, line, page, pageQuery } from './primitives.ts'

const byId = z.strictObject({ id })

/** What a rule looks at: the target market, the area, the trade, where somebody came from, how well they fit. */
export const distributionFields = [
  'segment',
  'country',
  'city',
  'postal_code',
  'sector',
  'title',
  'source',
  'grade',
] as const
export type DistributionField = (typeof distributionFields)[number]

/** Who gets those that fit, in turn; `most` at a time each, counting those they have not worked yet. */
const rule = z.strictObject({
  /** Null fits everybody. A country is compared by its code or name, a postal code and a title by their beginning or a piece, a source and a target market by their ids. */
  when: z.nullable(
    z.strictObject({
      field: z.enum(distributionFields),
      is: z.array(line(100)).check(z.minLength(1), z.maxLength(100)),
    }),
  ),
  to: z
    .array(z.strictObject({ memberId: id, most: z.int().check(z.positive(), z.maximum(1000)) }))
    .check(z.minLength(1), z.maxLength(100)),
})
export type DistributionRule = z.infer<typeof rule>

/** How those on a list are handed to sellers: the first rule that fits decides. */
export const distribution = z.strictObject({
  rules: z.array(rule).check(z.minLength(1), z.maxLength(50)),
  /** New ones are handed out by themselves, and whoever has room again gets more. */
  automatic: z.boolean(),
  /** Taken back when not worked within so many working days; null never. */
  takeBackDays: z.nullable(z.int().check(z.positive(), z.maximum(365))),
})
export type Distribution = z.infer<typeof distribution>

export const distribute = endpoint({
  name: 'distribute',
  method: 'POST',
  path: '/lists/{id}/distribute',
  permission: 'deals.assign',
  summary: 'Hands those on a list whom nobody has to sellers by its rules, the best first, at most 5,000 at once.',
  params: byId,
  output: z.strictObject({
    /** Names this handing out, to take it back. */
    handedAt: instant,
    handed: z.array(z.strictObject({ memberId: id, count: z.int() })),
    /** Of those looked at: for whom no rule fits, and whose sellers have no room. */
    unmatched: z.int(),
    waiting: z.int(),
  }),
  errors: ['no_distribution'],
})

const handing = z.strictObject({
  id,
  list: z.strictObject({ id, name: z.string() }),
  kind: z.enum(['handed', 'taken_back']),
  count: z.int(),
  handedAt: instant,
})
export type Handing = z.infer<typeof handing>

export const listHandings = endpoint({
  name: 'listHandings',
  method: 'GET',
  path: '/handings',
  permission: 'base.read',
  summary: 'What oneself was handed, or had taken back, and has not seen yet; newest first.',
  query: z.strictObject(pageQuery),
  output: page(handing),
})
export const seeHanding = endpoint({
  name: 'seeHanding',
  method: 'POST',
  path: '/handings/{id}/seen',
  permission: 'base.read',
  summary: 'One has seen it.',
  params: byId,
  output: z.strictObject({}),
})
