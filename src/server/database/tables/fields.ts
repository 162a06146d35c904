import type { Generated } from 'kysely'
import type { CustomOption } from '../../../contract/custom-fields.ts'
import type { CustomKind } from '../../../contract/custom-values.ts'
import type { ListKind } from '../../../contract/fields.ts'
import type { FieldVersions, Json } from './columns.ts'

export interface CustomFields {
  workspace_id: string
  id: string
  record: ListKind
  key: string
  kind: CustomKind
  name: string
  description: string | null
  group_name: string | null
  required: Generated<boolean>
  options: Json<CustomOption[]>
  position: number
  retired_at: Date | null
  created_at: Date
  created_by: string | null
  updated_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}
