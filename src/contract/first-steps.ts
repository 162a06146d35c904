import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'

/** What a newcomer does first. Each is done when the facts say so; a look at a screen is none. */
export const firstStepKeys = ['process', 'deals', 'team', 'products', 'next_step', 'committee', 'end'] as const

export const firstSteps = z.strictObject({
  /** Four that this member may do, in their order; none for who only reads. */
  steps: z.array(z.strictObject({ key: z.enum(firstStepKeys), isDone: z.boolean() })),
  /** The member has put the list away. */
  isPutAway: z.boolean(),
})
export type FirstSteps = z.infer<typeof firstSteps>

export const showFirstSteps = endpoint({
  name: 'showFirstSteps',
  method: 'GET',
  path: '/first-steps',
  permission: 'workspace.read',
  summary: 'What this member does first, and what of it is done.',
  output: firstSteps,
})

export const putFirstStepsAway = endpoint({
  name: 'putFirstStepsAway',
  method: 'PUT',
  path: '/first-steps',
  permission: 'workspace.read',
  summary: 'Puts the list of first steps away for this member, or brings it back.',
  body: z.strictObject({ isPutAway: z.boolean() }),
  output: firstSteps,
})
