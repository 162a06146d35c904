import * as z from 'zod/mini'
import { judgement } from './comparing.ts'
import { endpoint } from './endpoint.ts'
import { estimate } from './measurement.ts'
import { day, id, instant, nearDay, page, pageQuery } from './primitives.ts'

/** What hours go to. The first two are selling. */
export const workGroups = [
  'customers',
  'writing',
  'preparing',
  'closing',
  'handing_over',
  'planning',
  'records',
] as const
export type WorkGroup = (typeof workGroups)[number]
export const sellingGroups: readonly WorkGroup[] = ['customers', 'writing']

interface Work {
  readonly group: WorkGroup
  /** How long a piece takes where neither its length was logged nor that of enough others like it. */
  readonly minutes: number
}

/**
 * Kinds of recorded work. Touches go by their channel; one in speech that reached nobody is 'unanswered'. Only touches and
 * presentations can say how long they took.
 */
export const works = {
  phone: { group: 'customers', minutes: 10 },
  meeting: { group: 'customers', minutes: 60 },
  in_person: { group: 'customers', minutes: 30 },
  visit: { group: 'customers', minutes: 20 },
  chat: { group: 'customers', minutes: 10 },
  referral: { group: 'customers', minutes: 10 },
  presentation: { group: 'customers', minutes: 60 },
  unanswered: { group: 'customers', minutes: 2 },
  email: { group: 'writing', minutes: 10 },
  letter: { group: 'writing', minutes: 20 },
  linkedin: { group: 'writing', minutes: 5 },
  social: { group: 'writing', minutes: 5 },
  signage: { group: 'writing', minutes: 10 },
  note: { group: 'preparing', minutes: 5 },
  research: { group: 'preparing', minutes: 10 },
  preparation: { group: 'preparing', minutes: 15 },
  offer: { group: 'preparing', minutes: 10 },
  paperwork: { group: 'closing', minutes: 15 },
  handoff: { group: 'handing_over', minutes: 10 },
  appointment: { group: 'planning', minutes: 5 },
  next_step: { group: 'planning', minutes: 1 },
  logging: { group: 'records', minutes: 2 },
  moving: { group: 'records', minutes: 1 },
  editing: { group: 'records', minutes: 2 },
  importing: { group: 'records', minutes: 30 },
  merging: { group: 'records', minutes: 3 },
} as const satisfies Record<string, Work>
export type WorkKind = keyof typeof works
export const workKinds = Object.keys(works) as [WorkKind, ...WorkKind[]] // Object.keys forgets the literal keys.

/** Work that is not selling and that Rondo can take over, or make shorter: the screen says by what. */
export const takenOver: readonly WorkKind[] = [
  'research',
  'preparation',
  'offer',
  'appointment',
  'next_step',
  'logging',
  'editing',
  'importing',
  'merging',
]

/** On these days, by these people, for these deals as they are today: as of a day, by what was known at a moment. */
const filters = {
  from: z.optional(nearDay),
  to: z.optional(nearDay),
  as_of: z.optional(nearDay),
  known_at: z.optional(instant),
  owner: z.optional(id),
  team: z.optional(id),
  product: z.optional(id),
  source: z.optional(id),
  process: z.optional(id),
}

const named = z.strictObject({ id, name: z.string() })
const counted = { n: z.int(), hours: z.number() }

export const hoursFigure = z.strictObject({
  from: day,
  to: day,
  asOf: day,
  knownAt: instant,
  /** Pieces of work, the hours they took, and how many of these hours were logged and not estimated. */
  ...counted,
  loggedHours: z.number(),
  /** Of all these hours, those with customers and in writing to them. */
  selling: estimate,
  sellingHours: z.number(),
  /** Work for no deal, which product, source and process leave out; null without them. */
  withoutDeal: z.nullable(z.strictObject(counted)),
  /** Weeks with work in them: what the interval is taken from. */
  weeks: z.int(),
  kinds: z.array(
    z.strictObject({
      kind: z.enum(workKinds),
      group: z.enum(workGroups),
      ...counted,
      /** Those whose length was logged. */
      timed: z.int(),
      /** What one without is taken to last: the usual length of those logged, or where they are too few, a set one. */
      usual: z.strictObject({ minutes: z.number(), from: z.enum(['logged', 'set']) }),
    }),
  ),
  /** The last months up to the last day, as many as are asked for; the last of them may not be over. */
  months: z.array(z.strictObject({ from: day, ...counted, selling: estimate })),
  ...judgement.shape,
  /** Whose hours they are: only where they differ by more than chance. */
  sellers: z.array(
    z.strictObject({
      ...named.shape,
      ...counted,
      selling: estimate,
      /** Drawn to the mean; null for those with too little to be compared. */
      shrunken: z.nullable(estimate),
      rank: z.nullable(z.int()),
    }),
  ),
  /** Of work that is not selling, what takes enough hours to matter and what Rondo can take over. */
  automatable: z.array(z.strictObject({ kind: z.enum(workKinds), ...counted, hoursAMonth: estimate })),
})
export type HoursFigure = z.infer<typeof hoursFigure>

/** Less is not worth a change: hours a month, and pieces of work in the period. */
export const leastToAutomate = { hoursAMonth: 2, n: 20 } as const
/** Weeks with work that a seller must have to be compared. */
export const leastWeeks = 4

export const showHours = endpoint({
  name: 'showHours',
  method: 'GET',
  path: '/measurement/hours',
  permission: 'measurement.read',
  summary:
    'Where the recorded hours of sellers go, and what share of them is selling, by month too; the last 13 weeks unless said.',
  query: z.strictObject({
    ...filters,
    /** How many months of the trend: a year of work takes longer to count than the period alone. */
    months: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(36)), 12),
  }),
  output: hoursFigure,
})

/** What is counted: all of it, what is selling, what is for no deal, a group, or a kind. */
export const hoursNumbers = ['all', 'selling', 'without_deal', ...workGroups, ...workKinds] as const
export type HoursNumber = (typeof hoursNumbers)[number]

export const listWorked = endpoint({
  name: 'listWorked',
  method: 'GET',
  path: '/measurement/worked',
  permission: 'measurement.read',
  summary: 'The pieces of work behind a number of the hours, newest first, each with who did it and its deal.',
  query: z.strictObject({ ...pageQuery, ...filters, number: z._default(z.enum(hoursNumbers), 'all') }),
  output: page(
    z.strictObject({
      id,
      kind: z.enum(workKinds),
      at: instant,
      minutes: z.number(),
      isLogged: z.boolean(),
      member: named,
      /** Null where it was for none, or for one that is not seen. */
      deal: z.nullable(named),
    }),
  ),
})
