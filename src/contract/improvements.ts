import * as z from 'zod/mini'
import { adviceCodes } from './coaching.ts'
import { endpoint } from './endpoint.ts'
import { measurementFilters } from './measurement.ts'
import { auditFinding } from './process-audits.ts'
import { processQualities, qualities } from './process-qualities.ts'
import { day, id, instant, line, nothing, page, pageQuery, text, version } from './primitives.ts'

/** One of a process is `under_way` at most; `done` and `dropped` are over, and can be taken up again. */
export const improvementStates = ['waiting', 'under_way', 'done', 'dropped'] as const
export type ImprovementState = (typeof improvementStates)[number]

/** What a change is measured by: the first two in a stage, by the deals that came into it; the others by the deals opened. */
export const improvementMeasures = ['goes_on', 'time_in_stage', 'win_rate', 'cycle_length'] as const
export type ImprovementMeasure = (typeof improvementMeasures)[number]

export const improvementOutcomes = ['helped', 'no_difference', 'made_worse', 'cannot_be_told'] as const
export type ImprovementOutcome = (typeof improvementOutcomes)[number]

/** With fewer deals on a side nothing is said. */
export const leastDeals = 30
/** How far the deals go back that stand for what was before. */
export const daysBefore = 365
/** No longer list is put in order. */
export const mostWaiting = 200

const named = z.strictObject({ id, name: z.string() })
const stageKey = z.string().check(z.minLength(1), z.maxLength(60))

/** Where an improvement came from, with the numbers of then: worded as the audit, the quality or the advice is. */
export const improvementOrigin = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('finding'), auditId: id, asOf: day, currency: z.string(), finding: auditFinding }),
  z.strictObject({
    from: z.literal('quality'),
    asOf: day,
    quality: processQualities.shape.qualities.def.element,
  }),
  // Whose advice it was is left out: it is the process that is to be made better.
  z.strictObject({ from: z.literal('advice'), adviceId: id, asOf: day, code: z.enum(adviceCodes) }),
])
export type ImprovementOrigin = z.infer<typeof improvementOrigin>

/** The figure of the deals that came from `since` up to `asOf`, by what was known at `knownAt`. A share, or days. */
export const improvementSide = z.strictObject({
  since: day,
  asOf: day,
  knownAt: instant,
  n: z.int(),
  value: z.nullable(z.number()),
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
  /** `few`: under `leastDeals`; `unreached`: none of them has been followed so far. */
  told: z.enum(['few', 'unreached', 'yes']),
})
export type ImprovementSide = z.infer<typeof improvementSide>

export const improvementRun = z.strictObject({
  measure: z.enum(improvementMeasures),
  /** The stage that is measured in. */
  stage: z.nullable(z.string()),
  byDay: z.int(),
  startedAt: instant,
  startedBy: z.nullable(z.string()),
  /** As it was when it began, and when it ended; null for who sees other deals than whoever began it, and before that end. */
  before: z.nullable(improvementSide),
  after: z.nullable(improvementSide),
  finishedAt: z.nullable(instant),
  finishedBy: z.nullable(z.string()),
  /** Null as long as it is under way, and when it was dropped. */
  outcome: z.nullable(z.enum(improvementOutcomes)),
  remark: z.string(),
})
export type ImprovementRun = z.infer<typeof improvementRun>

export const improvement = z.strictObject({
  id,
  version,
  processId: id,
  title: z.string(),
  why: z.string(),
  /** The stage as it is called now; its key where no version has it any more. */
  stage: z.nullable(z.strictObject({ key: z.string(), name: z.string() })),
  owner: z.nullable(named),
  origin: z.nullable(improvementOrigin),
  state: z.enum(improvementStates),
  run: z.nullable(improvementRun),
  /** What was made before it was taken up again, the earliest first. */
  former: z.array(improvementRun),
  createdAt: instant,
  createdBy: z.nullable(z.string()),
})
export type Improvement = z.infer<typeof improvement>

const byId = z.strictObject({ id })
const words = { title: line(120), why: text(2000), stage: z.nullable(stageKey), ownerId: z.nullable(id) }

export const listImprovements = endpoint({
  name: 'listImprovements',
  method: 'GET',
  path: '/improvements',
  permission: 'measurement.read',
  summary:
    'What could be made better in a process: what is under way, what waits in its order, what is over, latest first.',
  query: z.strictObject({ ...pageQuery, process: z.optional(id), state: z.optional(z.enum(improvementStates)) }),
  output: page(improvement),
})
export const showImprovement = endpoint({
  name: 'showImprovement',
  method: 'GET',
  path: '/improvements/{id}',
  permission: 'measurement.read',
  summary: 'One improvement, with what it was measured by and what came of it.',
  params: byId,
  output: improvement,
})
const { as_of, known_at } = measurementFilters
export const readImprovement = endpoint({
  name: 'readImprovement',
  method: 'GET',
  path: '/improvements/{id}/reading',
  permission: 'measurement.read',
  summary:
    'The figure before a change, worked out again from the log, beside that of the deals since. Before and after, no test.',
  params: byId,
  query: z.strictObject({ as_of, known_at }),
  output: z.strictObject({
    measure: z.enum(improvementMeasures),
    stage: z.nullable(z.string()),
    byDay: z.int(),
    asOf: day,
    knownAt: instant,
    /** With fewer deals on a side nothing is said. */
    least: z.int(),
    before: improvementSide,
    since: improvementSide,
  }),
  errors: ['improvement_not_so'],
})
export type ImprovementReading = z.infer<typeof readImprovement.output>
export const addImprovement = endpoint({
  name: 'addImprovement',
  method: 'POST',
  path: '/improvements',
  permission: 'process.edit',
  summary: 'Puts something on the list, behind what waits there; what it came from is kept with its numbers.',
  body: z.strictObject({
    processId: id,
    title: words.title,
    why: z._default(words.why, ''),
    stage: z._default(words.stage, null),
    ownerId: z._default(words.ownerId, null),
    from: z._default(
      z.nullable(
        z.discriminatedUnion('from', [
          /** A finding of an audit; `stage` where it has several of the kind. */
          z.strictObject({
            from: z.literal('finding'),
            auditId: id,
            finding: z.enum(['leakiest', 'slowest', 'dead', 'adherence', 'drift', 'effort']),
            stage: z.optional(stageKey),
          }),
          z.strictObject({ from: z.literal('quality'), quality: z.enum(qualities) }),
          z.strictObject({ from: z.literal('advice'), adviceId: id }),
        ]),
      ),
      null,
    ),
  }),
  output: improvement,
  status: 201,
  errors: ['not_found', 'unknown_reference', 'no_published_process', 'improvement_listed', 'too_many'],
})
export const changeImprovement = endpoint({
  name: 'changeImprovement',
  method: 'PATCH',
  path: '/improvements/{id}',
  permission: 'process.edit',
  summary: 'Changes what is written about an improvement.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject(words)),
  output: improvement,
  errors: ['unknown_reference'],
})
export const moveImprovement = endpoint({
  name: 'moveImprovement',
  method: 'POST',
  path: '/improvements/{id}/move',
  permission: 'process.edit',
  summary: 'Puts one that waits before another one, or behind all.',
  params: byId,
  body: z.strictObject({ before: z.nullable(id) }),
  output: improvement,
  errors: ['improvement_not_so', 'unknown_reference'],
})
export const startImprovement = endpoint({
  name: 'startImprovement',
  method: 'POST',
  path: '/improvements/{id}/start',
  permission: 'process.edit',
  summary:
    'Begins a change and notes what is measured as it is now. One change at a time: refused while another is under way.',
  params: byId,
  body: z.strictObject({
    measure: z.enum(improvementMeasures),
    /** What is measured in a stage needs one. */
    stage: z._default(words.stage, null),
    /** The day by which a deal has gone on, or is won. */
    byDay: z._default(z.int().check(z.minimum(1), z.maximum(730)), 90),
  }),
  output: improvement,
  errors: ['improvement_not_so', 'change_under_way', 'no_published_process'],
})
export const finishImprovement = endpoint({
  name: 'finishImprovement',
  method: 'POST',
  path: '/improvements/{id}/finish',
  permission: 'process.edit',
  summary: 'Ends a change that is under way, and keeps what came of it with the numbers as they are.',
  params: byId,
  body: z.strictObject({ outcome: z.enum(improvementOutcomes), remark: z._default(text(2000), '') }),
  output: improvement,
  errors: ['improvement_not_so'],
})
export const dropImprovement = endpoint({
  name: 'dropImprovement',
  method: 'POST',
  path: '/improvements/{id}/drop',
  permission: 'process.edit',
  summary: 'Gives up one that waits or is under way; what was written and measured stays.',
  params: byId,
  output: improvement,
  errors: ['improvement_not_so'],
})
export const takeUpImprovement = endpoint({
  name: 'takeUpImprovement',
  method: 'POST',
  path: '/improvements/{id}/take-up',
  permission: 'process.edit',
  summary: 'Lets one that is over wait again, behind the others; what came of it before is kept.',
  params: byId,
  output: improvement,
  errors: ['improvement_not_so', 'improvement_listed', 'too_many'],
})
export const removeImprovement = endpoint({
  name: 'removeImprovement',
  method: 'DELETE',
  path: '/improvements/{id}',
  permission: 'process.edit',
  summary: 'Takes one off the list; it can be put back. One that is under way is finished or dropped first.',
  params: byId,
  output: nothing,
  errors: ['improvement_not_so'],
})
export const restoreImprovement = endpoint({
  name: 'restoreImprovement',
  method: 'POST',
  path: '/improvements/{id}/restore',
  permission: 'process.edit',
  summary: 'Puts one back that was taken off the list.',
  params: byId,
  output: improvement,
  errors: ['improvement_listed', 'too_many'],
})
