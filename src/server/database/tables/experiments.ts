import type { Generated } from 'kysely'
import type { Arm, ExperimentReading } from '../../../contract/experiment-reading.ts'
import type {
  ExperimentDecision,
  ExperimentKind,
  ExperimentMeasure,
  ExperimentPlan,
} from '../../../contract/experiments.ts'
import type { FieldVersions, Json } from './columns.ts'

export interface Experiments {
  workspace_id: string
  id: string
  name: string
  hypothesis: string
  kind: ExperimentKind
  process_id: string
  control_version_id: string
  changed_version_id: string
  /** Of an experiment on sequences. */
  control_sequence_id: string | null
  changed_sequence_id: string | null
  source_ids: string[] | null
  team_ids: string[] | null
  owner_ids: string[] | null
  unit: 'deal' | 'seller'
  by_source: boolean
  changed_percent: number
  measure: Generated<ExperimentMeasure>
  /** The key of the stage that is to be reached; null for other measures. */
  measure_stage: string | null
  horizon_days: number
  smallest_effect: number
  plan: Json<ExperimentPlan | null> | null
  seller_arms: Json<Record<string, Arm> | null> | null
  created_at: Date
  created_by: string | null
  started_at: Date | null
  started_by: string | null
  ended_at: Date | null
  ended_by: string | null
  decision: ExperimentDecision | null
  decision_reason: string | null
  decided_at: Date | null
  decided_by: string | null
  decided_reading: Json<ExperimentReading | null> | null
  version: Generated<number>
  field_versions: FieldVersions
}

export interface ExperimentStrata {
  workspace_id: string
  experiment_id: string
  stratum: string
  assigned: number
}
