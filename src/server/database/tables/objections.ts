import type { Generated } from 'kysely'
import type { ObjectionKind, objectionOutcomes, resolutions } from '../../../contract/facts.ts'
import type { Answer } from '../../../contract/objections.ts'
import type { FieldVersions, Json } from './columns.ts'

export interface Answers {
  workspace_id: string
  id: string
  title: string
  title_folded: string
  words_folded: string
  kind: ObjectionKind
  product_id: string | null
  texts: Json<Answer['texts']>
  questions: string | null
  retired_at: Date | null
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface AnswerVersions {
  workspace_id: string
  answer_id: string
  version: number
  title: string
  texts: Json<Answer['texts']>
  questions: string | null
  changed_at: Date
  changed_by: string | null
}

export interface Objections {
  workspace_id: string
  id: string
  deal_id: string
  kind: ObjectionKind
  own_kind_id: string | null
  words: string | null
  person_id: string | null
  product_id: string | null
  raised_at: Date
  outcome: (typeof objectionOutcomes)[number] | null
  settled_at: Date | null
  answer_id: string | null
  answer_version: number | null
  reply: string | null
  resolution: Generated<(typeof resolutions)[number] | null>
  /** In the currency of the deal. */
  cost_minor: Generated<number | null>
  created_at: Date
}
