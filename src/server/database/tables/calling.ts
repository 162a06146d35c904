import type { Generated } from 'kysely'
import type { CallOutcome, LineType, numberReports } from '../../../contract/calling.ts'
import type { CampaignFault } from '../../../contract/campaigns.ts'
import type { channels } from '../../../contract/process.ts'
import type { FieldVersions, Json } from './columns.ts'
import type { Prospects } from './prospects.ts'

/** How a prospect stood before a call. */
export interface Before extends Pick<Prospects, 'set_aside_until' | 'drop_reason' | 'note' | 'owner_id' | 'worked_by'> {
  readonly state: 'waiting' | 'set_aside' | 'dropped' | 'claimed'
  readonly attempts: number
  /** Whether a moment was promised. */
  readonly promised: boolean
  readonly call_at: string | null
  readonly retry_at: string | null
  readonly worked_at: string | null
}

export interface Calls {
  workspace_id: string
  id: string
  prospect_id: string
  caller_id: string
  outcome: CallOutcome
  number: string | null
  touch_id: string
  deal_id: string | null
  deal_version: number | null
  opt_out_id: string | null
  before: Json<Before>
  called_at: Date
}

export interface KnownNumbers {
  workspace_id: string
  id: string
  number: string
  line_type: LineType | null
  checked_at: Date | null
  reported: (typeof numberReports)[number] | null
  reported_at: Date | null
}

export interface OptOuts {
  workspace_id: string
  id: string
  company_id: string | null
  person_id: string | null
  household_id: string | null
  created_by: string | null
  created_at: Date
}

export interface Handings {
  workspace_id: string
  id: string
  list_id: string
  member_id: string
  kind: 'handed' | 'taken_back'
  count: number
  handed_at: Date
  seen_at: Date | null
}

export interface Campaigns {
  workspace_id: string
  id: string
  name: string
  list_id: string
  channel: (typeof channels)[number]
  message: string | null
  starts_on: string | null
  ends_on: string | null
  cost_minor: number | null
  cost_currency: string | null
  created_by: string | null
  created_at: Date
  updated_at: Date
  started_at: Date | null
  stopped_at: Date | null
  check_id: string | null
  checked_at: Date | null
  checked: number | null
  usable: number | null
  version: Generated<number>
  field_versions: FieldVersions
}

export interface CampaignFaults {
  workspace_id: string
  id: string
  campaign_id: string
  prospect_id: string
  faults: CampaignFault[]
}

export interface CampaignRules {
  workspace_id: string
  id: string
  least_usable_percent: number
}
