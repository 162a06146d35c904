import type { Generated } from 'kysely'
import type { QuotaEdit } from '../../../contract/quota-edits.ts'
import type { QuotaContent } from '../../../contract/quotas.ts'
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

export interface QuotaReasons {
  workspace_id: string
  id: string
  plan_id: string
  number: number
  reason: string
  said_at: Date
  said_by: string
}
