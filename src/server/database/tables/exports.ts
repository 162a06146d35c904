import type { Generated } from 'kysely'
import type { ExportKind, ExportRequest } from '../../../contract/exports.ts'
import type { Role } from '../../../contract/permissions.ts'
import type { Json } from './columns.ts'

/** Whoever asked for an export, as its worker must know them. */
interface ExportActor {
  readonly kind: 'member' | 'key' | 'import' | 'automation'
  readonly id: string
  readonly role: Role
  readonly sees: readonly string[] | null
  readonly scopes?: readonly string[] | null
  readonly memberId?: string | null
}

type Status = 'queued' | 'running' | 'done' | 'failed'

export interface Exports {
  workspace_id: string
  id: string
  kind: ExportKind
  request: Json<ExportRequest>
  status: Status
  file_name: string
  rows: Generated<number>
  total: number | null
  bytes: Generated<number>
  actor: Json<ExportActor>
  created_by: string
  created_at: Date
  finished_at: Date | null
  expires_at: Date
}

export interface ExportPieces {
  workspace_id: string
  id: string
  export_id: string
  number: number
  content: Buffer
}

export interface Restores {
  workspace_id: string
  id: string
  status: Status
  file_name: string
  bytes: number
  rows: Generated<number>
  total: number
  refusal: Json<{ readonly code: string; readonly data: object }> | null
  created_by: string
  created_at: Date
  finished_at: Date | null
}

export interface RestorePieces {
  workspace_id: string
  id: string
  restore_id: string
  number: number
  content: Buffer
}
