import type { Generated } from 'kysely'
import type { VisitStatus, Way, WayRules } from '../../../contract/visits.ts'
import type { FieldVersions, Json } from './columns.ts'

export interface Areas {
  workspace_id: string
  id: string
  name: string
  name_folded: string
  postal_codes: string[]
  city: string | null
  member_id: string | null
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

/** Exactly one of the three is there. */
interface OfCustomer {
  company_id: string | null
  person_id: string | null
  household_id: string | null
}

export interface Visits extends OfCustomer {
  workspace_id: string
  id: string
  member_id: string
  on_day: string
  position: number
  status: Generated<VisitStatus>
  done_at: Date | null
  revisit_on: string | null
  touch_id: string | null
  created_at: Date
}

export interface Coordinates extends OfCustomer {
  workspace_id: string
  id: string
  latitude: number
  longitude: number
  set_at: Date
}

export interface WayRuleRows {
  workspace_id: string
  id: string
  rules: Json<WayRules>
  recorded_at: Date
  recorded_by: string | null
}

export interface ChosenWays extends OfCustomer {
  workspace_id: string
  id: string
  way: Way | null
  reason: string | null
  chosen_at: Date
  chosen_by: string | null
}
