import type { ColumnType, Generated } from 'kysely'
import type { appointmentForms, appointmentStatuses, reminderKinds } from '../../../contract/facts.ts'
import type { FieldVersions } from './columns.ts'

export interface Appointments {
  workspace_id: string
  id: string
  title: string
  form: (typeof appointmentForms)[number]
  place: string | null
  starts_at: Date
  minutes: number
  time_zone: string
  status: (typeof appointmentStatuses)[number]
  deal_id: string | null
  company_id: string | null
  household_id: string | null
  owner_id: string | null
  without_decider: string | null
  moved_times: Generated<number>
  /** Those that were told since it is kept when; written as JSON text. */
  moves: ColumnType<readonly AppointmentMove[], string | undefined, string>
  cancelled_by: 'us' | 'buyer' | null
  settled_at: Date | null
  created_at: Date
  created_by: string | null
  version: Generated<number>
  field_versions: FieldVersions
}

/** It was to be `from` then, and `to` from the moment `at` on. */
export interface AppointmentMove {
  readonly from: string
  readonly to: string
  readonly at: string
}

export interface AppointmentPeople {
  workspace_id: string
  id: string
  appointment_id: string
  person_id: string
}

export interface AppointmentDeals {
  workspace_id: string
  id: string
  appointment_id: string
  deal_id: string
}

export interface AppointmentReminders {
  workspace_id: string
  id: string
  appointment_id: string
  kind: (typeof reminderKinds)[number]
  due_at: Date
  done_at: Date | null
  done_by: string | null
}
