import type { Generated } from 'kysely'
import type { ObjectionKind } from '../../../contract/facts.ts'
import type { feedbackParts, feedbackVerdicts } from '../../../contract/playbooks.ts'
import type { FieldVersions } from './columns.ts'

export interface AskedQuestions {
  workspace_id: string
  id: string
  deal_id: string
  stage_key: string
  question_key: string
  words: string | null
  minor: number | null
  day: string | null
  asked_at: Date
  asked_by: string | null
}

export interface PlaybookFeedback {
  workspace_id: string
  id: string
  about: (typeof feedbackParts)[number]
  process_id: string | null
  stage_key: string | null
  question_key: string | null
  answer_id: string | null
  deal_id: string | null
  words: string
  created_at: Date
  created_by: string
  verdict: (typeof feedbackVerdicts)[number] | null
  reply: string | null
  answered_at: Date | null
  answered_by: string | null
}

export interface ObjectionKinds {
  workspace_id: string
  id: string
  name: string
  name_folded: string
  kind: ObjectionKind
  merged_into_id: string | null
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}
