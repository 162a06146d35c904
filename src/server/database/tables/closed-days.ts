import type { Generated } from 'kysely'
import type { FieldVersions } from './columns.ts'

export interface ClosedDays {
  workspace_id: string
  id: string
  name: string
  from_on: string
  until_on: string
  country: string | null
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}
