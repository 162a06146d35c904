import * as z from 'zod/mini'
import { judgement } from './comparing.ts'
import { endpoint } from './endpoint.ts'
import { objectionKinds, trialKinds } from './facts.ts'
import { estimate, measurementFilters, told } from './measurement.ts'
import { id } from './primitives.ts'

const byDay = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3650)), 90)
const query = z.strictObject({ ...measurementFilters, by_day: byDay })
const share = { count: z.int(), ...estimate.shape }

/** How many deals; and of those compared how many are won, and how many would be if it made no difference. */
const side = z.strictObject({ n: z.int(), won: z.int(), expected: z.number() })

/**
 * Deals after something happened beside deals to which it has not happened (yet), on the same day of their age and in the same stage: a deal counts for the one
 * side through the day, for the other from the next one on. What is seen is no cause.
 */
export const beside = z.strictObject({
  after: side,
  without: side,
  /** How many times as quickly deals are won after it; null with fewer wins than `leastWins` on either side. */
  ratio: estimate,
  leastWins: z.int(),
  ...judgement.shape,
})
export type Beside = z.infer<typeof beside>

/** Deals, each in the one group of what happened to it first. */
const first = {
  deals: z.int(),
  won: z.int(),
  closed: z.int(),
  /** Won of those that ended, as counted. */
  closedOnly: estimate,
  /** The share in the mix of stages of all, drawn to the mean; null unless the groups differ by more than chance. */
  shrunken: z.nullable(estimate),
  /** Won by `byDay` days after it. */
  wonAfter: estimate,
}

const objectionCounts = {
  raised: z.int(),
  overcome: z.int(),
  stands: z.int(),
  /** Of those that are settled. */
  overcomeShare: estimate,
  /** Deals that ended without a win while one of this kind stood or was not answered, of those that raised it. */
  stopped: z.strictObject(share),
}

export const objectionFigures = z.strictObject({
  ...told,
  byDay: z.int(),
  /** Deals with an objection beside those without: whether it is a sign that the buyer is near. */
  signal: beside,
  /** Whether the kinds differ in the wins of those that ended, among deals to which it happened first in the same stage. */
  ...judgement.shape,
  /** The same of the workspace's own kinds; and whether the stages of the first one differ, where `shrunken` is drawn to the mean of all. */
  judged: z.strictObject({ ownKinds: judgement, stages: judgement }),
  kinds: z.array(z.strictObject({ kind: z.enum(objectionKinds), ...objectionCounts, ...first })),
  /** Kinds of the workspace's own, the merged ones with what they were merged into. */
  ownKinds: z.array(z.strictObject({ id, name: z.nullable(z.string()), ...objectionCounts, ...first })),
  /** By the stage that a deal was in when it raised its first objection. */
  stages: z.array(z.strictObject({ key: z.string(), name: z.string(), position: z.int(), raised: z.int(), ...first })),
  answers: z.strictObject({
    ...judgement.shape,
    items: z.array(
      z.strictObject({
        id,
        title: z.nullable(z.string()),
        given: z.int(),
        overcame: z.int(),
        ...estimate.shape,
        shrunken: z.nullable(estimate),
      }),
    ),
  }),
})
export type ObjectionFigures = z.infer<typeof objectionFigures>

export const trialFigures = z.strictObject({
  ...told,
  byDay: z.int(),
  observed: beside,
  ...judgement.shape,
  kinds: z.array(z.strictObject({ kind: z.enum(trialKinds), started: z.int(), ...first })),
})
export type TrialFigures = z.infer<typeof trialFigures>

export const playbookFigures = z.strictObject({
  ...told,
  /** Deals, the must-asks of the stages that they went on from, and those of them that were asked: the questions of one deal are alike, which the interval knows. */
  deals: z.int(),
  prescribed: z.int(),
  asked: z.strictObject(share),
  stages: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      position: z.int(),
      deals: z.int(),
      prescribed: z.int(),
      asked: z.strictObject(share),
      questions: z.array(z.strictObject({ key: z.string(), deals: z.int(), asked: z.strictObject(share) })),
    }),
  ),
  /** Whose deals went on with all must-asks asked. */
  owners: z.strictObject({
    ...judgement.shape,
    items: z.array(
      z.strictObject({
        id: z.nullable(id),
        name: z.nullable(z.string()),
        deals: z.int(),
        whole: z.int(),
        ...estimate.shape,
        shrunken: z.nullable(estimate),
      }),
    ),
  }),
})
export type PlaybookFigures = z.infer<typeof playbookFigures>

export const showObjectionFigures = endpoint({
  name: 'showObjectionFigures',
  method: 'GET',
  path: '/measurement/objections',
  permission: 'measurement.read',
  summary:
    'What buyers object to and in which stage, what comes of it, which objections stop deals, which answers work, and how deals are won after each.',
  query,
  output: objectionFigures,
  errors: ['no_published_process'],
})
export const showTrialFigures = endpoint({
  name: 'showTrialFigures',
  method: 'GET',
  path: '/measurement/trials',
  permission: 'measurement.read',
  summary: 'How deals are won after a trial, a demo, a sample or a gift, beside those without: observed, not caused.',
  query,
  output: trialFigures,
})
export const showPlaybookFigures = endpoint({
  name: 'showPlaybookFigures',
  method: 'GET',
  path: '/measurement/playbook',
  permission: 'measurement.read',
  summary: 'How much of what must be asked was asked before deals went on, by stage, question and seller.',
  query: z.strictObject(measurementFilters),
  output: playbookFigures,
  errors: ['no_published_process'],
})
