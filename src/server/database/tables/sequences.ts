import type { ColumnType, Generated } from 'kysely'
import type { TouchOutcome } from '../../../contract/facts.ts'
import type { EndReason, Step } from '../../../contract/sequences.ts'
import type { FieldVersions } from './columns.ts'

export interface Sequences {
  workspace_id: string
  id: string
  name: string
  number: number
  retired_at: Date | null
  created_at: Date
  created_by: string | null
  version: Generated<number>
  field_versions: FieldVersions
}

export interface SequenceVersions {
  workspace_id: string
  id: string
  sequence_id: string
  number: number
  steps: ColumnType<Step[], string, never>
  created_at: Date
  created_by: string | null
}

export interface Enrolments {
  workspace_id: string
  id: string
  sequence_id: string
  version_id: string
  person_id: string
  deal_id: string | null
  owner_id: string | null
  step: Generated<number>
  due_on: string
  started_at: Date
  started_by: string | null
  ended_at: Date | null
  end_reason: EndReason | null
}

export interface EnrolmentSteps {
  workspace_id: string
  id: string
  enrolment_id: string
  step: number
  variant: 'a' | 'b' | null
  skipped: boolean
  outcome: TouchOutcome | null
  done_at: Date
  done_by: string | null
}
