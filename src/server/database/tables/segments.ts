import type { Generated } from 'kysely'
import type { Filter } from '../../../contract/filters.ts'
import type { SegmentKind } from '../../../contract/segments.ts'
import type { FieldVersions, Json } from './columns.ts'

export interface Segments {
  workspace_id: string
  id: string
  name: string
  note: string | null
  kind: SegmentKind
  filter: Json<Filter>
  retired_at: Date | null
  created_by: string | null
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}
