import type { Generated } from 'kysely'
import type { PaymentKind } from '../../../contract/terms.ts'
import type { RichText } from '../../../contract/rich-text.ts'
import type { TagColour } from '../../../contract/tags.ts'
import type { FieldVersions, Json } from './columns.ts'

type ActorKind = 'member' | 'key' | 'import' | 'automation'

export interface Tags {
  workspace_id: string
  id: string
  name: string
  colour: TagColour
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface Positions {
  workspace_id: string
  id: string
  person_id: string
  company_id: string
  title: string | null
  since: string | null
  until: string | null
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

/** What a note or a file hangs on: exactly one of them. */
interface Attached {
  company_id: string | null
  person_id: string | null
  household_id: string | null
  deal_id: string | null
}

export interface Notes extends Attached {
  workspace_id: string
  id: string
  content: Json<RichText>
  plain: string
  mentioned_ids: Generated<string[]>
  author_kind: ActorKind
  author_id: string | null
  pinned_at: Date | null
  created_at: Date
  edited_at: Date | null
  deleted_at: Date | null
  deleted_by: string | null
  version: Generated<number>
  field_versions: FieldVersions
}

export interface Files extends Attached {
  workspace_id: string
  id: string
  note_id: string | null
  name: string
  bytes: number
  media_type: string
  sha256: Buffer
  added_kind: ActorKind
  added_by: string | null
  created_at: Date
  deleted_at: Date | null
  deleted_by: string | null
}

export interface FilePieces {
  workspace_id: string
  id: string
  file_id: string
  number: number
  content: Buffer
}

export interface CostEntries {
  workspace_id: string
  id: string
  source_id: string
  campaign: string | null
  from_on: string
  to_on: string
  amount_minor: number
  currency: string
  note: string | null
  created_at: Date
  created_by: string | null
  /** Since when it says what it says; null since it was entered. */
  changed_at: Date | null
  version: Generated<number>
  field_versions: FieldVersions
}

/** A cost as it was known from `recorded_at` until `superseded_at`. */
export interface PastCosts {
  workspace_id: string
  id: string
  cost_id: string
  source_id: string
  from_on: string
  to_on: string
  amount_minor: number
  currency: string
  recorded_at: Date
  superseded_at: Date
}

export interface PriceLists {
  workspace_id: string
  id: string
  name: string
  currency: string
  valid_from: string | null
  valid_until: string | null
  tag_id: string | null
  created_at: Date
  retired_at: Date | null
  version: Generated<number>
  field_versions: FieldVersions
}

export interface Prices {
  workspace_id: string
  id: string
  price_list_id: string
  product_id: string
  price_minor: number
  cost_minor: number | null
}

export interface PaymentTerms {
  workspace_id: string
  id: string
  name: string | null
  kind: PaymentKind
  days: number | null
  instalments: number | null
  every_months: number | null
  deposit_percent: number | null
  created_at: Date
  retired_at: Date | null
  version: Generated<number>
  field_versions: FieldVersions
}
