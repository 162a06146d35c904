import type { Generated } from 'kysely'
import type { declineReasons, handoffStates } from '../../../contract/facts.ts'
import type { HandoffKind, HandoffPoint } from '../../../contract/handoffs.ts'
import type { Language } from '../../../contract/primitives.ts'
import type { FieldVersions, Json } from './columns.ts'

export interface WorkingHours {
  workspace_id: string
  id: string
  days: number[]
  from_minute: number
  until_minute: number
}

export interface HandoffKinds {
  workspace_id: string
  id: string
  name: string
  name_folded: string
  route: HandoffKind['route']
  accept_within_hours: number
  checklist: Json<string[]>
  introductions: Json<HandoffKind['introductions']>
  retired_at: Date | null
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface Handoffs {
  workspace_id: string
  id: string
  deal_id: string
  kind_id: string
  from_id: string
  to_id: string
  note: string | null
  introduction: string | null
  introduction_language: Language | null
  checklist: Json<HandoffPoint[]>
  state: (typeof handoffStates)[number]
  offered_at: Date
  due_at: Date
  decided_at: Date | null
  worked_minutes: number | null
  decline_reason: (typeof declineReasons)[number] | null
  decline_words: string | null
  version: Generated<number>
  field_versions: FieldVersions
}
