import type { Generated } from 'kysely'
import type { Json } from './columns.ts'

export interface Imports {
  workspace_id: string
  id: string
  status: 'staged' | 'queued' | 'running' | 'done' | 'failed' | 'stopped' | 'undoing' | 'undone'
  dry_run: Generated<boolean>
  gentle: Generated<boolean>
  observed_from: string | null
  mapping: Json<unknown>
  confidence: Json<unknown>
  processed: Generated<number>
  result: Json<unknown>
  undo: Json<unknown> | null
  created_by: string | null
  created_at: Date
  started_at: Date | null
  finished_at: Date | null
}

export interface ImportFiles {
  workspace_id: string
  id: string
  import_id: string
  name: string
  bytes: number
}

export interface ImportFilePieces {
  workspace_id: string
  id: string
  file_id: string
  number: number
  content: Buffer
}

export interface ImportRejections {
  workspace_id: string
  id: string
  import_id: string
  file_id: string
  row_number: number
  code: string
  cells: Json<unknown>
}

export interface ImportRows {
  workspace_id: string
  import_id: string
  row_id: string
  kind: string
  before: Json<unknown> | null
  after: Json<unknown> | null
  version: number
  undone: 'restored' | 'kept' | null
  kept: Json<unknown> | null
}

export interface ImportParts {
  workspace_id: string
  id: string
  import_id: string
  file_id: string
  row_number: number
  kind: 'history' | 'lines'
  deal: string
  is_there: boolean
  part: Json<unknown>
  cells: Json<unknown>
}

export interface ImportMappings {
  workspace_id: string
  id: string
  name: string
  columns_hash: string
  mapping: Json<unknown>
  stages: Json<unknown>
  created_by: string | null
  created_at: Date
  used_at: Date | null
}
