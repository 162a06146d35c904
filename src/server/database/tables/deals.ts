import type { ColumnType, Generated } from 'kysely'
import type { FactType, MarketMaturity, Outcome, stakeholderRoles } from '../../../contract/facts.ts'
import type { Criterion, Phase, Touchpoint } from '../../../contract/process.ts'
import type { Qualification } from '../../../contract/qualification.ts'
import type { Playbook } from '../../../contract/stage-playbook.ts'
import type { Custom, FieldVersions, Json } from './columns.ts'

export interface Processes {
  workspace_id: string
  id: string
  name: string
  is_default: Generated<boolean>
  retired_at: Date | null
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface ProcessVersions {
  workspace_id: string
  id: string
  process_id: string
  number: number
  status: 'draft' | 'trial' | 'published' | 'retired'
  overrides: Generated<'anyone' | 'managers' | 'nobody'>
  created_at: Date
  published_at: Date | null
  published_by: string | null
  retired_at: Date | null
  version: Generated<number>
  field_versions: FieldVersions
}

export interface Stages {
  workspace_id: string
  id: string
  version_id: string
  process_id: string
  key: string
  position: number
  name: string
  phases: Phase[]
  purpose: string | null
  buyer_step: string | null
  script: string | null
  playbook: ColumnType<Playbook, string | undefined, string>
  gate: 'advise' | 'enforce'
  entry_criteria: Json<Criterion[]>
  exit_criteria: Json<Criterion[]>
  touchpoints: Json<Touchpoint[]>
  target_duration_days: number | null
  target_conversion_percent: number | null
  target_deals: number | null
}

export interface Deals {
  workspace_id: string
  id: string
  name: string
  /** The folded words that a search finds it by (`nameWords` in kernel/fold.ts), as PostgreSQL writes a tsvector. */
  name_words: Generated<string | null>
  company_id: string | null
  person_id: string | null
  household_id: string | null
  process_id: string
  version_id: string
  stage_id: string
  stage_entered_at: Date
  outcome: Generated<Outcome>
  ended_at: Date | null
  owner_id: string | null
  source_id: string | null
  amount_minor: number | null
  currency: string
  expected_close_on: string | null
  next_step: string | null
  next_step_on: string | null
  come_back_on: string | null
  opened_at: Date
  opened_dated: Generated<boolean>
  /** Of a deal without dates: days from its opening to the end that it came in with. */
  length_days: number | null
  observed_from: string | null
  previous_deal_id: string | null
  external_id: string | null
  import_id: string | null
  tag_ids: Generated<string[]>
  payment_terms_id: string | null
  market_maturity: MarketMaturity | null
  qualification: ColumnType<Partial<Qualification>, string | undefined, string>
  custom: Custom
  created_at: Date
  updated_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface DealLines {
  workspace_id: string
  id: string
  deal_id: string
  position: number
  product_id: string
  quantity: number
  price_minor: number
  cost_minor: number | null
  price_list_id: string | null
  list_minor: number | null
}

export interface Stakeholders {
  workspace_id: string
  id: string
  deal_id: string
  person_id: string
  role: (typeof stakeholderRoles)[number]
  created_at: Date
}

export interface Confirmations {
  workspace_id: string
  id: string
  deal_id: string
  stage_key: string
  criterion: string
  confirmed_at: Date
  confirmed_by: string | null
}

export interface Facts {
  workspace_id: string
  id: string
  deal_id: string
  type: FactType
  occurred_at: Date
  recorded_at: Date
  dated: Generated<boolean>
  actor_kind: 'member' | 'key' | 'import' | 'automation'
  actor_id: string | null
  from_stage_id: string | null
  stage_id: string | null
  undoes: string | null
  data: Json<Record<string, unknown>>
}

export interface FactWords {
  workspace_id: string
  id: string
  words: string
}
