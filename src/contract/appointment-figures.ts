import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { estimate } from './measurement.ts'
import { day, id, instant, nearDay, page, pageQuery } from './primitives.ts'

const named = z.strictObject({ id, name: z.string() })

/** Of the appointments that were held or missed, how many nobody came to. */
const missedShare = z.extend(estimate, { n: z.int(), missed: z.int() })

/** Those that were to be on these days, of deals like these: as of a day, by what was known at a moment. */
const countedFilters = {
  from: z.optional(nearDay),
  to: z.optional(nearDay),
  as_of: z.optional(nearDay),
  known_at: z.optional(instant),
  member: z.optional(id),
  product: z.optional(id),
  source: z.optional(id),
  process: z.optional(id),
}

export const appointmentFigure = z.strictObject({
  from: day,
  to: day,
  asOf: day,
  knownAt: instant,
  /** All that were to be on these days. */
  n: z.int(),
  held: z.int(),
  missed: z.int(),
  cancelled: z.int(),
  /** Over, and nobody said how it went. */
  unsettled: z.int(),
  moved: z.int(),
  withoutDecider: z.int(),
  all: missedShare,
  reminded: missedShare,
  notReminded: missedShare,
  /** Shares reminded − not reminded, by Newcombe's interval: who is reminded was chosen by nobody's dice. */
  difference: estimate,
  /** Days from the first touch of a deal to its first appointment that was held. */
  leadTime: z.strictObject({
    n: z.int(),
    lower: z.nullable(z.number()),
    median: z.nullable(z.number()),
    upper: z.nullable(z.number()),
  }),
})
export type AppointmentFigure = z.infer<typeof appointmentFigure>

export const showAppointmentFigures = endpoint({
  name: 'showAppointmentFigures',
  method: 'GET',
  path: '/appointments/figures',
  permission: 'measurement.read',
  summary:
    'How often nobody comes, with a reminder given before and without, with Wilson intervals; and how long it takes from the first contact to the first appointment held.',
  query: z.strictObject(countedFilters),
  output: appointmentFigure,
})

/** What is counted of appointments; `ended`: held or missed, `first`: those that the lead time is of. */
export const appointmentNumbers = [
  'n',
  'ended',
  'held',
  'missed',
  'cancelled',
  'unsettled',
  'moved',
  'without_decider',
  'reminded',
  'reminded_missed',
  'not_reminded',
  'not_reminded_missed',
  'first',
] as const
export type AppointmentNumber = (typeof appointmentNumbers)[number]

export const countedAppointment = z.strictObject({
  id,
  title: z.string(),
  startsAt: instant,
  /** Null where nobody had said yet how it went. */
  status: z.nullable(z.enum(['held', 'no_show', 'cancelled'])),
  deal: z.nullable(named),
  /** One of those it is with. */
  person: z.nullable(named),
})
export type CountedAppointment = z.infer<typeof countedAppointment>

export const listCountedAppointments = endpoint({
  name: 'listCountedAppointments',
  method: 'GET',
  path: '/appointments/counted',
  permission: 'measurement.read',
  summary: 'The appointments behind a number, each with its deal, newest first: as many as the figure says.',
  query: z.strictObject({ ...pageQuery, ...countedFilters, number: z._default(z.enum(appointmentNumbers), 'n') }),
  output: page(countedAppointment),
})
