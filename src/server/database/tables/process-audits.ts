import type { AuditReport } from '../../../contract/process-audits.ts'
import type { Json } from './columns.ts'

export interface ProcessAudits {
  workspace_id: string
  id: string
  process_id: string
  version_id: string
  as_of: string
  made_at: Date
  made_by: string | null
  sees: string[] | null
  report: Json<AuditReport>
}
