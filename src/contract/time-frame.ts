import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { day, id, instant } from './primitives.ts'

/** What is usual for a deal that stands where this one does; null where too few deals tell. */
export const timeFrame = z.strictObject({
  asOf: day,
  knownAt: instant,
  /** Its stage: 80 of 100 of the `n` deals that were ever in it have left it by `days`. Null for a deal that has ended. */
  stage: z.nullable(
    z.strictObject({
      key: z.string(),
      n: z.int(),
      days: z.number(),
      /** All its stays there together, whole days. */
      daysIn: z.int(),
      /** The last day on which it is in time. */
      dueOn: day,
      isLate: z.boolean(),
    }),
  ),
  /** If it is won: by when half and 80 of 100 of the `wins` are signed that came later than its own days since it first came here. */
  signature: z.nullable(z.strictObject({ wins: z.int(), halfBy: day, mostBy: day })),
})
export type TimeFrame = z.infer<typeof timeFrame>

export const showTimeFrame = endpoint({
  name: 'showTimeFrame',
  method: 'GET',
  path: '/deals/{id}/time-frame',
  permission: 'measurement.read',
  summary: 'How long a deal may take by what is usual: until it leaves its stage, and until it is signed if it is won.',
  params: z.strictObject({ id }),
  output: timeFrame,
  errors: ['no_published_process'],
})
