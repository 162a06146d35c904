import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { objectionKinds, objectionOutcomes, resolutions } from './facts.ts'
import { estimate } from './measurement.ts'
import {
  id,
  instant,
  language,
  line,
  money,
  nearDay,
  nothing,
  occurredAt,
  page,
  pageQuery,
  price,
  text,
  version,
} from './primitives.ts'

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })
const kind = z.enum(objectionKinds)

/** Something a buyer had against the deal, and what became of it. */
export const objection = z.strictObject({
  id,
  kind,
  /** More exactly, by a kind of the workspace's own. */
  ownKind: z.nullable(named),
  /** In the buyer's words. */
  words: z.nullable(z.string()),
  deal: named,
  person: z.nullable(named),
  product: z.nullable(named),
  raisedAt: instant,
  /** Null while it is open. */
  outcome: z.nullable(z.enum(objectionOutcomes)),
  settledAt: z.nullable(instant),
  answer: z.nullable(z.strictObject({ id, title: z.string(), version: z.int() })),
  /** What was answered, where it was not a prepared answer or not only. */
  reply: z.nullable(z.string()),
  /** By what it was met, and what that costs us. */
  resolution: z.nullable(z.enum(resolutions)),
  cost: z.nullable(money),
})
export type Objection = z.infer<typeof objection>

export const listObjections = endpoint({
  name: 'listObjections',
  method: 'GET',
  path: '/objections',
  permission: 'deals.read',
  summary:
    'Objections, newest first: of a deal, of a kind, with words, about a product, those still open, those without a prepared answer.',
  query: z.strictObject({
    ...pageQuery,
    deal: z.optional(id),
    kind: z.optional(kind),
    /** Of a kind of the workspace's own; 'none': of the common kind alone. */
    ownKind: z.optional(z.union([id, z.literal('none')])),
    /** In what the buyer said. */
    q: z.optional(line(100)),
    product: z.optional(id),
    open: z.optional(z.literal('true')),
    unprepared: z.optional(z.literal('true')),
  }),
  output: page(objection),
})
export const logObjection = endpoint({
  name: 'logObjection',
  method: 'POST',
  path: '/objections',
  permission: 'deals.work',
  summary: 'Logs what the buyer of a deal has against it; only the kind is needed.',
  body: z.strictObject({
    dealId: id,
    kind,
    ownKindId: z.optional(id),
    words: z.optional(z.nullable(text(2000))),
    personId: z.optional(id),
    productId: z.optional(id),
    occurredAt,
  }),
  output: objection,
  status: 201,
  errors: ['unknown_reference', 'occurred_in_future'],
})
export const changeObjection = endpoint({
  name: 'changeObjection',
  method: 'PATCH',
  path: '/objections/{id}',
  permission: 'deals.work',
  summary: "Adds to an objection what there was no time for: the buyer's words, who said it, about which product.",
  params: byId,
  body: z.partial(
    z.strictObject({
      words: z.nullable(text(2000)),
      personId: z.nullable(id),
      productId: z.nullable(id),
      ownKindId: z.nullable(id),
    }),
  ),
  output: objection,
  errors: ['unknown_reference'],
})
export const settleObjection = endpoint({
  name: 'settleObjection',
  method: 'POST',
  path: '/objections/{id}/settle',
  permission: 'deals.work',
  summary: 'What came of an objection, and with which answer; one that was overcome says that the buyer is near.',
  params: byId,
  body: z.strictObject({
    outcome: z.enum(objectionOutcomes),
    answerId: z.optional(id),
    reply: z.optional(z.nullable(text(4000))),
    resolution: z.optional(z.nullable(z.enum(resolutions))),
    /** What it costs us, in the deal's currency. */
    costMinor: z.optional(z.nullable(price)),
    occurredAt,
  }),
  output: objection,
  errors: ['unknown_reference', 'occurred_in_future', 'occurred_too_early', 'objection_settled'],
})
export const showResolutions = endpoint({
  name: 'showResolutions',
  method: 'GET',
  path: '/objection-resolutions',
  permission: 'measurement.read',
  summary:
    'By what objections were met: how many were overcome so, with Wilson intervals, and what it cost in each currency.',
  query: z.strictObject({ kind: z.optional(kind), from: z.optional(nearDay), to: z.optional(nearDay) }),
  output: z.strictObject({
    items: z.array(
      z.extend(estimate, {
        /** Null: nobody said by what. */
        resolution: z.nullable(z.enum(resolutions)),
        n: z.int(),
        overcome: z.int(),
        costs: z.array(money),
      }),
    ),
  }),
})
export const withdrawObjection = endpoint({
  name: 'withdrawObjection',
  method: 'DELETE',
  path: '/objections/{id}',
  permission: 'deals.work',
  summary: 'Takes back an objection that was logged by mistake; its words are gone.',
  params: byId,
  output: nothing,
})

const answerFields = {
  title: line(120),
  kind,
  /** Null: for any of them. */
  productId: z.nullable(id),
  /** What to say, in each language that it was written in. */
  texts: z.array(z.strictObject({ language, text: text(4000) })).check(z.minLength(1), z.maxLength(6)),
  /** Questions that lead to the root of the objection, one a line. */
  questions: z.nullable(text(2000)),
}

/** A prepared answer. Its version says which of its texts was given when. */
export const answer = z.strictObject({
  id,
  version,
  ...answerFields,
  product: z.nullable(named),
  retired: z.boolean(),
  /** How often it was given, and how often the objection was overcome with it. */
  given: z.int(),
  overcame: z.int(),
})
export type Answer = z.infer<typeof answer>

export const listAnswers = endpoint({
  name: 'listAnswers',
  method: 'GET',
  path: '/answers',
  permission: 'deals.read',
  summary:
    'Prepared answers, by title: those for a kind of objection, for a product, and with words that are typed. Retired ones on demand.',
  query: z.strictObject({
    ...pageQuery,
    kind: z.optional(kind),
    product: z.optional(id),
    q: z.optional(line(100)),
    retired: z.optional(z.literal('true')),
  }),
  output: page(answer),
})
export const addAnswer = endpoint({
  name: 'addAnswer',
  method: 'POST',
  path: '/answers',
  permission: 'process.edit',
  summary: 'Prepares an answer to a kind of objection.',
  body: z.strictObject({
    ...answerFields,
    productId: z.optional(answerFields.productId),
    questions: z.optional(answerFields.questions),
  }),
  output: answer,
  status: 201,
  errors: ['unknown_reference', 'too_many'],
})
export const changeAnswer = endpoint({
  name: 'changeAnswer',
  method: 'PATCH',
  path: '/answers/{id}',
  permission: 'process.edit',
  summary: 'Changes a prepared answer: a new version of it; what was given before keeps the version it was given in.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ ...answerFields, retired: z.boolean() })),
  output: answer,
  errors: ['unknown_reference'],
})
export const listAnswerVersions = endpoint({
  name: 'listAnswerVersions',
  method: 'GET',
  path: '/answers/{id}/versions',
  permission: 'deals.read',
  summary: 'What a prepared answer said before, newest first.',
  params: byId,
  query: z.strictObject(pageQuery),
  output: page(
    z.strictObject({
      version,
      title: z.string(),
      texts: answerFields.texts,
      questions: answerFields.questions,
      changedAt: instant,
      changedBy: z.strictObject({ id: z.nullable(id), name: z.nullable(z.string()) }),
    }),
  ),
})
