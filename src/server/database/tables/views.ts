import type { Generated } from 'kysely'
import type { BulkAct, BulkEdit } from '../../../contract/bulk-edits.ts'
import type { ListKind } from '../../../contract/fields.ts'
import type { Role } from '../../../contract/permissions.ts'
import type { Sharing, ViewState } from '../../../contract/views.ts'
import type { FieldVersions, Json } from './columns.ts'

export interface Views {
  workspace_id: string
  id: string
  kind: ListKind
  name: string
  shared: Sharing
  team_id: string | null
  state: Json<ViewState>
  created_by: string
  created_at: Date
  updated_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface FirstViews {
  workspace_id: string
  id: string
  actor_id: string
  kind: ListKind
  view_id: string
}

/** Whoever asked for a bulk edit, as its worker must know them. */
export interface BulkActor {
  readonly kind: 'member' | 'key' | 'import' | 'automation'
  readonly id: string
  readonly role: Role
  readonly sees: readonly string[] | null
}

export interface BulkEdits {
  workspace_id: string
  id: string
  kind: ListKind
  status: BulkEdit['status']
  act: Json<BulkAct>
  selection: Json<unknown>
  actor: Json<BulkActor>
  created_by: string
  total: number
  processed: Generated<number>
  changed: Generated<number>
  refused: Json<Record<string, number>>
  restored: Generated<number>
  kept: Generated<number>
  created_at: Date
  finished_at: Date | null
  undone_at: Date | null
}

export interface BulkEditRows {
  workspace_id: string
  id: string
  edit_id: string
  row_id: string
  state: Generated<'waiting' | 'changed' | 'same' | 'refused' | 'restored' | 'kept'>
  before: Json<Record<string, unknown>> | null
  after: Json<Record<string, unknown>> | null
}
