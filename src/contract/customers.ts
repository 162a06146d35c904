import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { fact, outcomes, stakeholderRoles } from './facts.ts'
import { storedFile } from './files.ts'
import { note } from './notes.ts'
import { currency, day, id, instant, minor, page, pageQuery } from './primitives.ts'

const byId = z.strictObject({ id })

/** What one customer's timeline is made of. */
export const storyKinds = ['fact', 'note', 'file'] as const
export type StoryKind = (typeof storyKinds)[number]

const dealName = z.strictObject({ id, name: z.string() })

/** One thing that happened with a customer; `deal` says in which pass through the cycle, null outside of any. */
export const happening = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fact'), at: instant, deal: dealName, processId: id, versionId: id, fact }),
  z.strictObject({ kind: z.literal('note'), at: instant, deal: z.nullable(dealName), note }),
  z.strictObject({ kind: z.literal('file'), at: instant, deal: z.nullable(dealName), file: storedFile }),
])
export type Happening = z.infer<typeof happening>

const timelineQuery = z.strictObject({
  ...pageQuery,
  /** Only these, joined by commas: 'note,file'. */
  kinds: z.optional(z.string().check(z.regex(/^(?:fact|note|file)(?:,(?:fact|note|file)){0,2}$/))),
  deal: z.optional(id),
})

/** One pass through the cycle. */
export const cycle = z.strictObject({
  id,
  name: z.string(),
  outcome: z.enum(outcomes),
  stageName: z.string(),
  openedAt: instant,
  endedAt: z.nullable(instant),
  /** The pass it came back from. */
  previousDealId: z.nullable(id),
  amountMinor: z.nullable(minor),
  currency,
  nextStep: z.nullable(z.strictObject({ text: z.string(), on: day })),
  comeBackOn: z.nullable(day),
  ownerName: z.nullable(z.string()),
  /** The part a person takes in it: null is the customer itself. */
  role: z.nullable(z.enum(stakeholderRoles)),
})
export type Cycle = z.infer<typeof cycle>

/** What matters now about a customer, and every pass so far. */
export const cycles = z.strictObject({
  /** Newest first; at most 100. */
  items: z.array(cycle),
  /** Of all passes, one sum a currency. */
  won: z.array(z.strictObject({ minor, currency, count: z.int() })),
  openCount: z.int(),
  /** When anything was told of this customer last. */
  lastAt: z.nullable(instant),
})
export type Cycles = z.infer<typeof cycles>

export const listCompanyTimeline = endpoint({
  name: 'listCompanyTimeline',
  method: 'GET',
  path: '/companies/{id}/timeline',
  permission: 'deals.read',
  summary: 'Everything about a company over all its deals, its people’s notes included, newest first.',
  params: byId,
  query: timelineQuery,
  output: page(happening),
})
export const listPersonTimeline = endpoint({
  name: 'listPersonTimeline',
  method: 'GET',
  path: '/people/{id}/timeline',
  permission: 'deals.read',
  summary: 'Everything about a person: deals as customer or in a buying committee, notes, files, newest first.',
  params: byId,
  query: timelineQuery,
  output: page(happening),
})
export const listHouseholdTimeline = endpoint({
  name: 'listHouseholdTimeline',
  method: 'GET',
  path: '/households/{id}/timeline',
  permission: 'deals.read',
  summary: 'Everything about a household over all its deals, newest first.',
  params: byId,
  query: timelineQuery,
  output: page(happening),
})
export const showCompanyCycles = endpoint({
  name: 'showCompanyCycles',
  method: 'GET',
  path: '/companies/{id}/cycles',
  permission: 'deals.read',
  summary: 'Every pass through the cycle with a company, and what matters now.',
  params: byId,
  output: cycles,
})
export const showPersonCycles = endpoint({
  name: 'showPersonCycles',
  method: 'GET',
  path: '/people/{id}/cycles',
  permission: 'deals.read',
  summary: 'Every pass through the cycle with a person, as customer or in a buying committee, and what matters now.',
  params: byId,
  output: cycles,
})
export const showHouseholdCycles = endpoint({
  name: 'showHouseholdCycles',
  method: 'GET',
  path: '/households/{id}/cycles',
  permission: 'deals.read',
  summary: 'Every pass through the cycle with a household, and what matters now.',
  params: byId,
  output: cycles,
})
