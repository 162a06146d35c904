import * as counting from '../../../contract/appointment-figures.ts'
import * as contract from '../../../contract/appointments.ts'
import { memberOf } from '../../kernel/context.ts'
import { type Route, read, report, snapshot, write } from '../../kernel/route.ts'
import { listAppointments, showAppointment } from './appointments.ts'
import { changeAppointment } from './change.ts'
import { listCountedAppointments } from './counted.ts'
import { daysOff } from './days-off.ts'
import { dueAppointments } from './due.ts'
import { appointmentFigures } from './figures.ts'
import { freeTimesOf } from './free.ts'
import { invitationOf } from './invitation.ts'
import { makeAppointment } from './make.ts'
import { giveReminder } from './remind.ts'
import { cancelAppointment, confirmAppointment, holdAppointment, missAppointment, moveAppointment } from './settle.ts'

export const appointmentRoutes: readonly Route[] = [
  read(contract.listAppointments, (ctx, { query }) => listAppointments(ctx, query)),
  read(contract.showAppointment, (ctx, { params }) => showAppointment(ctx, params.id)),
  write(contract.makeAppointment, (ctx, { body }) => makeAppointment(ctx, body)),
  write(contract.changeAppointment, (ctx, { params, body }) => changeAppointment(ctx, params.id, body)),
  write(contract.confirmAppointment, (ctx, { params }) => confirmAppointment(ctx, params.id)),
  write(contract.moveAppointment, (ctx, { params, body }) => moveAppointment(ctx, params.id, body)),
  write(contract.holdAppointment, (ctx, { params, body }) => holdAppointment(ctx, params.id, body)),
  write(contract.missAppointment, (ctx, { params }) => missAppointment(ctx, params.id)),
  write(contract.cancelAppointment, (ctx, { params, body }) => cancelAppointment(ctx, params.id, body.by)),
  write(contract.giveReminder, (ctx, { params, body }) => giveReminder(ctx, params.id, body)),
  read(contract.showInvitation, (ctx, { params }) => invitationOf(ctx, params.id)),
  snapshot(contract.listDueAppointments, (ctx, { query }) =>
    dueAppointments(ctx, { memberId: query.member ?? memberOf(ctx), day: query.day }),
  ),
  snapshot(contract.listFreeTimes, (ctx, { query }) => freeTimesOf(ctx, query)),
  read(contract.listDaysOff, (ctx, { query }) => daysOff(ctx, query)),
  report(counting.showAppointmentFigures, (ctx, { query }) => appointmentFigures(ctx, query)),
  report(counting.listCountedAppointments, (ctx, { query }) => listCountedAppointments(ctx, query)),
]
