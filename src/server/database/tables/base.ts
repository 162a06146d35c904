import type { Generated } from 'kysely'
import type { SourceKind } from '../../../contract/people.ts'
import type { FieldVersions } from './columns.ts'

export interface Sources {
  workspace_id: string
  id: string
  name: string
  kind: SourceKind
  observed_from: string | null
  note: string | null
  created_at: Date
}

export interface Companies {
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

export interface People {
  workspace_id: string
  id: string
  name: string
  name_folded: string
  title: string | null
  email: string | null
  phone: string | null
  linkedin: string | null
  company_id: string | null
  owner_id: string | null
  source_id: string | null
  external_id: string | null
  import_id: string | null
  created_at: Date
  updated_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface Households {
  workspace_id: string
  id: string
  name: string
  name_folded: string
  street: string | null
  postal_code: string | null
  city: string | null
  country: string | null
  phone: string | null
  owner_id: string | null
  source_id: string | null
  external_id: string | null
  import_id: string | null
  created_at: Date
  updated_at: Date
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
  price_minor: number | null
  cost_minor: number | null
  currency: string
  active: Generated<boolean>
  external_id: string | null
  import_id: string | null
  created_at: Date
  updated_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}
