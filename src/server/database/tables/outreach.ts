import type { Generated } from 'kysely'
import type { TouchOutcome, approaches } from '../../../contract/facts.ts'
import type { channels, directions } from '../../../contract/process.ts'
import type { FieldVersions } from './columns.ts'

export interface Touches {
  workspace_id: string
  id: string
  channel: (typeof channels)[number]
  direction: (typeof directions)[number]
  outcome: TouchOutcome
  approach: (typeof approaches)[number] | null
  minutes: number | null
  occurred_at: Date
  words: string | null
  deal_id: string | null
  company_id: string | null
  household_id: string | null
  author_kind: 'member' | 'key' | 'import' | 'automation'
  author_id: string | null
  created_at: Date
  edited_at: Date | null
  version: Generated<number>
  field_versions: FieldVersions
}

export interface TouchPeople {
  workspace_id: string
  id: string
  touch_id: string
  person_id: string
}

export interface TouchDeals {
  workspace_id: string
  id: string
  touch_id: string
  deal_id: string
}

export interface Promises {
  workspace_id: string
  id: string
  deal_id: string
  person_id: string | null
  owner_id: string | null
  text: string
  asked_at: Date
  due_at: Date
  answered_at: Date | null
  created_at: Date
}
