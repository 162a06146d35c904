import type { ColumnType, Generated } from 'kysely'
import type { SourceKind } from '../../../contract/sources.ts'
import type { Address, Email, Phone } from '../../../contract/reach.ts'
import type { SourceBasis } from '../../../contract/sources.ts'
import type { Custom, FieldVersions } from './columns.ts'

export interface Sources {
  workspace_id: string
  id: string
  name: string
  kind: SourceKind
  observed_from: string | null
  note: string | null
  basis: SourceBasis | null
  licence: string | null
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

/** A list kept as JSON: empty unless written. */
type List<Items> = ColumnType<Items, string | undefined, string>

/** How a customer is reached beside what the primary columns say. */
interface Reachable {
  phone_kind: Phone['kind'] | null
  phone_e164: string | null
  more_phones: List<Pick<Phone, 'kind' | 'number' | 'e164'>[]>
  email_kind: Email['kind'] | null
  more_emails: List<Email[]>
  address_kind: Address['kind'] | null
  more_addresses: List<Address[]>
}

interface Kept {
  tag_ids: Generated<string[]>
  archived_at: Date | null
  archived_by: string | null
  /** The row that this one was merged into. */
  merged_into_id: string | null
  custom: Custom
}

export interface Companies extends Reachable, Kept {
  workspace_id: string
  id: string
  name: string
  name_folded: string
  domain: string | null
  phone: string | null
  email: string | null
  street: string | null
  postal_code: string | null
  city: string | null
  country: string | null
  sector: string | null
  founded_year: number | null
  employees: number | null
  revenue_minor: number | null
  revenue_currency: string | null
  parent_id: string | null
  owner_id: string | null
  source_id: string | null
  external_id: string | null
  import_id: string | null
  created_at: Date
  updated_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface People extends Reachable, Kept {
  workspace_id: string
  id: string
  name: string
  name_folded: string
  title: string | null
  email: string | null
  phone: string | null
  linkedin: string | null
  street: string | null
  postal_code: string | null
  city: string | null
  country: string | null
  company_id: string | null
  company_since: string | null
  owner_id: string | null
  source_id: string | null
  external_id: string | null
  import_id: string | null
  created_at: Date
  updated_at: Date
  /** When all about them was erased: the row says nothing any more. */
  erased_at: Date | null
  version: Generated<number>
  field_versions: FieldVersions
}

export interface Households extends Reachable, Kept {
  workspace_id: string
  id: string
  name: string
  name_folded: string
  street: string | null
  postal_code: string | null
  city: string | null
  country: string | null
  phone: string | null
  email: string | null
  owner_id: string | null
  source_id: string | null
  external_id: string | null
  import_id: string | null
  created_at: Date
  updated_at: Date
  /** When all about them was erased: the row says nothing any more. */
  erased_at: Date | null
  version: Generated<number>
  field_versions: FieldVersions
}

export interface Products {
  workspace_id: string
  id: string
  name: string
  name_folded: string
  code: string | null
  family: string | null
  custom: Custom
  price_minor: number | null
  cost_minor: number | null
  currency: string
  active: Generated<boolean>
  description: string | null
  launched_on: string | null
  retired_on: string | null
  external_id: string | null
  import_id: string | null
  created_at: Date
  updated_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}
