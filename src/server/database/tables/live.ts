import type { Generated } from 'kysely'

export interface ChangeLog {
  workspace_id: string
  /** The database's: an xid8, as text. */
  transaction_id: Generated<string>
  id: string
  kind: string
  row_id: string | null
  row_ids: string[] | null
  fields: string[]
  changed_at: Date
}
