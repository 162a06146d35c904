import type { AdviceCode, Advice } from '../../../contract/coaching.ts'
import type { Json } from './columns.ts'

export interface CoachingAdvices {
  workspace_id: string
  id: string
  member_id: string
  code: AdviceCode
  on_day: string
  given_at: Date
  numbers: Json<Readonly<Record<string, number>>>
  deal_id: string | null
  before: number
  goal: number
  answer: Advice['answer']
  answered_at: Date | null
  check_on: string
  checked_at: Date | null
  after: number | null
  verdict: Advice['verdict']
}

export interface CoachingChoices {
  workspace_id: string
  id: string
  delay_days: number
  calls_per_day: number
  recorded_at: Date
  recorded_by: string | null
}

export interface CoachingDays {
  workspace_id: string
  id: string
  on_day: string
}
