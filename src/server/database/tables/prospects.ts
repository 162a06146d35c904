import type { ColumnType, Generated } from 'kysely'
import type { Distribution } from '../../../contract/distribution.ts'
import type { disqualifyReasons } from '../../../contract/facts.ts'
import type { Class, Grade, ProspectState, RankReason, ScorePart } from '../../../contract/prospects.ts'
import type { FieldVersions } from './columns.ts'

export interface Lists {
  workspace_id: string
  id: string
  name: string
  created_from: 'hand' | 'paste' | 'import' | 'filter'
  source_id: string | null
  cost_minor: number | null
  cost_currency: string | null
  note: string | null
  product_id: string | null
  process_id: string | null
  distribution: ColumnType<Distribution | null, string | null | undefined, string | null>
  closed_at: Date | null
  created_by: string | null
  created_at: Date
  updated_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface ListWorkers {
  workspace_id: string
  list_id: string
  member_id: string
}

export interface Prospects {
  workspace_id: string
  id: string
  list_id: string
  company_id: string | null
  person_id: string | null
  household_id: string | null
  state: Generated<ProspectState>
  set_aside_until: string | null
  drop_reason: (typeof disqualifyReasons)[number] | null
  note: string | null
  deal_id: string | null
  owner_id: string | null
  handed_at: Date | null
  source_id: string | null
  grade: Grade | null
  score: Generated<number>
  reasons: Generated<RankReason[]>
  reason_points: Generated<number[]>
  class: Class | null
  chance: number | null
  score_parts: ScorePart[] | null
  ranked_at: Date
  lapses_on: string | null
  worked_at: Date | null
  worked_by: string | null
  created_by: string | null
  created_at: Date
  version: Generated<number>
  held_by: string | null
  held_until: Date | null
  call_at: Date | null
  retry_at: Date | null
  attempts: Generated<number>
  taken_from: string | null
}
