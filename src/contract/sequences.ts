import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { touchOutcomes } from './facts.ts'
import { estimate } from './measurement.ts'
import { day, id, instant, line, nearDay, page, pageQuery, text, version } from './primitives.ts'

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })

export const stepKinds = ['call', 'message', 'task'] as const
export const messageChannels = ['email', 'linkedin', 'social', 'letter'] as const
/** What stands for somebody's own words in a text: '{first_name}'. */
export const mergeFields = ['first_name', 'name', 'company', 'title', 'deal', 'my_name'] as const
export type MergeField = (typeof mergeFields)[number]

/** What is said: of a message subject and text, of a call the script. */
const wording = z.strictObject({ subject: z.nullable(line(200)), body: text(4000) })
export const step = z
  .strictObject({
    kind: z.enum(stepKinds),
    /** Of a message, how it is sent; else null. */
    channel: z.nullable(z.enum(messageChannels)),
    /** Working days after the step before; of the first, after the start. */
    waitDays: z.int().check(z.nonnegative(), z.maximum(90)),
    /** What to do, in a line. */
    title: line(200),
    a: z.nullable(wording),
    /** The other text of a test: chance gives each person one of the two, and it stays with them. */
    b: z.nullable(wording),
  })
  .check(z.refine(({ kind, channel }) => (kind === 'message') === (channel !== null), { path: ['channel'] }))
  .check(z.refine(({ kind, a, b }) => (kind !== 'message' && b === null) || a !== null, { path: ['a'] }))
export type Step = z.infer<typeof step>

/** Why a sequence ended for somebody. `replied` and `meeting` are what it is for. */
export const endReasons = [
  'finished',
  'replied',
  'meeting',
  'refused',
  'won',
  'deal_ended',
  'opted_out',
  'stopped',
] as const
export type EndReason = (typeof endReasons)[number]

export const sequence = z.strictObject({
  id,
  version,
  name: z.string(),
  /** The version that new people come into, counted from 1, and its steps. */
  number: z.int(),
  steps: z.array(step),
  retired: z.boolean(),
  running: z.int(),
  ended: z.int(),
  createdAt: instant,
})
export type Sequence = z.infer<typeof sequence>

export const enrolment = z.strictObject({
  id,
  sequence: named,
  person: named,
  deal: z.nullable(named),
  owner: z.nullable(named),
  /** The next step, counted from 1, of so many. */
  step: z.int(),
  of: z.int(),
  /** What is done next; null after the last step, while a reply is waited for. */
  next: z.nullable(z.strictObject({ kind: z.enum(stepKinds), title: z.string() })),
  dueOn: day,
  startedAt: instant,
  endedAt: z.nullable(instant),
  endReason: z.nullable(z.enum(endReasons)),
})
export type Enrolment = z.infer<typeof enrolment>

/** A step that is to be done, its text with this person's words in it. */
export const dueStep = z.strictObject({
  enrolmentId: id,
  sequence: named,
  person: z.strictObject({
    id,
    name: z.string(),
    title: z.nullable(z.string()),
    email: z.nullable(z.string()),
    phone: z.nullable(z.string()),
    linkedin: z.nullable(z.string()),
    company: z.nullable(named),
  }),
  deal: z.nullable(named),
  owner: z.nullable(named),
  dueOn: day,
  number: z.int(),
  of: z.int(),
  kind: z.enum(stepKinds),
  channel: z.nullable(z.enum(messageChannels)),
  title: z.string(),
  variant: z.nullable(z.enum(['a', 'b'])),
  subject: z.nullable(z.string()),
  body: z.nullable(z.string()),
  /** What the text asks for and nobody knows. */
  missing: z.array(z.enum(mergeFields)),
})
export type DueStep = z.infer<typeof dueStep>

const steps = z.array(step).check(z.minLength(1), z.maxLength(20))

export const listSequences = endpoint({
  name: 'listSequences',
  method: 'GET',
  path: '/sequences',
  permission: 'deals.read',
  summary: 'Sequences, newest first, with how many people are in each.',
  query: z.strictObject({ ...pageQuery, retired: z._default(z.enum(['true', 'false']), 'false') }),
  output: page(sequence),
})
export const showSequence = endpoint({
  name: 'showSequence',
  method: 'GET',
  path: '/sequences/{id}',
  permission: 'deals.read',
  summary: 'One sequence.',
  params: byId,
  output: sequence,
})
export const addSequence = endpoint({
  name: 'addSequence',
  method: 'POST',
  path: '/sequences',
  permission: 'process.edit',
  summary: 'Adds a sequence of calls, messages and tasks.',
  body: z.strictObject({ name: line(120), steps }),
  output: sequence,
  status: 201,
})
export const changeSequence = endpoint({
  name: 'changeSequence',
  method: 'PATCH',
  path: '/sequences/{id}',
  permission: 'process.edit',
  summary:
    'Renames a sequence, takes it out of use, or changes its steps: that makes a new version, which new people come into.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ name: line(120), steps, retired: z.boolean() })),
  output: sequence,
  errors: ['sequence_in_experiment'],
})
const whom = {
  personIds: z.optional(z.array(id).check(z.minLength(1), z.maxLength(1000))),
  listId: z.optional(id),
  /** A filter over people, as lists of people take it. */
  filter: z.optional(z.string().check(z.maxLength(8000))),
  /** With a filter: a piece of the name. */
  q: z.optional(line(100)),
}
export const previewEnrolment = endpoint({
  name: 'previewEnrolment',
  method: 'POST',
  path: '/enrolment-previews',
  permission: 'deals.work',
  summary: 'Whom a start of any sequence would take, and who would be left out and why; writes nothing.',
  body: z.strictObject(whom),
  output: z.strictObject({
    able: z.int(),
    alreadyIn: z.int(),
    optedOut: z.int(),
    /** More people were found than are taken at once. */
    more: z.boolean(),
    /** The first of those left out, with the sequence that they are in. */
    leftOut: z.array(
      z.extend(named, { reason: z.enum(['already_in', 'opted_out']), sequence: z.nullable(z.string()) }),
    ),
  }),
  errors: ['unknown_reference'],
})
export const enrolPeople = endpoint({
  name: 'enrolPeople',
  method: 'POST',
  path: '/sequences/{id}/enrol',
  permission: 'deals.work',
  summary:
    'Starts a sequence with people: those named, those on a list, or those a filter finds, 20,000 at most. Who is in a sequence already, or asked not to be contacted, is left out and counted.',
  params: byId,
  body: z.strictObject({
    ...whom,
    /** Who does the steps; left out, whose each person is, else whoever starts it. */
    ownerId: z.optional(id),
  }),
  output: z.strictObject({
    started: z.int(),
    /** Of these, put into another sequence, because a running experiment gave it to their deals. */
    drawn: z.int(),
    alreadyIn: z.int(),
    optedOut: z.int(),
    /** More people were found than are taken at once. */
    more: z.boolean(),
  }),
  errors: ['unknown_reference', 'sequence_retired'],
})
export const listEnrolments = endpoint({
  name: 'listEnrolments',
  method: 'GET',
  path: '/enrolments',
  permission: 'deals.read',
  summary: 'Who is or was in a sequence, newest first.',
  query: z.strictObject({
    ...pageQuery,
    sequence: z.optional(id),
    person: z.optional(id),
    /** Of the people of a company. */
    company: z.optional(id),
    deal: z.optional(id),
    running: z.optional(z.enum(['true', 'false'])),
    reason: z.optional(z.enum(endReasons)),
  }),
  output: page(enrolment),
})
export const doStep = endpoint({
  name: 'doStep',
  method: 'POST',
  path: '/enrolments/{id}/step',
  permission: 'deals.work',
  summary:
    'The step of a sequence that was due is done, or skipped; a call or a message is logged as a touch. The next one follows after its working days.',
  params: byId,
  body: z.strictObject({
    /** Which step was done: it must still be the next one. */
    step: z.int(),
    /** What came of a call or a message; left out of a task. */
    outcome: z.optional(z.enum(touchOutcomes)),
    skipped: z._default(z.boolean(), false),
    words: z.optional(text(4000)),
  }),
  output: enrolment,
  errors: ['enrolment_over', 'step_elsewhere'],
})
export const stopEnrolment = endpoint({
  name: 'stopEnrolment',
  method: 'POST',
  path: '/enrolments/{id}/stop',
  permission: 'deals.work',
  summary: 'Ends a sequence for somebody.',
  params: byId,
  output: enrolment,
  errors: ['enrolment_over'],
})
export const pauseEnrolment = endpoint({
  name: 'pauseEnrolment',
  method: 'POST',
  path: '/enrolments/{id}/pause',
  permission: 'deals.work',
  summary: 'A sequence rests for somebody: their next step is due on a later day.',
  params: byId,
  body: z.strictObject({ until: nearDay }),
  output: enrolment,
  errors: ['enrolment_over', 'day_not_ahead'],
})
export const listDueSteps = endpoint({
  name: 'listDueSteps',
  method: 'GET',
  path: '/enrolments/due',
  permission: 'deals.read',
  summary: 'The steps that a member has to do by the end of a day, first those that wait longest; at most 100.',
  query: z.strictObject({ member: z.optional(id), day: z.optional(day), sequence: z.optional(id) }),
  output: z.strictObject({ items: z.array(dueStep) }),
})

const replied = z.extend(estimate, { n: z.int(), replied: z.int() })
const stepResult = z.extend(replied, {
  number: z.int(),
  step: z.int(),
  variant: z.nullable(z.enum(['a', 'b'])),
  kind: z.enum(stepKinds),
  title: z.string(),
  skipped: z.int(),
})
export const showSequenceResults = endpoint({
  name: 'showSequenceResults',
  method: 'GET',
  path: '/sequences/{id}/results',
  permission: 'measurement.read',
  summary:
    'What came of each step of a sequence, version by version: of those it was done for, how many replied or met before the next one, with Wilson intervals; and whether the texts of a test differ.',
  params: byId,
  output: z.strictObject({
    started: z.int(),
    reasons: z.array(z.strictObject({ reason: z.enum(endReasons), count: z.int() })),
    steps: z.array(stepResult),
    /** Shares a − b of steps with two texts, by Newcombe's interval. */
    tests: z.array(z.strictObject({ number: z.int(), step: z.int(), difference: estimate })),
  }),
})
