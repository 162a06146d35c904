import * as z from 'zod/mini'
import { dealCard } from './cards.ts'
import { dossierFact } from './dossiers.ts'
import { endpoint } from './endpoint.ts'
import { objectionKinds, qualificationAspects, stakeholderRoles } from './facts.ts'
import { objection, answer } from './objections.ts'
import { promise, touch } from './outreach.ts'
import { day, id, instant, money } from './primitives.ts'
import { criterion } from './process.ts'
import { stageQuestion } from './stage-playbook.ts'

const named = z.strictObject({ id, name: z.string() })
const customer = z.extend(named, { kind: z.enum(['company', 'person', 'household']) })

/** What to know before a call, made anew whenever it is opened. */
export const callSheet = z.strictObject({
  customer: z.nullable(z.extend(customer, { sector: z.nullable(z.string()), city: z.nullable(z.string()) })),
  /** Null for a prospect. */
  deal: z.nullable(
    z.extend(named, {
      amount: z.nullable(money),
      expectedCloseOn: z.nullable(day),
      nextStep: z.nullable(z.strictObject({ text: z.string(), on: day })),
    }),
  ),
  /** Where the deal stands, or where a prospect would be talked to first: what to say, what to bring out. */
  stage: z.nullable(
    z.strictObject({
      name: z.string(),
      purpose: z.nullable(z.string()),
      buyerStep: z.nullable(z.string()),
      script: z.nullable(z.string()),
      /** Those of the playbook that nobody has asked in the deal yet; what must be asked comes first. */
      questions: z.array(stageQuestion),
      dos: z.array(z.string()),
      donts: z.array(z.string()),
    }),
  ),
  /** Whom one may have on the line. */
  people: z.array(
    z.extend(named, {
      title: z.nullable(z.string()),
      role: z.nullable(z.enum(stakeholderRoles)),
      phone: z.nullable(z.string()),
      email: z.nullable(z.string()),
    }),
  ),
  facts: z.array(z.extend(dossierFact, { about: customer })),
  touches: z.array(touch),
  promises: z.array(promise),
  /** What was objected and stands open. */
  objections: z.array(objection),
  /** What buyers of the like object to most often, and how often of late; with the answers that worked best. */
  likely: z.array(
    z.strictObject({
      kind: z.enum(objectionKinds),
      /** 0: it stands open in this deal, and seldom comes up elsewhere. */
      count: z.int(),
      answers: z.array(answer),
    }),
  ),
  /** What is not known yet: of the four aspects, and of what the gate of the stage asks for. */
  gaps: z.strictObject({ aspects: z.array(z.enum(qualificationAspects)), criteria: z.array(criterion) }),
  cards: z.array(dealCard),
  /** Since when somebody is prepared for the next touch with the deal. */
  preparedAt: z.nullable(instant),
})
export type CallSheet = z.infer<typeof callSheet>

export const showCallSheet = endpoint({
  name: 'showCallSheet',
  method: 'GET',
  path: '/call-sheets/{kind}/{id}',
  permission: 'deals.read',
  summary: 'What to know before a call: for a deal, or for a company, a person or a household without one.',
  params: z.strictObject({ kind: z.enum(['deals', 'companies', 'people', 'households']), id }),
  output: callSheet,
})

const prepared = z.strictObject({ preparedAt: z.nullable(instant) })
export const tickPrepared = endpoint({
  name: 'tickPrepared',
  method: 'POST',
  path: '/deals/{id}/preparation',
  permission: 'deals.work',
  summary: 'Says that one is prepared for the next touch with a deal.',
  params: z.strictObject({ id }),
  output: prepared,
})
export const untickPrepared = endpoint({
  name: 'untickPrepared',
  method: 'DELETE',
  path: '/deals/{id}/preparation',
  permission: 'deals.work',
  summary: 'One is not prepared after all.',
  params: z.strictObject({ id }),
  output: prepared,
})

const side = z.strictObject({
  deals: z.int(),
  won: z.int(),
  /** Of those that were won or lost, with a 95 % interval (Wilson). */
  share: z.nullable(z.number()),
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
})
export const showPreparing = endpoint({
  name: 'showPreparing',
  method: 'GET',
  path: '/preparing',
  permission: 'measurement.read',
  summary:
    'Deals that were won or lost in the last 365 days: those somebody had prepared for, and those nobody had. Who prepares may differ in more than that.',
  output: z.strictObject({
    from: day,
    to: day,
    prepared: side,
    unprepared: side,
    /** Whether the two differ by more than chance; not said of too few. */
    verdict: z.enum(['not_enough', 'within_chance', 'differ']),
  }),
})
