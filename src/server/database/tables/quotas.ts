import type { Generated } from 'kysely'
import type { QuotaEdit } from '../../../contract/quota-edits.ts'
import type { QuotaContent, QuotaDifference } from '../../../contract/quotas.ts'
import type { FieldVersions, Json } from './columns.ts'

export interface FiscalCalendars {
  workspace_id: string
  id: string
  first_month: number
  recorded_at: Date
  recorded_by: string
}

export interface QuotaPlans {
  workspace_id: string
  id: string
  starts_on: string
  months: number
  currency: string
  approved_version: number | null
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface QuotaVersions {
  workspace_id: string
  id: string
  plan_id: string
  number: number
  content: Json<QuotaContent>
  edit: Json<QuotaEdit | { readonly kind: 'begun' }>
  recorded_at: Date
  recorded_by: string
  approved_at: Date | null
  approved_by: string | null
  /** What was said before reasons were kept one by one. */
  reason: Generated<string | null>
}

/** Where a plan and Settings differ: as soon as any of it is another, it is another difference. */
export interface StayedDifference {
  readonly kind: QuotaDifference['kind']
  readonly memberId: string | null
  readonly teamId: string | null
  /** Whom it is about: one member, or the sellers of a team. */
  readonly memberIds: readonly string[]
  /** The place in the plan that differs. */
  readonly nodeId: string | null
}

export interface QuotaStays {
  workspace_id: string
  id: string
  plan_id: string
  number: number
  difference: Json<StayedDifference>
  said_at: Date
  said_by: string
}

export interface QuotaReasons {
  workspace_id: string
  id: string
  plan_id: string
  number: number
  reason: string
  said_at: Date
  said_by: string
}
