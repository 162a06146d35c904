import * as z from 'zod/mini'
import { judgement } from './comparing.ts'
import { endpoint } from './endpoint.ts'
import { approaches } from './facts.ts'
import { estimate, measurementFilters, told } from './measurement.ts'

const within = (usual: number) => z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3650)), usual)

/** Deals by what they were first approached with: an observation, for sellers choose. */
export const approachFigure = z.strictObject({
  ...told,
  byDay: z.int(),
  least: z.int(),
  ...judgement.shape,
  groups: z.array(
    z.strictObject({
      approach: z.enum(approaches),
      n: z.int(),
      /** Whether there are enough to be compared. */
      isCompared: z.boolean(),
      /** Won by so many days after the first approach; losing competes. */
      won: estimate,
      shrunken: z.nullable(estimate),
      rank: z.nullable(z.int()),
    }),
  ),
})
export type ApproachFigure = z.infer<typeof approachFigure>

export const showApproaches = endpoint({
  name: 'showApproaches',
  method: 'GET',
  path: '/measurement/approaches',
  permission: 'measurement.read',
  summary:
    'Shares won by a day after the first approach, a gift, a question or a product; ranked only where they differ by more than chance.',
  query: z.strictObject({ ...measurementFilters, by_day: within(180), least: within(10) }),
  output: approachFigure,
})
