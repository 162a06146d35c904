import * as z from 'zod/mini'
import { day, id, line, minor, price } from './primitives.ts'

const month = z.int().check(z.minimum(0), z.maximum(11))
const percent = z.number().check(z.minimum(0), z.maximum(1000))
const weight = z.number().check(z.minimum(0), z.maximum(1e9))
const ramp = z.array(percent).check(z.maxLength(12))

/** What shares are taken by: as typed, by time and ramp, by the customers one looks after, by what was won last year. */
export const splitBases = ['weights', 'capacity', 'territory', 'results'] as const
export type SplitBasis = (typeof splitBases)[number]

/** One change of a quota plan. */
export const quotaEdit = z.discriminatedUnion('kind', [
  /** The amount of some months in a row. What is above keeps its sum, and the neighbours take up the difference, or it grows. */
  z.strictObject({
    kind: z.literal('set_amount'),
    nodeId: id,
    fromMonth: month,
    months: z.int().check(z.minimum(1), z.maximum(12)),
    minor: price,
    above: z.enum(['stays', 'grows']),
  }),
  /** Shares out what a place has among what is below it, from a month on. */
  z.strictObject({
    kind: z.literal('split'),
    nodeId: id,
    by: z.enum(splitBases),
    fromMonth: month,
    weights: z.optional(z.array(z.strictObject({ nodeId: id, weight })).check(z.maxLength(200))),
  }),
  z.strictObject({ kind: z.literal('set_capacity'), nodeId: id, capacity: percent, ramp }),
  /** Somebody or something new below a place; a seller may take over what an open place still has. */
  z.strictObject({
    kind: z.literal('add'),
    parentId: id,
    of: z.enum(['team', 'member', 'product']),
    subjectId: id,
    from: z.nullable(day),
    ramp,
    takesOver: z.nullable(id),
  }),
  /** A seller goes to another team; what remains of the quota goes along, or stays with the colleagues. */
  z.strictObject({ kind: z.literal('move'), nodeId: id, parentId: id, on: day, takesQuota: z.boolean() }),
  /** A place ends; what remains goes to the neighbours, or waits for somebody. */
  z.strictObject({ kind: z.literal('end'), nodeId: id, on: day, rest: z.enum(['neighbours', 'open']) }),
  /** The year falls otherwise on its months; nobody's year changes. */
  z.strictObject({ kind: z.literal('set_seasons'), seasons: z.array(weight).check(z.minLength(1), z.maxLength(12)) }),
  z.strictObject({ kind: z.literal('propose'), growthPercent: z.number().check(z.minimum(-90), z.maximum(1000)) }),
  z.strictObject({ kind: z.literal('adjust'), name: line(120), minor }),
  z.strictObject({ kind: z.literal('drop_adjustment'), id }),
])
export type QuotaEdit = z.infer<typeof quotaEdit>
