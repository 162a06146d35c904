import type { Generated } from 'kysely'
import type { AlikeReason, Merge } from '../../../contract/duplicates.ts'
import type { Role } from '../../../contract/permissions.ts'
import type { Json } from './columns.ts'

type Kind = 'company' | 'person' | 'household'

export interface LikenessKeys {
  workspace_id: string
  key: number
  row_id: string
}

export interface LikenessScans {
  workspace_id: string
  id: string
  kind: Kind
  rules: number
  reached_at: Date | null
  reached_id: string | null
  scanned: Generated<number>
  started_at: Date | null
  finished_at: Date | null
}

export interface Duplicates {
  workspace_id: string
  id: string
  kind: Kind
  one_id: string
  other_id: string
  score: number
  reasons: AlikeReason[]
  state: Generated<'open' | 'different' | 'merged'>
  group_id: string
  leads: Generated<boolean>
  found_at: Date
  decided_at: Date | null
  decided_by: string | null
}

/** Whoever asked for a merge, as its job must know them. */
export interface MergeActor {
  readonly kind: 'member' | 'key' | 'import' | 'automation'
  readonly id: string
  readonly role: Role
  readonly sees: readonly string[] | null
}

export interface Merges {
  workspace_id: string
  id: string
  kind: Kind
  status: Merge['status']
  total: number
  processed: Generated<number>
  removed: Generated<number>
  refused: Generated<number>
  kept: Generated<number>
  actor: Json<MergeActor>
  created_by: string
  created_at: Date
  finished_at: Date | null
  undone_at: Date | null
  undone_by: string | null
}

export interface MergeParts {
  workspace_id: string
  id: string
  merge_id: string
  survivor_id: string
  removed_ids: string[]
  state: Generated<'waiting' | 'merged' | 'refused' | 'undone' | 'kept'>
  before: Json<Record<string, unknown>> | null
  after: Json<Record<string, unknown>> | null
}

export interface MergeLinks {
  workspace_id: string
  id: string
  part_id: string
  link: string
  row_id: string
  from_id: string
  gone: Json<Record<string, unknown>> | null
}
