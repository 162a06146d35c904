import type { ColumnType, Generated } from 'kysely'
import type { Class, ScorePart } from '../../../contract/prospects.ts'
import type { ScoreReport, ScoreRules, ScoreRun } from '../../../contract/scoring.ts'
import type { Json } from './columns.ts'

/** A value as a score knows it: a number, a level, or several. */
export type FeatureValue = number | boolean | string | readonly string[]
/** What was known of a case by its fields; what was not is left out. */
export type Features = Readonly<Record<string, FeatureValue>>

/** A field of a fitted score, with its covariates in their order. */
export type ModelField =
  | {
      readonly key: string
      readonly kind: 'number'
      /** Values beyond these are read as these. */
      readonly low: number
      readonly high: number
      /** Read in the place of a missing value. */
      readonly usual: number
      readonly isLog: boolean
      readonly mayMiss: boolean
      /** Where the line bends, between those two; scores that were fitted before lines bent have none. */
      readonly knots?: readonly number[]
    }
  | {
      readonly key: string
      readonly kind: 'levels'
      /** Each is a covariate; then one for every rarer level, and one for none, if there were such. */
      readonly levels: readonly string[]
      readonly hasRest: boolean
      readonly mayMiss: boolean
    }

export interface Model {
  readonly fields: readonly ModelField[]
  /** Log odds of an average case. */
  readonly intercept: number
  /** Of each covariate: log odds for one more, and its mean. */
  readonly slopes: readonly number[]
  readonly means: readonly number[]
}

export interface ScoreVersions {
  workspace_id: string
  id: string
  number: number
  kind: 'rules' | 'model'
  definition: Json<Pick<ScoreRules, 'points' | 'rules'> | Model>
  report: ColumnType<ScoreReport | null, string | null, never>
  cut_a: number
  cut_b: number
  made_by: string | null
  made_at: Date
}

export type FieldChoices = Readonly<Record<string, 'never' | 'anyway'>>

export interface ScoreChoices {
  workspace_id: string
  id: string
  version_id: string | null
  fields: Json<FieldChoices>
  chosen_by: string | null
  chosen_at: Date
}

export interface ScoreRuns {
  workspace_id: string
  id: string
  status: Generated<ScoreRun['status']>
  code: ScoreRun['code']
  version_id: string | null
  asked_by: string | null
  asked_at: Date
  ended_at: Date | null
}

export interface DealScores {
  workspace_id: string
  id: string
  deal_id: string
  version_id: string | null
  points: number
  class: Class
  chance: number | null
  parts: Json<ScorePart[]>
  features: Json<Features>
  scored_at: Date
}
