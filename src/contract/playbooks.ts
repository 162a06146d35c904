import * as z from 'zod/mini'
import { deal } from './deals.ts'
import { endpoint } from './endpoint.ts'
import { day, id, instant, line, nothing, page, pageQuery, price, text } from './primitives.ts'
import { stageKey } from './stage-playbook.ts'

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })
const byQuestion = z.strictObject({ id, stage: stageKey, question: stageKey })

const said = {
  /** In the buyer's words. */
  words: z.optional(z.nullable(text(2000))),
  /** What they named, of money, in the deal's currency. */
  minor: z.optional(z.nullable(price)),
  /** What they named, of days. */
  day: z.optional(z.nullable(day)),
}

/** A question that was asked in a deal, by the keys of its stage and its own. */
export const askedQuestion = z.strictObject({
  stage: z.string(),
  question: z.string(),
  words: z.nullable(z.string()),
  minor: z.nullable(z.int()),
  day: z.nullable(day),
  askedAt: instant,
  askedBy: z.nullable(z.string()),
})
export type AskedQuestion = z.infer<typeof askedQuestion>

export const listAskedQuestions = endpoint({
  name: 'listAskedQuestions',
  method: 'GET',
  path: '/deals/{id}/questions',
  permission: 'deals.read',
  summary: 'The questions of the playbook that were asked in a deal, in all its stages, and what was said.',
  params: byId,
  output: z.strictObject({ items: z.array(askedQuestion) }),
})
export const askQuestion = endpoint({
  name: 'askQuestion',
  method: 'PUT',
  path: '/deals/{id}/questions/{stage}/{question}',
  permission: 'deals.work',
  summary:
    'Ticks a question of the playbook off, with what was said. Money and days said to questions about means or time make the range of the qualification.',
  params: byQuestion,
  body: z.strictObject(said),
  output: deal,
  errors: ['unknown_reference'],
})
export const unaskQuestion = endpoint({
  name: 'unaskQuestion',
  method: 'DELETE',
  path: '/deals/{id}/questions/{stage}/{question}',
  permission: 'deals.work',
  summary: 'Takes back that a question was asked; what was said is gone, the range that it made stays.',
  params: byQuestion,
  output: deal,
})

/** What somebody can find not to work. */
export const feedbackParts = ['stage', 'script', 'question', 'answer'] as const
/** What came of it: it is changed, it stays as it is, or an experiment finds out. */
export const feedbackVerdicts = ['changed', 'kept', 'tested'] as const

export const feedback = z.strictObject({
  id,
  about: z.enum(feedbackParts),
  process: z.nullable(named),
  /** By its key and its name of today; the name is null where the process has it no more. */
  stage: z.nullable(z.strictObject({ key: z.string(), name: z.nullable(z.string()) })),
  /** The key of the question. */
  question: z.nullable(z.string()),
  answer: z.nullable(z.strictObject({ id, title: z.string() })),
  deal: z.nullable(named),
  words: z.string(),
  createdAt: instant,
  createdBy: z.nullable(z.string()),
  verdict: z.nullable(z.enum(feedbackVerdicts)),
  reply: z.nullable(z.string()),
  answeredAt: z.nullable(instant),
  answeredBy: z.nullable(z.string()),
})
export type Feedback = z.infer<typeof feedback>

export const listFeedback = endpoint({
  name: 'listFeedback',
  method: 'GET',
  path: '/playbook-feedback',
  permission: 'process.read',
  summary:
    'What does not work, by those who work with it: what waits for an answer first come; or, newest first, what was answered.',
  query: z.strictObject({
    ...pageQuery,
    process: z.optional(id),
    answer: z.optional(id),
    answered: z._default(z.enum(['true', 'false']), 'false'),
  }),
  output: page(feedback),
})
export const giveFeedback = endpoint({
  name: 'giveFeedback',
  method: 'POST',
  path: '/playbook-feedback',
  permission: 'deals.work',
  summary: 'Says that a stage, its script, a question or a prepared answer does not work, and why.',
  body: z.strictObject({
    about: z.enum(feedbackParts),
    processId: z.optional(id),
    stage: z.optional(stageKey),
    question: z.optional(stageKey),
    answerId: z.optional(id),
    dealId: z.optional(id),
    words: line(1000),
  }),
  output: feedback,
  status: 201,
  errors: ['invalid', 'unknown_reference'],
})
export const answerFeedback = endpoint({
  name: 'answerFeedback',
  method: 'POST',
  path: '/playbook-feedback/{id}/answer',
  permission: 'process.edit',
  summary: 'Says what came of it.',
  params: byId,
  body: z.strictObject({ verdict: z.enum(feedbackVerdicts), reply: z.optional(z.nullable(text(2000))) }),
  output: feedback,
  errors: ['feedback_answered'],
})
export const withdrawFeedback = endpoint({
  name: 'withdrawFeedback',
  method: 'DELETE',
  path: '/playbook-feedback/{id}',
  permission: 'deals.work',
  summary: "Takes one's own word back while nobody has answered it.",
  params: byId,
  output: nothing,
  errors: ['feedback_answered'],
})
