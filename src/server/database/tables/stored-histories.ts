import type { Generated } from 'kysely'

export interface StoredHistories {
  workspace_id: string
  id: string
  format: string
  time_zone: string
  /** A pg_snapshot, as text. */
  snapshot: string
  transaction_id: Generated<string>
  stored_at: Date
}

export interface StoredBlocks {
  workspace_id: string
  id: string
  history_id: string
  name: string
  number: number
  bytes: Buffer
  length: number
}
