import type { Generated } from 'kysely'
import type { CommissionTerms } from '../../../contract/commission-plans.ts'
import type { LineDetails, commentStates, lineKinds } from '../../../contract/commission.ts'
import type { FieldVersions, Json } from './columns.ts'

export interface CommissionPlans {
  workspace_id: string
  id: string
  name: string
  retired_at: Date | null
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface CommissionTermsRows {
  workspace_id: string
  id: string
  plan_id: string
  number: number
  valid_from: string
  terms: Json<CommissionTerms>
  recorded_at: Date
  recorded_by: string
}

export interface CommissionMembers {
  workspace_id: string
  id: string
  member_id: string
  plan_id: string | null
  from_on: string
  recorded_at: Date
  recorded_by: string
}

export interface DealSplits {
  workspace_id: string
  id: string
  deal_id: string
  member_id: string
  basis_points: number
  recorded_at: Date
  ended_at: Date | null
}

export interface CommissionStatements {
  workspace_id: string
  id: string
  member_id: string
  plan_id: string
  terms_id: string
  from_on: string
  until_on: string
  known_at: Date
  currency: string
  quota_minor: number | null
  sold_minor: number
  total_minor: number
  closed_by: string
}

export interface CommissionLines {
  workspace_id: string
  id: string
  statement_id: string
  position: number
  key: string
  kind: (typeof lineKinds)[number]
  for_on: string
  deal_id: string | null
  minor: number
  details: Json<LineDetails>
}

export interface CommissionComments {
  workspace_id: string
  id: string
  line_id: string
  body: string
  state: (typeof commentStates)[number]
  minor: number | null
  created_at: Date
  created_by: string
}
