import type { Generated } from 'kysely'
import type { closeAnswers, closeTechniques, closingKinds, incentiveKinds, Signal } from '../../../contract/facts.ts'
import type { TemplateItem } from '../../../contract/closing-items.ts'
import type { FieldVersions, Json } from './columns.ts'

interface NamedRow {
  workspace_id: string
  id: string
  name: string
  name_folded: string
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface Competitors extends NamedRow {
  archived_at: Date | null
}

export interface Losses {
  workspace_id: string
  deal_id: string
  competitor_id: string
}

export interface CloseTechniques extends NamedRow {
  retired_at: Date | null
}

export interface Scarcities {
  workspace_id: string
  id: string
  name: string
  ends_on: string | null
  price_list_id: string | null
  places: number | null
  product_id: string | null
  ended_at: Date | null
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface IncentiveLimits {
  workspace_id: string
  id: string
  percent: number
}

export interface Incentives {
  workspace_id: string
  id: string
  deal_id: string
  kind: (typeof incentiveKinds)[number]
  name: string
  cost_minor: number
  currency: string
  expires_on: string
  offered_by: string | null
  offered_at: Date
  approved: boolean | null
  decided_by: string | null
  decided_at: Date | null
}

export interface CloseAsks {
  workspace_id: string
  id: string
  deal_id: string
  technique: (typeof closeTechniques)[number]
  technique_id: string | null
  signal: Signal
  answer: (typeof closeAnswers)[number]
  scarcity_id: string | null
  incentive_id: string | null
  asked_by: string | null
  asked_at: Date
  created_at: Date
}

export interface ClosingTemplates {
  workspace_id: string
  id: string
  process_id: string
  items: Json<TemplateItem[]>
}

export interface ClosingItems {
  workspace_id: string
  id: string
  deal_id: string
  kind: (typeof closingKinds)[number]
  title: string
  owner_id: string | null
  due_on: string | null
  position: number
  sent_at: Date | null
  waited_seconds: Generated<number>
  rounds: Generated<number>
  done_at: Date | null
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}
