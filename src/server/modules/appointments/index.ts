/**
 * Appointments with people of a buyer: making, moving, keeping and missing them, and the call and the message before. It asks
 * for authority first. That there is one is a fact of its deals; what was said when it was held, or when somebody was reminded,
 * is a touch (outreach).
 */
export { appointmentSeen } from './appointments.ts'
export { dueAppointments } from './due.ts'
export { appointmentFigures } from './figures.ts'
export { makeAppointment } from './make.ts'
export { appointmentRoutes } from './routes.ts'
