import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { appointmentForms, appointmentStatuses, reminderKinds, touchOutcomes } from './facts.ts'
import { day, id, instant, line, page, pageQuery, text, version, nearDay } from './primitives.ts'

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })

/** What is done before an appointment, so that it is kept or cancelled in time. */
const reminder = z.strictObject({
  id,
  kind: z.enum(reminderKinds),
  dueAt: instant,
  doneAt: z.nullable(instant),
})

/** A meeting, a call or a visit that was agreed with people of a buyer. */
export const appointment = z.strictObject({
  id,
  version,
  title: z.string(),
  form: z.enum(appointmentForms),
  /** The address, the number or the link. */
  place: z.nullable(z.string()),
  startsAt: instant,
  minutes: z.int(),
  /** The zone of the people one meets. */
  timeZone: z.string(),
  status: z.enum(appointmentStatuses),
  /** The deal that it counts for; the others it is about too. */
  deal: z.nullable(named),
  otherDeals: z.array(named),
  company: z.nullable(named),
  household: z.nullable(named),
  people: z.array(
    z.strictObject({ id, name: z.string(), email: z.nullable(z.string()), phone: z.nullable(z.string()) }),
  ),
  owner: z.nullable(named),
  /** Why it was made although nobody who decides was known. */
  withoutDecider: z.nullable(z.string()),
  movedTimes: z.int(),
  cancelledBy: z.nullable(z.enum(['us', 'buyer'])),
  settledAt: z.nullable(instant),
  reminders: z.array(reminder),
})
export type Appointment = z.infer<typeof appointment>

const minutes = z.int().check(z.minimum(5), z.maximum(1440))
const most = z.maxLength(20)
const nextStep = z.optional(z.strictObject({ text: line(200), on: day }))

export const listAppointments = endpoint({
  name: 'listAppointments',
  method: 'GET',
  path: '/appointments',
  permission: 'deals.read',
  summary: 'Appointments in the order of their times: of a period, a member, a deal, a customer; by how they stand.',
  query: z.strictObject({
    ...pageQuery,
    from: z.optional(instant),
    to: z.optional(instant),
    member: z.optional(id),
    deal: z.optional(id),
    company: z.optional(id),
    person: z.optional(id),
    household: z.optional(id),
    status: z.optional(z.enum(appointmentStatuses)),
    /** Whether a reminder was given before. */
    reminded: z.optional(z.enum(['true', 'false'])),
    /** Whether it was made although nobody who decides was known. */
    without_decider: z.optional(z.enum(['true', 'false'])),
  }),
  output: page(appointment),
})
export const showAppointment = endpoint({
  name: 'showAppointment',
  method: 'GET',
  path: '/appointments/{id}',
  permission: 'deals.read',
  summary: 'One appointment.',
  params: byId,
  output: appointment,
})
export const makeAppointment = endpoint({
  name: 'makeAppointment',
  method: 'POST',
  path: '/appointments',
  permission: 'deals.work',
  summary:
    'Makes an appointment with people of a buyer, and plans what reminds them of it. Asks first whether somebody who decides is known.',
  body: z.strictObject({
    title: line(200),
    form: z._default(z.enum(appointmentForms), 'in_person'),
    place: z.optional(z.nullable(line(500))),
    startsAt: instant,
    minutes: z._default(minutes, 60),
    /** IANA name; left out, that of the country of the first person, else the workspace's. */
    timeZone: z.optional(z.string().check(z.maxLength(60))),
    /** Whether the buyer has said yes to the time. */
    confirmed: z._default(z.boolean(), false),
    dealId: z.optional(id),
    otherDealIds: z.optional(z.array(id).check(most)),
    /** Left out, the person whose deal it is. */
    personIds: z.optional(z.array(id).check(most)),
    /** Whose it is; left out, of whoever makes it, or of the deal's owner. */
    ownerId: z.optional(id),
    /** Why it is made although nobody who decides is known on the deal. */
    withoutDecider: z.optional(line(500)),
  }),
  output: appointment,
  status: 201,
  errors: [
    'unknown_reference',
    'unknown_time_zone',
    'deal_not_open',
    'decider_unconfirmed',
    'override_not_allowed',
    'opted_out',
  ],
})
export const changeAppointment = endpoint({
  name: 'changeAppointment',
  method: 'PATCH',
  path: '/appointments/{id}',
  permission: 'deals.work',
  summary: 'Changes what an appointment is called, how one meets, where, and for how long.',
  versioned: true,
  params: byId,
  body: z.partial(
    z.strictObject({ title: line(200), form: z.enum(appointmentForms), place: z.nullable(line(500)), minutes }),
  ),
  output: appointment,
})
export const confirmAppointment = endpoint({
  name: 'confirmAppointment',
  method: 'POST',
  path: '/appointments/{id}/confirm',
  permission: 'deals.work',
  summary: 'The buyer has said yes to the time.',
  params: byId,
  output: appointment,
  errors: ['appointment_settled'],
})
export const moveAppointment = endpoint({
  name: 'moveAppointment',
  method: 'POST',
  path: '/appointments/{id}/move',
  permission: 'deals.work',
  summary: 'Moves an appointment to another time; what reminds of it is planned anew.',
  params: byId,
  body: z.strictObject({ startsAt: instant, confirmed: z._default(z.boolean(), false) }),
  output: appointment,
  errors: ['appointment_settled'],
})
export const holdAppointment = endpoint({
  name: 'holdAppointment',
  method: 'POST',
  path: '/appointments/{id}/held',
  permission: 'deals.work',
  summary: 'The appointment took place; that is logged as a touch of its deals, with what comes next.',
  params: byId,
  body: z.strictObject({ minutes: z.optional(minutes), words: z.optional(text(4000)), nextStep }),
  output: appointment,
  errors: ['appointment_settled', 'appointment_ahead', 'deal_not_open'],
})
export const missAppointment = endpoint({
  name: 'missAppointment',
  method: 'POST',
  path: '/appointments/{id}/missed',
  permission: 'deals.work',
  summary: 'Nobody came.',
  params: byId,
  output: appointment,
  errors: ['appointment_settled', 'appointment_ahead'],
})
export const cancelAppointment = endpoint({
  name: 'cancelAppointment',
  method: 'POST',
  path: '/appointments/{id}/cancel',
  permission: 'deals.work',
  summary: 'The appointment will not be: the buyer, or we, cancelled it.',
  params: byId,
  body: z.strictObject({ by: z.enum(['us', 'buyer']) }),
  output: appointment,
  errors: ['appointment_settled'],
})
export const giveReminder = endpoint({
  name: 'giveReminder',
  method: 'POST',
  path: '/appointments/{id}/remind',
  permission: 'deals.work',
  summary: 'The call or the message before an appointment was made; it is logged as a touch.',
  params: byId,
  body: z.strictObject({
    reminderId: id,
    outcome: z._default(z.enum(touchOutcomes), 'sent'),
    words: z.optional(text(4000)),
  }),
  output: appointment,
  errors: ['appointment_settled', 'unknown_reference'],
})
export const showInvitation = endpoint({
  name: 'showInvitation',
  method: 'GET',
  path: '/appointments/{id}/invitation',
  permission: 'deals.read',
  summary: 'An appointment as a file that every calendar reads (iCalendar, RFC 5545).',
  params: byId,
  output: z.string(),
  produces: 'text/calendar',
})

export const dueReminder = z.extend(reminder, { appointment })
export const listDueAppointments = endpoint({
  name: 'listDueAppointments',
  method: 'GET',
  path: '/appointments/due',
  permission: 'deals.read',
  summary:
    'What a member has to do about appointments on a day: those of the day, reminders that are due by its end, and those that are over and nobody said how they went. At most 100 of each.',
  query: z.strictObject({ member: z.optional(id), day: z.optional(day) }),
  output: z.strictObject({
    appointments: z.array(appointment),
    reminders: z.array(dueReminder),
    unsettled: z.array(appointment),
  }),
})
export const listFreeTimes = endpoint({
  name: 'listFreeTimes',
  method: 'GET',
  path: '/appointments/free-times',
  permission: 'deals.read',
  summary:
    'The earliest times at which a member is free, within the working days and hours of the country of whom they meet and of their own.',
  query: z.strictObject({
    member: z.optional(id),
    person: z.optional(id),
    minutes: z._default(z.coerce.number().check(z.int(), z.minimum(5), z.maximum(1440)), 60),
    from: z.optional(nearDay),
  }),
  output: z.strictObject({ timeZone: z.string(), times: z.array(instant) }),
})

export const listDaysOff = endpoint({
  name: 'listDaysOff',
  method: 'GET',
  path: '/days-off',
  permission: 'base.read',
  summary:
    'The days of the next four months on which nobody works where somebody is: weekends and public holidays of their country, else of the workspace’s.',
  query: z.strictObject({
    deal: z.optional(id),
    company: z.optional(id),
    person: z.optional(id),
    household: z.optional(id),
  }),
  output: z.strictObject({ country: z.nullable(z.string()), days: z.array(day) }),
})
