import type { Role } from '../../../contract/permissions.ts'
import type { Json } from './columns.ts'

export interface Changeovers {
  workspace_id: string
  id: string
  from_version_id: string
  to_version_id: string
  mapping: Json<Record<string, string>>
  gates: 'tell' | 'hold'
  deal_ids: string[] | null
  occurred_at: Date | null
  status: 'queued' | 'running' | 'done' | 'undoing' | 'undone' | 'failed'
  total: number
  reached: string | null
  actor: Json<{
    kind: 'member' | 'key' | 'import' | 'automation'
    id: string
    role: Role
    sees: readonly string[] | null
  }>
  created_by: string | null
  created_at: Date
  finished_at: Date | null
  undone_at: Date | null
}

export interface ChangeoverDeals {
  workspace_id: string
  changeover_id: string
  deal_id: string
  state: 'moved' | 'refused' | 'undone' | 'kept'
  reason: string | null
  fact_id: string | null
  entered_before: Date | null
}
