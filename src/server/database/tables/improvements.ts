import type { Generated } from 'kysely'
import type {
  ImprovementOrigin,
  ImprovementRun,
  ImprovementSide,
  ImprovementState,
} from '../../../contract/improvements.ts'
import type { FieldVersions, Json } from './columns.ts'

/** As it is kept: with the ids of who began and ended it, and whose deals its numbers count; null counts all. */
export interface KeptRun extends Omit<ImprovementRun, 'before' | 'after'> {
  readonly before: ImprovementSide
  readonly after: ImprovementSide | null
  readonly sees: readonly string[] | null
}

export interface Improvements {
  workspace_id: string
  id: string
  process_id: string
  title: string
  why: string
  stage_key: string | null
  owner_id: string | null
  origin: Json<ImprovementOrigin | null> | null
  reason: string | null
  state: ImprovementState
  position: number
  run: Json<KeptRun | null> | null
  former: Json<readonly KeptRun[]>
  finished_at: Date | null
  removed_at: Date | null
  created_by: string
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}
