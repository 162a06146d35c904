import type { Reaction, TrialKind, trialOutcomes, trialUses } from '../../../contract/facts.ts'

export interface Needs {
  workspace_id: string
  id: string
  deal_id: string
  person_id: string | null
  words: string
  weight: number
  product_id: string | null
  created_at: Date
}

export interface Presentations {
  workspace_id: string
  id: string
  deal_id: string
  held_at: Date
  minutes: number | null
  topic: string | null
  created_at: Date
  created_by: string | null
}

export interface PresentationPeople {
  workspace_id: string
  id: string
  presentation_id: string
  person_id: string
  reaction: Reaction | null
  asked: string | null
}

export interface Trials {
  workspace_id: string
  id: string
  deal_id: string
  kind: TrialKind
  what: string
  product_id: string | null
  person_id: string | null
  starts_on: string
  ends_on: string | null
  remind_on: string | null
  cost_minor: number | null
  use: (typeof trialUses)[number] | null
  outcome: (typeof trialOutcomes)[number] | null
  feedback: string | null
  ended_at: Date | null
  created_at: Date
  created_by: string | null
}

export interface GiftLimits {
  workspace_id: string
  id: string
  month_minor: number | null
  deal_minor: number | null
}
