import * as z from 'zod/mini'
import { whomBody, whomQuery } from './dossiers.ts'
import { endpoint } from './endpoint.ts'
import { day, id, instant, line, nothing, occurredAt, page, pageQuery, text } from './primitives.ts'

/** What came of a visit. */
export const visitOutcomes = ['no_answer', 'refused', 'revisit', 'talked', 'sold'] as const
export const visitStatuses = ['planned', ...visitOutcomes] as const
export type VisitStatus = (typeof visitStatuses)[number]
/** How a customer is got hold of first. */
export const ways = ['appointment', 'visit'] as const
export type Way = (typeof ways)[number]

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })
const outcome = z.enum(visitOutcomes)
const way = z.enum(ways)
const latitude = z.number().check(z.minimum(-90), z.maximum(90))
const longitude = z.number().check(z.minimum(-180), z.maximum(180))
const point = z.strictObject({ latitude, longitude })

/** An address on somebody's way on a day. */
export const visit = z.strictObject({
  id,
  day,
  member: named,
  /** Its place on the way. */
  position: z.int(),
  customer: z.extend(named, { kind: z.enum(['company', 'person', 'household']) }),
  street: z.nullable(z.string()),
  postalCode: z.nullable(z.string()),
  city: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  at: z.nullable(point),
  status: z.enum(visitStatuses),
  doneAt: z.nullable(instant),
  revisitOn: z.nullable(day),
  /** What came of the visit before this one. */
  before: z.nullable(z.strictObject({ outcome, at: instant })),
  /** The open deal of the customer, if there is one. */
  deal: z.nullable(named),
})
export type Visit = z.infer<typeof visit>

const whose = { day, memberId: z.optional(id) }

export const listVisits = endpoint({
  name: 'listVisits',
  method: 'GET',
  path: '/visits',
  permission: 'base.read',
  summary:
    "A day's visits of a member, in the order of the way; without a member, one's own. Or the visits to a customer, newest first.",
  query: z.strictObject({ ...pageQuery, ...whomQuery, day: z.optional(day), member: z.optional(id) }),
  output: page(visit),
})
export const planVisits = endpoint({
  name: 'planVisits',
  method: 'POST',
  path: '/visits',
  permission: 'deals.work',
  summary:
    'Plans visits for a day: addresses of an area that are due, or named customers; the way is laid anew over all that is left of the day.',
  body: z.strictObject({
    ...whose,
    areaId: z.optional(id),
    /** At most so many addresses of the area. */
    count: z._default(z.int().check(z.positive(), z.maximum(100)), 20),
    customers: z.optional(z.array(z.strictObject(whomBody)).check(z.maxLength(100))),
    start: z.optional(point),
  }),
  output: z.strictObject({ planned: z.int() }),
  status: 201,
  errors: ['unknown_reference', 'forbidden', 'too_many', 'opted_out'],
})
export const layRoute = endpoint({
  name: 'layRoute',
  method: 'POST',
  path: '/visits/route',
  permission: 'deals.work',
  summary: 'Lays the way anew over what is left of a day: from here, or in an order of one’s own.',
  body: z.strictObject({ ...whose, start: z.optional(point), order: z.optional(z.array(id).check(z.maxLength(200))) }),
  output: nothing,
  errors: ['unknown_reference', 'forbidden'],
})
export const finishVisit = endpoint({
  name: 'finishVisit',
  method: 'POST',
  path: '/visits/{id}/outcome',
  permission: 'deals.work',
  summary:
    'What came of a visit: it is logged as a touch, for the open deal of the customer. Whoever was talked to has a deal from then on.',
  params: byId,
  body: z.strictObject({ outcome, revisitOn: z.optional(day), words: z.optional(z.nullable(text(4000))), occurredAt }),
  output: visit,
  errors: ['visit_not_planned', 'occurred_in_future', 'day_not_ahead', 'no_published_process'],
})
export const takeBackVisit = endpoint({
  name: 'takeBackVisit',
  method: 'DELETE',
  path: '/visits/{id}/outcome',
  permission: 'deals.work',
  summary: 'It was a slip: the visit is planned again, and its touch is withdrawn, with the deal that it opened.',
  params: byId,
  output: visit,
  errors: ['forbidden', 'nothing_to_undo'],
})
export const dropVisit = endpoint({
  name: 'dropVisit',
  method: 'DELETE',
  path: '/visits/{id}',
  permission: 'deals.work',
  summary: 'Takes an address out of the plan again.',
  params: byId,
  output: nothing,
  errors: ['visit_not_planned'],
})
export const setCoordinates = endpoint({
  name: 'setCoordinates',
  method: 'POST',
  path: '/coordinates',
  permission: 'base.edit',
  summary: 'Says where the door of a customer is.',
  body: z.strictObject({ ...whomBody, ...point.shape }),
  output: point,
  status: 201,
  errors: ['unknown_reference'],
})

/** Who is asked for an appointment and who is visited; the first exception that fits decides, else the kind. */
export const wayRules = z.strictObject({
  company: way,
  person: way,
  household: way,
  exceptions: z
    .array(
      z.strictObject({
        /** A company by its sector, a person by their title. */
        of: z.enum(['company', 'person']),
        words: line(100),
        way,
      }),
    )
    .check(z.maxLength(30)),
})
export type WayRules = z.infer<typeof wayRules>

export const showWayRules = endpoint({
  name: 'showWayRules',
  method: 'GET',
  path: '/way-rules',
  permission: 'base.read',
  summary: 'Who is asked for an appointment, and who is visited.',
  output: wayRules,
})
export const setWayRules = endpoint({
  name: 'setWayRules',
  method: 'PUT',
  path: '/way-rules',
  permission: 'process.edit',
  summary: 'Says who is asked for an appointment, and who is visited.',
  body: wayRules,
  output: wayRules,
})

const ofCustomer = z.strictObject({ kind: z.enum(['companies', 'people', 'households']), id })

const chosenWay = z.strictObject({
  way,
  /** What the rule says. */
  rule: way,
  /** Why it was chosen otherwise. */
  reason: z.nullable(z.string()),
  isChosen: z.boolean(),
})
export const showWay = endpoint({
  name: 'showWay',
  method: 'GET',
  path: '/ways/{kind}/{id}',
  permission: 'base.read',
  summary: 'Whether a customer is asked for an appointment or visited, by the rule or because somebody chose so.',
  params: ofCustomer,
  output: chosenWay,
})
export const chooseWay = endpoint({
  name: 'chooseWay',
  method: 'PUT',
  path: '/ways/{kind}/{id}',
  permission: 'base.edit',
  summary: 'Chooses for one customer; with null the rule holds again.',
  params: ofCustomer,
  body: z.strictObject({ way: z.nullable(way), reason: z.optional(z.nullable(line(300))) }),
  output: chosenWay,
})
